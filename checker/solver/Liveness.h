//===- Liveness.h - When a variable is of no more use ----------*- C++ -*-===//
//
// For each instruction, the variables whose value nothing reads afterwards on
// any path: expression temporaries, and the function's own numbers whose
// address is never taken. What is known of them can be forgotten there, which
// keeps memories small in long functions. A classic backward liveness. Pointers
// and objects live to the end of their scope: they may hold the session.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_LIVENESS_H
#define SESSION_TIDY_SOLVER_LIVENESS_H

#include "flow/FlowGraph.h"
#include "flow/SymbolTable.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/BitVector.h"

namespace session::solver {

class Liveness {
public:
  Liveness(const flow::FlowGraph &Graph, const flow::SymbolTable &Symbols);

  /// Last mentioned by instruction Index of B; Index past the last one: by the
  /// terminator, or not needed by any successor.
  llvm::ArrayRef<flow::VariableId> diesAfter(flow::BlockId B,
                                             size_t Index) const {
    return Deaths[B.index()][Index];
  }
  /// Needed by another successor of B's predecessors only.
  llvm::ArrayRef<flow::VariableId> diesBefore(flow::BlockId B) const {
    return DeadOnEntry[B.index()];
  }

private:
  using Variables = llvm::SmallVector<flow::VariableId, 2>;
  std::vector<std::vector<Variables>> Deaths;
  std::vector<Variables> DeadOnEntry;
};

} // namespace session::solver

#endif
