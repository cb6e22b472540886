//===- Reach.h - Which blocks lead where -----------------------*- C++ -*-===//
//
// Questions of plain reachability in one graph, exceptional edges included.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_REACH_H
#define SESSION_TIDY_SOLVER_REACH_H

#include "flow/FlowGraph.h"

namespace session::solver {

/// For each block: can one of Targets be reached from it? A target reaches
/// itself.
std::vector<bool> blocksThatReach(const flow::FlowGraph &Graph,
                                  std::vector<flow::BlockId> Targets);
/// Control may come back to B.
bool isInLoop(const flow::FlowGraph &Graph, flow::BlockId B);

} // namespace session::solver

#endif
