//===- UnlookedCommit.h - A commit whose result is thrown away -*- C++ -*-===//
//
// Decides whether the commit that ended a function's transaction is one that
// can fail, whose result the function throws away, and of which it does not ask
// the library in another way either.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_UNLOOKEDCOMMIT_H
#define SESSION_TIDY_SOLVER_UNLOOKEDCOMMIT_H

#include "solver/CalleeBinding.h"
#include "solver/Liveness.h"
#include "solver/SimState.h"
#include "solver/WalkTypes.h"

namespace session::solver {

/// Optimistic: where paths met after their ends, one end stands for all
/// (ends_meet_FN).
std::optional<Suspicion> unlookedCommit(const SimState &AtExit,
                                        const flow::FlowGraph &Graph,
                                        const Liveness &Live,
                                        const CalleeBinding &Binding);

} // namespace session::solver

#endif
