//===- SpentObjects.cpp - Objects without what they acted on --------------===//

#include "solver/SpentObjects.h"
#include "solver/OutcomeTest.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

/// What the mark in an object says.
enum : int64_t { TransactionEnded = 1, MovedAway = 2 };

/// A library's member acts on the session that its transaction object refers
/// to, or on the object that is the session.
static bool actsThroughObject(const Effect &E, const CallFrame &Frame) {
  if (!Frame.Contract || Frame.Contract->From != Origin::Declared ||
      !Frame.Receiver || E.Where.Root != ContractPath::This)
    return false;
  bool Payload =
      E.Where.Steps.size() == 2 && E.Where.Steps.back().Name == PayloadField;
  return Payload || E.Where.Steps.empty();
}

static bool isScope(const CallFrame &Frame, const CalleeBinding &Binding) {
  const TypeContract *Type = Binding.owner(Frame.ObjectType);
  if (!Type && Frame.Callee)
    Type = Binding.owner(Binding.symbols()[Frame.Callee].Class);
  return Type && Type->Holds == Holding::Scope;
}

/// To roll back once more does no harm.
static bool needsTransaction(const Effect &E) {
  return llvm::any_of(E.Outcomes, [](const Outcome &O) {
    return llvm::any_of(O.Events, [](EventKind Kind) {
      return Kind == EventKind::Exec || Kind == EventKind::ExecUnknown ||
             Kind == EventKind::Commit || Kind == EventKind::Savepoint;
    });
  });
}

static bool needsSession(const Effect &E) {
  return llvm::any_of(E.Outcomes, [](const Outcome &O) {
    return llvm::any_of(O.Events, [](EventKind Kind) {
      return Kind != EventKind::Close && Kind != EventKind::FreeMemory &&
             Kind != EventKind::Connect && Kind != EventKind::ConnectFail;
    });
  });
}

std::optional<Suspicion> solver::throughSpent(const Effect &E,
                                              const CallFrame &Frame,
                                              const CalleeBinding &Binding,
                                              const SimState &State) {
  bool ByHand = Frame.Why == Leave::None && !State.Pending;
  if (!State.Tracking || !ByHand || !actsThroughObject(E, Frame))
    return std::nullopt;
  const Memory &M = State.Store;
  ValueId Mark = M.peek(M.pointee(Frame.Receiver).field(Binding.Spent));
  if (!Mark || !M.fact(Mark).isKnown())
    return std::nullopt;
  bool Moved = M.fact(Mark).Low == MovedAway;
  if (Moved ? !needsSession(E) : !needsTransaction(E))
    return std::nullopt;
  Suspicion What;
  What.Broken = Breach::UsedAfterClose;
  What.At = Frame.At;
  What.Culprit = Frame.Callee;
  What.MovedFrom = Moved;
  What.TransactionOver = !Moved;
  return What;
}

void solver::noteSpent(const Effect &E, const CallFrame &Frame,
                       llvm::ArrayRef<EventKind> Done,
                       const CalleeBinding &Binding, SimState &State) {
  if (!actsThroughObject(E, Frame) || E.Where.Steps.empty() ||
      !isScope(Frame, Binding))
    return;
  Memory &M = State.Store;
  Location Mark = M.pointee(Frame.Receiver).field(Binding.Spent);
  if (llvm::is_contained(Done, EventKind::Begin))
    M.forget(Mark);
  // A statement that ran COMMIT as text may run the next one.
  else if ((llvm::is_contained(Done, EventKind::Commit) ||
            llvm::is_contained(Done, EventKind::Rollback)) &&
           (mayDo(E, EventKind::Commit) || mayDo(E, EventKind::Rollback)))
    M.store(Mark, M.fresh(ValueFact::exactly(TransactionEnded)));
}

void solver::noteMovedFrom(const TypeContract &Type, const Location &From,
                           const CalleeBinding &Binding, SimState &State) {
  if (Type.Moved == MovedFrom::Null && State.Store.object() == From)
    State.Store.store(From.field(Binding.Spent),
                      State.Store.fresh(ValueFact::exactly(MovedAway)));
}

bool solver::readsFreed(const Operand &O, const Policy &Rules,
                        SimState &State) {
  bool Over = State.Tracking && State.Session.Alive == Life::Closed &&
              !State.Escaped && !Rules.IsLease && !Rules.Reopens &&
              !Rules.Handle.empty();
  bool Behind = Over &&
                (O.What == Operand::Load || O.What == Operand::Address) &&
                O.Where.Path.size() > 1;
  if (!Behind)
    return false;
  Location Read = State.Store.locate(O.Where);
  return Read.Root == Location::Pointee && !Read.Fields.empty() &&
         Read.Index == Memory::Handle.index();
}
