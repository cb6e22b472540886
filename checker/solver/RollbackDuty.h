//===- RollbackDuty.h - Whose is the open transaction? ---------*- C++ -*-===//
//
// Decides whether a transaction that is open where a function leaves is this
// function's fault or its callers' business: begin wrappers, chunked commits
// and helpers whose callers close the session (SEMANTICS 3.1, 3.2). Needs all
// exits of the simulation; says nothing of feasibility.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_ROLLBACKDUTY_H
#define SESSION_TIDY_SOLVER_ROLLBACKDUTY_H

#include "solver/Simulation.h"

namespace session::solver {

/// Of a suspicion LeftInside or CommitUnlooked; every other one is a duty.
/// nullopt: none.
std::optional<Confidence> dutyOf(const Suspicion &What, const Simulation &Run,
                                 const flow::FlowGraph &Graph,
                                 const CalleeBinding &Binding);

} // namespace session::solver

#endif
