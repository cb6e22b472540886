//===- Walker.cpp - Instructions and terminators --------------------------===//

#include "solver/Walker.h"
#include "solver/SpentObjects.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

Walker::Walker(const FlowGraph &Graph, const CalleeBinding &Binding,
               Tracked Session, WalkListener &Listener)
    : Graph(Graph), Binding(Binding), Session(std::move(Session)),
      Rules(Binding.policy(this->Session.Kind)), Listener(Listener),
      Plan(Binding.runs().plan(Graph, Binding.symbols())) {}

SimState Walker::entryState() const {
  SimState State;
  State.Store.change(Memory::Handle) = ValueFact::nonZero();
  State.Store.knowConstants(&Binding.constants());
  if (VariableId This = Graph.find(VariableKind::This))
    State.Store.store(Location::of(This),
                      State.Store.fresh(ValueFact::nonZero()));
  return State;
}

void Walker::record(SimState &State, WitnessEvent Event) {
  if (Recording && State.Tracking)
    State.Path = std::make_shared<WitnessNode>(
        WitnessNode{std::move(Event), State.Path});
}

static void dropDead(llvm::ArrayRef<VariableId> Dead, SimState &State) {
  for (VariableId V : Dead)
    State.Store.discard(V);
}

void Walker::run(BlockId B, SimState State, std::vector<Arrival> &Out) {
  const Block &Here = Graph[B];
  Now = B;
  const auto *Inv = std::get_if<Invoke>(&Here.End.What);
  States Current;
  Current.push_back(std::move(State));
  for (size_t I = 0; I < Here.Body.size() && !Current.empty(); ++I) {
    const Instruction &At = Here.Body[I];
    bool IsSite =
        Session.Site && Session.Site->Block == B && Session.Site->Index == I;
    bool IsLast = I + 1 == Here.Body.size();
    const auto *C = std::get_if<Call>(&At.What);
    States Next, Unwinding;
    for (SimState &S : Current)
      if (C)
        call(*C, At.At, IsSite, std::move(S), Next,
             Inv && IsLast ? &Unwinding : nullptr);
      else
        step(At, std::move(S), Next);
    for (SimState &S : Unwinding)
      Out.push_back({Inv->Unwind, std::move(S)});
    Current = std::move(Next);
    for (SimState &S : Current) {
      dropDead(Plan.Live.diesAfter(B, I), S);
      S.CallResult = ValueId();
      S.Store.collect();
    }
  }
  size_t First = Out.size();
  for (SimState &S : Current)
    finish(B, std::move(S), Out);
  for (size_t I = First; I < Out.size(); ++I) {
    dropDead(Plan.Live.diesAfter(B, Here.Body.size()), Out[I].State);
    dropDead(Plan.Live.diesBefore(Out[I].To), Out[I].State);
  }
}

void Walker::assign(const Assign &A, SimState &State) {
  Memory &M = State.Store;
  if (A.From.What == Operand::Load) {
    Location From = M.locate(A.From.Where);
    Location To = M.locate(A.To);
    auto Part = M.bindings().upper_bound(From);
    if (Part != M.bindings().end() && From.contains(Part->first)) {
      M.copyParts(From, To);
      return;
    }
  }
  ValueId V = M.evaluate(A.From);
  Location To = M.locate(A.To);
  M.store(To, V);
  // A character of a buffer is not what it was.
  if (!A.To.Path.empty() && A.To.Path.back().What == Projection::Element) {
    To.Fields.pop_back();
    M.forget(To.field(Binding.Payload));
  }
}

static void compare(const Compare &C, SimState &State) {
  Memory &M = State.Store;
  ValueId Left = M.evaluate(C.Left), Right = M.evaluate(C.Right);
  M.store(M.locate(C.To), M.compared(Left, C.Test, Right));
}

static void add(const Add &Op, const Counting &Counts, BlockId At, Memory &M) {
  ValueId From = M.evaluate(Op.From);
  ValueFact Fact = Counts.sum(M.fact(From), Op, At);
  // A loop would add to the sum, and to that again.
  if (!Counts.isInLoop(At) && !Fact.isKnown())
    Fact.From = {Definition::Sum, Predicate::Equal, From,
                 M.fresh(ValueFact::exactly(Op.Number))};
  M.store(M.locate(Op.To), M.fresh(std::move(Fact)));
}

/// (From & Op.Bits) | Op.Sets, where all but a few bits stay as they are.
static ValueId changedBits(ValueId From, const Mask &Op, uint64_t Few,
                           const CalleeBinding &Binding, Memory &M) {
  uint64_t Cleared = ~Op.Bits & (Few - 1);
  ValueId To = M.fresh();
  if (Op.Sets)
    M.change(To).assume(Predicate::NotEqual, 0);
  // What was known of other bits is still so.
  Location Old = Location::pointee(From), New = Location::pointee(To);
  std::vector<std::pair<NameId, ValueId>> Kept;
  for (const auto &[L, V] : M.bindings())
    if (Old.contains(L) && L.Fields.size() == 1)
      if (auto Bits = Binding.bitsOf(L.Fields.front()))
        if (!(*Bits & (Cleared | Op.Sets)))
          Kept.push_back({L.Fields.front(), V});
  for (const auto &[Field, V] : Kept)
    M.store(New.field(Field), V);
  if (Cleared)
    M.store(New.field(Binding.bitsField(Cleared)),
            M.fresh(ValueFact::exactly(0)));
  if (Op.Sets && Op.Sets < Few)
    M.store(New.field(Binding.bitsField(Op.Sets)),
            M.fresh(ValueFact::exactly(int64_t(Op.Sets))));
  // Without its lowest bits: zero for the smallest numbers, and only for them.
  int64_t Rest = int64_t(Op.Bits);
  if (!Op.Sets && (Rest == ~int64_t(1) || Rest == ~int64_t(3)))
    M.isMasked(To, From, Rest);
  return To;
}

void Walker::mask(const Mask &Op, SimState &State) {
  constexpr uint64_t Few = 1u << 30; // of a type of any width
  Memory &M = State.Store;
  ValueId From = M.evaluate(Op.From), To;
  if (M.fact(From).isKnown())
    To = M.fresh(ValueFact::exactly((M.fact(From).Low & int64_t(Op.Bits)) |
                                    int64_t(Op.Sets)));
  else if (Op.Sets || Op.Bits >= Few)
    To = changedBits(From, Op, Few, Binding, M);
  else
    // The same bits of the same value are one value: kept as a pseudo-field of
    // it, so that asking twice gives one answer.
    To = M.load(Location::pointee(From).field(Binding.bitsField(Op.Bits)));
  M.store(M.locate(Op.To), To);
}

/// True when the state ends here.
bool Walker::isFreed(const Operand &O, AnchorId At, SimState &State) {
  if (!readsFreed(O, Rules, State))
    return false;
  Suspicion What;
  What.Broken = Breach::UsedAfterClose;
  What.At = At;
  Listener.suspect(What, State);
  return !KeepsGoing;
}

void Walker::step(const Instruction &I, SimState State, States &Out) {
  Memory &M = State.Store;
  Suspicion Lost;
  Lost.Why = Cause::Overwritten;
  Lost.At = I.At;
  bool Writes = false;
  if (const auto *A = std::get_if<Assign>(&I.What)) {
    if (isFreed(A->From, I.At, State))
      return;
    assign(*A, State);
    Writes = true;
    Lost.Cleared = A->To.Static || llvm::any_of(A->To.Path, [](const auto &P) {
                     return P.What == Projection::Deref;
                   });
  } else if (const auto *C = std::get_if<Compare>(&I.What)) {
    compare(*C, State);
  } else if (const auto *K = std::get_if<Mask>(&I.What)) {
    mask(*K, State);
  } else if (const auto *P = std::get_if<Add>(&I.What)) {
    add(*P, Plan.Counts, Now, M);
  } else if (const auto *N = std::get_if<Not>(&I.What)) {
    ValueFact Fact;
    ValueId From = M.evaluate(N->From);
    if (std::optional<bool> Known = M.fact(From).truth())
      Fact = ValueFact::exactly(!*Known);
    Fact.From = {Definition::Negation, Predicate::Equal, From, ValueId()};
    M.store(M.locate(N->To), M.fresh(std::move(Fact)));
  } else if (const auto *L = std::get_if<Closure>(&I.What)) {
    Location To = M.locate(L->To);
    M.forget(To);
    ValueFact Body = ValueFact::nonZero();
    Body.Function = L->Body;
    M.store(To.field(Binding.CallOp), M.fresh(std::move(Body)));
  } else if (const auto *Live = std::get_if<StorageLive>(&I.What)) {
    M.forget(Location::of(Live->What));
  } else if (const auto *Dead = std::get_if<StorageDead>(&I.What)) {
    if (!storageEnds(*Dead, I.At, State))
      return;
  } else if (const auto *New = std::get_if<Allocate>(&I.What)) {
    ValueFact Fact = ValueFact::nonZero();
    Fact.Origin = Provenance::Allocated;
    M.store(M.locate(New->To), M.fresh(std::move(Fact)));
    Writes = true;
  } else if (const auto *Freed = std::get_if<Release>(&I.What)) {
    ValueId V = M.evaluate(Freed->What);
    CallFrame Frame;
    Frame.At = I.At;
    if (V == Memory::Handle && State.Tracking &&
        !Binding.isObject(Session.Kind)) {
      if (!event(EventKind::FreeMemory, Frame, State))
        return;
    } else {
      M.forget(M.pointee(V));
      Writes = true;
    }
  } else if (const auto *Handler = std::get_if<Catch>(&I.What)) {
    WitnessEvent Event;
    Event.What = WitnessEvent::Caught;
    Event.At = I.At;
    record(State, Event);
    State.Handled.push_back(State.Pending.value_or(Flight()));
    State.Pending.reset();
    if (Handler->Into)
      M.forget(Location::of(Handler->Into));
  } else if (std::holds_alternative<EndCatch>(I.What)) {
    if (!State.Handled.empty())
      State.Handled.pop_back();
  } else if (std::holds_alternative<Suspend>(I.What)) {
    // Only stretches without suspension are judged (SEMANTICS 3.11).
    State.Session.Alive = Life::Unknown;
    State.Escaped = true;
  } else if (const auto *O = std::get_if<Opaque>(&I.What)) {
    for (const Place &P : O->Clobbers) {
      Location L = M.locate(P);
      State.Escaped |= M.holdsHandle(L);
      M.forget(L);
    }
    if (State.Escaped)
      State.Session.Alive = Life::Unknown;
  }
  if (Writes && !keepsHandle(State, Lost))
    return;
  Out.push_back(std::move(State));
}

void Walker::branch(const Branch &T, AnchorId At, SimState State,
                    std::vector<Arrival> &Out) {
  if (isFreed(T.Condition, At, State))
    return;
  ValueId V = State.Store.evaluate(T.Condition);
  for (bool Truth : {true, false}) {
    SimState Taken = Truth ? State : std::move(State);
    if (!Taken.Store.assume(V, Truth))
      continue;
    settle(Taken);
    WitnessEvent Event;
    Event.What = WitnessEvent::BranchTaken;
    Event.At = At;
    Event.Truth = Truth;
    record(Taken, Event);
    Out.push_back({Truth ? T.Then : T.Else, std::move(Taken)});
  }
}

/// Keeps only what a case does not take; false: nothing is left.
static bool excludeRange(ValueFact &Fact, const SwitchCase &Case) {
  if (Fact.Low >= Case.Low)
    return Fact.Low > Case.High || Fact.assume(Predicate::Greater, Case.High);
  if (Fact.High <= Case.High)
    return Fact.High < Case.Low || Fact.assume(Predicate::Less, Case.Low);
  constexpr int64_t MostHoles = 4;
  bool Left = true;
  if (Case.High - Case.Low < MostHoles)
    for (int64_t N = Case.Low; N <= Case.High; ++N)
      Left = Left && Fact.assume(Predicate::NotEqual, N);
  return Left;
}

void Walker::switchOn(const Switch &T, AnchorId At, SimState State,
                      std::vector<Arrival> &Out) {
  ValueId V = State.Store.evaluate(T.Value);
  WitnessEvent Event;
  Event.What = WitnessEvent::CaseTaken;
  Event.At = At;
  SimState Rest = State;
  bool RestIsPossible = true;
  for (const SwitchCase &Case : T.Cases) {
    SimState Taken = State;
    ValueFact &Fact = Taken.Store.change(V);
    bool Possible = Fact.assume(Predicate::GreaterEqual, Case.Low) &&
                    Fact.assume(Predicate::LessEqual, Case.High);
    RestIsPossible = RestIsPossible && excludeRange(Rest.Store.change(V), Case);
    if (!Possible)
      continue;
    settle(Taken);
    Event.HasNumber = true;
    Event.Number = Case.Low;
    record(Taken, Event);
    Out.push_back({Case.To, std::move(Taken)});
  }
  if (!RestIsPossible)
    return;
  settle(Rest);
  Event.HasNumber = false;
  record(Rest, Event);
  Out.push_back({T.Default, std::move(Rest)});
}

void Walker::dispatch(const Dispatch &T, AnchorId, SimState State,
                      std::vector<Arrival> &Out) {
  if (!State.Pending)
    return;
  ExceptionSet Flying = State.Pending->What;
  for (const Handler &H : T.Handlers) {
    HandlerSplit Split = splitByHandler(
        Flying, H.Type, Binding.throws().exceptionRoot(), Binding.symbols());
    Flying = Split.Left;
    if (Split.Taken.empty())
      continue;
    SimState Taken = State;
    Taken.Pending->What = Split.Taken;
    Out.push_back({H.To, std::move(Taken)});
  }
  if (Flying.empty())
    return;
  State.Pending->What = Flying;
  Out.push_back({T.Otherwise, std::move(State)});
}

void Walker::finish(BlockId B, SimState State, std::vector<Arrival> &Out) {
  const Terminator &End = Graph[B].End;
  if (const auto *J = std::get_if<Jump>(&End.What)) {
    if (std::holds_alternative<Return>(Graph[J->To].End.What) && End.At)
      State.LeftAt = End.At;
    Out.push_back({J->To, std::move(State)});
  } else if (const auto *T = std::get_if<Branch>(&End.What)) {
    branch(*T, End.At, std::move(State), Out);
  } else if (const auto *S = std::get_if<Switch>(&End.What)) {
    switchOn(*S, End.At, std::move(State), Out);
  } else if (const auto *I = std::get_if<Invoke>(&End.What)) {
    Out.push_back({I->Normal, std::move(State)});
  } else if (const auto *Th = std::get_if<Throw>(&End.What)) {
    Flight Flying;
    Flying.What.add(Th->Type);
    Flying.At = End.At;
    State.Pending = Flying;
    WitnessEvent Event;
    Event.What = WitnessEvent::Thrown;
    Event.At = End.At;
    record(State, Event);
    Out.push_back({Th->Unwind, std::move(State)});
  } else if (const auto *R = std::get_if<Rethrow>(&End.What)) {
    // The same exception flies on: whoever threw it is to blame.
    Flight Flying;
    Flying.What.Anything = true;
    Flying.At = End.At;
    State.Pending = State.Handled.empty() ? Flying : State.Handled.back();
    WitnessEvent Event;
    Event.What = WitnessEvent::Thrown;
    Event.At = End.At;
    record(State, Event);
    Out.push_back({R->Unwind, std::move(State)});
  } else if (const auto *D = std::get_if<Dispatch>(&End.What)) {
    dispatch(*D, End.At, std::move(State), Out);
  } else if (std::holds_alternative<Return>(End.What)) {
    exit(false, std::move(State));
  } else if (std::holds_alternative<Resume>(End.What)) {
    exit(true, std::move(State));
  }
}
