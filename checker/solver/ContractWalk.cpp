//===- ContractWalk.cpp - What a contract does to a state -----------------===//

#include "solver/OutcomeTest.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

/// Is O possible for a session in this life? Other lives than those that were
/// tried may go any way.
static bool fitsLife(const Outcome &O, Life Alive) {
  return !O.From || *O.From == Alive ||
         (Alive != Life::Open && Alive != Life::Failed);
}

/// The effect that an inferred contract has on the session. Every place was
/// followed by itself, and as it was at the call: a handle that moves from one
/// to another must not meet the other's effect as well.
std::optional<size_t> Walker::inferredEffect(const CallFrame &Frame,
                                             SimState &State) {
  const FunctionContract &Contract = *Frame.Contract;
  if (Contract.From != Origin::Inferred || !State.Tracking)
    return std::nullopt;
  for (size_t I = 0; I < Contract.Effects.size(); ++I)
    if (Contract.Effects[I].What == EffectKind::Event)
      if (auto Where = resolve(Contract.Effects[I].Where, Frame, State))
        if (Where->Value == Memory::Handle)
          return I;
  return std::nullopt;
}

void Walker::applyContract(const CallFrame &Frame, bool Throws, SimState State,
                           States &Out) {
  const FunctionContract &Contract = *Frame.Contract;
  if (!Throws) {
    if (Contract.Result.Same && !Contract.Result.NullOnFailure)
      if (auto Same = resolve(*Contract.Result.Same, Frame, State))
        State.CallResult = Same->Value;
    if (Contract.Result.Class)
      State.Store.fact(State.CallResult).assume(*Contract.Result.Class);
    if (Contract.Result.NeverNull)
      State.Store.fact(State.CallResult).assume(Predicate::NotEqual, 0);
  }
  // Conditions are about what was there before the callee wrote anything.
  for (const Effect &E : Contract.Effects)
    for (const Outcome &O : E.Outcomes)
      for (const Precondition &P : O.Given) {
        auto Where = resolve(P.Where, Frame, State);
        GivenValues[&P] = Where ? Where->Value : ValueId();
      }
  // A callable is run before the body's writes end it (a guard's destructor).
  States Current;
  Current.push_back(std::move(State));
  for (const Effect &E : Contract.Effects) {
    if (E.What != EffectKind::Invoke)
      continue;
    States Next;
    for (SimState &S : Current)
      applyEffect(E, Frame, false, Throws, std::move(S), Next);
    Current = std::move(Next);
  }
  for (SimState &S : Current)
    applySessionEffects(Frame, Throws, std::move(S), Out);
}

void Walker::applySessionEffects(const CallFrame &Frame, bool Throws,
                                 SimState State, States &Out) {
  const FunctionContract &Contract = *Frame.Contract;
  // What the callee writes through its arguments is not known but for what the
  // effects say; the handle's places stay.
  knownWrites(Frame, Throws, State);
  std::optional<size_t> Ours = inferredEffect(Frame, State);
  States Current;
  Current.push_back(std::move(State));
  for (size_t I = 0; I < Contract.Effects.size(); ++I) {
    const Effect &E = Contract.Effects[I];
    if (E.What == EffectKind::Invoke)
      continue;
    bool Others = Contract.From == Origin::Inferred &&
                  E.What == EffectKind::Event && Ours != I;
    if (Others) {
      // Not the session's, but perhaps a child's.
      for (SimState &S : Current)
        if (auto Where = resolve(E.Where, Frame, S))
          childEvent(E, Where->Value, S);
      continue;
    }
    bool IsSite = Frame.IsSite && Session.Site->EffectIndex == I;
    States Next;
    for (SimState &S : Current)
      applyEffect(E, Frame, IsSite, Throws, std::move(S), Next);
    Current = std::move(Next);
  }
  for (SimState &S : Current)
    Out.push_back(std::move(S));
}

void Walker::applyEffect(const Effect &E, const CallFrame &Frame, bool IsSite,
                         bool Throws, SimState State, States &Out) {
  switch (E.What) {
  case EffectKind::Produce:
  case EffectKind::Lease:
    if (!Throws) {
      applyProduce(E, Frame, IsSite, std::move(State), Out);
      return;
    }
    break;
  case EffectKind::Child:
    if (!Throws) {
      applyChild(E, Frame, std::move(State), Out);
      return;
    }
    break;
  case EffectKind::Event:
  case EffectKind::Consume:
  case EffectKind::GiveBack:
  case EffectKind::Adopt:
    applyOutcomes(E, Frame, Throws, std::move(State), Out);
    return;
  case EffectKind::Observe:
    if (!Throws && !observe(E, Frame, State))
      return;
    break;
  case EffectKind::Share:
    if (!Throws)
      share(E, Frame, State);
    break;
  case EffectKind::Invoke:
    if (!Throws && E.Invoked == InvokeWhen::Now)
      if (auto Callable = resolve(E.Where, Frame, State)) {
        Location Object = Callable->Where
                              ? *Callable->Where
                              : State.Store.pointee(Callable->Value);
        runCallable(Object, TypeId(), {}, Frame, std::move(State), Out);
        return;
      }
    break;
  default:
    break; // of other checks
  }
  Out.push_back(std::move(State));
}

void Walker::applyOutcomes(const Effect &E, const CallFrame &Frame, bool Throws,
                           SimState State, States &Out) {
  auto Where = resolve(E.Where, Frame, State);
  bool Ours = State.Tracking && Where && Where->Value == Memory::Handle;
  if (State.Tracking && Where && !Ours)
    if (State.Store.fact(Where->Value).Origin == Provenance::MovedFrom &&
        !Throws && usesSession(E)) {
      Suspicion Moved;
      Moved.Broken = Breach::UsedAfterClose;
      Moved.At = Frame.At;
      Moved.Culprit = Frame.Callee;
      Moved.MovedFrom = true;
      Listener.suspect(Moved, State);
      return;
    }
  if (!Ours) {
    ValueId Other = Where ? Where->Value : ValueId();
    childEvent(E, Other, State);
    if (Other && State.Tracking && !Throws &&
        !childStatement(E, Other, Frame, State))
      return;
    if (Where && !freeMemory(E, Where->Value, Frame, State))
      return;
    Out.push_back(std::move(State));
    return;
  }
  States Worked;
  bool Any = possibleOutcomes(E, Frame, {Throws, false}, State, Worked);
  // Only failures are left: nothing had to be tested to know.
  if (Worked.empty() && Frame.Contract->From == Origin::Inferred)
    Any |= possibleOutcomes(E, Frame, {Throws, true}, State, Worked);
  for (SimState &S : Worked)
    Out.push_back(std::move(S));
  // An inferred contract lists every exit for the lives that were tried; what
  // it does not list cannot happen.
  bool Tried =
      State.Session.Alive == Life::Open || State.Session.Alive == Life::Failed;
  bool Split = Frame.Contract->From == Origin::Inferred;
  if (!Any && !(Split && Tried && !Frame.Contract->Incomplete))
    Out.push_back(std::move(State));
}

/// The outcome's events alone say what the result is: it was told apart at the
/// call.
static bool isToldAtCall(const Outcome &O) {
  return llvm::any_of(O.Events, [](EventKind Kind) {
    return Kind == EventKind::Close || Kind == EventKind::CloseRefused ||
           Kind == EventKind::Connect || Kind == EventKind::ConnectFail;
  });
}

/// An earlier outcome does the same and is told by the same, later, test.
static bool isSaidBefore(const Effect &E, size_t I) {
  return llvm::any_of(llvm::ArrayRef<Outcome>(E.Outcomes).take_front(I),
                      [&](const Outcome &Earlier) {
                        return Earlier.Events == E.Outcomes[I].Events &&
                               Earlier.From == E.Outcomes[I].From;
                      });
}

bool Walker::possibleOutcomes(const Effect &E, const CallFrame &Frame,
                              OutcomeChoice Wanted, const SimState &State,
                              States &Out) {
  bool Any = false;
  // The result says whether a child is left.
  bool AsksChildren = llvm::any_of(E.Outcomes, [](const Outcome &O) {
    return llvm::is_contained(O.Events, EventKind::ChildClosed);
  });
  bool Split = Frame.Contract->From == Origin::Inferred;
  bool MayFail = llvm::any_of(E.Outcomes, [&](const Outcome &O) {
    return isFor(O, false) && tellsFailure(E, O, Split);
  });
  for (size_t I = 0; I < E.Outcomes.size(); ++I) {
    const Outcome &O = E.Outcomes[I];
    if (!isFor(O, Wanted.Throws) || !fitsLife(O, State.Session.Alive))
      continue;
    bool Refuses = llvm::is_contained(O.Events, EventKind::CloseRefused);
    if (Refuses && State.Session.Kids == Children::None)
      continue; // nothing is there to make it refuse
    bool Fails = !Wanted.Throws && tellsFailure(E, O, Split);
    if (Fails && !Wanted.Failures)
      continue; // known only where the program tests it
    bool Told = Split || AsksChildren || isToldAtCall(O);
    if (!Told && !Wanted.Throws && isSaidBefore(E, I))
      continue;
    SimState Next = State;
    if (!meetsGiven(O, Next))
      continue;
    Any = true;
    bool Waits = MayFail && !Wanted.Throws && !Wanted.Failures;
    if (Told && !Wanted.Throws && !assumeResult(E, I, Waits, Next))
      continue;
    EventList Happened = happening(E, O, Frame, Next);
    EventTrail Done(Happened.begin(), Happened.end());
    if (!applyOutcome(E, O, Frame, Done, Next))
      continue;
    bool Runs = Waits || llvm::is_contained(O.Events, EventKind::Exec);
    if (Runs && !Wanted.Throws)
      await(E, Frame, Done, State.Session, Next);
    Out.push_back(std::move(Next));
  }
  return Any;
}

/// The result is what outcome I says. Where its failing twin waits for a test,
/// only the other outcomes are excluded.
bool Walker::assumeResult(const Effect &E, size_t I, bool Waits,
                          SimState &State) {
  ValueFact &Result = State.Store.fact(State.CallResult);
  if (!Waits)
    return assumeOutcome(Result, E.Outcomes, I);
  for (size_t Other = 0; Other < E.Outcomes.size(); ++Other) {
    const Outcome &O = E.Outcomes[Other];
    bool Apart = isFor(O, false) && !tellsFailure(E, O, true) &&
                 !(O.When == E.Outcomes[I].When);
    ValueFact Without = Result;
    if (Apart && O.When.What != ReturnTest::Always &&
        assumeNone(Without, {&O, 1}))
      Result = Without;
  }
  return true;
}

bool Walker::meetsGiven(const Outcome &O, SimState &State) {
  for (const Precondition &P : O.Given)
    if (ValueId V = GivenValues.lookup(&P))
      if (!State.Store.fact(V).assume(P.Holds))
        return false;
  return true;
}

bool Walker::applyOutcome(const Effect &E, const Outcome &O,
                          const CallFrame &Frame,
                          llvm::ArrayRef<EventKind> Events, SimState &State) {
  State.LastMention = false;
  for (EventKind Kind : Events)
    if (!event(Kind, Frame, State))
      return false;
  bool Inferred = Frame.Contract && Frame.Contract->From == Origin::Inferred;
  if (O.Escaped) {
    State.Escaped = true;
    State.Session.Alive = Life::Unknown;
  }
  State.LastMention = O.LastMention;
  if (!Inferred)
    return true;
  if (E.Where.isValue()) {
    for (const ContractPath &Also : O.HeldAt)
      hold(Also, Frame, State);
    return true;
  }
  // The place itself: does it still name the session?
  bool Kept = llvm::is_contained(O.HeldAt, E.Where);
  bool Null = llvm::is_contained(O.NullAt, E.Where);
  auto Place = resolve(E.Where, Frame, State);
  if (Place && Place->Where && !Kept) {
    if (Null)
      State.Store.store(*Place->Where,
                        State.Store.fresh(ValueFact::exactly(0)));
    else
      State.Store.forget(*Place->Where);
  }
  noteCopy(E, O, Frame, State);
  for (const ContractPath &Also : O.HeldAt)
    if (!(Also == E.Where))
      hold(Also, Frame, State);
  return true;
}

/// A copying member that leaves the handle in both objects: what the compiler
/// wrote is reported where it is used, what a person wrote is reported there
/// (ClassVerdict) and followed no further here.
void Walker::noteCopy(const Effect &E, const Outcome &O, const CallFrame &Frame,
                      SimState &State) {
  SpecialMember Special = Frame.Callee ? Binding.symbols()[Frame.Callee].Special
                                       : SpecialMember::None;
  bool Copies = Special == SpecialMember::CopyConstructor ||
                Special == SpecialMember::MoveConstructor ||
                Special == SpecialMember::CopyAssignment ||
                Special == SpecialMember::MoveAssignment;
  bool Both = E.Where.Root == ContractPath::Argument &&
              llvm::is_contained(O.HeldAt, E.Where) && O.HeldAt.size() > 1;
  if (!Copies || !Both)
    return;
  if (Binding.symbols()[Frame.Callee].IsImplicit) {
    copied(Frame, State);
    return;
  }
  State.Escaped = true;
  State.Session.Alive = Life::Unknown;
}

void Walker::hold(const ContractPath &Path, const CallFrame &Frame,
                  SimState &State) {
  if (Path.Root == ContractPath::Return && Path.Steps.empty()) {
    State.CallResult = Memory::Handle;
    return;
  }
  if (auto Held = resolve(Path, Frame, State)) {
    if (Held->Where)
      State.Store.store(*Held->Where, Memory::Handle);
    else if (Held->Value && !Path.Steps.empty())
      State.Store.becomeHandle(Held->Value); // the object moved there
  }
}

bool Walker::event(EventKind Kind, const CallFrame &Frame, SimState &State) {
  // See textEvents: a callee may not know what this function does. For its
  // own contract that is for the callers to say.
  if (Kind == EventKind::ExecUnknown && !KeepsGoing && endsItself())
    Kind = EventKind::Exec;
  Step Next = transition(State.Session, Kind, Rules);
  WitnessEvent Event;
  Event.What = WitnessEvent::EventHappened;
  Event.At = Frame.At;
  Event.Callee = Frame.Callee;
  Event.Event = Kind;
  Event.Leaving = Frame.Why;
  if (auto Broken = brokenRule(Kind, Next.Broken, Frame, State)) {
    Listener.suspect(*Broken, State);
    append(Kind, State.Trail);
    State.Session = Next.After;
    return KeepsGoing;
  }
  append(Kind, State.Trail);
  if (Kind != EventKind::Use && Kind != EventKind::Exec &&
      Kind != EventKind::ExecUnknown)
    record(State, Event);
  followTransaction(Kind, Frame, State);
  State.Session = Next.After;
  State.RanUnknown |= KeepsGoing && Kind == EventKind::ExecUnknown;
  if (Kind == EventKind::Close)
    State.Children = 0;
  if (Kind == EventKind::CloseRefused)
    State.RefusedAt = Frame.At;
  return true;
}

bool Walker::freeMemory(const Effect &E, ValueId Value, const CallFrame &Frame,
                        SimState &State) {
  bool Frees = llvm::any_of(E.Outcomes, [](const Outcome &O) {
    return llvm::is_contained(O.Events, EventKind::FreeMemory);
  });
  if (!Frees)
    return true;
  // Whatever was in that memory is gone with it, a handle too.
  State.Store.forget(State.Store.pointee(Value));
  Suspicion Lost;
  Lost.Why = Cause::WrongRelease;
  Lost.At = Frame.At;
  Lost.Culprit = Frame.Callee;
  return keepsHandle(State, Lost);
}

bool Walker::usesSession(const Effect &E) {
  return llvm::any_of(E.Outcomes, [](const Outcome &O) {
    return llvm::any_of(O.Events, [](EventKind Kind) {
      return Kind != EventKind::Close && Kind != EventKind::FreeMemory;
    });
  });
}

bool Walker::observe(const Effect &E, const CallFrame &Frame, SimState &State) {
  auto Where = resolve(E.Where, Frame, State);
  // Whatever the library says of null, it does not say that it works.
  if (Where && State.Store.fact(Where->Value).isZero()) {
    ValueFact &Told = State.Store.fact(State.CallResult);
    for (size_t I = 0; I < E.Outcomes.size(); ++I)
      if (E.Outcomes[I].Alive == Life::Open && isFor(E.Outcomes[I], false))
        if (!assumeNone(Told, llvm::ArrayRef<Outcome>(E.Outcomes).slice(I, 1)))
          return false;
  }
  if (!State.Tracking || !Where || Where->Value != Memory::Handle)
    return true;
  if (!event(EventKind::Use, Frame, State))
    return false;
  ValueFact Fits;
  bool Any = false;
  ValueFact Before = State.Store.fact(State.CallResult);
  for (size_t I = 0; I < E.Outcomes.size(); ++I) {
    const Outcome &O = E.Outcomes[I];
    bool Possible = (!O.Alive || *O.Alive == State.Session.Alive ||
                     State.Session.Alive == Life::Unknown) &&
                    (!O.Tx || *O.Tx == State.Session.Tx ||
                     State.Session.Tx == Transaction::Unknown);
    ValueFact Fact = Before;
    if (!Possible || !assumeOutcome(Fact, E.Outcomes, I))
      continue;
    Fits = Any ? ValueFact::join(Fits, Fact) : Fact;
    Any = true;
  }
  if (Any)
    State.Store.fact(State.CallResult) = Fits;
  return true;
}
