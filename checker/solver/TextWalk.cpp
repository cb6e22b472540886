//===- TextWalk.cpp - SQL in arguments ------------------------------------===//
//
// What a call does to a session whose contract says that an argument is SQL
// for it: the text, where a path knows it, gives transaction events in place
// of the plain `exec`.
//
//===----------------------------------------------------------------------===//

#include "protocol/SqlText.h"
#include "solver/Inference.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static bool isEnder(EventKind Kind) {
  return Kind == EventKind::Commit || Kind == EventKind::Rollback;
}

/// The meaning of a text that is one of several; nothing where they differ.
static std::optional<SqlMeaning> meaningOf(const KnownTexts &Texts,
                                           SqlDialect Dialect,
                                           const SymbolTable &Symbols) {
  std::optional<SqlMeaning> Common;
  for (const KnownText &T : Texts) {
    SqlMeaning M = classifySql(Symbols.text(T.What).take_front(T.Length),
                               Dialect, T.IsPrefix);
    if (M.Unknown)
      return std::nullopt;
    if (!Common) {
      Common = std::move(M);
      continue;
    }
    if (M.Events == Common->Events)
      continue;
    // Whether it commits or rolls back, the transaction is over. A rollback is
    // what nothing is said against, failed or not.
    bool BothEnd = M.Events.size() == 1 && Common->Events.size() == 1 &&
                   isEnder(M.Events[0]) && isEnder(Common->Events[0]);
    Common->Events.assign(1, BothEnd ? EventKind::Rollback
                                     : EventKind::TransactionUnknown);
  }
  return Common;
}

/// The texts that the value is, or that the object it points to contains.
static KnownTexts textsOf(ValueId V, Memory &M, NameId Payload) {
  if (!M.fact(V).Texts.empty())
    return M.fact(V).Texts;
  ValueId Content = M.recall(M.pointee(V).field(Payload));
  return Content ? M.fact(Content).Texts : KnownTexts();
}

/// A text that is known and begins with one of these.
bool Walker::beginsWith(ValueId V, llvm::ArrayRef<std::string> Heads,
                        SimState &State) {
  KnownTexts Known =
      V ? textsOf(V, State.Store, Binding.Payload) : KnownTexts();
  return !Known.empty() && llvm::all_of(Known, [&](const KnownText &T) {
    llvm::StringRef Text = Binding.symbols().text(T.What).take_front(T.Length);
    return llvm::any_of(
        Heads, [&](llvm::StringRef Head) { return Text.starts_with(Head); });
  });
}

KnownTexts Walker::textsAt(const ContractPath &Path, const CallFrame &Frame,
                           SimState &State) {
  auto Where = resolve(Path, Frame, State);
  if (!Where)
    return {};
  Memory &M = State.Store;
  if (Where->Where)
    if (ValueId Content = M.recall(Where->Where->field(Binding.Payload)))
      return M.fact(Content).Texts;
  return textsOf(Where->Value, M, Binding.Payload);
}

/// What the caller calls a text that was there when the function began.
std::optional<ContractPath> Walker::pathOfText(ValueId V,
                                               SimState &State) const {
  Memory &M = State.Store;
  // The value itself, a pointer or the address of an object ...
  for (const auto &[L, Initial] : M.initial())
    if (Initial == V)
      return pathOfLocation(L, Graph, Binding, M);
  // ... or the content of an object that was handed in by value.
  Location Content = M.pointee(V).field(Binding.Payload);
  ValueId Held = M.load(Content);
  auto Known = M.initial().find(Content);
  if (Known == M.initial().end() || Known->second != Held)
    return std::nullopt;
  return pathOfLocation(Content, Graph, Binding, M);
}

static bool isEnderText(const Operand &O, const SymbolTable &Symbols) {
  // What all dialects agree in is enough to tell.
  return O.What == Operand::Text && llvm::any_of(O.Texts, [&](TextId T) {
           return llvm::any_of(
               classifySql(Symbols.text(T), SqlDialect::Generic).Events,
               isEnder);
         });
}

static bool endsByContract(const FunctionContract &Contract) {
  return llvm::any_of(Contract.Effects, [](const Effect &E) {
    return llvm::any_of(E.Outcomes, [](const Outcome &O) {
      return llvm::any_of(O.Events, isEnder);
    });
  });
}

/// It becomes an object's text, which is followed.
static bool isTextMember(FunctionId Callee, const CalleeBinding &Binding) {
  const TypeContract *Type =
      Callee ? Binding.owner(Binding.symbols()[Callee].Class) : nullptr;
  return Type && Type->Holds == Holding::Text;
}

bool Walker::endsItself() {
  if (EndsItself)
    return *EndsItself;
  bool Ends = false, Elsewhere = false;
  for (const Block &B : Graph.Blocks)
    for (const Instruction &I : B.Body) {
      const auto *C = std::get_if<Call>(&I.What);
      const FunctionContract *Known = C ? Binding.contract(*C) : nullptr;
      Ends |= Known && endsByContract(*Known);
      for (size_t A = 0; C && A < C->Arguments.size(); ++A) {
        if (!isEnderText(C->Arguments[A].Value, Binding.symbols()))
          continue;
        auto IsRun = [&](const Effect &E) {
          return E.What == EffectKind::Text &&
                 E.Where.Root == ContractPath::Argument && E.Where.Index == A;
        };
        bool Runs = (Known && llvm::any_of(Known->Effects, IsRun)) ||
                    isTextMember(C->Callee, Binding);
        Ends |= Runs;
        Elsewhere |= !Runs; // who knows what that is for
      }
      const auto *A = std::get_if<Assign>(&I.What);
      if (!A || !isEnderText(A->From, Binding.symbols()))
        continue;
      Ends |= A->To.Path.empty();
      Elsewhere |= !A->To.Path.empty(); // one of a table, perhaps
    }
  EndsItself = Ends && !Elsewhere;
  return *EndsItself;
}

/// What running (or failing to run) Text's argument does to its session;
/// nothing: no more than any other statement.
std::optional<EventList> Walker::textEvents(const Effect &Text,
                                            const CallFrame &Frame,
                                            SimState &State, bool Failed) {
  SqlDialect Dialect = sqlDialect(Text.Dialect);
  std::optional<SqlMeaning> Meaning =
      meaningOf(textsAt(Text.Where, Frame, State), Dialect, Binding.symbols());
  if (Meaning)
    return Failed ? Meaning->afterFailure() : Meaning->Events;
  // Not known: never taken for a begin.
  // Optimistic: it may be the transaction's end, unless this function ends
  // transactions by texts that it does know (unknown_text_inside_FN).
  auto Where = resolve(Text.Where, Frame, State);
  bool IsObject = Text.Where.Root == ContractPath::Argument &&
                  Text.Where.Steps.empty() && Where && Where->Where;
  ValueId At = IsObject ? Frame.Arguments[Text.Where.Index]
               : Where  ? Where->Value
                        : ValueId();
  auto Path = At ? pathOfText(At, State) : std::nullopt;
  if (!Path && endsItself())
    return std::nullopt;
  Texts.Others |= !Path;
  if (Path)
    Texts.add({{{*Path, Text.Dialect}}, false});
  return EventList{EventKind::ExecUnknown};
}

/// The effect that says which argument is the SQL that E runs.
static const Effect *textOf(const Effect &E, const FunctionContract &Contract) {
  auto IsDeref = [](const ContractStep &S) {
    return S.What == ContractStep::Deref;
  };
  for (const Effect &Text : Contract.Effects) {
    if (Text.What != EffectKind::Text || Text.Run != TextRun::Now ||
        !Text.Parent)
      continue;
    // A handle, or the object that it points to.
    const ContractPath &Of = *Text.Parent;
    bool Same = Of == E.Where ||
                (Of.Root == E.Where.Root && Of.Index == E.Where.Index &&
                 Of.StaticName == E.Where.StaticName &&
                 llvm::all_of(Of.Steps, IsDeref) &&
                 llvm::all_of(E.Where.Steps, IsDeref));
    if (Same)
      return &Text;
  }
  return nullptr;
}

EventList Walker::happening(const Effect &E, const Outcome &O,
                            const CallFrame &Frame, SimState &State) {
  EventList Events(O.Events.begin(), O.Events.end());
  const Effect *Text = Frame.Contract ? textOf(E, *Frame.Contract) : nullptr;
  if (!Text) {
    // The session itself may have been given what it runs next.
    auto Where = resolve(E.Where, Frame, State);
    ValueFact &Fact = State.Store.change(Memory::Handle);
    auto Exec = llvm::find(Events, EventKind::Exec);
    bool Ours = Where && Where->Value == Memory::Handle;
    if (!Ours || !Fact.Prepared || Exec == Events.end())
      return Events;
    EventTrail Done = stepEvents(Memory::Handle, State);
    Fact.Prepared = 0;
    Fact.Texts.clear();
    Events.erase(Exec);
    Events.append(Done.begin(), Done.end());
    return Events;
  }
  // A body's other statements are events already; the one that runs what it
  // was given is marked.
  bool Declared = Frame.Contract->From == Origin::Declared;
  EventKind Marker = Declared ? EventKind::Exec : EventKind::ExecUnknown;
  bool Ran = llvm::is_contained(Events, Marker);
  EventList Out;
  for (EventKind Kind : Events) {
    bool Fails = Kind == EventKind::ExecFail && !Ran;
    std::optional<EventList> Known;
    if (Kind == Marker || Fails)
      Known = textEvents(*Text, Frame, State, Fails);
    if (Known)
      Out.append(Known->begin(), Known->end());
    else
      Out.push_back(Kind);
  }
  return Out;
}

/// What a prepared child was made of, for when it runs.
void Walker::prepare(const Effect &Text, const CallFrame &Frame,
                     ValueFact &Child, SimState &State) {
  if (Text.What != EffectKind::Text || Text.Run == TextRun::Now)
    return;
  bool Adds = Text.Run == TextRun::AtNextExec && Child.Prepared;
  Child.Texts = Adds ? headsOf(Child.Texts) : textsAt(Text.Where, Frame, State);
  Child.Prepared = uint8_t(1 + unsigned(sqlDialect(Text.Dialect)));
}

EventTrail Walker::stepEvents(ValueId Child, SimState &State) {
  const ValueFact &Fact = State.Store.fact(Child);
  if (!Fact.Prepared)
    return {EventKind::Exec};
  auto Meaning =
      meaningOf(Fact.Texts, SqlDialect(Fact.Prepared - 1), Binding.symbols());
  if (!Meaning)
    return {endsItself() ? EventKind::Exec : EventKind::ExecUnknown};
  // Optimistic: a step may be the same run's next row, so what has begun or
  // ended is not begun or ended again (prepared_begin_twice_FN).
  SessionState Now = State.Session;
  EventTrail Done;
  for (EventKind Kind : Meaning->Events) {
    Step Next = transition(Now, Kind, Rules);
    bool Again = Next.Broken == Breach::BegunInside ||
                 Next.Broken == Breach::EndedOutside;
    if (!Again)
      Now = Next.After;
    Done.push_back(Again ? EventKind::Exec : Kind);
  }
  return Done;
}

/// A rollback that cannot even be prepared counts as done.
bool Walker::triedToEnd(const Effect &Child, const CallFrame &Frame,
                        SimState &State) {
  for (const Effect &Text : Frame.Contract->Effects) {
    ValueFact Made;
    if (Text.Parent == Child.Parent)
      prepare(Text, Frame, Made, State);
    auto Meaning =
        meaningOf(Made.Texts, sqlDialect(Text.Dialect), Binding.symbols());
    bool RollsBack = Meaning && Meaning->Events.size() == 1 &&
                     Meaning->Events.front() == EventKind::Rollback &&
                     State.Session.Tx != Transaction::None;
    if (RollsBack)
      return event(EventKind::Rollback, Frame, State);
  }
  return true;
}
