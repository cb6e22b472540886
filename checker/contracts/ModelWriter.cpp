//===- ModelWriter.cpp ----------------------------------------------------===//
//
// One contract as an item of `functions:`. Writes flow style for what fits in
// a thought (an outcome, a choice) and block style for the rest.
//
//===----------------------------------------------------------------------===//
#include "contracts/ModelReader.h"
#include "contracts/ModelWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace session;

namespace {

std::string quoted(llvm::StringRef Text) {
  bool Plain = !Text.empty() && llvm::all_of(Text, [](char C) {
    return llvm::isAlnum(C) || llvm::StringRef("_-.:>/=!< $~").contains(C);
  });
  // What YAML takes for syntax at the start or before a blank.
  bool Risky = Text.contains(": ") || Text.ends_with(":") ||
               llvm::StringRef(" -:>=!<.~").contains(Text.take_front(1)) ||
               Text.ends_with(" ");
  if (Plain && !Risky)
    return Text.str();
  std::string Quoted = "'";
  for (char C : Text)
    Quoted += C == '\'' ? std::string("''") : std::string(1, C);
  return Quoted + "'";
}

std::string quoted(const ContractPath &Path) {
  return quoted(renderContractPath(Path));
}

/// `{a: x, b: y}`, or `x` when there is only the first and it may stand alone.
class FlowMap {
public:
  void add(llvm::StringRef Key, const std::string &Value) {
    Text += (Text.empty() ? "" : ", ") + Key.str() + ": " + Value;
  }
  void addText(llvm::StringRef Key, llvm::StringRef Value) {
    if (!Value.empty())
      add(Key, quoted(Value));
  }
  void addFlag(llvm::StringRef Key, bool Value) {
    if (Value)
      add(Key, "true");
  }
  bool empty() const { return Text.empty(); }
  std::string str() const { return "{" + Text + "}"; }

private:
  std::string Text;
};

std::string flowList(const std::vector<std::string> &Items) {
  return "[" + llvm::join(Items, ", ") + "]";
}

std::string flowPaths(const std::vector<ContractPath> &Paths) {
  std::vector<std::string> Items;
  for (const ContractPath &P : Paths)
    Items.push_back(quoted(P));
  return flowList(Items);
}

std::string renderPrecondition(const Precondition &P) {
  std::string Heads;
  for (const std::string &Head : P.Begins)
    Heads += (Heads.empty() ? "" : ", ") + quoted(Head);
  if (!Heads.empty())
    return "{at: " + quoted(P.Where) +
           (P.Not ? ", begins-not: [" : ", begins: [") + Heads + "]}";
  return "{at: " + quoted(P.Where) +
         ", when: " + quoted(renderReturnTest(P.Holds, "value")) + "}";
}

std::string renderOutcome(const Outcome &O) {
  FlowMap Map;
  Map.add("when", quoted(renderReturnTest(O.When, "return")));
  std::vector<std::string> Given;
  for (const Precondition &P : O.Given)
    Given.push_back(renderPrecondition(P));
  if (!Given.empty())
    Map.add("given", flowList(Given));
  if (O.From)
    Map.add("from", lifeName(*O.From).str());
  if (O.Alive)
    Map.add("life", lifeName(*O.Alive).str());
  if (O.Tx)
    Map.add("tx", transactionName(*O.Tx).str());
  if (!O.Events.empty()) {
    std::vector<std::string> Names;
    for (EventKind E : O.Events)
      Names.push_back(eventName(E).str());
    Map.add("does", flowList(Names));
  }
  if (!O.HeldAt.empty())
    Map.add("held", flowPaths(O.HeldAt));
  Map.addFlag("escaped", O.Escaped);
  if (!O.NullAt.empty())
    Map.add("cleared", flowPaths(O.NullAt));
  Map.addFlag("last-mention", O.LastMention);
  Map.addFlag("by-state", O.ByState);
  std::vector<std::string> Sets;
  for (const Setting &S : O.Sets)
    Sets.push_back("{at: " + quoted(S.Where) +
                   ", value: " + std::to_string(S.Number) + "}");
  if (!Sets.empty())
    Map.add("sets", flowList(Sets));
  return Map.str();
}

std::string renderSelection(const Selection &S) {
  std::vector<std::string> Values;
  for (int64_t V : S.Values)
    Values.push_back(std::to_string(V));
  FlowMap Map;
  Map.add("values", flowList(Values));
  Map.addText("kind", S.Kind);
  if (S.Event)
    Map.add("event", eventName(*S.Event).str());
  return Map.str();
}

/// `close`, when the effect is that event whatever the outcome.
std::optional<EventKind> plainEvent(const Effect &E) {
  if (E.What != EffectKind::Event || E.Outcomes.size() != 1 || E.Parent ||
      E.Outcomes[0].ByState)
    return std::nullopt;
  Outcome Plain;
  Plain.Events = E.Outcomes[0].Events;
  if (Plain.Events.size() != 1 || !(E.Outcomes[0] == Plain))
    return std::nullopt;
  return Plain.Events[0];
}

std::string classes(const std::vector<std::string> &Names) {
  std::string Text;
  for (const std::string &Name : Names)
    Text += (Text.empty() ? "[" : ", ") + (Name.empty() ? "any" : Name);
  return Text + "]";
}

class ContractWriter {
public:
  explicit ContractWriter(std::string &Text) : Out(Text) {}

  void write(const FunctionContract &F) {
    Out << "- name: " << quoted(F.Name) << "\n";
    if (F.Arity)
      line("arity", std::to_string(*F.Arity));
    if (!F.Classes.empty())
      line("parameters", classes(F.Classes));
    // An effect may come before and after others: then only a list has the
    // order.
    Out << (F.Effects.empty() ? "" : "  effects:\n");
    for (const Effect &E : F.Effects)
      writeEffect(E);
    if (F.MayThrow)
      writeThrows(*F.MayThrow);
    writeReturns(F.Result);
    writeTransfers(F.Transfers);
    writeTexts(F.Texts);
    if (!F.Sets.empty())
      Out << "  sets:\n";
    for (const Setting &S : F.Sets)
      Out << "    - {at: " << quoted(S.Where) << ", value: " << S.Number
          << "}\n";
    if (!F.Writes.empty())
      line("writes", flowPaths(F.Writes));
    if (!F.KeepsOnThrow.empty())
      line("keeps-on-throw", flowPaths(F.KeepsOnThrow));
    if (F.WritesStatics)
      line("writes-statics", "true");
    if (F.NeverReturnsIf)
      line("noreturn", argumentTest(*F.NeverReturnsIf));
    else if (F.NeverReturns)
      line("noreturn", "true");
    if (F.ThrowsOnlyIf)
      line("throws-only-if", argumentTest(*F.ThrowsOnlyIf));
    if (F.Incomplete)
      line("incomplete", "true");
    if (!F.Since.empty())
      line("since", quoted(F.Since));
    if (!F.Until.empty())
      line("until", quoted(F.Until));
  }

private:
  static std::string
  argumentTest(const std::pair<unsigned, ReturnTest> &Wanted) {
    return quoted(
        renderReturnTest(Wanted.second, "arg" + std::to_string(Wanted.first)));
  }
  void line(llvm::StringRef Key, const std::string &Value) {
    Out << "  " << Key << ": " << Value << "\n";
  }

  void writeEffect(const Effect &E) {
    if (auto Event = plainEvent(E)) {
      Out << "    - " << eventName(*Event) << ": " << quoted(E.Where) << "\n";
      return;
    }
    FlowMap Map;
    // Waiting and holding a resource need no place, and may have none.
    bool Placeless =
        (E.What == EffectKind::Wait || E.What == EffectKind::Exclusive) &&
        E.Where == ContractPath();
    if (!Placeless)
      Map.add("at", quoted(E.Where));
    if (E.Parent)
      Map.add(E.What == EffectKind::Observe ? "by" : "of", quoted(*E.Parent));
    Map.addText("kind", E.Kind);
    Map.addText("dialect", E.Dialect);
    Map.addText("resource", E.Resource);
    if (E.Run != TextRun::Now)
      Map.add("runs", words::TextRuns[unsigned(E.Run)].str());
    if (E.Invoked != InvokeWhen::Now)
      Map.add("runs", words::InvokeWhens[unsigned(E.Invoked)].str());
    if (E.Thrown != OnThrow::Leaves)
      Map.add("on-throw", words::OnThrows[unsigned(E.Thrown)].str());
    Out << "    - " << words::EffectKinds[unsigned(E.What)] << ":";
    if (E.Choices.empty() && E.Modes.empty() && E.Outcomes.empty()) {
      Out << " " << Map.str() << "\n";
      return;
    }
    writeBlock(E);
  }

  /// An effect with lists, one line for each of their items.
  void writeBlock(const Effect &E) {
    Out << "\n        at: " << quoted(E.Where) << "\n";
    auto Line = [&](llvm::StringRef Key, const std::string &Value) {
      Out << "        " << Key << ": " << Value << "\n";
    };
    if (E.Parent)
      Line(E.What == EffectKind::Observe ? "by" : "of", quoted(*E.Parent));
    if (!E.Kind.empty())
      Line("kind", quoted(E.Kind));
    if (!E.Resource.empty())
      Line("resource", quoted(E.Resource));
    if (E.Invoked != InvokeWhen::Now)
      Line("runs", words::InvokeWhens[unsigned(E.Invoked)].str());
    if (E.Thrown != OnThrow::Leaves)
      Line("on-throw", words::OnThrows[unsigned(E.Thrown)].str());
    bool IsInvoke = E.What == EffectKind::Invoke;
    if (IsInvoke && !E.Modes.empty())
      Line("bits", std::to_string(E.Modes.front().Bits));
    if (!IsInvoke && !E.Modes.empty())
      Out << "        modes:\n";
    for (const ThreadMode &M : IsInvoke ? std::vector<ThreadMode>() : E.Modes)
      Out << "          - {at: " << quoted(M.Where) << ", bits: " << M.Bits
          << ", threads: " << words::ThreadRules[unsigned(M.Rule)] << "}\n";
    if (!E.Choices.empty())
      Out << "        choices:\n";
    for (const Selection &S : E.Choices)
      Out << "          - " << renderSelection(S) << "\n";
    if (!E.Outcomes.empty())
      Out << "        outcomes:\n";
    for (const Outcome &O : E.Outcomes)
      Out << "          - " << renderOutcome(O) << "\n";
  }

  void writeThrows(const Throws &T) {
    FlowMap Map;
    Map.add("rank", words::ThrowRanks[unsigned(T.Rank)].str());
    std::vector<std::string> Types;
    for (const std::string &Type : T.Types)
      Types.push_back(quoted(Type));
    if (!Types.empty())
      Map.add("types", flowList(Types));
    if (T.AsCallable)
      Map.add("as-callable", "arg" + std::to_string(*T.AsCallable));
    bool Short = Types.empty() && !T.AsCallable;
    line("throws",
         Short ? words::ThrowRanks[unsigned(T.Rank)].str() : Map.str());
  }

  void writeReturns(const Returns &R) {
    FlowMap Map;
    if (R.Same)
      Map.add("same", quoted(*R.Same));
    Map.addFlag("null-on-failure", R.NullOnFailure);
    Map.addFlag("never-null", R.NeverNull);
    Map.addFlag("fresh", R.Fresh);
    if (R.Class)
      Map.add("class", quoted(renderReturnTest(*R.Class, "return")));
    if (R.Answers)
      Map.add("answers", renderPrecondition(*R.Answers));
    if (R.Built != Returns::Unsaid)
      Map.add("built", words::Built[R.Built].str());
    if (!Map.empty())
      line("returns", Map.str());
  }

  void writeTransfers(const std::vector<Transfer> &Transfers) {
    if (!Transfers.empty())
      Out << "  transfers:\n";
    for (const Transfer &T : Transfers)
      Out << "    - {from: " << quoted(T.From) << ", to: " << quoted(T.To)
          << "}\n";
  }

  void writeTexts(const std::vector<TextMaking> &Texts) {
    if (!Texts.empty())
      Out << "  texts:\n";
    for (const TextMaking &T : Texts) {
      FlowMap Map;
      if (T.From)
        Map.add("from", quoted(*T.From));
      Map.add("to", quoted(T.To));
      if (T.As != TextMaking::Same)
        Map.add("as", words::TextKinds[T.As].str());
      std::vector<std::string> Is;
      for (const std::string &Text : T.Is)
        Is.push_back("'" + quotedInside(Text) + "'");
      if (!Is.empty())
        Map.add("is", flowList(Is));
      Out << "    - " << Map.str() << "\n";
    }
  }

  static std::string quotedInside(llvm::StringRef Text) {
    std::string Doubled;
    for (char C : Text)
      Doubled += C == '\'' ? std::string("''") : std::string(1, C);
    return Doubled;
  }

  llvm::raw_string_ostream Out;
};

} // namespace

std::string session::renderContract(const FunctionContract &Contract) {
  std::string Text;
  ContractWriter(Text).write(Contract);
  return Text;
}

std::string
session::renderProjectFile(llvm::ArrayRef<FunctionContract> Functions,
                           llvm::ArrayRef<std::string> NoThrow) {
  std::string Text = NoThrow.empty() ? "" : "no-throw:\n";
  for (const std::string &Name : NoThrow)
    Text += "  - " + quoted(Name) + "\n";
  Text += Functions.empty() ? "" : "functions:\n";
  for (const FunctionContract &F : Functions) {
    Text += renderContract(F);
    if (F.From == Origin::Inferred)
      Text += "  inferred: true\n";
  }
  return Text;
}
