//===- Simulation.h - One session over one graph ---------------*- C++ -*-===//
//
// The worklist of the property simulation: states keyed by StateKey at each
// block, joined by intersection, visited in reverse post-order. Collects
// suspicions (not yet replayed) and the states at the exits. Joins lose facts,
// so a suspicion may rest on a path that is not feasible: Replay decides.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_SIMULATION_H
#define SESSION_TIDY_SOLVER_SIMULATION_H

#include "solver/AskedBranches.h"
#include "solver/Walker.h"
#include <set>

namespace session::solver {

/// A block, and the phase in which it is entered.
using PhasePoint = std::pair<flow::BlockId, Phase>;

struct PlacedSuspicion {
  Suspicion What;
  flow::BlockId In;
  std::set<Phase> Phases; ///< those in which In was entered
};

/// How one normal exit leaves the transaction, and what it returns.
struct TransactionExit {
  enum Kind : uint8_t { NotBegun, BeginFailed, Ended, Open } How = NotBegun;
  ReturnTest Class;
  friend bool operator==(const TransactionExit &A, const TransactionExit &B) {
    return A.How == B.How && A.Class == B.Class;
  }
};

struct ExitState {
  bool Exceptional = false;
  SimState State;
};

class Simulation : private WalkListener {
public:
  Simulation(const flow::FlowGraph &Graph, const CalleeBinding &Binding,
             Tracked Session);

  /// Runs from Entry to the fixpoint, or until the budget is spent.
  void run(SimState Entry);
  SimState entryState() const { return Walk.entryState(); }
  /// Of the whole run.
  const TextSources &texts() const { return Walk.Texts; }

  /// Exits are wanted, also of paths on which there is nothing left to find.
  void forContract(const AskedBranches &Branches) {
    Asked = &Branches;
    // What it returns is all that tells its callers of the way it was left.
    Steering = Plan.SteeringOfHanded;
    Walk.KeepsGoing = true;
  }

  /// An exit for each constant that is returned.
  void keepResultsApart() { ResultsApart = true; }

  /// The points on paths to the suspicion, so far as phases tell.
  std::set<PhasePoint> leadingTo(const PlacedSuspicion &P) const;

  std::vector<PlacedSuspicion> Suspicions;       ///< each once
  std::vector<ExitState> Exits;                  ///< one for each key and kind
  std::vector<TransactionExit> TransactionExits; ///< each once
  const OwnEnds &ends() const { return Walk.Ends; }
  bool wasHandedIn() const { return !Site; }
  /// Of a run for a contract: a run for findings would suspect nothing.
  bool isQuiet() const {
    return Suspicions.empty() && Stopped == GaveUp::None && !Walk.LeftToCallers;
  }
  GaveUp Stopped = GaveUp::None;
  uint64_t Steps = 0;
  /// The states at each block's entry, for dumps.
  std::vector<std::map<StateKey, SimState>> StatesAt;

private:
  const AskedBranches *Asked = nullptr; ///< set: for a contract
  bool ResultsApart = false;
  void suspect(const Suspicion &What, const SimState &State) override;
  void leave(bool Exceptional, const SimState &State) override;
  void noteTransaction(const SimState &State);
  void arrive(Arrival A);
  /// The session was not opened here, or is closed and out of reach (and not
  /// moved out of a place that may still be used), and the opening is not
  /// ahead.
  bool isFinished(const Arrival &A) const;

  const flow::FlowGraph &Graph;
  const CalleeBinding &Binding;
  Walker Walk;
  const OpeningSite *Site;
  std::string Kind;
  std::vector<bool> BeforeSite; ///< by block: the opening can be reached
  const GraphPlan &Plan;
  llvm::ArrayRef<flow::VariableId> Steering;
  std::map<std::pair<unsigned, StateKey>, flow::BlockId> Worklist;
  std::map<std::pair<bool, StateKey>, SimState> ExitStates;
  /// By block: from where it was entered in a phase.
  std::vector<std::map<Phase, std::set<PhasePoint>>> EnteredFrom;
  flow::BlockId Now;
  Phase NowIn;
};

/// Position of each block in reverse post-order; unreachable ones come last.
std::vector<unsigned> reversePostOrder(const flow::FlowGraph &Graph);

} // namespace session::solver

#endif
