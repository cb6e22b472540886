//===- AskedBranches.h - What a function's branches ask about --*- C++ -*-===//
//
// Tells branches that ask how a call went (which every caller sees again) from
// those that ask what the program keeps or was given: a counter, a flag, a
// parameter. What happens behind the latter is not certain to happen for a
// caller who knows the answer. Flow-insensitive; loops' own tests are left out.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_ASKEDBRANCHES_H
#define SESSION_TIDY_SOLVER_ASKEDBRANCHES_H

#include "solver/CalleeBinding.h"

namespace session::solver {

class AskedBranches {
public:
  AskedBranches(const flow::FlowGraph &Graph, const CalleeBinding &Binding);

  /// The branch at the end of B depends on memory of the program, or on a
  /// number that was handed in.
  bool asksState(flow::BlockId B) const { return ByState[B.index()]; }
  /// ... or on whether a pointer was handed in.
  bool asksAnything(flow::BlockId B) const {
    return ByState[B.index()] || ByGiven[B.index()];
  }
  /// Some path to a return avoids B, because of what a branch asks.
  bool decides(flow::BlockId B) const;

private:
  const flow::FlowGraph &Graph;
  std::vector<bool> ByState, ByGiven;
};

} // namespace session::solver

#endif
