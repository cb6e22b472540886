//===- Inference.cpp - Contracts out of bodies ----------------------------===//

#include "solver/Inference.h"
#include "solver/Acquired.h"
#include "solver/AskedBranches.h"
#include "solver/OutcomeTest.h"
#include "solver/PathNames.h"
#include "solver/ValueSummary.h"
#include "solver/WriteSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static constexpr size_t MaxOutcomes = 6;

namespace {

class ContractInference {
public:
  ContractInference(const FlowGraph &Graph, const CalleeBinding &Binding)
      : Graph(Graph), Binding(Binding) {
    Contract.Name =
        Binding.symbols().text(Binding.symbols()[Graph.Self].Usr).str();
    Contract.From = Origin::Inferred;
    Returns = Graph.find(VariableKind::Result);
  }

  FunctionContract run() {
    for (const EntryPath &Entry : entryPaths(Graph, Binding))
      inferHanded(Entry);
    for (const OpeningSite &Site : openingSites(Graph, Binding))
      inferOpened(Site);
    inferInvoked();
    auto Branches = [this]() -> const AskedBranches & { return asked(); };
    inferAcquired(Graph, Binding, Branches, Contract);
    inferWrites(Graph, Binding, Contract);
    inferValues(Graph, Binding, Contract);
    return std::move(Contract);
  }

private:
  /// What the caller can see of one exit.
  struct View {
    Outcome Seen;
    ValueFact Result;
    bool HasResult = false;
  };

  ValueFact resultFact(const SimState &State, bool &Known) const {
    Known = false;
    if (!Returns)
      return {};
    ValueId V = State.Store.peek(Location::of(Returns));
    Known = V.isValid();
    return V ? State.Store.fact(V) : ValueFact();
  }

  const AskedBranches &asked() {
    if (!Asked)
      Asked.emplace(Graph, Binding);
    return *Asked;
  }

  void noteQuiet(const Simulation &Run, const RunKey &Key) const {
    if (Run.isQuiet())
      Binding.runs().noteQuiet(Graph.Self, Key, Run.Steps);
  }

  void addPlaces(const SimState &State, Outcome &Seen) const {
    for (ContractPath &Path : pathsOfHandle(Graph, Binding, State.Store))
      if (!llvm::is_contained(Seen.HeldAt, Path))
        Seen.HeldAt.push_back(std::move(Path));
    llvm::sort(Seen.HeldAt);
  }

  /// Groups exits that differ for a caller only in the returned value. ByCode:
  /// codes that are far apart stay apart.
  static void group(std::vector<View> &Views, View New, bool ByCode = false) {
    for (View &Old : Views) {
      bool Apart = ByCode && Views.size() < MaxOutcomes && Old.HasResult &&
                   New.HasResult && areFarApart(Old.Result, New.Result);
      if (!(Old.Seen == New.Seen) || Apart)
        continue;
      // What holds for only one of them is a condition of neither.
      llvm::erase_if(Old.Seen.Given, [&](const Precondition &P) {
        return !llvm::is_contained(New.Seen.Given, P);
      });
      llvm::erase_if(Old.Seen.Sets, [&](const Setting &S) {
        return !llvm::is_contained(New.Seen.Sets, S);
      });
      Old.Result = ValueFact::join(Old.Result, New.Result);
      Old.HasResult &= New.HasResult;
      Old.Seen.ByState |= New.Seen.ByState;
      return;
    }
    Views.push_back(std::move(New));
  }

  static std::vector<Outcome> outcomesOf(std::vector<View> Views) {
    std::vector<Outcome> Outcomes;
    for (View &V : Views) {
      if (V.Seen.When.What != ReturnTest::Throws && V.HasResult)
        V.Seen.When = V.Result.classify();
      Outcomes.push_back(std::move(V.Seen));
    }
    return Outcomes;
  }

  void inferHanded(const EntryPath &Entry) {
    // Whether the session works is told apart only where the body can ask.
    std::vector<View> Views;
    TextSources Sources;
    bool Any = false;
    for (Life Alive : livesToTry()) {
      Simulation Run(Graph, Binding, {nullptr, Entry.Kind, Entry.IsGiven});
      Run.forContract(asked());
      std::optional<SimState> State =
          handedIn(Graph, Binding, Entry.Path, Alive, Run.entryState());
      if (!State)
        return;
      State->Store.keepInitial(Graph);
      Run.run(std::move(*State));
      Contract.Incomplete |= Run.Stopped != GaveUp::None;
      noteQuiet(Run, Entry.key(Alive));
      Sources.add(Run.texts());
      for (const ExitState &Exit : Run.Exits)
        Any |= addHandedExit(Entry, Alive, Exit, Views);
      if (Run.Stopped != GaveUp::None) {
        View Unknown;
        Unknown.Seen.Escaped = true;
        Views = {Unknown};
        Any = true;
        break;
      }
    }
    if (!Any)
      return;
    Effect E;
    E.What = EffectKind::Event;
    E.Where = Entry.Path;
    E.Kind = Entry.Kind;
    E.Outcomes = outcomesOf(std::move(Views));
    if (E.Outcomes.size() > MaxOutcomes) {
      Outcome Unknown;
      Unknown.Escaped = true;
      E.Outcomes = {Unknown};
    }
    inferText(Entry, Sources);
    Contract.Effects.push_back(std::move(E));
  }

  /// A text that the caller handed in and that runs on the session: the
  /// caller may know it. Of two nobody could say which one ran.
  void inferText(const EntryPath &Entry, const TextSources &Sources) {
    if (Sources.Others || Sources.Named.size() != 1)
      return;
    Effect E;
    E.What = EffectKind::Text;
    std::tie(E.Where, E.Dialect) = Sources.Named.front();
    E.Parent = Entry.Path;
    if (E.Where.Steps.size() <= PathNames::MaxSteps)
      Contract.Effects.push_back(std::move(E));
  }

  /// A callable without a visible type (std::function) that the caller handed
  /// in, and that this body may run: the caller knows what it does.
  void inferInvoked() {
    PathNames Names(Graph, Binding.symbols());
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body) {
        const auto *C = std::get_if<Call>(&I.What);
        const MemberRole *Role = C ? Binding.role(C->Callee) : nullptr;
        if (!Role || Role->What != MemberRole::Run)
          continue;
        ContractPath Callable;
        Callable.Root = ContractPath::This;
        Callable.Steps = {{ContractStep::Deref, ""},
                          {ContractStep::Field, DeleterField}};
        for (ContractPath &Path : Names.of(Callable, *C)) {
          Effect E;
          E.What = EffectKind::Invoke;
          E.Where = std::move(Path);
          if (!llvm::is_contained(Contract.Effects, E))
            Contract.Effects.push_back(std::move(E));
        }
      }
  }

  llvm::SmallVector<Life, 2> livesToTry() const {
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        if (const auto *C = std::get_if<Call>(&I.What))
          if (const FunctionContract *Known = Binding.contract(*C))
            for (const Effect &E : Known->Effects)
              if ((E.What == EffectKind::Observe && !tellsOfStatement(E)) ||
                  llvm::any_of(E.Outcomes,
                               [](const Outcome &O) { return !!O.From; }))
                return {Life::Open, Life::Failed};
    return {Life::Open};
  }

  /// True when the exit differs from doing nothing.
  bool addHandedExit(const EntryPath &Entry, Life Alive, const ExitState &Exit,
                     std::vector<View> &Views) const {
    View New;
    const SimState &State = Exit.State;
    if (Exit.Exceptional)
      New.Seen.When.What = ReturnTest::Throws;
    New.Seen.Events.assign(State.Trail.begin(), State.Trail.end());
    New.Seen.Escaped = State.Escaped;
    New.Seen.LastMention = State.LastMention;
    New.Seen.ByState = State.MovedByState;
    if (livesToTry().size() > 1)
      New.Seen.From = Alive;
    New.Seen.Tx = State.FoundTx;
    addPlaces(State, New.Seen);
    bool Kept = Entry.Path.Steps.empty() ||
                llvm::is_contained(New.Seen.HeldAt, Entry.Path);
    if (!Kept && isNull(Entry.Path, State))
      New.Seen.NullAt.push_back(Entry.Path);
    // A parameter's own variable is the callee's, whatever it holds.
    llvm::erase_if(New.Seen.HeldAt, [&](const ContractPath &P) {
      return (P.Root == ContractPath::Argument ||
              P.Root == ContractPath::This) &&
             P.Steps.empty();
    });
    size_t Elsewhere =
        New.Seen.HeldAt.size() - (Kept && !Entry.Path.Steps.empty());
    New.Result = resultFact(State, New.HasResult);
    New.Seen.Given = preconditions(State.Store, Graph, Binding);
    New.Seen.Sets = settings(State.Store, Graph, Binding);
    bool Differs = !New.Seen.Events.empty() || New.Seen.Escaped ||
                   New.Seen.LastMention || !Kept || Elsewhere;
    group(Views, std::move(New));
    return Differs;
  }

  bool isNull(const ContractPath &Path, const SimState &State) const {
    // The path's location at the exit, without a handle in it.
    SimState Probe = State;
    Memory &M = Probe.Store;
    std::optional<Location> Where;
    if (Path.Root == ContractPath::This)
      Where = Location::of(Graph.find(VariableKind::This));
    else if (Path.Root == ContractPath::Argument)
      Where = Location::of(Graph.find(VariableKind::Parameter, Path.Index));
    else if (StaticId S = Binding.staticNamed(Path.StaticName))
      Where = Location::of(S);
    if (!Where)
      return false;
    if (Path.isValue())
      return false;
    for (const ContractStep &Step : Path.Steps) {
      if (Step.What == ContractStep::Deref)
        Where = M.pointee(M.load(*Where));
      else
        Where->Fields.push_back(Binding.fieldNamed(Step.Name));
    }
    ValueId V = M.peek(*Where);
    return V && M.fact(V).isZero();
  }

  void inferOpened(const OpeningSite &Site) {
    if (Steps > Binding.input().Limits.StepsPerFunction) {
      Contract.Incomplete = true;
      return;
    }
    Simulation Run(Graph, Binding, {&Site, Site.Kind});
    Run.forContract(asked());
    SimState Entry = Run.entryState();
    Entry.Store.keepInitial(Graph);
    Run.run(std::move(Entry));
    Steps += Run.Steps;
    noteQuiet(Run, Site.key());
    if (Run.Stopped != GaveUp::None) {
      Contract.Incomplete = true;
      return;
    }
    std::map<ContractPath, std::vector<View>> Handed;
    std::vector<View> Nothing;
    const FunctionContract *Opener = Binding.contract(Site);
    bool Kept = Opener && Site.EffectIndex < Opener->Effects.size() &&
                handsOutKept(Opener->Effects[Site.EffectIndex]);
    for (const ExitState &Exit : Run.Exits)
      addOpenedExit(Exit, Kept, Handed, Nothing);
    for (auto &[Path, Views] : Handed) {
      Effect E;
      E.What = EffectKind::Produce;
      E.Where = Path;
      E.Kind = Site.Kind;
      if (Site.IsChild)
        if (auto Parent = parentOf(Run.Exits)) {
          E.What = EffectKind::Child;
          E.Parent = Parent;
        }
      if (Binding.policy(Site.Kind).IsLease)
        if (auto Pool = poolOf(Run.Exits)) {
          E.What = EffectKind::Lease;
          E.Parent = Pool;
          if (Opener && Site.EffectIndex < Opener->Effects.size())
            E.Resource = Opener->Effects[Site.EffectIndex].Resource;
        }
      for (View &None : Nothing)
        group(Views, None, /*ByCode=*/true);
      E.Outcomes = outcomesOf(std::move(Views));
      addProduced(std::move(E));
    }
  }

  /// What the caller calls the session of the child that is followed.
  std::optional<ContractPath> parentOf(llvm::ArrayRef<ExitState> Exits) const {
    for (const ExitState &Exit : Exits) {
      const Memory &M = Exit.State.Store;
      ValueId Parent =
          M.peek(Location::pointee(Memory::Handle).field(Binding.Parent));
      if (!Parent || Exit.Exceptional)
        continue;
      if (auto Path = pathOfPointer(Parent, Graph, Binding, M))
        if (Path->Root != ContractPath::Return)
          return Path;
    }
    return std::nullopt;
  }

  /// What the caller calls the pool of the lease that is followed.
  std::optional<ContractPath> poolOf(llvm::ArrayRef<ExitState> Exits) const {
    for (const ExitState &Exit : Exits) {
      const Memory &M = Exit.State.Store;
      ValueId Pool =
          M.peek(Location::pointee(Memory::Handle).field(Binding.Held));
      if (!Pool || Exit.Exceptional)
        continue;
      Location Where = M.pointee(Pool);
      if (Where == Location::pointee(Pool))
        return pathOfPointer(Pool, Graph, Binding, M);
      auto Path = pathOfLocation(Where, Graph, Binding, M);
      if (Path)
        Path->append({ContractStep::AddressOf, ""});
      return Path;
    }
    return std::nullopt;
  }

  /// Kept: by somebody who gave it out, and goes on keeping it.
  void addOpenedExit(const ExitState &Exit, bool Kept,
                     std::map<ContractPath, std::vector<View>> &Handed,
                     std::vector<View> &Nothing) {
    if (Exit.Exceptional)
      return; // a constructor's or callee's loss was reported there
    const SimState &State = Exit.State;
    View New;
    New.Result = resultFact(State, New.HasResult);
    New.Seen.Given = preconditions(State.Store, Graph, Binding);
    New.Seen.Sets = settings(State.Store, Graph, Binding);
    // One that was closed and is handed out all the same is an opening too:
    // of a session that nobody may use.
    bool Closed = State.Tracking && State.Session.Alive == Life::Closed;
    Outcome Places;
    if (Closed || (State.Tracking && State.Session.owesClose()))
      addPlaces(State, Places);
    // What a static or unknown memory keeps was handed over to it; whoever is
    // given the handle as well only borrows it. So it is with an object inside
    // of the caller's.
    bool KeptElsewhere = (State.Adrift && !Kept) ||
                         llvm::any_of(Places.HeldAt, [](const ContractPath &P) {
                           bool Part = P.isValue() && !P.Steps.empty() &&
                                       P.Root != ContractPath::Return;
                           return Part || P.Root == ContractPath::Static;
                         });
    if (KeptElsewhere || isBehindUnknown(State.Store) ||
        isBehindStatic(State.Store))
      Places.HeldAt.clear();
    llvm::erase_if(Places.HeldAt, [&](const ContractPath &P) {
      return P.Root == ContractPath::Static || isCallersCopy(P) ||
             P.Steps.size() > PathNames::MaxSteps;
    });
    if (Places.HeldAt.empty()) {
      New.Seen.Alive = Life::Absent;
      group(Nothing, std::move(New), /*ByCode=*/true);
      return;
    }
    // One place is the session's, the others are further handles on it.
    ContractPath First = Places.HeldAt.front();
    noteFresh(First, State.Store);
    New.Seen.Alive =
        State.Session.Alive == Life::Refused ? Life::Open : State.Session.Alive;
    if (Kept && !Closed)
      New.Seen.Alive = Life::Unknown;
    New.Seen.HeldAt.assign(Places.HeldAt.begin() + 1, Places.HeldAt.end());
    group(Handed[First], std::move(New), /*ByCode=*/true);
  }

  /// The session is in an object that the result points to: is it one that was
  /// made here, on every such exit?
  void noteFresh(const ContractPath &Held, const Memory &Store) {
    bool Behind = Held.Root == ContractPath::Return && !Held.Steps.empty() &&
                  Held.Steps.front().What == ContractStep::Deref;
    if (!Behind || !Returns)
      return;
    ValueId Pointer = Store.peek(Location::of(Returns));
    bool MadeHere =
        Pointer && Store.fact(Pointer).Origin == Provenance::Allocated;
    Contract.Result.Fresh = MadeHere && (Contract.Result.Fresh || !AnyBehind);
    AnyBehind = true;
  }

  /// A static keeps the object that the handle is in (a singleton).
  static bool isBehindStatic(const Memory &Store) {
    return llvm::any_of(Store.handleLocations(), [&](const Location &L) {
      return L.Root == Location::Pointee &&
             llvm::any_of(Store.bindings(), [&](const auto &Bound) {
               return Bound.first.Root == Location::Static &&
                      Bound.second.index() == L.Index;
             });
    });
  }

  /// Some place of the handle is memory of which only a pointer from outside
  /// is known.
  bool isBehindUnknown(const Memory &Store) const {
    return llvm::any_of(Store.handleLocations(), [&](const Location &L) {
      return L.Root == Location::Pointee &&
             Store.fact(ValueId(L.Index)).Origin == Provenance::External &&
             !pathOfLocation(L, Graph, Binding, Store);
    });
  }

  /// A by-value parameter's own variable, or a weak element.
  bool isCallersCopy(const ContractPath &P) const {
    for (const ContractStep &Step : P.Steps)
      if (Step.What == ContractStep::Element)
        return true;
    return P.Root == ContractPath::Argument && P.Steps.empty();
  }

  /// Several sites that open into one place are one opening to the caller.
  void addProduced(Effect E) {
    for (Effect &Known : Contract.Effects) {
      if (Known.What != E.What || Known.Kind != E.Kind ||
          !(Known.Where == E.Where))
        continue;
      for (Outcome &O : E.Outcomes)
        if (!llvm::is_contained(Known.Outcomes, O) &&
            Known.Outcomes.size() < MaxOutcomes)
          Known.Outcomes.push_back(std::move(O));
      return;
    }
    Contract.Effects.push_back(std::move(E));
  }

  const FlowGraph &Graph;
  const CalleeBinding &Binding;
  VariableId Returns;
  bool AnyBehind = false; ///< a session was handed out behind the result
  uint64_t Steps = 0;
  FunctionContract Contract;
  std::optional<AskedBranches> Asked;
};

} // namespace

/// A pool that rolls back what comes back to it, always or where it is needed.
static bool endsTransaction(const Effect &E) {
  return llvm::any_of(E.Outcomes, [](const Outcome &O) {
    return O.LastMention || llvm::any_of(O.Events, [](EventKind Kind) {
             return Kind == EventKind::Rollback || Kind == EventKind::Reset ||
                    Kind == EventKind::ExecUnknown ||
                    Kind == EventKind::TransactionUnknown;
           });
  });
}

/// For callers a pool's function is one that lends or takes back, whatever its
/// body does to make it so.
static void actAsPool(const Effect &Does, FunctionContract &Contract) {
  bool Lends = Does.What == EffectKind::Lease;
  Effect Act = Does;
  for (const Effect &E : Contract.Effects)
    if (!Lends && E.Where == Does.Where && endsTransaction(E))
      Act.Outcomes.front().Events.insert(Act.Outcomes.front().Events.begin(),
                                         EventKind::TransactionUnknown);
  llvm::erase_if(Contract.Effects, [&](const Effect &E) {
    bool Opens = E.What == EffectKind::Produce || E.What == EffectKind::Lease;
    return Lends ? Opens : E.Where == Does.Where;
  });
  if (Lends)
    Contract.Result.Same.reset();
  Contract.Effects.push_back(std::move(Act));
}

FunctionContract solver::inferContract(const FlowGraph &Graph,
                                       const CalleeBinding &Binding) {
  FunctionContract Contract = ContractInference(Graph, Binding).run();
  if (const Effect *Does = Binding.pooled(Graph.Self))
    actAsPool(*Does, Contract);
  return Contract;
}
