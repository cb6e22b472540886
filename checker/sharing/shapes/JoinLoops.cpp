//===- JoinLoops.cpp - Loops that wait for threads ------------------------===//

#include "sharing/shapes/JoinLoops.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

static std::set<BlockId> reachable(const FlowGraph &Graph, BlockId From) {
  std::set<BlockId> Seen;
  std::vector<BlockId> Work{From};
  while (!Work.empty()) {
    BlockId B = Work.back();
    Work.pop_back();
    for (BlockId To : successors(Graph[B].End))
      if (Seen.insert(To).second)
        Work.push_back(To);
  }
  return Seen;
}

JoinLoops::JoinLoops(const FlowGraph &Graph,
                     const std::vector<BlockId> &Joining) {
  for (BlockId Block : Joining)
    Reached[Block] = reachable(Graph, Block);
  for (const auto &[Block, After] : Reached)
    for (BlockId From : After)
      if (reachable(Graph, From).count(Block))
        Loop[Block].insert(From);
}

std::vector<BlockId> JoinLoops::left(BlockId From, BlockId To) const {
  std::vector<BlockId> Found;
  for (const auto &[Block, Inside] : Loop)
    if (Inside.count(From) && !Inside.count(To))
      Found.push_back(Block);
  return Found;
}
