//===- JoinLoops.h - Loops that wait for threads ---------------*- C++ -*-===//
//
// A loop that joins has joined all when it is left, also where it was not
// entered: there are as many to join as were started. Which edges leave such
// loops is found here; what has ended then is MomentWalk's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SHAPES_JOINLOOPS_H
#define SESSION_TIDY_SHARING_SHAPES_JOINLOOPS_H

#include "flow/FlowGraph.h"
#include <map>
#include <set>

namespace session::sharing {

class JoinLoops {
public:
  JoinLoops() = default;
  JoinLoops(const flow::FlowGraph &Graph,
            const std::vector<flow::BlockId> &Joining);
  /// The blocks whose joins have all happened when From goes to To.
  std::vector<flow::BlockId> left(flow::BlockId From, flow::BlockId To) const;

private:
  using Blocks = std::set<flow::BlockId>;
  /// Blocks that join, with what is reached from them; and, of that, what can
  /// reach them again: the loop around them.
  std::map<flow::BlockId, Blocks> Reached, Loop;
};

} // namespace session::sharing

#endif
