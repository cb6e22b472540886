//===- TextWalk.cpp - SQL in arguments ------------------------------------===//
//
// What a call does to a session whose contract says that an argument is SQL
// for it: the text, where a path knows it, gives transaction events in place
// of the plain `exec`.
//
//===----------------------------------------------------------------------===//

#include "protocol/SqlText.h"
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
    SqlMeaning M = classifySql(Symbols.text(T.What), Dialect, T.IsPrefix);
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
KnownTexts Walker::textsOf(ValueId V, SimState &State) const {
  const Memory &M = State.Store;
  if (!M.fact(V).Texts.empty())
    return M.fact(V).Texts;
  ValueId Content = M.peek(M.pointee(V).field(Binding.Payload));
  return Content ? M.fact(Content).Texts : KnownTexts();
}

bool Walker::endsItself() {
  if (EndsItself)
    return *EndsItself;
  auto EndsText = [&](const Operand &O) {
    return O.What == Operand::Text && llvm::any_of(O.Texts, [&](TextId T) {
             // What all dialects agree in is enough to tell.
             return llvm::any_of(
                 classifySql(Binding.symbols().text(T), SqlDialect::Generic)
                     .Events,
                 isEnder);
           });
  };
  auto Ends = [&](const Instruction &I) {
    if (const auto *A = std::get_if<Assign>(&I.What))
      return EndsText(A->From);
    const auto *C = std::get_if<Call>(&I.What);
    if (!C)
      return false;
    const FunctionContract *Known = Binding.contract(C->Callee);
    return llvm::any_of(C->Arguments,
                        [&](const Argument &A) { return EndsText(A.Value); }) ||
           (Known && llvm::any_of(Known->Effects, [](const Effect &E) {
              return llvm::any_of(E.Outcomes, [](const Outcome &O) {
                return llvm::any_of(O.Events, isEnder);
              });
            }));
  };
  EndsItself = llvm::any_of(
      Graph.Blocks, [&](const Block &B) { return llvm::any_of(B.Body, Ends); });
  return *EndsItself;
}

std::optional<EventList> Walker::textEvents(const Effect &Text,
                                            const CallFrame &Frame,
                                            SimState &State, bool Failed) {
  SqlDialect Dialect = sqlDialect(Text.Dialect);
  auto Where = resolve(Text.Where, Frame, State);
  std::optional<SqlMeaning> Meaning;
  if (Where)
    Meaning =
        meaningOf(textsOf(Where->Value, State), Dialect, Binding.symbols());
  if (Meaning)
    return Failed ? Meaning->afterFailure() : Meaning->Events;
  // Not known. It may be the transaction's end, but hardly in a function that
  // ends transactions by texts it does know; it is never taken for a begin.
  if (endsItself())
    return std::nullopt;
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
  if (!Text)
    return Events;
  // A body's other statements are events already; the one that runs what it
  // was given is marked.
  bool Declared = Frame.Contract->From == Origin::Declared;
  EventKind Marker = Declared ? EventKind::Exec : EventKind::ExecUnknown;
  EventList Out;
  for (EventKind Kind : Events) {
    bool Fails = Kind == EventKind::ExecFail;
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
