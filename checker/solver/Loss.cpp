//===- Loss.cpp - When the last handle of a session goes ------------------===//
//
// A session that owes a close is lost when nothing holds its handle any more.
// This file decides that, at every write, at the end of a variable's storage
// and at the exits, and names the cause (SEMANTICS 3.4, 3.8, 3.16).
//
//===----------------------------------------------------------------------===//

#include "solver/Walker.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

bool Walker::keepsHandle(SimState &State, Suspicion How) {
  if (!State.Tracking)
    return true;
  State.Adrift |= State.Store.dropAdrift();
  // Optimistic: one of many in an array is followed no further
  // (handle_in_array_FN).
  if (State.Store.isHandleInElement()) {
    State.Escaped = true;
    State.Session.Alive = Life::Unknown;
  }
  if (!State.owes() || State.Store.isHandleHeld() || State.Adrift ||
      State.Escaped)
    return true;
  // Optimistic: an unseen function that was given the session last may have
  // kept or closed it (leak_after_last_mention_FN).
  if (State.LastMention) {
    State.Session.Alive = Life::Unknown;
    return true;
  }
  if (State.Session.Alive == Life::Failed)
    How.Why = Cause::FailedOpen;
  if (State.Session.Alive == Life::Refused) {
    How.Why = Cause::RefusedClose;
    How.At = State.RefusedAt;
  }
  // Handed in: the caller still has it, unless this cleared the place that it
  // is kept in after a close that was refused.
  bool Cleared = State.Session.Alive == Life::Refused && How.Cleared;
  bool Taken = Session.IsGiven && How.Leaving != Leave::Unwind;
  if (!Session.Site && !Taken && !Cleared)
    return true;
  if (Taken && How.Why == Cause::Discarded)
    How.Why = Cause::Overwritten;
  bool ProcessEnds =
      Binding.symbols()[Graph.Self].IsMain &&
      !Binding.input().Options.ReportInMain &&
      (How.Leaving == Leave::Return || How.Leaving == Leave::FunctionEnd);
  // Nothing comes after this block but the end of the process.
  ProcessEnds |= !Plan.Returning[Now.index()];
  if (ProcessEnds)
    return false;
  Listener.suspect(How, State);
  // Wherever else the exception in flight may have come from.
  if (How.Leaving == Leave::Unwind && State.Pending)
    for (const auto &[At, Thrower] : State.Pending->Others) {
      How.At = At;
      How.Culprit = Thrower;
      Listener.suspect(How, State);
    }
  return Taken && KeepsGoing; // its exit is one of the contract's
}

static Cause causeOf(Leave Why, const SimState &State) {
  if (State.Pending)
    return Cause::Unwinding;
  switch (Why) {
  case Leave::Return:
  case Leave::FunctionEnd:
    return Cause::Return;
  case Leave::FullExpr:
    return Cause::Discarded;
  case Leave::Unwind:
    return Cause::Unwinding;
  case Leave::None:
  case Leave::ScopeEnd:
  case Leave::Break:
  case Leave::Continue:
  case Leave::Goto:
    return Cause::Overwritten;
  }
  return Cause::Return;
}

bool Walker::storageEnds(const StorageDead &Dead, AnchorId At,
                         SimState &State) {
  if (Dead.Why == Leave::Return || Dead.Why == Leave::FunctionEnd) {
    State.LeftAt = At;
    State.Leaving = Dead.Why;
  }
  State.Store.forget(Location::of(Dead.What));
  return keepsHandle(State, lossBy(Dead.Why, At, State));
}

Suspicion Walker::lossBy(Leave Why, AnchorId At, const SimState &State) const {
  Suspicion How;
  How.Why = causeOf(Why, State);
  How.At = At;
  How.Leaving = Why;
  if (How.Why == Cause::Unwinding && State.Pending) {
    How.At = State.Pending->At;
    How.Culprit = State.Pending->Thrower;
    How.Leaving = Leave::Unwind;
  }
  if (How.Why == Cause::Discarded && !At && Session.Site)
    How.At = Session.Site->At;
  return How;
}

/// A variable whose contents outlive the function.
static bool survives(const Variable &V, bool Exceptional,
                     const SymbolTable &Symbols, FunctionId Self) {
  if (V.Kind == VariableKind::Result)
    return !Exceptional;
  if (V.Kind == VariableKind::This)
    return true; // a base of the object under construction
  if (V.Kind != VariableKind::Parameter)
    return false;
  const auto &Parameters = Symbols[Self].Parameters;
  return V.Index < Parameters.size() &&
         Parameters[V.Index].How == Passing::Object;
}

void Walker::exit(bool Exceptional, SimState State) {
  if (!State.Tracking && Session.Site) {
    Listener.leave(Exceptional, State);
    return;
  }
  const SymbolTable &Symbols = Binding.symbols();
  SpecialMember Special = Symbols[Graph.Self].Special;
  bool Unbuilt = Exceptional && (Special == SpecialMember::DefaultConstructor ||
                                 Special == SpecialMember::CopyConstructor ||
                                 Special == SpecialMember::MoveConstructor ||
                                 Special == SpecialMember::OtherConstructor);
  SimState AtExit = State;
  Memory &M = AtExit.Store;
  if (Unbuilt) {
    // The destructor of an object that was never finished does not run.
    VariableId This = Graph.find(VariableKind::This);
    if (This)
      M.forget(M.pointee(M.load(Location::of(This))));
  }
  for (const Location &L : M.handleLocations())
    if (L.Root == Location::Variable &&
        !survives(Graph.Variables[L.Index], Exceptional, Symbols, Graph.Self))
      M.forget(L);
  Suspicion How;
  How.Why = Exceptional ? Cause::Unwinding : Cause::Return;
  How.At = State.LeftAt ? State.LeftAt : Graph.End;
  bool ByReturn = State.LeftAt && State.LeftAt != Graph.End;
  How.Leaving = State.Leaving != Leave::None ? State.Leaving
                : ByReturn                   ? Leave::Return
                                             : Leave::FunctionEnd;
  if (Exceptional) {
    How.Leaving = Leave::Unwind;
    if (State.Pending) {
      How.At = State.Pending->At;
      How.Culprit = State.Pending->Thrower;
    }
  }
  // Parameters still name places of the caller; only here, after the locals
  // went, is it decided whether somebody outside holds the handle.
  SimState Probe = AtExit;
  if (!keepsHandle(Probe, How))
    return;
  AtExit.Session = Probe.Session;
  leaveInside(How, AtExit);
  if (!KeepsGoing || Exceptional) {
    Listener.leave(Exceptional, AtExit);
    return;
  }
  for (const SimState &Fork : forkAwaited(std::move(AtExit)))
    Listener.leave(Exceptional, Fork);
}
