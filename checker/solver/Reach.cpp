//===- Reach.cpp - Which blocks lead where --------------------------------===//

#include "solver/Reach.h"
#include "support/Components.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

std::vector<bool> solver::blocksThatReach(const FlowGraph &Graph,
                                          std::vector<BlockId> Targets) {
  std::vector<std::vector<BlockId>> Predecessors(Graph.Blocks.size());
  for (uint32_t B = 0; B < Graph.Blocks.size(); ++B)
    for (BlockId To : successors(Graph.Blocks[B].End))
      Predecessors[To.index()].push_back(BlockId(B));
  std::vector<bool> Reaches(Graph.Blocks.size());
  for (BlockId B : Targets)
    Reaches[B.index()] = true;
  while (!Targets.empty()) {
    BlockId B = Targets.back();
    Targets.pop_back();
    for (BlockId From : Predecessors[B.index()])
      if (!Reaches[From.index()]) {
        Reaches[From.index()] = true;
        Targets.push_back(From);
      }
  }
  return Reaches;
}

std::vector<unsigned> solver::loopsOf(const FlowGraph &Graph) {
  std::vector<std::vector<size_t>> Next(Graph.Blocks.size());
  for (size_t B = 0; B < Graph.Blocks.size(); ++B)
    for (BlockId To : successors(Graph.Blocks[B].End))
      Next[B].push_back(To.index());
  std::vector<unsigned> Loops(Graph.Blocks.size());
  unsigned Number = 0;
  for (const std::vector<size_t> &Members : stronglyConnected(Next)) {
    for (size_t B : Members)
      Loops[B] = Number;
    ++Number;
  }
  return Loops;
}

bool solver::isInLoop(const FlowGraph &Graph, BlockId B,
                      const std::vector<unsigned> &Loops) {
  return llvm::any_of(successors(Graph[B].End), [&](BlockId To) {
    return Loops[To.index()] == Loops[B.index()];
  });
}
