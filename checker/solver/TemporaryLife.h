//===- TemporaryLife.h - When a temporary is of no more use ----*- C++ -*-===//
//
// For each instruction, the expression temporaries that nothing mentions
// afterwards on any path. What is known of them can be forgotten there, which
// keeps memories small in long functions. A classic backward liveness.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_TEMPORARYLIFE_H
#define SESSION_TIDY_SOLVER_TEMPORARYLIFE_H

#include "flow/FlowGraph.h"
#include "llvm/ADT/ArrayRef.h"
#include <set>

namespace session::solver {

class TemporaryLife {
public:
  explicit TemporaryLife(const flow::FlowGraph &Graph);

  /// Last mentioned by instruction Index of B; Index past the last one: by the
  /// terminator, or not needed by any successor.
  llvm::ArrayRef<flow::VariableId> diesAfter(flow::BlockId B,
                                             size_t Index) const {
    return Deaths[B.index()][Index];
  }

private:
  using Mentions = llvm::SmallVector<flow::VariableId, 4>;
  void note(const flow::Place &P, Mentions &Out) const;
  void note(const flow::Operand &O, Mentions &Out) const;
  Mentions mentionsOf(const flow::Op &What) const;
  Mentions mentionsOf(const flow::TerminatorOp &What) const;
  std::vector<std::vector<uint32_t>> blocksThatMention() const;
  void findLiveOut();
  void findDeaths(uint32_t B);

  const flow::FlowGraph &Graph;
  std::vector<std::set<uint32_t>> LiveOut; ///< only while constructing
  std::vector<std::vector<llvm::SmallVector<flow::VariableId, 2>>> Deaths;
};

} // namespace session::solver

#endif
