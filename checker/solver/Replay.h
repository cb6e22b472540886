//===- Replay.h - Is this path feasible? -----------------------*- C++ -*-===//
//
// Walks a suspicion's paths again without the joins that made it (SEMANTICS
// 3.18): depth first, towards the opening and then towards the suspicion, with
// every fact kept. What survives is reported, with the witness of that walk.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_REPLAY_H
#define SESSION_TIDY_SOLVER_REPLAY_H

#include "solver/Simulation.h"

namespace session::solver {

class Replay : private WalkListener {
public:
  Replay(const flow::FlowGraph &Graph, const CalleeBinding &Binding,
         Tracked Session);

  /// The state at the suspicion on a feasible path, or nullopt when none was
  /// found within the budget: then there is silence.
  /// Leading: the points that any path there can touch.
  std::optional<SimState> confirm(const PlacedSuspicion &Wanted,
                                  const SimState &Entry,
                                  std::set<PhasePoint> Leading);

private:
  void suspect(const Suspicion &What, const SimState &State) override;
  void leave(bool, const SimState &) override {}

  std::vector<unsigned> distancesTo(flow::BlockId Target) const;
  void orderByDistance(std::vector<Arrival> &Next) const;
  /// One search, in which no point is entered more often than MaxEntries,
  /// if that is not 0. False: the budget ended it.
  bool search(SimState Entry, unsigned MaxEntries);

  const flow::FlowGraph &Graph;
  const CalleeBinding &Binding;
  const OpeningSite *Site;
  Walker Walk;
  std::vector<std::vector<flow::BlockId>> Predecessors;
  std::vector<unsigned> ToSite, ToTarget;
  const PlacedSuspicion *Wanted = nullptr;
  std::set<PhasePoint> Leading;
  llvm::ArrayRef<flow::VariableId> Steering;
  flow::BlockId Now;
  std::optional<SimState> Found;
};

} // namespace session::solver

#endif
