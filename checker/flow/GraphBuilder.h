//===- GraphBuilder.h - Makes a FlowGraph block by block -------*- C++ -*-===//
//
// Keeps the rules of Op.h while a graph is made: one open block at a time, a
// terminator ends it, nothing is added after it. Used by the lowering, the
// parser and tests. Owns the graph until take().
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_GRAPHBUILDER_H
#define SESSION_TIDY_FLOW_GRAPHBUILDER_H

#include "flow/FlowGraph.h"

namespace session::flow {

class GraphBuilder {
public:
  /// Starts with the entry block, block 0, made and open.
  explicit GraphBuilder(FunctionId Self);

  VariableId addVariable(Variable V);
  /// A fresh block; it stays empty until it is selected.
  BlockId newBlock();
  /// Further instructions go into B, which must not have ended.
  void select(BlockId B);
  /// The open block, or an invalid id after a terminator.
  BlockId current() const { return Open; }
  bool isOpen() const { return Open.isValid(); }

  /// Dropped when no block is open (dead code).
  void emit(Op What, AnchorId At);
  /// Ends the open block; no effect when none is open.
  void end(TerminatorOp What, AnchorId At);
  /// Emits a call that may throw, ends the block, opens the normal successor.
  BlockId invoke(Call What, BlockId Unwind, AnchorId At);

  FlowGraph &graph() { return Graph; }
  /// Gives the graph away; blocks that were never ended become Unreachable.
  FlowGraph take();

private:
  FlowGraph Graph;
  BlockId Open;
  std::vector<bool> Ended; ///< by block
};

} // namespace session::flow

#endif
