//===- CallableMoments.cpp - Locks, threads and callables -----------------===//

#include "sharing/MomentFinder.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

void MomentFinder::collectIndirect(const Call &C) {
  for (const Value &V : Names.values(C.Target)) {
    if (V.What == Value::Function)
      Found.Facts.Calls.push_back(V.Callee);
    bool IsArgument =
        V.What == Value::Load && V.Where.Of == Graph.Self &&
        V.Where.Where.Path.empty() && V.Where.Where.Variable &&
        Graph[V.Where.Where.Variable].Kind == VariableKind::Parameter;
    if (IsArgument)
      callArgument(Graph[V.Where.Where.Variable].Index);
  }
}

void MomentFinder::callArgument(unsigned Index) {
  CalledArgument Called;
  Called.Index = Index;
  add(Moment::CallArgument).Index = unsigned(Found.Facts.CallsArguments.size());
  Found.Facts.CallsArguments.push_back(std::move(Called));
}

void MomentFinder::runParameter(const Call &C) {
  const MemberRole *Role = ownerCall(C, Binding).Role;
  if (!Role || Role->What != MemberRole::Run || !C.Receiver)
    return;
  for (const Spot &S : Names.referred(*C.Receiver)) {
    if (S.Of != Graph.Self || !S.Where.Variable)
      continue;
    const Variable &V = Graph[S.Where.Variable];
    if (V.Kind == VariableKind::Parameter)
      callArgument(V.Index);
  }
  // A local callable: what it was made from.
  for (const Spot &S : Names.referred(*C.Receiver))
    for (const BoundCall &Bound :
         Names.bindCallable(Operand::address(S.Where), C, 0))
      if (S.Of == Graph.Self)
        runNow(Bound, {});
}

void MomentFinder::runNow(const BoundCall &Bound,
                          const std::vector<Spot> &Locks) {
  Found.Facts.Calls.push_back(Bound.Callee);
  for (SessionUse &U : usesOf(Bound)) {
    llvm::append_range(U.Locks, Locks);
    use(std::move(U));
  }
}

void MomentFinder::applyFacts(const Call &C, const FunctionFacts &Facts) {
  BoundCall Bound = Names.bind(C);
  Spots Receiver;
  if (C.Receiver)
    Receiver = Names.referred(*C.Receiver);
  if (!Facts.Releases.empty()) {
    Spots Free = Receiver;
    for (const Spot &L : Facts.Releases)
      llvm::append_range(Free, Names.translated(L, Bound));
    add(Moment::Unlock, std::move(Free));
  }
  for (SessionUse &U : usesOf(Bound))
    use(std::move(U));
  for (const Start &S : Facts.Starts)
    if (S.Outlives && S.When == InvokeWhen::OtherThread)
      begin(S, Bound);
  auto Take = [&](Moment::Kind What, const Spot &L) {
    Spots Taken = named(L, Bound);
    Moment &Locked = add(What, std::move(Taken));
    Locked.Holder = C.Kind == CallKind::Constructor ? Receiver : Spots();
    if (C.Result)
      llvm::append_range(Locked.Holder, Names.spots(*C.Result));
  };
  for (const Spot &L : Facts.Acquires)
    Take(Moment::Lock, L);
  for (const Spot &L : Facts.AcquiresToRead)
    Take(Moment::ReadLock, L);
  Spots Joined;
  for (const Spot &T : Facts.Joins) {
    llvm::append_range(Joined, Names.translated(T, Bound));
    if (T == Spot())
      llvm::append_range(Joined, Receiver);
  }
  if (!Joined.empty()) {
    noteJoined(Joined);
    add(Moment::Join, std::move(Joined));
  }
  for (const Spot &S : Facts.RunsKept)
    noteRun(Names.translated(S, Bound));
  for (const Spot &S : Facts.Signals) {
    Spots Where = named(S, Bound);
    noteSignals(Where);
    add(Moment::Signal, std::move(Where));
  }
}

/// A callee's spot here; an empty one if it has no name here.
Spots MomentFinder::named(const Spot &OfCallee, const BoundCall &Bound) const {
  Spots Here = Names.translated(OfCallee, Bound);
  if (Here.empty())
    Here.push_back(Spot());
  return Here;
}

void MomentFinder::begin(const Start &InCallee, const BoundCall &Bound) {
  Start Mine = InCallee;
  Mine.At = Here;
  Mine.Uses.clear();
  Mine.KeptBy.clear();
  Mine.Runners.clear();
  Mine.Repeats |= isRepeated();
  Mine.RunsKept.clear();
  for (const Spot &Context : InCallee.RunsKept)
    llvm::append_range(Mine.RunsKept, Names.translated(Context, Bound));
  Mine.Handles.clear();
  for (const Spot &H : InCallee.Handles)
    llvm::append_range(Mine.Handles, Names.translated(H, Bound));
  Mine.Signals.clear();
  for (const Spot &S : InCallee.Signals)
    llvm::append_range(Mine.Signals, named(S, Bound));
  for (const SessionUse &U : InCallee.Uses)
    for (const Spot &S : Names.translated(U.Session, Bound))
      if (auto Own = inherited(U, S, Bound)) {
        Own->Through = U.Through;
        Own->At = U.At;
        Mine.Uses.push_back(std::move(*Own));
      }
  add(Moment::Begin).Index = unsigned(Found.Facts.Starts.size());
  Found.Facts.Starts.push_back(std::move(Mine));
}

void MomentFinder::applyEffects(const Call &C,
                                const FunctionContract &Contract) {
  bool Joins = false;
  for (const Effect &E : Contract.Effects) {
    Joins |= endsWithCall(E);
    bool IsSync = E.What == EffectKind::Lock || E.What == EffectKind::Unlock ||
                  E.What == EffectKind::Join;
    if (E.What == EffectKind::Invoke)
      invoke(C, E);
    if (!IsSync || !reaches(E.Where, C))
      continue;
    Spots Where = placesOfSync(E, C);
    if (E.What == EffectKind::Join)
      join(C, E, std::move(Where));
    else if (E.Resource == "handlers")
      noteRun(Where);
    else if (E.Resource == "member" && C.Result)
      Found.MemberNumbers.push_back(copiesOf(*C.Result));
    else if (E.Resource == "signal" || E.Resource == "flag" ||
             E.Resource == "result")
      signal(E, std::move(Where));
    else if (E.What == EffectKind::Unlock)
      add(Moment::Unlock, std::move(Where));
    else
      lock(C, E, std::move(Where));
  }
  if (Joins)
    add(Moment::Join, {ofStretches()});
}

void MomentFinder::join(const Call &C, const Effect &E, Spots Where) {
  bool Always =
      E.Outcomes.empty() || E.Outcomes.front().When.What == ReturnTest::Always;
  if (Always) {
    add(Moment::Join, std::move(Where));
  } else if (C.Result && C.Result->Variable) {
    noteJoined(Where);
    Found.Verdicts.push_back(
        {copiesOf(*C.Result), E.Outcomes.front().When, std::move(Where)});
  }
}

/// Threads that somebody else knows too.
void MomentFinder::noteJoined(const Spots &Where) {
  for (const Spot &S : Where)
    if (isOthers(S) && !llvm::is_contained(Found.Facts.Joins, S))
      Found.Facts.Joins.push_back(S);
}

bool MomentFinder::isOthers(const Spot &S) const {
  if (S.isStatic() || S.Of != Graph.Self)
    return true;
  VariableKind Kind = rootKind(S, Binding.program());
  return Kind == VariableKind::This || Kind == VariableKind::Parameter;
}

/// Who waits for a result waits at another object than who gives it.
void MomentFinder::signal(const Effect &E, Spots Where) {
  if (E.Resource == "result" || Where.empty())
    Where = {Spot()};
  bool Signals = E.What == EffectKind::Unlock;
  bool Asks = E.Resource == "flag";
  if (Signals)
    noteSignals(Where);
  add(Signals ? Moment::Signal : Moment::Await, std::move(Where)).Index = Asks;
}

void MomentFinder::noteSignals(const Spots &Where) {
  for (const Spot &S : Where)
    if (!llvm::is_contained(Found.Facts.Signals, S))
      Found.Facts.Signals.push_back(S);
}

void MomentFinder::lock(const Call &C, const Effect &E, Spots Where) {
  if (Where.empty())
    Where.push_back(Spot());
  Moment &Locked =
      add(E.Resource == "readers" ? Moment::ReadLock : Moment::Lock,
          std::move(Where));
  if (C.Kind == CallKind::Constructor)
    Locked.Holder = Names.referred(*C.Receiver);
}

bool MomentFinder::reaches(const ContractPath &Path, const Call &C) {
  return Path.Root != ContractPath::Argument || Path.Index < C.Arguments.size();
}

Spots MomentFinder::placesOfSync(const Effect &E, const Call &C) const {
  Spots Where;
  for (const Value &V : Names.valueIn(E.Where, C)) {
    if (V.What == Value::Function)
      continue;
    bool IsAddress = V.What == Value::Address;
    if (IsAddress || E.What == EffectKind::Join)
      Where.push_back(V.Where);
    if (!IsAddress)
      Where.push_back(V.Where.deref());
  }
  return Where;
}

/// An effect that holds only where the object at its Parent is of one class,
/// or where the number there has some bits.
bool MomentFinder::isForClass(const Call &C, const Effect &E) const {
  for (const ThreadMode &M : E.Modes) {
    bool Given = M.Where.Root == ContractPath::Argument && reaches(M.Where, C);
    const Operand *Number = Given ? &C.Arguments[M.Where.Index].Value : nullptr;
    if (Number && Number->What == Operand::Integer &&
        (Number->Number & M.Bits) != M.Bits)
      return false;
  }
  if (!E.Parent || E.Resource.empty())
    return true;
  if (E.Parent->Root != ContractPath::Argument || !reaches(*E.Parent, C))
    return false;
  const Operand &Given = C.Arguments[E.Parent->Index].Value;
  TypeId T = Names.typeOf(Given.Where);
  if (Given.What == Operand::Load)
    T = Types.pointee(T);
  return T && Symbols.text(Symbols[T].Name) == E.Resource;
}

void MomentFinder::invoke(const Call &C, const Effect &E) {
  if (E.Where.Root != ContractPath::Argument || !reaches(E.Where, C) ||
      !isForClass(C, E))
    return;
  unsigned Index = E.Where.Index;
  Taken.insert(Index);
  std::vector<BoundCall> Entries =
      Names.bindCallable(C.Arguments[Index].Value, C, Index + 1);
  if (Entries.empty())
    addRunner(C.Arguments[Index].Value, Entries);
  bool Seen = llvm::any_of(
      Entries, [&](const BoundCall &Bound) { return Known(Bound.Callee); });
  if (!Seen && E.Invoked == InvokeWhen::OtherThread)
    startParameter(C.Arguments[Index].Value);
  for (const BoundCall &Bound : Entries) {
    if (E.Invoked == InvokeWhen::Now || E.Invoked == InvokeWhen::ScopeExit) {
      askFirstArgument(C, Index);
      runNow(Bound, {});
    } else {
      start(C, Bound, E, Index);
    }
  }
}

void MomentFinder::askFirstArgument(const Call &C, unsigned Callable) {
  if (Callable == 0)
    return;
  Spots Flags;
  for (const Spot &S : Names.referred(C.Arguments.front().Value))
    if (S.isStatic())
      Flags.push_back(S.root());
  if (!Flags.empty())
    add(Moment::Ask, std::move(Flags));
}

/// The variable with a call's result and those that get it from there.
std::vector<VariableId> MomentFinder::copiesOf(const Place &Result) const {
  std::vector<VariableId> Copies{Result.Variable};
  for (const Block &B : Graph.Blocks)
    for (const Instruction &I : B.Body) {
      const auto *A = std::get_if<Assign>(&I.What);
      bool Copied = A && A->From.What == Operand::Load &&
                    A->From.Where == Result && A->To.Variable &&
                    A->To.Path.empty();
      if (Copied)
        Copies.push_back(A->To.Variable);
    }
  return Copies;
}

void MomentFinder::start(const Call &C, const BoundCall &Bound, const Effect &E,
                         unsigned Callable) {
  Start S;
  S.Entry = Bound.Callee;
  S.In = Graph.Self;
  S.When = endsWithCall(E) ? InvokeWhen::OtherThread : E.Invoked;
  if (!E.Outcomes.empty() && C.Result && C.Result->Variable) {
    S.Works = E.Outcomes.front().When;
    S.Results = copiesOf(*C.Result);
  }
  S.At = S.Origin = Here;
  S.Starter = C.Callee;
  S.Uses = usesOf(Bound, /*Inside=*/true);
  S.OneByOne = E.Parent && !E.Resource.empty() && hasOneThread(C, *E.Parent);
  if (const FunctionFacts *Inside = Known(Bound.Callee))
    for (const Spot &Signal : Inside->Signals)
      llvm::append_range(S.Signals, named(Signal, Bound));
  S.Repeats = isRepeated();
  keepByContext(C, E, Bound, S);
  if (!Known(Bound.Callee))
    for (unsigned I = Callable + 1; I < C.Arguments.size(); ++I)
      useInUnseenThread(C.Arguments[I], Bound, S);
  if (C.Receiver)
    S.Handles = Names.referred(*C.Receiver);
  if (C.Result)
    for (const Spot &Where : Names.spots(*C.Result)) {
      S.Handles.push_back(Where);
      S.Handles.push_back(Where.field(Binding.Payload).deref());
    }
  for (const Spot &Callee : Names.referred(C.Arguments[Callable].Value)) {
    auto Asked = Answers.find(Callee);
    if (Asked != Answers.end())
      llvm::append_range(S.Handles, Asked->second);
  }
  for (unsigned I = 0; I < Callable; ++I)
    if (C.Arguments[I].Value.What == Operand::Address)
      llvm::append_range(S.Handles, Names.spots(C.Arguments[I].Value.Where));
  if (endsWithCall(E))
    S.Handles = {ofStretches()};
  add(Moment::Begin).Index = unsigned(Found.Facts.Starts.size());
  if (E.Invoked == InvokeWhen::Team)
    add(Moment::Begin).Index = unsigned(Found.Facts.Starts.size());
  Found.Facts.Starts.push_back(std::move(S));
}

/// A parameter that holds a callable is run on another thread.
void MomentFinder::startParameter(const Operand &Callable) {
  for (const Spot &S : Names.referred(Callable))
    if (S.Of == Graph.Self && S.Where.Variable &&
        Graph[S.Where.Variable].Kind == VariableKind::Parameter) {
      callArgument(Graph[S.Where.Variable].Index);
      Found.Facts.CallsArguments.back().OnThread = true;
      return;
    }
}

void MomentFinder::useInUnseenThread(const Argument &A, const BoundCall &Bound,
                                     Start &S) {
  std::string Kind = Types.kindOf(A.Value, TypeId());
  Spots Sessions = Names.referred(A.Value);
  if (Kind.empty() && A.Value.What == Operand::Address) {
    Operand Inside = Operand::load(A.Value.Where);
    Kind = Types.kindOf(Inside, TypeId());
    Sessions = Names.referred(Inside);
  }
  if (Kind.empty())
    return;
  for (const Spot &Where : Sessions) {
    SessionUse U;
    U.Session = Where;
    U.Kind = Kind;
    U.At = Here;
    U.Callee = U.Through = Bound.Callee;
    S.Uses.push_back(std::move(U));
  }
}

void MomentFinder::joinQueue(const Call &C) {
  bool IsOthers = C.Callee && C.Receiver &&
                  Own.Classes.count(Symbols[C.Callee].Class) &&
                  !Own.Submitters.count(C.Callee);
  if (!IsOthers)
    return;
  const FunctionContract *Does = Binding.contract(C.Callee);
  bool Waits =
      Does && llvm::any_of(Does->Effects, [](const Effect &E) {
        return E.What == EffectKind::Wait || E.What == EffectKind::Join;
      });
  bool IsUnseen = !Known(C.Callee);
  if (Waits || IsUnseen || C.Kind == CallKind::Destructor)
    add(Moment::Join, Names.referred(*C.Receiver));
}

void MomentFinder::storeCallback(const Assign &A) {
  for (const Spot &S : Names.spots(A.To)) {
    bool IsLocal = S.Of == Graph.Self && S.Where.Path.empty();
    if (IsLocal)
      continue;
    Start Registered;
    Registered.In = Graph.Self;
    Registered.Entry = A.From.Callee;
    Registered.At = Registered.Origin = Here;
    Registered.Outlives = true;
    Found.Facts.Starts.push_back(std::move(Registered));
    return;
  }
}
