//===- ContractWalk.cpp - What a contract does to a state -----------------===//

#include "solver/OutcomeTest.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

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
  if (!Throws && takesAgain(Frame, State))
    return;
  if (!Throws) {
    if (Contract.Result.Same && !Contract.Result.NullOnFailure)
      if (auto Same = resolve(*Contract.Result.Same, Frame, State))
        State.CallResult = Same->Value;
    if (Contract.Result.Class)
      State.Store.change(State.CallResult).assume(*Contract.Result.Class);
    if (Contract.Result.Answers)
      answer(*Contract.Result.Answers, Frame, State);
    if (Contract.Result.Fresh && State.CallResult != Memory::Handle)
      State.Store.change(State.CallResult).Origin = Provenance::Allocated;
    if (Contract.Result.NeverNull)
      State.Store.change(State.CallResult).assume(Predicate::NotEqual, 0);
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

/// The result tells of a value that is known here by another name.
void Walker::answer(const Precondition &Asked, const CallFrame &Frame,
                    SimState &State) {
  Memory &M = State.Store;
  auto About = resolve(Asked.Where, Frame, State);
  const ReturnTest &Holds = Asked.Holds;
  bool OfOne =
      Holds.What == ReturnTest::OneOf || Holds.What == ReturnTest::NoneOf;
  bool OfNull =
      Holds.What == ReturnTest::Null || Holds.What == ReturnTest::Zero;
  bool OfOther =
      Holds.What == ReturnTest::NonNull || Holds.What == ReturnTest::NonZero;
  if (!About || !About->Value || !(OfOne || OfNull || OfOther))
    return;
  if (!Asked.Where.Steps.empty())
    awaitAnswer(Asked.Where, About->Value, Frame, State);
  llvm::SmallVector<int64_t, 4> Numbers(Holds.Values.begin(),
                                        Holds.Values.end());
  if (!OfOne || Numbers.empty())
    Numbers = {0};
  State.CallResult = M.isOneOf(About->Value, Numbers);
  if (Holds.What != ReturnTest::OneOf && !OfNull)
    State.CallResult = M.negation(State.CallResult);
}

/// Where the value is what a library's function says of one of its results:
/// how the statement went that made the result.
void Walker::awaitAnswer(const ContractPath &Where, ValueId Answer,
                         const CallFrame &Frame, SimState &State) {
  const ContractStep &Last = Where.Steps.back();
  FunctionId Asking = Last.What == ContractStep::Field
                          ? Binding.askedBy(Binding.fieldNamed(Last.Name))
                          : FunctionId();
  const FunctionContract *Known = Binding.contract(Asking);
  ContractPath Of = Where;
  Of.Steps.pop_back();
  if (!Known || Of.Steps.empty() || Of.Steps.back().What != ContractStep::Deref)
    return;
  Of.Steps.pop_back();
  auto Child = resolve(Of, Frame, State);
  for (const Effect &E : Known->Effects)
    if (Child && Child->Value && onlyTells(E))
      awaitAnswer(E, Child->Value, Answer, State);
}

void Walker::applySessionEffects(const CallFrame &Frame, bool Throws,
                                 SimState State, States &Out) {
  const FunctionContract &Contract = *Frame.Contract;
  // What the callee writes through its arguments is not known but for what the
  // effects say; the handle's places stay.
  std::optional<size_t> Ours = inferredEffect(Frame, State);
  // The callee found the handle by these pointers, also where it wrote to them
  // later (`delete p; p = nullptr`).
  llvm::SmallVector<std::pair<Location, ValueId>, 2> Pointers;
  const ContractPath *Path = Ours ? &Contract.Effects[*Ours].Where : nullptr;
  for (size_t I = 1; Path && I < Path->Steps.size(); ++I) {
    ContractPath Part = *Path;
    Part.Steps.resize(I);
    bool IsPointer = Path->Steps[I].What == ContractStep::Deref;
    auto At = IsPointer ? resolve(Part, Frame, State) : std::nullopt;
    if (At && At->Where && At->Value)
      Pointers.push_back({*At->Where, At->Value});
  }
  knownWrites(Frame, Throws, State);
  llvm::erase_if(Pointers, [&](const auto &P) {
    return State.Store.peek(P.first).isValid();
  });
  for (const auto &[Where, Pointer] : Pointers)
    State.Store.store(Where, Pointer);
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
        if (auto Where = resolve(E.Where, Frame, S)) {
          childEvent(E, Where->Value, S);
          parentEvent(E, Where->Value, S);
        }
      continue;
    }
    bool IsSite = Frame.IsSite && Session.Site->EffectIndex == I;
    States Next;
    for (SimState &S : Current)
      applyEffect(E, Frame, IsSite, Throws, std::move(S), Next);
    Current = std::move(Next);
  }
  for (SimState &S : Current) {
    // Of what was written nothing is known now.
    if (S.Session.Alive == Life::Closed)
      for (const auto &[Where, Pointer] : Pointers)
        S.Store.clobber(Where);
    Out.push_back(std::move(S));
  }
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
    if (!Throws && IsSite) {
      applyProduce(E, Frame, IsSite, std::move(State), Out);
      return;
    }
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
  case EffectKind::Text:
    if (E.Parent && !Throws)
      if (auto Of = resolve(*E.Parent, Frame, State)) {
        bool Adds = E.Run == TextRun::AtNextExec && State.Tracking &&
                    Of->Value == Memory::Handle;
        ValueFact Fact = State.Store.fact(Of->Value);
        if (Fact.IsChild || Adds) {
          prepare(E, Frame, Fact, State);
          State.Store.change(Of->Value) = Fact;
        }
      }
    break;
  case EffectKind::Select:
    if (!Throws && !select(E, Frame, State))
      return;
    break;
  case EffectKind::Observe:
    if (!Throws) {
      observe(E, Frame, std::move(State), Out);
      return;
    }
    break;
  case EffectKind::Share:
    if (!Throws)
      share(E, Frame, State);
    break;
  case EffectKind::Invoke:
    // Whoever runs it later has what it was given (SEMANTICS 3.4).
    if (!Throws && (E.Invoked == InvokeWhen::Later ||
                    E.Invoked == InvokeWhen::OtherThread))
      for (ValueId V : Frame.Arguments)
        escapeIfOurs(V, State);
    if (!Throws &&
        (E.Invoked == InvokeWhen::Now || E.Invoked == InvokeWhen::Team ||
         E.Invoked == InvokeWhen::Beside))
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
  if (Kind == EventKind::ExecUnknown && endsItself()) {
    LeftToCallers |= KeepsGoing;
    Kind = KeepsGoing ? Kind : EventKind::Exec;
  }
  Step Next = transition(State.Session, Kind, Rules);
  WitnessEvent Event;
  Event.What = WitnessEvent::EventHappened;
  Event.At = Frame.At;
  Event.Callee = Frame.Callee;
  Event.Event = Kind;
  Event.Leaving = Frame.Why;
  State.MovedByState |= (State.Asked || State.ByState) &&
                        movesTransaction(Kind) &&
                        llvm::none_of(State.Trail, movesTransaction);
  if (auto Broken = brokenRule(Kind, Next.Broken, Frame, State)) {
    if (Broken->Broken == Breach::EndedByCallee)
      record(State, Event); // it is told at the callee's end
    Listener.suspect(*Broken, State);
    append(Kind, State.Trail);
    State.Session = Next.After;
    return KeepsGoing;
  }
  append(Kind, State.Trail);
  if (Kind != EventKind::Use && Kind != EventKind::Exec &&
      Kind != EventKind::ExecUnknown)
    record(State, Event);
  if (Kind != EventKind::Use && Kind != EventKind::ChildOpened &&
      Kind != EventKind::ChildClosed)
    forgetLast(State, Binding);
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
  if (!mayDo(E, EventKind::FreeMemory))
    return true;
  // Whatever was in that memory is gone with it, a handle too.
  State.Store.forget(State.Store.pointee(Value));
  Suspicion Lost;
  Lost.Why = Cause::WrongRelease;
  Lost.At = Frame.At;
  Lost.Culprit = Frame.Callee;
  return keepsHandle(State, Lost);
}

/// What the caller has open is not known in its callee: each answer that the
/// library can give is a case of the contract.
void Walker::observe(const Effect &E, const CallFrame &Frame, SimState State,
                     States &Out) {
  auto Where = resolve(E.Where, Frame, State);
  bool Asks = KeepsGoing && !Session.Site && State.Tracking && Where &&
              Where->Value == Memory::Handle &&
              State.Session.Alive == Life::Open &&
              State.Session.Tx == Transaction::Unknown &&
              llvm::none_of(State.Trail, movesTransaction);
  llvm::SmallVector<Transaction, 4> Answers;
  for (const Outcome &O : E.Outcomes)
    if (Asks && O.Tx && *O.Tx != Transaction::Unknown &&
        !llvm::is_contained(Answers, *O.Tx))
      Answers.push_back(*O.Tx);
  LeftToCallers |= !Answers.empty();
  for (Transaction Answer : Answers) {
    SimState Fork = State;
    Fork.Session.Tx = Answer;
    Fork.FoundTx = Answer;
    if (believe(E, Frame, Fork))
      Out.push_back(std::move(Fork));
  }
  if (Answers.empty() && believe(E, Frame, State))
    Out.push_back(std::move(State));
}

bool Walker::believe(const Effect &E, const CallFrame &Frame, SimState &State) {
  auto Where = resolve(E.Where, Frame, State);
  // Whatever the library says of null, it does not say that it works.
  if (Where && State.Store.fact(Where->Value).isZero()) {
    ValueFact &Told = State.Store.change(State.CallResult);
    for (size_t I = 0; I < E.Outcomes.size(); ++I)
      if (E.Outcomes[I].Alive == Life::Open && isFor(E.Outcomes[I], false))
        if (!assumeNone(Told, llvm::ArrayRef<Outcome>(E.Outcomes).slice(I, 1)))
          return false;
  }
  if (!State.Tracking || !Where)
    return true;
  if (tellsOfStatement(E))
    tell(E, Frame, Where->Value, State);
  if (Where->Value != Memory::Handle)
    return true;
  if (!event(EventKind::Use, Frame, State))
    return false;
  if (tellsOfStatement(E))
    return true;
  State.Asked |=
      llvm::any_of(E.Outcomes, [](const Outcome &O) { return !!O.Tx; });
  ValueFact Fits;
  bool Any = false, TellsTransaction = false;
  ValueFact Before = State.Store.fact(State.CallResult);
  for (size_t I = 0; I < E.Outcomes.size(); ++I) {
    const Outcome &O = E.Outcomes[I];
    TellsTransaction |= O.Tx.has_value();
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
    State.Store.change(State.CallResult) = Fits;
  if (TellsTransaction)
    forgetCommits(State);
  return true;
}
