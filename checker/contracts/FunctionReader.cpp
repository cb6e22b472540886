//===- FunctionReader.cpp -------------------------------------------------===//
#include "contracts/FunctionReader.h"
#include "contracts/ModelWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace session;

static constexpr unsigned MostParameters = 64;

bool session::checkQualifiedName(const YamlNode &Node, Problems &Found) {
  auto Text = scalarText(Node, "name", Found);
  if (!Text)
    return false;
  llvm::StringRef Name = *Text;
  size_t Operator = Name.rfind("operator");
  llvm::StringRef Plain = Name.take_front(Operator);
  size_t Bad = Plain.find_first_of("<>() ,*&");
  if (Bad == llvm::StringRef::npos || Name.starts_with("c:"))
    return true;
  Found.add(Node.At, "'" + Name + "' is no qualified name",
            "write '" + Plain.take_front(Bad) +
                "', without template arguments and parameters");
  return false;
}

std::optional<FunctionReader::Name>
FunctionReader::readName(const YamlNode &Node) {
  if (!checkQualifiedName(Node, Found))
    return std::nullopt;
  llvm::StringRef Text = Node.Text;
  size_t Slash = Text.rfind('/');
  Name N{Node.Text, std::nullopt, Node.At.Line};
  unsigned Arity;
  if (Slash == llvm::StringRef::npos || Slash + 1 == Text.size())
    return N; // "operator/" ends with one
  if (Text.drop_front(Slash + 1).getAsInteger(10, Arity) ||
      Arity > MostParameters) {
    Found.add(Node.At, "'" + Text + "' does not end with a parameter count",
              "write 'name/2'");
    return std::nullopt;
  }
  N.Text = Text.take_front(Slash).str();
  N.Arity = Arity;
  return N;
}

std::vector<FunctionReader::Name> FunctionReader::readNames(YamlMap &Entry) {
  const YamlNode *One = Entry.find("name");
  const YamlNode *Many = Entry.find("names");
  std::vector<Name> Names;
  if (One && Many)
    Found.add(Many->At, "both 'name' and 'names'", "keep one of them");
  if (!One && !Many && Entry.node().What == YamlNode::Map)
    Entry.need("name");
  if (One) {
    if (auto N = readName(*One))
      Names.push_back(std::move(*N));
    return Names;
  }
  for (const YamlNode &Item : Entry.list("names"))
    if (auto N = readName(Item))
      Names.push_back(std::move(*N));
  return Names;
}

void FunctionReader::readArity(YamlMap &Entry, std::vector<Name> &Names) {
  const YamlNode *Node = Entry.find("arity");
  if (!Node)
    return;
  auto Text = scalarText(*Node, "arity", Found);
  unsigned Arity;
  if (!Text)
    return;
  if (llvm::StringRef(*Text).getAsInteger(10, Arity) ||
      Arity > MostParameters) {
    Found.add(Node->At, "arity '" + *Text + "'",
              "write the number of parameters, '...' not counted");
    return;
  }
  for (Name &N : Names) {
    if (N.Arity)
      Found.add(Node->At, "'arity' beside '" + N.Text + "/...'",
                "keep one of them");
    N.Arity = Arity;
  }
}

/// A begin whose failures the model does not speak of did not happen then.
static void closeOutcomes(Effect &E) {
  auto Begins = [](const Outcome &O) {
    return llvm::is_contained(O.Events, EventKind::Begin);
  };
  auto IsTaken = [](const Outcome &O) {
    return O.When.What == ReturnTest::Always ||
           O.When.What == ReturnTest::Otherwise;
  };
  if (E.What != EffectKind::Event || !llvm::any_of(E.Outcomes, Begins) ||
      llvm::any_of(E.Outcomes, IsTaken))
    return;
  Outcome Nothing;
  Nothing.When.What = ReturnTest::Otherwise;
  E.Outcomes.push_back(Nothing);
}

/// The overload among those of one arity; it says how many there are.
std::vector<std::string> FunctionReader::readClasses(YamlMap &Entry,
                                                     std::vector<Name> &Names) {
  std::vector<std::string> Classes;
  for (const YamlNode &Item : Entry.list("parameters"))
    if (Item.Text == "any")
      Classes.emplace_back();
    else if (checkQualifiedName(Item, Found))
      Classes.push_back(Item.Text);
  for (Name &N : Names)
    if (!Classes.empty() && !N.Arity)
      N.Arity = unsigned(Classes.size());
  return Classes;
}

std::vector<FunctionContract> FunctionReader::read(const YamlNode &Node) {
  YamlMap Entry(Node, "a function", Found);
  std::vector<Name> Names = readNames(Entry);
  readArity(Entry, Names);
  std::vector<std::string> Classes = readClasses(Entry, Names);
  // With several names paths are checked against the shortest.
  std::optional<unsigned> Arity;
  for (const Name &N : Names)
    if (N.Arity && (!Arity || *N.Arity < *Arity))
      Arity = N.Arity;
  Effects.setArity(Arity);

  FunctionContract F;
  F.From = Origin::Declared;
  F.Classes = std::move(Classes);
  F.Source = Library.File;
  F.Effects = Effects.readAll(Entry);
  if (const YamlNode *Throws = Entry.find("throws"))
    readThrows(*Throws, F);
  if (const YamlNode *Returns = Entry.find("returns"))
    readReturns(*Returns, F);
  readTransfers(Entry, F);
  readTexts(Entry, F);
  if (const YamlNode *NoReturn = Entry.find("noreturn"))
    readNoReturn(*NoReturn, F);
  if (const YamlNode *Only = Entry.find("throws-only-if"))
    F.ThrowsOnlyIf = readArgumentTest(*Only);
  F.Writes = Effects.paths(Entry, "writes");
  F.WritesStatics = Entry.flag("writes-statics");
  F.KeepsOnThrow = Effects.paths(Entry, "keeps-on-throw");
  readSettings(Entry, F);
  F.Incomplete = Entry.flag("incomplete");
  // What was printed of a body lists every way out, so it binds as such.
  if (Entry.flag("inferred"))
    F.From = Origin::Inferred;
  else
    llvm::for_each(F.Effects, closeOutcomes);
  F.Since = Entry.text("since").value_or("");
  F.Until = Entry.text("until").value_or("");
  Entry.finish();

  bool Selects = llvm::any_of(
      F.Effects, [](const Effect &E) { return E.What == EffectKind::Select; });
  for (const Effect &E : F.Effects)
    if (E.Kind.empty() && !Selects &&
        (E.What == EffectKind::Produce || E.What == EffectKind::Child ||
         E.What == EffectKind::Lease))
      Found.add({E.Line, Node.At.Column}, "something comes alive without kind",
                "add 'kind: ...', or a 'select' that picks it");

  std::vector<FunctionContract> All;
  for (Name &N : Names) {
    F.Name = std::move(N.Text);
    F.Arity = N.Arity;
    F.Line = N.Line;
    All.push_back(F);
  }
  return All;
}

std::optional<FunctionContract> FunctionReader::readUse(const YamlNode &Node) {
  auto N = readName(Node);
  if (!N)
    return std::nullopt;
  if (!N->Arity || *N->Arity == 0) {
    Found.add(Node.At, "'" + N->Text + "' in 'uses' has no argument to use",
              "write '" + N->Text + "/1' with its number of parameters");
    return std::nullopt;
  }
  FunctionContract F;
  F.Name = std::move(N->Text);
  F.Arity = N->Arity;
  F.From = Origin::Declared;
  F.Source = Library.File;
  F.Line = N->Line;
  Effect E;
  E.What = EffectKind::Event;
  E.Line = N->Line;
  E.Outcomes.emplace_back();
  E.Outcomes.back().Events = {EventKind::Use};
  F.Effects.push_back(std::move(E));
  return F;
}

void FunctionReader::readThrows(const YamlNode &Node, FunctionContract &F) {
  if (Node.What == YamlNode::Map)
    return readThrowsMap(Node, F);
  F.MayThrow.emplace();
  bool IsType = llvm::StringRef(Node.Text).contains("::");
  if (Node.What == YamlNode::Scalar && !IsType) {
    if (auto Rank = scalarWord(Node, "throws", words::ThrowRanks, Found))
      F.MayThrow->Rank = ThrowRank(*Rank);
    return;
  }
  F.MayThrow->Rank = ThrowRank::Shown;
  llvm::ArrayRef<YamlNode> Types(Node);
  if (Node.What == YamlNode::List)
    Types = Node.Items;
  for (const YamlNode &Type : Types)
    if (checkQualifiedName(Type, Found))
      F.MayThrow->Types.push_back(Type.Text);
}

void FunctionReader::readThrowsMap(const YamlNode &Node, FunctionContract &F) {
  YamlMap Map(Node, "'throws'", Found);
  Throws T;
  T.Rank = ThrowRank::Shown;
  if (auto Rank = Map.word("rank", words::ThrowRanks))
    T.Rank = ThrowRank(*Rank);
  for (const YamlNode &Type : Map.list("types"))
    if (checkQualifiedName(Type, Found))
      T.Types.push_back(Type.Text);
  if (const YamlNode *Callable = Map.find("as-callable"))
    T.AsCallable = argument(*Callable);
  Map.finish();
  F.MayThrow = std::move(T);
}

void FunctionReader::readReturns(const YamlNode &Node, FunctionContract &F) {
  if (Node.What != YamlNode::Map) {
    F.Result.Same = Effects.path(Node);
    return;
  }
  YamlMap Map(Node, "'returns'", Found);
  if (const YamlNode *Same = Map.find("same"))
    F.Result.Same = Effects.path(*Same);
  F.Result.NullOnFailure = Map.flag("null-on-failure");
  F.Result.NeverNull = Map.flag("never-null");
  F.Result.Fresh = Map.flag("fresh");
  if (const YamlNode *Class = Map.find("class"))
    F.Result.Class = Effects.test(*Class, "return");
  if (const YamlNode *Answers = Map.find("answers"))
    F.Result.Answers = Effects.readPrecondition(*Answers);
  if (auto Word = Map.word("built", words::Built))
    F.Result.Built = Returns::BuiltFrom(*Word);
  Map.finish();
}

void FunctionReader::readTransfers(YamlMap &Entry, FunctionContract &F) {
  for (const YamlNode &Item : Entry.list("transfers")) {
    YamlMap Map(Item, "a transfer", Found);
    const YamlNode *From = Map.need("from");
    const YamlNode *To = Map.need("to");
    auto Source = From ? Effects.path(*From) : std::nullopt;
    auto Target = To ? Effects.path(*To) : std::nullopt;
    if (Source && Target)
      F.Transfers.push_back({std::move(*Source), std::move(*Target)});
    Map.finish();
  }
}

void FunctionReader::readTexts(YamlMap &Entry, FunctionContract &F) {
  for (const YamlNode &Item : Entry.list("texts")) {
    YamlMap Map(Item, "an item of 'texts'", Found);
    TextMaking T;
    const YamlNode *To = Map.need("to");
    const YamlNode *From = Map.find("from");
    auto Target = To ? Effects.path(*To) : std::nullopt;
    if (From)
      T.From = Effects.path(*From);
    if (auto Word = Map.word("as", words::TextKinds))
      T.As = TextMaking::Kind(*Word);
    for (const YamlNode &Text : Map.list("is"))
      if (auto Known = scalarText(Text, "text", Found))
        T.Is.push_back(*Known);
    Map.finish();
    if (From ? !T.Is.empty() : T.Is.empty())
      Found.add(Item.At, "a text needs either 'from' or 'is'",
                "write 'from: arg0'");
    else if (Target && (T.From || !From)) {
      T.To = std::move(*Target);
      F.Texts.push_back(std::move(T));
    }
  }
}

void FunctionReader::readSettings(YamlMap &Entry, FunctionContract &F) {
  F.Sets = Effects.settings(Entry, "sets");
}

void FunctionReader::readNoReturn(const YamlNode &Node, FunctionContract &F) {
  auto Text = scalarText(Node, "noreturn", Found);
  if (!Text)
    return;
  if (*Text == "true" || *Text == "false") {
    F.NeverReturns = *Text == "true";
    return;
  }
  F.NeverReturnsIf = readArgumentTest(Node);
}

std::optional<std::pair<unsigned, ReturnTest>>
FunctionReader::readArgumentTest(const YamlNode &Node) {
  auto Text = scalarText(Node, "test", Found);
  if (!Text)
    return std::nullopt;
  YamlNode Subject = Node;
  Subject.Text = llvm::StringRef(*Text).split(' ').first.str();
  auto Index = argument(Subject);
  auto Test = Index ? Effects.test(Node, Subject.Text) : std::nullopt;
  if (!Test)
    return std::nullopt;
  return std::make_pair(*Index, std::move(*Test));
}

std::optional<unsigned> FunctionReader::argument(const YamlNode &Node) {
  auto Path = Effects.path(Node);
  if (!Path)
    return std::nullopt;
  if (Path->Root == ContractPath::Argument && Path->Steps.empty())
    return Path->Index;
  Found.add(Node.At, "'" + Node.Text + "' is no argument", "write 'arg0'");
  return std::nullopt;
}
