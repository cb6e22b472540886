//===- Verdict.cpp - From suspicions to violations ------------------------===//

#include "solver/Verdict.h"
#include "solver/Inference.h"
#include "solver/Replay.h"
#include "solver/RollbackDuty.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

namespace {

Witness unroll(const WitnessTail &Tail) {
  Witness Path;
  for (const WitnessNode *N = Tail.get(); N; N = N->Before.get())
    Path.push_back(N->Event);
  std::reverse(Path.begin(), Path.end());
  return Path;
}

class Judge {
public:
  Judge(const FlowGraph &Graph, const CalleeBinding &Binding, Tracked Session,
        SessionRef Who, FunctionResult &Result)
      : Graph(Graph), Binding(Binding), Session(Session), Who(std::move(Who)),
        Result(Result) {}

  /// EntryOf: the state to begin with, given that of the function's entry;
  /// nullopt: there is no such session.
  void run(const RunKey &Key,
           llvm::function_ref<std::optional<SimState>(SimState)> EntryOf) {
    if (Result.Steps > Binding.input().Limits.StepsPerFunction) {
      Result.Stopped = GaveUp::Steps;
      return;
    }
    if (auto Steps = Binding.runs().stepsOfQuiet(Graph.Self, Key)) {
      Result.Steps += *Steps;
      ++Result.Sessions;
      Result.TouchesSession = true;
      return;
    }
    Simulation Run(Graph, Binding, Session);
    if (std::optional<SimState> Entry = EntryOf(Run.entryState()))
      run(Run, *Entry);
  }

private:
  void run(Simulation &Run, const SimState &Entry) {
    Run.run(Entry);
    Result.Steps += Run.Steps;
    ++Result.Sessions;
    Result.TouchesSession = true;
    if (Run.Stopped != GaveUp::None)
      Result.Stopped = Run.Stopped;
    // In source order, so that the first of several is the one reported.
    llvm::sort(Run.Suspicions,
               [](const PlacedSuspicion &A, const PlacedSuspicion &B) {
                 return std::tie(A.What.Broken, A.What.At, A.What.Why, A.In) <
                        std::tie(B.What.Broken, B.What.At, B.What.Why, B.In);
               });
    Replay Again(Graph, Binding, Session);
    for (const PlacedSuspicion &P : Run.Suspicions)
      if (!isSameLoss(P.What, Run.Suspicions))
        if (auto Sure = dutyOf(P.What, Run, Graph, Binding))
          consider(P, *Sure, Entry, Run, Again);
    for (Violation &V : Kept)
      Result.Violations.push_back(std::move(V));
  }

  void consider(const PlacedSuspicion &P, Confidence Sure,
                const SimState &Entry, const Simulation &Run, Replay &Again) {
    if (Binding.policy(Session.Kind).NoDuties &&
        P.What.Broken != Breach::TakenAgain &&
        P.What.Broken != Breach::HeldWaiting)
      return;
    // The wrong release of a session that was handed in is its caller's
    // finding, where every caller is visible.
    bool Callers = !Session.Site && Binding.symbols()[Graph.Self].IsInternal;
    if (Callers && P.What.Broken == Breach::WrongRelease)
      return;
    if (Graph.IsCoroutine && P.What.Why == Cause::Unwinding)
      return; // the promise's unhandled_exception decides what happens
    if (Violation *Same = sameCause(P.What)) {
      bool Another = P.What.Why == Cause::Unwinding && Same->At != P.What.At;
      Same->MoreThrowers += Another;
      return;
    }
    std::optional<SimState> State = Again.confirm(P, Entry, Run.leadingTo(P));
    if (!State)
      return;
    Kept.push_back(violation(P.What, *State));
    if (Sure == Confidence::Likely)
      Kept.back().Sure = Sure;
  }

  /// A session that nobody asked whether it works is open or has failed: where
  /// both are lost at one place, that is one loss.
  static bool isSameLoss(const Suspicion &What,
                         llvm::ArrayRef<PlacedSuspicion> All) {
    return What.Why == Cause::FailedOpen &&
           llvm::any_of(All, [&](const PlacedSuspicion &Other) {
             return Other.What.At == What.At &&
                    Other.What.Broken == What.Broken &&
                    Other.What.Why != What.Why;
           });
  }

  Violation *sameCause(const Suspicion &What) {
    for (Violation &V : Kept)
      if (V.Broken == What.Broken && V.Why == What.Why)
        return &V;
    return nullptr;
  }

  Violation violation(const Suspicion &What, const SimState &State) const {
    Violation V;
    V.Broken = What.Broken;
    V.Why = What.Why;
    V.Sure = State.Likely ? Confidence::Likely : Confidence::Definite;
    V.Session = Who;
    V.At = What.At;
    V.Culprit = What.Culprit;
    V.Leaving = What.Leaving;
    V.InCallee = What.InCallee;
    V.MovedFrom = What.MovedFrom;
    V.TransactionOver = What.TransactionOver;
    V.AfterCopy =
        State.CopiedAt.isValid() && What.Broken == Breach::ClosedTwice;
    if (V.AfterCopy)
      V.At = State.CopiedAt;
    V.Path = unroll(State.Path);
    return V;
  }

  const FlowGraph &Graph;
  const CalleeBinding &Binding;
  Tracked Session;
  SessionRef Who;
  FunctionResult &Result;
  std::vector<Violation> Kept;
};

NameId nameOfPath(const ContractPath &Path, const FlowGraph &Graph,
                  const CalleeBinding &Binding) {
  for (size_t I = Path.Steps.size(); I-- > 0;)
    if (Path.Steps[I].What == ContractStep::Field &&
        Path.Steps[I].Name != PayloadField)
      return Binding.fieldNamed(Path.Steps[I].Name);
  if (Path.Root == ContractPath::Static)
    if (StaticId S = Binding.staticNamed(Path.StaticName))
      return Binding.symbols()[S].Name;
  VariableId V = Graph.find(VariableKind::Parameter, Path.Index);
  return Path.Root == ContractPath::Argument && V ? Graph[V].Name : NameId();
}

/// Some call here tells whether a session of this kind works.
bool asksLife(const FlowGraph &Graph, const CalleeBinding &Binding,
              llvm::StringRef Kind) {
  auto Tells = [&](const Effect &E) {
    return E.What == EffectKind::Observe &&
           (E.Kind.empty() || E.Kind == Kind) &&
           llvm::any_of(E.Outcomes, [](const Outcome &O) {
             return O.Alive == Life::Failed;
           });
  };
  for (const Block &B : Graph.Blocks)
    for (const Instruction &I : B.Body)
      if (const auto *C = std::get_if<Call>(&I.What))
        if (const FunctionContract *Known = Binding.contract(*C))
          if (llvm::any_of(Known->Effects, Tells))
            return true;
  return false;
}

bool isKnown(const Violation &V, llvm::ArrayRef<Violation> All) {
  return llvm::any_of(All, [&](const Violation &Other) {
    return Other.At == V.At && Other.Broken == V.Broken &&
           Other.Session.Kind == V.Session.Kind &&
           Other.Session.Name == V.Session.Name;
  });
}

} // namespace

void solver::judgeOpened(const FlowGraph &Graph, const CalleeBinding &Binding,
                         const OpeningSite &Site, FunctionResult &Result) {
  SessionRef Who;
  Who.Opener = Site.Opener;
  Who.OpenerOrdinal = Site.Ordinal;
  Who.OpenedAt = Site.At;
  Who.Kind = Site.Kind;
  Who.Name = Site.Handle;
  Who.Parent = Site.Parent;
  Judge(Graph, Binding, {&Site, Site.Kind}, Who, Result)
      .run(Site.key(), [](SimState Plain) { return Plain; });
}

void solver::judgeHanded(const FlowGraph &Graph, const CalleeBinding &Binding,
                         const EntryPath &Entry, FunctionResult &Result) {
  SessionRef Who;
  Who.Kind = Entry.Kind;
  Who.Name = nameOfPath(Entry.Path, Graph, Binding);
  Tracked Session{nullptr, Entry.Kind, Entry.IsGiven};
  auto EntryOf = [&](Life Alive) {
    return [&, Alive](SimState Plain) {
      return handedIn(Graph, Binding, Entry.Path, Alive, std::move(Plain));
    };
  };
  Judge(Graph, Binding, Session, Who, Result)
      .run(Entry.key(Life::Open), EntryOf(Life::Open));
  // A session that is asked how it is may be found broken.
  if (!asksLife(Graph, Binding, Entry.Kind))
    return;
  FunctionResult Broken;
  Judge(Graph, Binding, Session, Who, Broken)
      .run(Entry.key(Life::Failed), EntryOf(Life::Failed));
  Result.Steps += Broken.Steps;
  for (Violation &V : Broken.Violations) {
    bool AfterClose =
        V.Broken == Breach::UsedAfterClose || V.Broken == Breach::ClosedTwice;
    if (AfterClose && !isKnown(V, Result.Violations))
      Result.Violations.push_back(std::move(V));
  }
}
