//===- StatementWalk.cpp - Calls that may fail ----------------------------===//
//
// Only an opening splits into success and failure at the call; a statement, a
// begin or a commit counts as having worked until the program tests its result
// (SEMANTICS 3.3). What it would have done if it failed waits with the result,
// and happens, as of the call, at the test that reveals it.
//
//===----------------------------------------------------------------------===//

#include "solver/OutcomeTest.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

bool solver::movesTransaction(EventKind Kind) {
  switch (Kind) {
  case EventKind::Begin:
  case EventKind::Commit:
  case EventKind::CommitFail:
  case EventKind::Rollback:
  case EventKind::Savepoint:
  case EventKind::ReleaseSavepoint:
  case EventKind::RollbackTo:
  case EventKind::AutocommitOff:
  case EventKind::AutocommitOn:
    return true;
  default:
    return false;
  }
}

bool Run::movesTransaction() const {
  return llvm::any_of(Done, solver::movesTransaction);
}

bool solver::rollsBackOnFailure(const Effect &E) {
  auto RollsBack = [](const Outcome &O) {
    return llvm::is_contained(O.Events, EventKind::Rollback);
  };
  bool AnyWorks = false, AnyFails = false;
  for (const Outcome &O : E.Outcomes) {
    bool Moves = llvm::any_of(O.Events, solver::movesTransaction);
    AnyWorks |=
        !Moves && isFor(O, false) && O.When.What != ReturnTest::Otherwise;
    AnyFails |= RollsBack(O) && O.When.What == ReturnTest::Otherwise;
    if (Moves && !RollsBack(O))
      return false;
  }
  return AnyWorks && AnyFails;
}

bool solver::tellsFailure(const Effect &E, const Outcome &O, bool Inferred) {
  if (E.What == EffectKind::Child)
    return !O.Alive || *O.Alive == Life::Absent;
  bool Does = llvm::any_of(
      O.Events, [](EventKind Kind) { return Kind != EventKind::Use; });
  if (Does || (Inferred && !O.Events.empty()))
    return isFailing(O.Events.back()) && !O.Escaped && !O.LastMention;
  // A begin that did not happen. Of an inferred contract that is an exit as
  // any other.
  return !Inferred && !rollsBackOnFailure(E) &&
         llvm::any_of(E.Outcomes, [](const Outcome &Other) {
           return llvm::any_of(Other.Events, solver::movesTransaction);
         });
}

/// What becomes of Done when the call that should have done it fails.
static EventTrail failureOf(llvm::ArrayRef<EventKind> Done) {
  EventTrail OnFail;
  for (EventKind Kind : Done)
    if (Kind == EventKind::Commit)
      OnFail = {EventKind::CommitFail};
    else if (Kind == EventKind::Rollback || Kind == EventKind::Close)
      OnFail = {Kind}; // counts as done
    else if (Kind == EventKind::Exec || Kind == EventKind::ExecUnknown)
      OnFail = {EventKind::ExecFail};
  return OnFail;
}

/// Something else happens to the session: what was asked about the statement
/// before it is asked anew.
void solver::forgetLast(SimState &State, const CalleeBinding &Binding) {
  State.Last = Awaited();
  std::vector<Location> Answers;
  Location Session = Location::pointee(Memory::Handle);
  for (auto It = State.Store.bindings().lower_bound(Session);
       It != State.Store.bindings().end() && Session.contains(It->first); ++It)
    if (It->first.Fields.size() == 1 &&
        Binding.isAnswer(It->first.Fields.front()))
      Answers.push_back(It->first);
  for (const Location &L : Answers)
    State.Store.forget(L);
}

/// Behind a null pointer there is no place.
static bool isInNull(const Location &L, const Memory &M) {
  return L.Root == Location::Pointee && M.fact(ValueId(L.Index)).isZero();
}

uint32_t Walker::number(Run R) {
  auto It = llvm::find(Runs, R);
  if (It == Runs.end()) {
    Runs.push_back(std::move(R));
    return uint32_t(Runs.size());
  }
  return uint32_t(It - Runs.begin()) + 1;
}

uint32_t Walker::toldBy(const Effect *Test, uint32_t Number) {
  Run R = Runs[Number - 1];
  R.Test = Test;
  R.IsInferred = false;
  return number(std::move(R));
}

void Walker::await(const Effect &E, const CallFrame &Frame,
                   const EventTrail &Done, const SessionState &Before,
                   SimState &State) {
  Run R;
  R.At = Frame.At;
  R.Callee = Frame.Callee;
  R.Done = Done;
  R.OnFail = failureOf(Done);
  bool Inferred = Frame.Contract && Frame.Contract->From == Origin::Inferred;
  R.IsInferred = Inferred;
  bool Told = llvm::any_of(E.Outcomes, [&](const Outcome &O) {
    return isFor(O, false) && tellsFailure(E, O, Inferred);
  });
  if (Told)
    R.Test = &E;
  Awaited Wait;
  Wait.Before = Before.Tx;
  Wait.ManualBefore = Before.Manual;
  if (R.movesTransaction())
    State.LastMove = Frame.At;
  Wait.Run = number(std::move(R));
  State.Ran = State.Last = Wait;
  if (Told)
    State.Store.change(State.CallResult).Awaits = Wait;
}

void Walker::awaitChild(const Effect &E, ValueFact &Child, SimState &State) {
  // A result that is fetched later is that of the last statement; that there
  // is none says nothing.
  const Awaited &Wait = State.Ran.Run ? State.Ran : State.Last;
  if (!Wait.Run || Wait.Failed)
    return;
  Child.Awaits = Wait;
  Child.Awaits.Run = toldBy(State.Ran.Run ? &E : nullptr, Wait.Run);
}

void Walker::tell(const Effect &E, const CallFrame &Frame, ValueId Of,
                  SimState &State) {
  Memory &M = State.Store;
  if (Of != Memory::Handle && !M.fact(Of).IsChild)
    return;
  Awaited Wait = M.fact(Of).Awaits.Run ? M.fact(Of).Awaits : State.Last;
  ValueId Told;
  if (!E.Parent) {
    Told = M.load(
        Location::pointee(Of).field(Binding.answerField(Frame.Callee.index())));
    State.CallResult = Told;
  } else if (auto By = resolve(*E.Parent, Frame, State)) {
    // No place where nobody wants to know (a null out-argument).
    if (!By->Where || isInNull(*By->Where, M))
      return;
    Told = M.fresh();
    M.store(*By->Where, Told);
  }
  if (!Told || !Wait.Run || M.fact(Told).Awaits.Run)
    return;
  for (const Outcome &O : E.Outcomes)
    if (Wait.Failed && !tellsFailure(E, O, false))
      assumeNone(M.change(Told), O);
  Wait.Run = toldBy(&E, Wait.Run);
  M.change(Told).Awaits = Wait;
}

void Walker::awaitAnswer(const Effect &E, ValueId Child, ValueId Answer,
                         SimState &State) {
  Awaited Wait = State.Store.fact(Child).Awaits;
  if (!Wait.Run || State.Store.fact(Answer).Awaits.Run)
    return;
  Wait.Run = toldBy(&E, Wait.Run);
  State.Store.change(Answer).Awaits = Wait;
}

bool Walker::childStatement(const Effect &E, ValueId Child,
                            const CallFrame &Frame, SimState &State) {
  if (!State.Store.fact(Child).IsChild || !mayDo(E, EventKind::ExecFail))
    return true;
  if (onlyTells(E)) {
    State.CallResult = State.Store.load(Location::pointee(Child).field(
        Binding.answerField(Frame.Callee.index())));
    awaitAnswer(E, Child, State.CallResult, State);
    return true;
  }
  EventTrail Done = stepEvents(Child, State);
  SessionState Before = State.Session;
  for (EventKind Kind : Done)
    if (!event(Kind, Frame, State))
      return false;
  await(E, Frame, Done, Before, State);
  return true;
}

/// Once the library was asked whether a transaction is open, a commit's result
/// has nothing more to tell: it was taken to have worked, and the answer for
/// it.
void Walker::forgetCommits(SimState &State) {
  for (ValueId V : State.Store.awaiting()) {
    const Awaited &Wait = State.Store.fact(V).Awaits;
    if (!Wait.Failed &&
        llvm::is_contained(Runs[Wait.Run - 1].Done, EventKind::Commit))
      State.Store.change(V).Awaits = Awaited();
  }
}

/// What a call's failing outcome did. Where the callee ran what it was given,
/// the text says what it is that failed.
static EventTrail failedEvents(const Run &R, const Outcome &How) {
  bool ByText = llvm::any_of(R.Test->Outcomes, [](const Outcome &O) {
    return llvm::is_contained(O.Events, EventKind::ExecUnknown);
  });
  EventTrail Out;
  EventTrail Known = failureOf(R.Done);
  for (EventKind Kind : How.Events)
    if (Kind == EventKind::ExecFail && ByText)
      Out.append(Known.begin(), Known.end());
    else
      Out.push_back(Kind);
  return Out;
}

namespace {
enum class News { Nothing, Worked, Failed };
} // namespace

/// The callee itself did what was done, with no text of its caller's.
static bool isSaidByItself(const Run &R) {
  return llvm::any_of(R.Test->Outcomes, [&](const Outcome &O) {
    return EventTrail(O.Events.begin(), O.Events.end()) == R.Done;
  });
}

/// Whether outcome O is what was Done. The text that the caller gave may have
/// said what a statement unknown to the callee does.
static bool isWhatWasDone(const Outcome &O, const Run &R) {
  bool Exact = isSaidByItself(R);
  auto IsIt = [&](EventKind Told, EventKind Happened) {
    return Told == Happened || (!Exact && Told == EventKind::ExecUnknown);
  };
  return std::equal(O.Events.begin(), O.Events.end(), R.Done.begin(),
                    R.Done.end(), IsIt);
}

/// What the facts of a result say of the call: it failed when no failure can
/// be excluded but one kind of success is (`status != OK`).
static News newsOf(const Run &R, const ValueFact &Result,
                   const Outcome *&HowItFailed) {
  if (!R.Test)
    return News::Nothing;
  const Effect &Test = *R.Test;
  bool FailurePossible = false, SuccessExcluded = false;
  for (size_t I = 0; I < Test.Outcomes.size(); ++I) {
    const Outcome &O = Test.Outcomes[I];
    if (!isFor(O, false))
      continue;
    bool Fails = tellsFailure(Test, O, R.IsInferred);
    // Other exits of an inferred contract were told apart at the call.
    if (!Fails && R.IsInferred && !isWhatWasDone(O, R))
      continue;
    ValueFact Copy = Result;
    bool Possible = assumeOutcome(Copy, Test.Outcomes, I);
    SuccessExcluded |= !Fails && !Possible;
    if (Fails && Possible && !FailurePossible)
      HowItFailed = &O;
    FailurePossible |= Fails && Possible;
  }
  if (!FailurePossible)
    return News::Worked;
  return SuccessExcluded ? News::Failed : News::Nothing;
}

void Walker::settle(SimState &State) {
  if (Runs.empty() || !State.Tracking)
    return;
  for (ValueId V : State.Store.awaiting())
    learn(V, State);
}

void Walker::learn(ValueId Result, SimState &State) {
  const ValueFact &Fact = State.Store.fact(Result);
  Awaited Was = Fact.Awaits;
  Run R = Runs[Was.Run - 1];
  const Outcome *How = nullptr;
  News Learnt = newsOf(R, Fact, How);
  if (Learnt == News::Failed && !Was.Failed) {
    State.Store.change(Result).Awaits.Failed = true;
    State.Last.Failed |= State.Last.Run && Runs[State.Last.Run - 1].At == R.At;
    if (R.IsInferred && How)
      R.OnFail = failedEvents(R, *How);
    failed(R, Was, State);
  } else if (Learnt == News::Worked) {
    // That a result is there does not say what is in it.
    bool IsThere = R.Test->What == EffectKind::Child && !Was.Failed;
    if (!IsThere)
      State.Store.change(Result).Awaits = Awaited();
    if (!Was.Failed)
      return;
    // A second test found another kind of success.
    State.Failed = false;
    if (!State.Trail.empty() && !R.OnFail.empty() &&
        State.Trail.back() == R.OnFail.back()) {
      State.Trail.pop_back();
      for (EventKind Kind : R.Done)
        append(Kind, State.Trail);
    }
    if (State.Session.Tx == Transaction::Failed)
      State.Session.Tx = Transaction::Active;
  }
}

void Walker::failed(const Run &R, const Awaited &Was, SimState &State) {
  bool Moves = R.movesTransaction();
  bool Since = Moves && State.LastMove != R.At;
  if (Since || State.Session.Alive == Life::Closed)
    return; // another begin or end came after it
  SessionState &Now = State.Session;
  if (Moves) {
    Now.Tx = Was.Before;
    Now.Manual = Was.ManualBefore;
  }
  bool FromNowhere = Moves && Was.Before == Transaction::Unknown;
  for (EventKind Kind : R.OnFail)
    if (!FromNowhere || Kind != EventKind::CommitFail)
      Now = transition(Now, Kind, Rules).After;
  State.BeginFailed |= Moves && !owesRollback(Now, Rules) &&
                       llvm::is_contained(R.Done, EventKind::Begin);
  State.Failed = owesRollback(Now, Rules);
  bool Undone = R.IsInferred && State.BeganAt && State.BeganAt != R.At &&
                llvm::is_contained(R.OnFail, EventKind::Rollback);
  if (Undone) {
    State.EndedBy = R.Callee;
    State.EndedIn = R.At;
  }
  if (!State.Trail.empty() && !R.Done.empty() &&
      State.Trail.back() == R.Done.back())
    State.Trail.pop_back();
  for (EventKind Kind : R.OnFail)
    append(Kind, State.Trail);
  WitnessEvent Event;
  Event.What = WitnessEvent::EventHappened;
  Event.At = R.At;
  Event.Callee = R.Callee;
  Event.Event =
      R.OnFail.empty() ? EventKind::ExecFail : EventKind(R.OnFail.back());
  record(State, Event);
}

void Walker::failByThrow(const CallFrame &Frame, SimState &State) {
  State.Failed |= owesRollback(State.Session, Rules);
  if (!Frame.Contract || !State.Tracking)
    return;
  auto Fails = [&](llvm::ArrayRef<EventKind> Done) {
    for (EventKind Kind : failureOf(Done)) {
      State.Session = transition(State.Session, Kind, Rules).After;
      append(Kind, State.Trail);
    }
  };
  for (const Effect &E : Frame.Contract->Effects) {
    auto Where = resolve(E.Where, Frame, State);
    if (E.What != EffectKind::Event || !Where)
      continue;
    ValueFact Child = State.Store.fact(Where->Value);
    if (Child.IsChild && mayDo(E, EventKind::ExecFail)) {
      for (const Effect &Text : Frame.Contract->Effects)
        if (Text.Parent == E.Where)
          prepare(Text, Frame, Child, State);
      State.Store.change(Where->Value) = Child;
      Fails(stepEvents(Where->Value, State));
    }
    if (Where->Value != Memory::Handle)
      continue;
    for (const Outcome &O : E.Outcomes) {
      if (isFor(O, true) || tellsFailure(E, O, false))
        continue;
      Fails(happening(E, O, Frame, State));
      break;
    }
  }
}

/// Whether V tells whether some call has failed, and nobody has asked yet.
static bool isOpenTest(ValueId V, const Memory &M) {
  return M.fact(V).From.What != Definition::None && !M.fact(V).truth();
}

Walker::States Walker::forkAwaited(SimState State) {
  // Flags that are left for others to test.
  ValueId Flag;
  if (!State.Store.awaiting().empty())
    for (const auto &[L, V] : State.Store.bindings())
      if (L.Root != Location::Variable && isOpenTest(V, State.Store))
        Flag = V;
  States Forks;
  if (!Flag)
    return forkResult(std::move(State));
  for (SimState &Fork : forkTest(Flag, State))
    for (SimState &Known : forkResult(std::move(Fork)))
      Forks.push_back(std::move(Known));
  return Forks;
}

Walker::States Walker::forkTest(ValueId V, const SimState &State) {
  States Forks;
  for (bool Truth : {true, false}) {
    SimState Fork = State;
    if (!Fork.Store.assume(V, Truth))
      continue;
    settle(Fork);
    Forks.push_back(std::move(Fork));
  }
  return Forks;
}

Walker::States Walker::forkResult(SimState State) {
  States Forks;
  VariableId Result = Graph.find(VariableKind::Result);
  ValueId V = Result ? State.Store.peek(Location::of(Result)) : ValueId();
  Awaited Wait = V ? State.Store.fact(V).Awaits : Awaited();
  if (V && isOpenTest(V, State.Store) && !State.Store.awaiting().empty())
    return forkTest(V, State);
  if (!Wait.Run || Wait.Failed || !Runs[Wait.Run - 1].Test) {
    Forks.push_back(std::move(State));
    return Forks;
  }
  const Run R = Runs[Wait.Run - 1];
  for (size_t I = 0; I < R.Test->Outcomes.size(); ++I) {
    const Outcome &O = R.Test->Outcomes[I];
    SimState Fork = State;
    if (!isFor(O, false) ||
        !assumeOutcome(Fork.Store.change(V), R.Test->Outcomes, I))
      continue;
    if (tellsFailure(*R.Test, O, R.IsInferred)) {
      Run Failing = R;
      if (R.IsInferred)
        Failing.OnFail = failedEvents(R, O);
      failed(Failing, Wait, Fork);
    }
    Forks.push_back(std::move(Fork));
  }
  return Forks;
}
