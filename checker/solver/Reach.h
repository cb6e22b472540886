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
/// By block, the number of its component: from a block to another one with the
/// same number and back there are ways.
std::vector<unsigned> loopsOf(const flow::FlowGraph &Graph);
/// Control may come back to B; Loops: of the graph.
bool isInLoop(const flow::FlowGraph &Graph, flow::BlockId B,
              const std::vector<unsigned> &Loops);

} // namespace session::solver

#endif
