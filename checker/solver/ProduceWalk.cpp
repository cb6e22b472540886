//===- ProduceWalk.cpp - A session appears --------------------------------===//
//
// What an opening makes of a state: the followed session at its site, another
// one elsewhere, or none.
//
//===----------------------------------------------------------------------===//

#include "solver/OutcomeTest.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

/// Another argument may say that something else is made than E tells of.
bool Walker::isMade(const Effect &E, const SimState &State) {
  return llvm::any_of(E.Outcomes, [&](const Outcome &O) {
    if (O.Given.empty())
      return true;
    SimState Probe = State;
    return meetsGiven(O, Probe);
  });
}

/// Where E opens at a place that holds Value: may what is there stay, may it be
/// replaced? A body that opens only where there is none yet (lazily) leaves
/// ours alone; what it did to ours, its own effect has said.
Fate Walker::fateOf(ValueId Value, const Effect &E, const CallFrame &Frame,
                    const SimState &State) {
  bool Ours = State.Tracking && Value == Memory::Handle &&
              Frame.Contract->From == Origin::Inferred;
  Fate Result{!Ours, !Ours};
  for (const Outcome &O : E.Outcomes) {
    SimState Probe = State;
    if (!Ours || !isFor(O, false) || !meetsGiven(O, Probe))
      continue;
    bool Appears = O.Alive && *O.Alive != Life::Absent;
    (Appears ? Result.Replaced : Result.Stays) = true;
  }
  Result.Stays &= Ours;
  return Result;
}

/// Another session than the one that is followed appears, or none does.
void Walker::openElsewhere(const Effect &E, const CallFrame &Frame,
                           SimState State, States &Out) {
  auto Where = resolve(E.Where, Frame, State);
  if (!Where || !Where->Where || E.Where.Root == ContractPath::Return ||
      !isMade(E, State)) {
    Out.push_back(std::move(State));
    return;
  }
  Fate Now = fateOf(Where->Value, E, Frame, State);
  if (Now.Stays)
    Out.push_back(State);
  if (!Now.Replaced)
    return;
  State.Store.forget(*Where->Where);
  Out.push_back(std::move(State));
}

/// From here on the path follows the session that the call opened.
void Walker::appearsAs(Life Alive, const CallFrame &Frame, SimState &State) {
  bool Kept = Alive == Life::Unknown;
  State.Tracking = Alive != Life::Absent;
  State.Session = {};
  State.Session.Alive = Kept ? Life::Open : Alive;
  State.LastMention = false;
  State.Adrift = Kept; // somebody has it who has no name here
  WitnessEvent Event;
  Event.What = State.Session.Alive == Life::Failed ? WitnessEvent::OpenFailed
                                                   : WitnessEvent::Opened;
  Event.At = Frame.At;
  Event.Callee = Frame.Callee;
  record(State, Event);
  if (State.Session.Alive != Life::Closed)
    return;
  Event.What = WitnessEvent::EventHappened;
  Event.Event = EventKind::Close;
  record(State, Event);
}

void Walker::applyProduce(const Effect &E, const CallFrame &Frame, bool IsSite,
                          SimState State, States &Out) {
  if (askAgain(E, Frame, IsSite, State)) {
    Out.push_back(std::move(State));
    return;
  }
  // The session of an earlier turn is still open: go on with that one, and
  // see whether this opening takes its last handle away.
  bool Opens = IsSite && !State.owes() && !State.Escaped;
  if (!Opens) {
    openElsewhere(E, Frame, std::move(State), Out);
    return;
  }
  for (size_t I = 0; I < E.Outcomes.size(); ++I) {
    const Outcome &O = E.Outcomes[I];
    if (!isFor(O, false))
      continue;
    SimState Next = State;
    Memory &M = Next.Store;
    if (!meetsGiven(O, Next) ||
        !assumeOutcome(M.change(Next.CallResult), E.Outcomes, I))
      continue;
    bool Appears = O.Alive && *O.Alive != Life::Absent;
    ValueId New = Appears ? Memory::Handle : M.fresh(ValueFact::exactly(0));
    bool Returned =
        E.Where.Root == ContractPath::Return && E.Where.Steps.empty();
    M.change(Memory::Handle) = ValueFact::nonZero();
    if (Appears && Frame.Contract->Result.Fresh)
      M.change(Next.CallResult).Origin = Provenance::Allocated;
    M.change(Next.CallResult).IsSuccess = !Returned && O.Alive == Life::Open;
    if (Returned)
      Next.CallResult = New;
    else if (auto Where = resolve(E.Where, Frame, Next)) {
      if (Where->Where)
        M.store(*Where->Where, New);
      else if (Appears)
        M.becomeHandle(Where->Value);
    }
    for (const ContractPath &Also : O.HeldAt)
      if (Appears)
        hold(Also, Frame, Next);
    applySettings(O.Sets, Frame, Next);
    appearsAs(Appears ? *O.Alive : Life::Absent, Frame, Next);
    if (Appears) {
      bindParent(E, Frame, Next);
      bindHeld(Frame, Next);
    }
    Out.push_back(std::move(Next));
  }
}
