//===- EffectReader.cpp ---------------------------------------------------===//
#include "contracts/EffectReader.h"
#include "contracts/ModelWords.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;

namespace {

/// The keys that an effect may have beside `at`.
enum Part : unsigned {
  Of = 1, // another place: parent, pool, session
  By = 2, // the place that tells
  Kind = 4,
  Dialect = 8,
  Runs = 16,
  Thrown = 32,
  Resource = 64,
  Choices = 128,
  Outcomes = 256,
  Modes = 1024,
  Bits = 2048,   // of the number at another place
  NoPlace = 512, // `at` may be left out
};

unsigned partsOf(EffectKind What) {
  switch (What) {
  case EffectKind::Produce:
    return Kind | Modes | Outcomes;
  case EffectKind::Event:
  case EffectKind::Consume:
  case EffectKind::Borrow:
    return Kind | Outcomes;
  case EffectKind::Adopt:
  case EffectKind::GiveBack:
    return Of | Kind | Outcomes;
  case EffectKind::Text:
    return Of | Dialect | Runs;
  case EffectKind::Observe:
    return By | Outcomes;
  case EffectKind::Select:
    return Of | Choices;
  case EffectKind::Child:
  case EffectKind::Lease:
    return Of | Kind | Outcomes;
  case EffectKind::Share:
    return Of;
  case EffectKind::Key:
    return Of | Kind | Outcomes;
  case EffectKind::Exclusive:
    return Resource | NoPlace | Outcomes;
  case EffectKind::Wait:
    return Resource | NoPlace;
  case EffectKind::Invoke:
    return Of | Resource | Runs | Thrown | Bits | Outcomes;
  case EffectKind::Join:
    return Resource | Outcomes;
  case EffectKind::Lock:
  case EffectKind::Unlock:
    return Resource;
  }
  return 0;
}

bool makesSomething(EffectKind What) {
  return What == EffectKind::Produce || What == EffectKind::Child ||
         What == EffectKind::Lease;
}

} // namespace

void EffectReader::complain(Position At, llvm::Error E) {
  // Such errors read "what; remedy" already.
  std::string Text = llvm::toString(std::move(E));
  auto [What, Remedy] = llvm::StringRef(Text).split("; ");
  Found.add(At, What, Remedy);
}

std::vector<Effect> EffectReader::readAll(YamlMap &Entry) {
  for (llvm::StringRef Word : words::EffectKinds)
    Entry.find(Word);
  for (llvm::StringRef Word : eventNames())
    Entry.find(Word);

  std::vector<Effect> Effects;
  const YamlNode &Node = Entry.node();
  for (size_t I = 0; I != Node.Keys.size(); ++I)
    readKey(Node.Keys[I].Text, Node.Items[I], Effects);
  // The long form, for effects of one kind with others in between.
  for (const YamlNode &Item : Entry.list("effects")) {
    YamlMap One(Item, "an effect", Found);
    if (Item.Keys.size() == 1)
      for (Effect &E : readAll(One))
        Effects.push_back(std::move(E));
    else if (Item.What == YamlNode::Map)
      Found.add(Item.At, "an item of 'effects' with more than one key",
                "write one '- effect: ...' for each");
  }
  return Effects;
}

void EffectReader::readKey(llvm::StringRef Key, const YamlNode &Value,
                           std::vector<Effect> &Out) {
  std::optional<EventKind> Event = parseEvent(Key);
  auto Word = llvm::find(words::EffectKinds, Key);
  if (!Event && Word == std::end(words::EffectKinds))
    return;
  llvm::ArrayRef<YamlNode> Items(Value);
  if (Value.What == YamlNode::List)
    Items = Value.Items;
  for (const YamlNode &Item : Items) {
    if (!Event) {
      auto What = EffectKind(Word - std::begin(words::EffectKinds));
      if (auto E = readEffect(What, Item))
        Out.push_back(std::move(*E));
      continue;
    }
    // `close: arg0` is short for an event whatever the outcome.
    if (auto Where = path(Item)) {
      Effect E;
      E.What = EffectKind::Event;
      E.Where = std::move(*Where);
      E.Outcomes.emplace_back();
      E.Outcomes.back().Events = {*Event};
      E.Line = Item.At.Line;
      Out.push_back(std::move(E));
    }
  }
}

std::optional<Effect> EffectReader::readEffect(EffectKind What,
                                               const YamlNode &Value) {
  llvm::StringRef Name = words::EffectKinds[unsigned(What)];
  Effect E;
  E.What = What;
  E.Line = Value.At.Line;
  if (Value.What == YamlNode::Scalar) {
    auto Where = path(Value);
    if (!Where)
      return std::nullopt;
    E.Where = std::move(*Where);
    checkOutcomes(E, Value);
    return E;
  }
  size_t Before = Found.count();
  YamlMap Map(Value, ("'" + Name + "'").str(), Found);
  if (Value.What != YamlNode::Map)
    return std::nullopt;
  unsigned Parts = partsOf(What);
  const YamlNode *At = Parts & NoPlace ? Map.find("at") : Map.need("at");
  if (At)
    if (auto Where = path(*At))
      E.Where = std::move(*Where);
  readParts(Map, Parts, E);
  readWords(Map, Parts, E);
  Map.finish();
  // What could not be read is not missing.
  if (Found.count() == Before)
    checkOutcomes(E, Value);
  return E;
}

void EffectReader::readParts(YamlMap &Map, unsigned Parts, Effect &E) {
  llvm::StringRef ParentKey = Parts & By ? "by" : "of";
  if (Parts & (Of | By))
    if (const YamlNode *Node = Map.find(ParentKey))
      E.Parent = path(*Node);
  if (Parts & Kind)
    if (const YamlNode *Node = Map.find("kind"))
      E.Kind = kind(*Node).value_or("");
  if (Parts & Choices)
    for (const YamlNode &Item : Map.list("choices"))
      E.Choices.push_back(readSelection(Item));
  if (Parts & Modes)
    for (const YamlNode &Item : Map.list("modes"))
      if (auto Mode = readMode(Item))
        E.Modes.push_back(std::move(*Mode));
  if (Parts & Bits)
    if (const YamlNode *Node = Map.find("bits"))
      if (auto Number = number(*Node))
        E.Modes.push_back({E.Parent.value_or(ContractPath()), *Number, {}});
  if (Parts & Outcomes)
    readOutcomes(Map, E);
}

std::optional<ThreadMode> EffectReader::readMode(const YamlNode &Node) {
  YamlMap Map(Node, "a mode", Found);
  const YamlNode *At = Map.need("at");
  const YamlNode *Bits = Map.need("bits");
  Map.need("threads");
  auto Rule = Map.word("threads", words::ThreadRules);
  Map.finish();
  auto Where = At ? path(*At) : std::nullopt;
  auto Number = Bits ? number(*Bits) : std::nullopt;
  if (!Where || !Number || !Rule)
    return std::nullopt;
  return ThreadMode{std::move(*Where), *Number, ThreadRule(*Rule)};
}

void EffectReader::readWords(YamlMap &Map, unsigned Parts, Effect &E) {
  if (Parts & Dialect)
    E.Dialect = Map.text("dialect").value_or("");
  if (Parts & Resource)
    E.Resource = Map.text("resource").value_or("");
  if (Parts & Thrown)
    if (auto Word = Map.word("on-throw", words::OnThrows))
      E.Thrown = OnThrow(*Word);
  if (!(Parts & Runs))
    return;
  if (E.What == EffectKind::Text) {
    if (auto Word = Map.word("runs", words::TextRuns))
      E.Run = TextRun(*Word);
  } else if (auto Word = Map.word("runs", words::InvokeWhens)) {
    E.Invoked = InvokeWhen(*Word);
  }
}

void EffectReader::readOutcomes(YamlMap &Map, Effect &E) {
  llvm::ArrayRef<YamlNode> Items = Map.list("outcomes");
  for (const YamlNode &Item : Items) {
    YamlMap One(Item, "an outcome", Found);
    E.Outcomes.push_back(readOutcome(One));
    One.need("when");
    One.finish();
  }
  // Without a list the effect's own keys are its only outcome.
  Outcome Only = readOutcome(Map);
  if (Only == Outcome() && Only.Given.empty() && !Map.find("does"))
    return;
  if (Items.empty())
    E.Outcomes.push_back(std::move(Only));
  else
    Found.add(Map.node().At, "an outcome beside 'outcomes'",
              "move it into the list");
}

Outcome EffectReader::readOutcome(YamlMap &Map) {
  Outcome O;
  if (const YamlNode *Node = Map.find("when"))
    O.When = test(*Node, "return").value_or(ReturnTest());
  for (const YamlNode &Item : Map.list("given"))
    if (auto P = readPrecondition(Item))
      O.Given.push_back(std::move(*P));
  if (auto Word = Map.word("from", lifeNames()))
    O.From = Life(*Word);
  if (auto Word = Map.word("life", lifeNames()))
    O.Alive = Life(*Word);
  if (auto Word = Map.word("tx", transactionNames()))
    O.Tx = Transaction(*Word);
  O.Events = events(Map, "does");
  O.HeldAt = paths(Map, "held");
  O.Escaped = Map.flag("escaped");
  O.NullAt = paths(Map, "cleared");
  O.LastMention = Map.flag("last-mention");
  O.ByState = Map.flag("by-state");
  O.Sets = settings(Map, "sets");
  return O;
}

std::optional<Precondition>
EffectReader::readPrecondition(const YamlNode &Node) {
  YamlMap Map(Node, "a precondition", Found);
  const YamlNode *At = Map.need("at");
  Precondition Text;
  Text.Not = Map.find("begins-not") != nullptr;
  for (const YamlNode &Item : Map.list(Text.Not ? "begins-not" : "begins"))
    Text.Begins.push_back(Item.Text);
  const YamlNode *When = Text.Begins.empty() ? Map.need("when") : nullptr;
  Map.finish();
  auto Where = At ? path(*At) : std::nullopt;
  if (Where && !Text.Begins.empty()) {
    Text.Where = std::move(*Where);
    return Text;
  }
  auto Holds = When ? test(*When, "value") : std::nullopt;
  if (!Where || !Holds)
    return std::nullopt;
  return Precondition{std::move(*Where), std::move(*Holds)};
}

void EffectReader::checkOutcomes(const Effect &E, const YamlNode &Node) {
  std::string Name = words::EffectKinds[unsigned(E.What)].str();
  auto Complain = [&](const llvm::Twine &What, const llvm::Twine &Remedy) {
    Found.add(Node.At, "'" + Name + "' " + What, Remedy);
  };
  bool Lives = makesSomething(E.What);
  if (Lives &&
      llvm::none_of(E.Outcomes, [](const Outcome &O) { return bool(O.Alive); }))
    Complain("does not say what comes alive", "add 'life: open' or 'outcomes'");
  if (E.What == EffectKind::Event && E.Outcomes.empty())
    Complain("without an event", "add 'does: [...]' or 'outcomes'");
  if (E.What == EffectKind::Observe &&
      (E.Outcomes.empty() || llvm::any_of(E.Outcomes, [](const Outcome &O) {
         return !O.Alive && !O.Tx && O.Events.empty();
       })))
    Complain("without the state that it tells",
             "give each outcome a 'life', a 'tx' or a 'does'");
  if (E.What == EffectKind::Select && E.Choices.empty())
    Complain("without choices", "add 'choices: [{values: [...], ...}]'");
  if (E.What == EffectKind::Text && E.Dialect.empty())
    Complain("without a dialect", "add 'dialect: ...'");
  bool NeedsParent = E.What == EffectKind::Child ||
                     E.What == EffectKind::Share || E.What == EffectKind::Text;
  if (NeedsParent && !E.Parent)
    Complain("without the session that it belongs to", "add 'of: arg0'");

  const Outcome *Last = nullptr;
  for (const Outcome &O : E.Outcomes) {
    bool Alternative = Last && Last->When == O.When;
    if (Last && !Alternative && O.When.What != ReturnTest::Throws)
      Complain("has an outcome that can never be chosen",
               "put '" + renderReturnTest(Last->When, "return") +
                   "' after the others");
    bool TakesAll = O.When.What == ReturnTest::Always ||
                    O.When.What == ReturnTest::Otherwise;
    if (TakesAll && !O.From && O.Given.empty())
      Last = &O;
  }
}

Selection EffectReader::readSelection(const YamlNode &Node) {
  Selection S;
  YamlMap Map(Node, "a choice", Found);
  Map.need("values");
  for (const YamlNode &Item : Map.list("values"))
    if (auto Number = number(Item))
      S.Values.push_back(*Number);
  if (const YamlNode *Kind = Map.find("kind"))
    S.Kind = kind(*Kind).value_or("");
  if (const YamlNode *Event = Map.find("event"))
    S.Event = event(*Event);
  if (!Map.find("kind") && !Map.find("event"))
    Found.add(Node.At, "a choice of nothing",
              "add 'kind: ...' or 'event: ...'");
  Map.finish();
  return S;
}

std::vector<Setting> EffectReader::settings(YamlMap &Entry,
                                            llvm::StringRef Key) {
  std::vector<Setting> Sets;
  for (const YamlNode &Item : Entry.list(Key)) {
    YamlMap Map(Item, ("an item of '" + Key + "'").str(), Found);
    const YamlNode *At = Map.need("at");
    const YamlNode *Value = Map.need("value");
    auto Where = At ? path(*At) : std::nullopt;
    auto Number = Value ? number(*Value) : std::nullopt;
    if (Where && Number)
      Sets.push_back({std::move(*Where), *Number});
    Map.finish();
  }
  return Sets;
}

std::vector<ContractPath> EffectReader::paths(YamlMap &Map,
                                              llvm::StringRef Key) {
  std::vector<ContractPath> Paths;
  for (const YamlNode &Item : Map.list(Key))
    if (auto Path = path(Item))
      Paths.push_back(std::move(*Path));
  return Paths;
}

std::vector<EventKind> EffectReader::events(YamlMap &Map, llvm::StringRef Key) {
  std::vector<EventKind> Events;
  for (const YamlNode &Item : Map.list(Key))
    if (auto Event = event(Item))
      Events.push_back(*Event);
  return Events;
}

std::optional<ContractPath> EffectReader::path(const YamlNode &Node) {
  auto Text = scalarText(Node, "place", Found);
  if (!Text)
    return std::nullopt;
  auto Path = parseContractPath(*Text);
  if (!Path) {
    complain(Node.At, Path.takeError());
    return std::nullopt;
  }
  if (Arity && Path->Root == ContractPath::Argument && Path->Index >= *Arity) {
    Found.add(Node.At,
              "'" + *Text + "' of a function with " + llvm::Twine(*Arity) +
                  " parameters",
              "count from arg0, without 'this'");
    return std::nullopt;
  }
  return std::move(*Path);
}

std::optional<int64_t> EffectReader::number(const YamlNode &Node) {
  auto Text = scalarText(Node, "value", Found);
  if (!Text)
    return std::nullopt;
  auto Number = parseConstant(*Text, Library.Constants);
  if (Number)
    return *Number;
  complain(Node.At, Number.takeError());
  return std::nullopt;
}

std::optional<ReturnTest> EffectReader::test(const YamlNode &Node,
                                             llvm::StringRef Subject) {
  auto Text = scalarText(Node, "when", Found);
  if (!Text)
    return std::nullopt;
  auto Test = parseReturnTest(*Text, Subject, Library.Constants);
  if (Test)
    return std::move(*Test);
  complain(Node.At, Test.takeError());
  return std::nullopt;
}

std::optional<std::string> EffectReader::kind(const YamlNode &Node) {
  auto Text = scalarText(Node, "kind", Found);
  if (!Text)
    return std::nullopt;
  llvm::StringRef Name = *Text;
  bool Qualified = Name.consume_front(Library.Library + ".");
  // Another library's kind is checked when the models come together.
  if (!Qualified && Name.contains('.'))
    return Text;
  std::vector<llvm::StringRef> Kinds;
  for (const Policy &P : Library.Kinds)
    Kinds.push_back(P.Kind);
  if (llvm::is_contained(Kinds, Name))
    return Library.Library + "." + Name.str();
  Found.add(Node.At, "kind '" + Name + "' is not declared",
            nearestWord(Name, Kinds) + " (declare it under 'kinds:')");
  return Text;
}

std::optional<EventKind> EffectReader::event(const YamlNode &Node) {
  auto Word = scalarWord(Node, "event", eventNames(), Found);
  if (!Word)
    return std::nullopt;
  return EventKind(*Word);
}
