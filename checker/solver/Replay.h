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
  std::optional<SimState> confirm(const PlacedSuspicion &Wanted,
                                  SimState Entry);

private:
  void suspect(const Suspicion &What, const SimState &State) override;
  void leave(bool, const SimState &) override {}

  std::vector<unsigned> distancesTo(flow::BlockId Target) const;
  void orderByDistance(std::vector<Arrival> &Next) const;

  const flow::FlowGraph &Graph;
  const CalleeBinding &Binding;
  const OpeningSite *Site;
  Walker Walk;
  std::vector<std::vector<flow::BlockId>> Predecessors;
  std::vector<unsigned> ToSite, ToTarget;
  const PlacedSuspicion *Wanted = nullptr;
  flow::BlockId Now;
  std::optional<SimState> Found;
};

} // namespace session::solver

#endif
