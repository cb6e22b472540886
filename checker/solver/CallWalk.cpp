//===- CallWalk.cpp - Calls -----------------------------------------------===//
//
// Evaluates a call's operands, finds its contract, and sends the state through
// the outcomes: a return and, where the block has an unwind edge and the
// callee may throw, an exception.
//
//===----------------------------------------------------------------------===//

#include "solver/Overriders.h"
#include "solver/RawElements.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static FunctionId calleeOf(const Call &C, ValueId Target,
                           const SimState &State) {
  if (C.Kind != CallKind::Indirect)
    return C.Callee;
  return Target ? State.Store.fact(Target).Function : FunctionId();
}

CallFrame Walker::frameOf(const Call &C, AnchorId At, SimState &State) {
  CallFrame Frame;
  Memory &M = State.Store;
  ValueId Target;
  if (C.Kind == CallKind::Indirect)
    Target = M.evaluate(C.Target);
  Frame.Callee = calleeOf(C, Target, State);
  Frame.At = At;
  Frame.Why = C.Why;
  Frame.ObjectType = C.ObjectType;
  if (C.Receiver)
    Frame.Receiver = M.evaluate(*C.Receiver);
  for (const Argument &A : C.Arguments) {
    Frame.Arguments.push_back(M.evaluate(A.Value));
    Frame.How.push_back(A.How);
  }
  if (C.Result)
    Frame.Result = M.locate(*C.Result);
  State.CallResult = M.fresh();
  State.Ran = Awaited();
  Frame.IsOverridden = isOverridden(C, Binding.symbols());
  Frame.Contract = C.Kind == CallKind::Indirect ? Binding.contract(Frame.Callee)
                                                : Binding.contract(C);
  if (!Frame.ObjectType && Frame.Callee)
    Frame.ObjectType = Binding.symbols()[Frame.Callee].Class;
  return Frame;
}

/// The end of a variable of which nothing is known, by a destructor that does
/// no more than to end it: functions with many owners have many such.
bool Walker::endsUnknown(const Call &C, const SimState &State) const {
  bool Local = C.Kind == CallKind::Destructor && C.Receiver &&
               C.Receiver->What == Operand::Address &&
               C.Receiver->Where.Variable && C.Receiver->Where.Path.empty();
  if (!Local || State.Session.Kids == Children::Some)
    return false;
  const FunctionContract *Known = Binding.contract(C.Callee);
  if (!Known || Known->From != Origin::Inferred || Known->WritesStatics ||
      Known->NeverReturns || !Known->Sets.empty() || !Known->Transfers.empty())
    return false;
  auto OfItself = [](const ContractPath &P) {
    return P.Root == ContractPath::This;
  };
  return llvm::all_of(Known->Writes, OfItself) &&
         llvm::all_of(Known->Effects,
                      [&](const Effect &E) {
                        return E.What == EffectKind::Event && OfItself(E.Where);
                      }) &&
         !State.Store.knowsPartOf(Location::of(C.Receiver->Where.Variable));
}

/// Overriders that nobody sees may act on a session that those which are
/// visible leave alone.
bool Walker::isUnseens(const CallFrame &Frame, SimState &State) {
  if (!Frame.IsOverridden || !Frame.Contract || !State.Tracking ||
      Binding.symbols()[Frame.Callee].IsInternal)
    return false;
  auto IsOurs = [&](ValueId V) {
    return V && (V == Memory::Handle || State.Store.reachesHandle(V));
  };
  return llvm::any_of(Frame.Arguments, IsOurs) && !inferredEffect(Frame, State);
}

static void noteLeaving(const Call &C, AnchorId At, SimState &State) {
  if (C.Why != Leave::Return && C.Why != Leave::FunctionEnd)
    return;
  State.LeftAt = At;
  State.Leaving = C.Why;
}

void Walker::call(const Call &C, AnchorId At, bool IsSite, SimState State,
                  States &Normal, States *Unwinding) {
  for (const Argument &A : C.Arguments)
    if (isFreed(A.Value, At, State))
      return;
  if (!Unwinding && endsUnknown(C, State)) {
    noteLeaving(C, At, State);
    Normal.push_back(std::move(State));
    return;
  }
  CallFrame Frame = frameOf(C, At, State);
  Frame.IsSite = IsSite;
  Frame.Again = IsSite && State.Tracking &&
                State.Session.Alive != Life::Closed &&
                State.Session.Alive != Life::Absent;
  if (!IsSite && isUnseens(Frame, State))
    Frame.Contract = nullptr;
  if (looksAtElements(Frame, Binding, State)) {
    State.Escaped = true;
    State.Session.Alive = Life::Unknown;
  }
  if (Unwinding)
    unwind(Frame, State, *Unwinding);
  // A null receiver of a destructor is an absent object.
  if (C.Kind == CallKind::Destructor && Frame.Receiver &&
      State.Store.fact(Frame.Receiver).isZero()) {
    Normal.push_back(std::move(State));
    return;
  }
  noteLeaving(C, At, State);
  if (neverReturns(Frame, State))
    return;
  normalReturn(std::move(Frame), std::move(State), Normal);
}

/// Keeps only an argument that satisfies Test; false: there is none.
static bool assumeArgument(const std::pair<unsigned, ReturnTest> &Wanted,
                           const CallFrame &Frame, Memory &Store) {
  const auto &[Index, Test] = Wanted;
  if (Index >= Frame.Arguments.size())
    return true;
  ValueId V = Frame.Arguments[Index];
  switch (Test.What) {
  case ReturnTest::NonZero:
  case ReturnTest::NonNull:
    return Store.assume(V, true);
  case ReturnTest::Zero:
  case ReturnTest::Null:
    return Store.assume(V, false);
  default:
    return Store.change(V).assume(Test);
  }
}

bool Walker::neverReturns(const CallFrame &Frame, SimState &State) {
  if (!Frame.Contract)
    return false;
  if (Frame.Contract->NeverReturns)
    return true;
  if (!Frame.Contract->NeverReturnsIf)
    return false;
  // Where it does return, the argument was another.
  auto &[Index, Test] = *Frame.Contract->NeverReturnsIf;
  std::optional<ReturnTest> Returns = negated(Test);
  return Returns && !assumeArgument({Index, *Returns}, Frame, State.Store);
}

static WitnessEvent::ThrowReason reasonOf(ThrowRank Rank, bool HasBody) {
  if (Rank == ThrowRank::Project)
    return HasBody ? WitnessEvent::CallsUnseen : WitnessEvent::UnseenProject;
  if (Rank == ThrowRank::Foreign)
    return WitnessEvent::ForeignCode;
  return HasBody ? WitnessEvent::ShownByBody : WitnessEvent::SaidByModel;
}

/// A holder of callables throws as what is in it does (SEMANTICS 3.14); invalid
/// when that is not known.
FunctionId Walker::whatRuns(const CallFrame &Frame, const Memory &M) const {
  const MemberRole *Role = Binding.role(Frame.Callee);
  const TypeContract *Type =
      Role ? Binding.owner(Binding.symbols()[Frame.Callee].Class) : nullptr;
  if (!Type || Type->Holds != Holding::Callable || !Frame.Receiver ||
      Role->What != MemberRole::Run)
    return Frame.Callee;
  Location Callable = M.pointee(Frame.Receiver).field(Binding.Deleter);
  ValueId Body = M.peek(Callable.field(Binding.CallOp));
  if (!Body)
    Body = M.peek(Callable);
  return Body ? M.fact(Body).Function : FunctionId();
}

/// A call that is given what another has returned and throws does so because
/// that one failed. Optimistic: checker_throws_for_itself_FN.
bool Walker::throwsWith(const CallFrame &Frame, SimState &State) {
  settle(State);
  for (ValueId V : Frame.Arguments) {
    if (State.Store.fact(V).IsSuccess)
      return false;
    Awaited Was = State.Store.fact(V).Awaits;
    if (!Was.Run || Was.Failed || !State.Tracking)
      continue;
    State.Store.change(V).Awaits.Failed = true;
    failed(Run(Runs[Was.Run - 1]), Was, State);
  }
  return true;
}

void Walker::unwind(const CallFrame &Frame, SimState State, States &Out) {
  // A recursion's first guess: no exit of any kind.
  bool NoExit = Frame.Contract && Frame.Contract->NeverReturns &&
                Frame.Contract->Incomplete;
  if (NoExit)
    return;
  const ThrowAnalysis &Throws = Binding.throws();
  FunctionId Thrower = whatRuns(Frame, State.Store);
  ThrowSummary Summary =
      Frame.IsOverridden ? Throws.ofOverriders(Thrower) : Throws.of(Thrower);
  if (!Throws.counts(Summary.Rank))
    return;
  if (Frame.Contract && Frame.Contract->ThrowsOnlyIf &&
      !assumeArgument(*Frame.Contract->ThrowsOnlyIf, Frame, State.Store))
    return;
  if (!throwsWith(Frame, State))
    return;
  Flight Flying;
  Flying.What = Summary.What;
  Flying.At = Frame.At;
  Flying.Thrower = Frame.Callee;
  State.Pending = std::move(Flying);
  State.Likely |= Summary.Rank == ThrowRank::Project;
  WitnessEvent Event;
  Event.What = WitnessEvent::MayThrow;
  Event.At = Frame.At;
  Event.Callee = Frame.Callee;
  Event.ThrowAt = Summary.ThrowAt;
  Event.Why = reasonOf(Summary.Rank,
                       Frame.Callee && Binding.program().graphOf(Frame.Callee));
  record(State, Event);
  // Optimistic: a constructor that is not seen ends what it was given before it
  // throws (adopter_throws_FN).
  bool Constructs = Frame.Callee && Binding.symbols()[Frame.Callee].Special ==
                                        SpecialMember::OtherConstructor;
  if (Constructs && !Frame.Contract &&
      llvm::is_contained(Frame.Arguments, Memory::Handle)) {
    State.Escaped = true;
    State.Session.Alive = Life::Unknown;
  }
  bool Inferred = Frame.Contract && Frame.Contract->From == Origin::Inferred;
  if (!Inferred) {
    failByThrow(Frame, State);
    Out.push_back(std::move(State));
    return;
  }
  State.Failed |= owesRollback(State.Session, Rules);
  applyContract(Frame, /*Throws=*/true, std::move(State), Out);
}

void Walker::normalReturn(CallFrame Frame, SimState State, States &Out) {
  if (isImplicitCopy(Frame)) {
    copyImplicitly(Frame, State);
    finishCall(Frame, std::move(State), Out);
    return;
  }
  if (!Frame.Contract && applyOwner(Frame, State, Out))
    return;
  if (Frame.Contract) {
    buildResult(Frame, State);
    std::vector<Move> Moves = readTransfers(Frame, State);
    std::vector<KnownTexts> Texts = readTexts(Frame, State);
    States After;
    applyContract(Frame, /*Throws=*/false, std::move(State), After);
    for (SimState &S : After) {
      writeTransfers(Moves, Frame, S);
      writeTexts(Texts, Frame, S);
      if (Frame.Contract->Result.NullOnFailure)
        sameOrNull(Frame, S, Out);
      finishCall(Frame, std::move(S), Out);
    }
    return;
  }
  assumedContract(Frame, State);
  finishCall(Frame, std::move(State), Out);
}

/// The result is what the contract says, or null: State goes on with the first,
/// unless only the other is possible.
void Walker::sameOrNull(const CallFrame &Frame, SimState &State, States &Out) {
  SimState Failed = State;
  bool MayFail =
      Failed.Store.change(State.CallResult).assume(Predicate::Equal, 0);
  bool MayWork =
      State.Store.change(State.CallResult).assume(Predicate::NotEqual, 0);
  auto &Same = Frame.Contract->Result.Same;
  if (auto Where = Same ? resolve(*Same, Frame, State) : std::nullopt) {
    MayWork &= State.Store.change(Where->Value).assume(Predicate::NotEqual, 0);
    State.CallResult = Where->Value;
  }
  if (!MayWork)
    State = std::move(Failed);
  else if (MayFail)
    finishCall(Frame, std::move(Failed), Out);
}

bool Walker::returnsRecord(const CallFrame &Frame) const {
  if (!Frame.Callee)
    return false;
  TypeId Result = Binding.symbols()[Frame.Callee].Result;
  return Result && Binding.symbols()[Result].Kind == TypeKind::Record;
}

void Walker::finishCall(const CallFrame &Frame, SimState State, States &Out) {
  Memory &M = State.Store;
  if (Frame.Result) {
    if (!returnsRecord(Frame))
      M.store(*Frame.Result, State.CallResult);
  }
  Suspicion Lost;
  Lost.Why = Cause::Overwritten;
  Lost.At = Frame.At;
  // A destructor that forgets the handle loses it as the end of its storage
  // would.
  if (Frame.Why != Leave::None)
    Lost = lossBy(Frame.Why, Frame.At, State);
  // A result that nobody takes has no place at all.
  bool Discarded = Frame.IsSite && State.owes() && !Frame.Result;
  if (Discarded)
    Lost.Why = Cause::Discarded;
  if (keepsHandle(State, Lost) && !gathers(Frame, State))
    Out.push_back(std::move(State));
}

std::optional<Resolved> Walker::resolve(const ContractPath &Path,
                                        const CallFrame &Frame,
                                        SimState &State) {
  Memory &M = State.Store;
  Resolved Here;
  switch (Path.Root) {
  case ContractPath::Argument:
    if (Path.Index >= Frame.Arguments.size())
      return std::nullopt;
    Here.Value = Frame.Arguments[Path.Index];
    if (Frame.How[Path.Index] == Passing::Object)
      Here.Where = M.pointee(Here.Value);
    break;
  case ContractPath::This:
    if (!Frame.Receiver)
      return std::nullopt;
    Here.Value = Frame.Receiver;
    break;
  case ContractPath::Return:
    Here.Value = State.CallResult;
    if (Frame.Result && !Path.Steps.empty() &&
        Path.Steps.front().What != ContractStep::Deref)
      Here.Where = *Frame.Result;
    break;
  case ContractPath::Static: {
    StaticId S = Binding.staticNamed(Path.StaticName);
    if (!S)
      return std::nullopt;
    Here.Where = Location::of(S);
    break;
  }
  }
  for (const ContractStep &Step : Path.Steps) {
    if (Step.What == ContractStep::Deref) {
      if (Here.Where)
        Here.Value = M.load(*Here.Where);
      Here.Where = M.pointee(Here.Value);
      continue;
    }
    if (!Here.Where)
      return std::nullopt;
    if (Step.What == ContractStep::AddressOf) {
      Here.Value = M.addressOf(*Here.Where);
      Here.Where.reset();
      continue;
    }
    Here.Where->Fields.push_back(Step.What == ContractStep::Field
                                     ? Binding.fieldNamed(Step.Name)
                                     : NameId());
  }
  if (Here.Where)
    Here.Value = M.load(*Here.Where);
  return Here;
}

void Walker::buildResult(const CallFrame &Frame, SimState &State) {
  if (Frame.Contract->Result.Built == Returns::Unsaid || !Frame.Result ||
      !Frame.Callee)
    return;
  CallFrame Construction = Frame;
  Construction.ObjectType = Binding.symbols()[Frame.Callee].Result;
  const TypeContract *Made = Binding.owner(Construction.ObjectType);
  if (!Made)
    return;
  if (Frame.Contract->Result.Built == Returns::NewPointee) {
    ValueFact Fresh = ValueFact::nonZero();
    Fresh.Origin = Provenance::Allocated;
    ValueId Made = State.Store.fresh(std::move(Fresh));
    if (Frame.IsSite && openMade(Frame, Made, State))
      Made = Memory::Handle;
    Construction.Arguments = {Made};
    Construction.How = {Passing::Value};
  }
  constructOwner(*Made, Construction, *Frame.Result, State);
}

std::vector<Move> Walker::readTransfers(const CallFrame &Frame,
                                        SimState &State) {
  std::vector<Move> Moves;
  Memory &M = State.Store;
  for (const Transfer &T : Frame.Contract->Transfers) {
    std::optional<Resolved> From = resolve(T.From, Frame, State);
    std::optional<Resolved> To = resolve(T.To, Frame, State);
    bool Returned = T.To.Root == ContractPath::Return && T.To.Steps.empty();
    if (!From || !To || (!To->Where && !Returned))
      continue;
    if (Returned && returnsRecord(Frame))
      To->Where = Frame.Result;
    // Kept aside, because all are read before any is written.
    Location Aside = Location::pointee(M.fresh());
    if (From->Where)
      M.copyParts(*From->Where, Aside);
    else
      M.store(Aside, From->Value);
    Moves.push_back({Aside, To->Where});
  }
  return Moves;
}

void Walker::writeTransfers(llvm::ArrayRef<Move> Moves, const CallFrame &Frame,
                            SimState &State) {
  Memory &M = State.Store;
  for (const Move &Moved : Moves) {
    if (Moved.To)
      M.copyParts(Moved.Aside, *Moved.To);
    else
      State.CallResult = M.load(Moved.Aside);
    M.forget(Moved.Aside);
  }
  // Every normal return leaves the number there, whatever the effects say of
  // a session that was.
  for (const Setting &S : Frame.Contract->Sets)
    if (auto Where = resolve(S.Where, Frame, State)) {
      bool Already = Where->Value && M.fact(Where->Value).isKnown() &&
                     M.fact(Where->Value).Low == S.Number;
      if (Where->Where && !Already)
        M.store(*Where->Where, M.fresh(ValueFact::exactly(S.Number)));
    }
}

/// Flags that go with an outcome. Where a handle is, the effects have the word.
void Walker::applySettings(llvm::ArrayRef<Setting> Sets, const CallFrame &Frame,
                           SimState &State) {
  Memory &M = State.Store;
  bool IsOver = State.Session.Alive == Life::Closed;
  for (const Setting &S : Sets)
    if (auto Where = resolve(S.Where, Frame, State))
      if (Where->Where && (Where->Value != Memory::Handle || IsOver))
        M.store(*Where->Where, M.fresh(ValueFact::exactly(S.Number)),
                !S.Where.Steps.empty() &&
                    S.Where.Steps.back().What == ContractStep::Element);
}
