//===- ChildWalk.cpp - Statements and the like of the session
//--------------===//
//
// Children that can make the parent's close refuse: how many are known to be
// alive, and which of them a call ends.
//
//===----------------------------------------------------------------------===//

#include "solver/OutcomeTest.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

void Walker::applyChild(const Effect &E, const CallFrame &Frame, SimState State,
                        States &Out) {
  if (!isMade(E, State)) {
    Out.push_back(std::move(State));
    return;
  }
  if (auto Where = resolve(E.Where, Frame, State))
    if (Where->Where && E.Where.Root != ContractPath::Return &&
        !fateOf(Where->Value, E, Frame, State).Stays)
      State.Store.forget(*Where->Where);
  const Policy &Child = Binding.policy(E.Kind);
  std::optional<Resolved> Parent;
  if (E.Parent)
    Parent = resolve(*E.Parent, Frame, State);
  bool Ours = State.Tracking && Parent && Parent->Value == Memory::Handle;
  bool Blocks = Ours && Child.ChildRule == ChildAtClose::Blocks;
  if (!Blocks) {
    if (Ours)
      appears(E, Frame, State);
    Out.push_back(std::move(State));
    return;
  }
  for (size_t I = 0; I < E.Outcomes.size(); ++I) {
    const Outcome &O = E.Outcomes[I];
    SimState Next = State;
    Memory &M = Next.Store;
    if (!isFor(O, false) ||
        !assumeOutcome(M.change(Next.CallResult), E.Outcomes, I))
      continue;
    bool Appears = O.Alive && *O.Alive != Life::Absent;
    ValueFact Fact = Appears ? ValueFact::nonZero() : ValueFact::exactly(0);
    Fact.IsChild = Fact.BlocksClose = Appears;
    for (const Effect &Text : Frame.Contract->Effects)
      if (Appears && Text.Parent == E.Parent)
        prepare(Text, Frame, Fact, Next);
    if (!Appears && !triedToEnd(E, Frame, Next))
      continue;
    if (!Appears) { // one more thing that is known to have failed
      Next.Failed |= owesRollback(Next.Session, Rules);
      append(EventKind::ExecFail, Next.Trail);
    }
    if (auto Where = resolve(E.Where, Frame, Next))
      if (Where->Where)
        M.store(*Where->Where, M.fresh(std::move(Fact)));
    if (Appears) {
      Next.Session.Kids = Children::Some;
      Next.Children = uint8_t(std::min(Next.Children + 1, 2));
    }
    Out.push_back(std::move(Next));
  }
}

/// A child that stands in no close's way: whether it is there is not told
/// apart at the call, because that would double every statement.
void Walker::appears(const Effect &E, const CallFrame &Frame, SimState &State) {
  ValueFact Fact;
  Fact.IsChild = true;
  for (const Effect &Text : Frame.Contract->Effects)
    if (Text.Parent == E.Parent)
      prepare(Text, Frame, Fact, State);
  awaitChild(E, Fact, State);
  // An inferred contract may tell of the failure by itself (null).
  const Awaited &Told = State.Store.fact(State.CallResult).Awaits;
  if (Told.Run)
    Fact.Awaits = Told;
  if (E.Where.Root == ContractPath::Return && E.Where.Steps.empty()) {
    State.CallResult = State.Store.fresh(std::move(Fact));
    return;
  }
  if (auto Where = resolve(E.Where, Frame, State))
    if (Where->Where)
      State.Store.store(*Where->Where, State.Store.fresh(std::move(Fact)));
}

/// The child that is followed belongs to the session that E.Parent names.
void Walker::bindParent(const Effect &E, const CallFrame &Frame,
                        SimState &State) {
  if (!E.Parent)
    return;
  if (auto Parent = resolve(*E.Parent, Frame, State))
    State.Store.store(Location::pointee(Memory::Handle).field(Binding.Parent),
                      Parent->Value);
}

/// Something happens to the session of the child that is followed. False: it
/// cannot, while the child lives.
bool Walker::parentEvent(const Effect &E, ValueId Value, SimState &State) {
  ValueId Parent =
      State.Store.peek(Location::pointee(Memory::Handle).field(Binding.Parent));
  bool Alive = State.Tracking && Rules.IsChild && State.Session.owesClose();
  if (!Alive || !Parent || Value != Parent)
    return true;
  for (size_t I = 0; I < E.Outcomes.size(); ++I) {
    const Outcome &O = E.Outcomes[I];
    // Whoever asks for the session's children may get this one.
    if (llvm::is_contained(O.Events, EventKind::ChildClosed))
      State.Session.Alive = Life::Unknown;
    bool Closes = llvm::is_contained(O.Events, EventKind::Close) ||
                  llvm::is_contained(O.Events, EventKind::Reset);
    if (Closes && Rules.ChildRule == ChildAtClose::Dies)
      State.Session.Alive = Life::Closed;
    bool Refuses = llvm::is_contained(O.Events, EventKind::CloseRefused);
    if (Refuses && Rules.ChildRule == ChildAtClose::Blocks)
      return assumeOutcome(State.Store.change(State.CallResult), E.Outcomes, I);
  }
  return true;
}

void Walker::childEvent(const Effect &E, ValueId Value, SimState &State) {
  if (!Value || !mayDo(E, EventKind::Close) ||
      State.Session.Kids != Children::Some)
    return;
  const ValueFact &Fact = State.Store.fact(Value);
  if (Fact.isZero())
    return;
  // A child of which nothing is known may be any of them.
  if (Fact.IsChild && !Fact.BlocksClose)
    return;
  if (!Fact.IsChild || State.Children > 1) {
    State.Session.Kids = Children::Unknown;
    return;
  }
  State.Children = 0;
  State.Session.Kids = Children::None;
}
