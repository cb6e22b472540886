//===- TransactionWalk.cpp - What events do to the transaction ------------===//
//
// Where a transaction was begun, whether something has failed since, whether
// it is open where control leaves (SEMANTICS, session-missing-rollback and
// session-use-after-failure). Which open exits are findings depends on all
// exits of the function and is Verdict's to say.
//
//===----------------------------------------------------------------------===//

#include "solver/OutcomeTest.h"
#include "solver/UnlookedCommit.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

void solver::append(EventKind Kind, EventTrail &Trail) {
  constexpr size_t Longest = 8;
  bool Plain = Kind == EventKind::Use || Kind == EventKind::Exec;
  bool Repeats = !Trail.empty() && Trail.back() == Kind;
  // Whatever else happens needs the session alive too.
  bool Implied = Kind == EventKind::Use && !Trail.empty() &&
                 !llvm::is_contained(Trail, EventKind::Close);
  bool Said = Implied || (Plain && llvm::is_contained(Trail, Kind));
  // What failed before the rollback is of no more interest; but a commit that
  // failed forgives a second rollback, and its helper's result tells of it.
  bool Undone = Kind == EventKind::Rollback && !Trail.empty() &&
                Trail.back() == EventKind::ExecFail;
  if (Undone)
    Trail.pop_back();
  if (!Repeats && !Said && Trail.size() < Longest)
    Trail.push_back(Kind);
}

/// Told where the callee ended it, not where it is ended once more.
static Suspicion endedByCallee(const SimState &State) {
  Suspicion What;
  What.Broken = Breach::EndedByCallee;
  What.At = State.EndedIn;
  What.Culprit = State.EndedBy;
  What.InCallee = true;
  return What;
}

/// It commits or rolls back: by what it knows of the way it is left.
static bool decides(const FunctionContract &Contract) {
  return llvm::any_of(Contract.Effects, [](const Effect &E) {
    return llvm::any_of(E.Outcomes, [](const Outcome &O) {
      return isFor(O, false) &&
             llvm::is_contained(O.Events, EventKind::Rollback) &&
             !llvm::is_contained(O.Events, EventKind::Commit);
    });
  });
}

/// The breach that an event means on this path, told with what only the path
/// knows; nullopt: none.
std::optional<Suspicion> Walker::brokenRule(EventKind Kind, Breach Broken,
                                            const CallFrame &Frame,
                                            const SimState &State) const {
  bool Inferred = Frame.Contract && Frame.Contract->From == Origin::Inferred;
  bool Cleanup = Frame.Why != Leave::None;
  bool Open = State.BeganAt && owesRollback(State.Session, Rules);
  if (Broken == Breach::None && Open) {
    bool Half = State.Failed || State.Pending;
    // A guard that commits at the end of its scope does so for an early return.
    bool Commits = Kind == EventKind::Commit && Cleanup &&
                   !(Inferred && decides(*Frame.Contract));
    if ((Kind == EventKind::AutocommitOn || Commits) && Half)
      Broken = Breach::EndCommits;
    if (Kind == EventKind::Close && Rules.AtClose == TransactionAtClose::Stays)
      Broken = Breach::GivenBackInside;
    if (Kind == EventKind::Close && Half &&
        Rules.AtClose == TransactionAtClose::Commits)
      Broken = Breach::EndCommits;
  }
  Suspicion What;
  What.Broken = Broken;
  What.At = Frame.At;
  What.Culprit = Frame.Callee;
  What.Leaving = Frame.Why;
  What.InCallee = Inferred;
  switch (Broken) {
  case Breach::UsedAfterClose:
  case Breach::ClosedTwice:
  case Breach::UsedAfterFailure:
  case Breach::CommitRollsBack:
  case Breach::GivenBackInside:
  case Breach::EndCommits:
    return What;
  case Breach::WrongRelease:
    What.Why = Cause::WrongRelease;
    return What;
  case Breach::BegunInside:
    // Whether a callee begins may depend on what the caller has begun.
    if (!State.BeganAt || State.ByState)
      return std::nullopt;
    return What;
  case Breach::EndedOutside:
    if (Kind == EventKind::Commit && State.EndedBy && !State.ByState &&
        !Cleanup && !State.Failed)
      return endedByCallee(State);
    // Optimistic: a guard's rollback after the end is harmless nearly
    // everywhere (guard_rolls_back_after_commit_FN).
    // Rolling back what a helper has rolled back does no harm.
    if (Kind == EventKind::Rollback && State.EndedBy)
      return std::nullopt;
    if (!State.Ended || Inferred || Cleanup || State.Failed ||
        llvm::is_contained(State.Trail, EventKind::CommitFail))
      return std::nullopt;
    return What;
  default:
    return std::nullopt;
  }
}

/// Who ended the transaction that was begun here?
static void noteEnd(const CallFrame &Frame, SimState &State) {
  if (State.Session.Tx == Transaction::None)
    return;
  bool Inferred = Frame.Contract && Frame.Contract->From == Origin::Inferred;
  bool Meddles = Inferred && !State.ByState && Frame.Why == Leave::None &&
                 State.BeganAt != Frame.At;
  State.EndedBy = Meddles ? Frame.Callee : FunctionId();
  State.EndedIn = Frame.At;
}

/// The last transaction that ended was committed.
static bool hasCommitted(const SimState &State) {
  bool Committed = false;
  for (EventKind Kind : State.Trail)
    if (Kind == EventKind::Commit)
      Committed = true;
    else if (Kind == EventKind::Rollback || Kind == EventKind::CommitFail)
      Committed = false;
  return Committed;
}

void Walker::followTransaction(EventKind Kind, const CallFrame &Frame,
                               SimState &State) {
  switch (Kind) {
  case EventKind::Savepoint:
    if (!Rules.SavepointBegins || owesRollback(State.Session, Rules))
      return;
    [[fallthrough]];
  case EventKind::Begin:
  case EventKind::AutocommitOff:
    Ends.BegunAnew |= State.Ended && hasCommitted(State);
    State.BeganAt = Frame.At;
    State.Failed = State.Ended = State.BeginFailed = false;
    State.ByFlag = State.ByState; // who keeps count knows of it
    State.EndedBy = FunctionId();
    return;
  case EventKind::Commit:
  case EventKind::Rollback:
  case EventKind::ReleaseSavepoint:
  case EventKind::AutocommitOn:
    State.Failed = false;
    if (!State.BeganAt)
      return;
    noteEnd(Frame, State);
    State.Ended = true;
    Ends.Any = true;
    if (!owesRollback(State.Session, Rules))
      return; // its begin has failed, or it was ended before
    Ends.ByRollback |= Kind == EventKind::Rollback;
    if (Kind == EventKind::Commit &&
        (!Ends.LastCommit || Ends.LastCommit < Frame.At))
      Ends.LastCommit = Frame.At;
    return;
  default:
    return;
  }
}

/// Of numbers below zero callers tell the sign: all are errors. Others, and
/// named constants, may each have a meaning.
static ReturnTest bySign(const ValueFact &Fact) {
  ReturnTest Test = Fact.classify();
  if (Fact.High < 0)
    Test = {ReturnTest::Negative, {}};
  return Test;
}

ReturnTest Walker::returnClass(const SimState &State) const {
  VariableId Result = Graph.find(VariableKind::Result);
  ValueId V = Result ? State.Store.peek(Location::of(Result)) : ValueId();
  if (!V)
    return ReturnTest();
  TypeId Type = Binding.symbols()[Graph.Self].Result;
  bool IsNumber = Type && Binding.symbols()[Type].Kind == TypeKind::Integer;
  const ValueFact &Fact = State.Store.fact(V);
  return IsNumber ? bySign(Fact) : Fact.classify();
}

void Walker::leaveInside(Suspicion How, const SimState &State) {
  // Optimistic: whoever was given the session last may have rolled back
  // (rolled_back_by_unseen_FN).
  bool Ours = State.Tracking && State.BeganAt && !State.Escaped &&
              !State.ByFlag && !State.LastMention &&
              State.Session.Alive == Life::Open;
  bool ProcessEnds = Binding.symbols()[Graph.Self].IsMain &&
                     !Binding.input().Options.ReportInMain;
  // What a callee begins and leaves by its own exception is the callee's.
  bool CalleeBegan = State.Pending && State.Pending->At == State.BeganAt;
  // What is opened and closed here ends its transaction with the close.
  bool Foreign = !Session.Site || State.owes();
  if (!Ours || ProcessEnds || !Foreign || CalleeBegan)
    return;
  if (!owesRollback(State.Session, Rules)) {
    if (How.Why == Cause::Return && !Rules.FailedCommitEnds)
      if (auto Unlooked = unlookedCommit(State, Graph, Plan.Live, Binding))
        Listener.suspect(*Unlooked, State);
    return;
  }
  How.Broken = Breach::LeftInside;
  How.AfterFailure =
      State.Failed || State.Session.Tx == Transaction::CommitFailed;
  How.Class = returnClass(State);
  How.BeganAt = State.BeganAt;
  Listener.suspect(How, State);
}

/// An argument's value says what happens (autocommit on or off). One that is
/// not known may do any of it.
bool Walker::select(const Effect &E, const CallFrame &Frame, SimState &State) {
  auto Choice = resolve(E.Where, Frame, State);
  auto Of = E.Parent ? resolve(*E.Parent, Frame, State) : std::nullopt;
  bool Ours = State.Tracking && Of && Of->Value == Memory::Handle && Choice;
  if (!Ours)
    return true;
  const ValueFact &Value = State.Store.fact(Choice->Value);
  for (const Selection &S : E.Choices) {
    if (!S.Event)
      continue;
    if (!Value.isKnown())
      return event(EventKind::TransactionUnknown, Frame, State);
    if (llvm::is_contained(S.Values, Value.Low))
      return event(*S.Event, Frame, State);
  }
  return true;
}
