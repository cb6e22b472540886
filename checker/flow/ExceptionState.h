//===- ExceptionState.h - Where an exception is in flight ------*- C++ -*-===//
//
// For each block, whether it is reached with an exception in flight, without
// one, or (wrongly) both. Unwind edges start the flight; Catch ends it.
// Assumes that ids are in range.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_EXCEPTIONSTATE_H
#define SESSION_TIDY_FLOW_EXCEPTIONSTATE_H

#include "flow/FlowGraph.h"

namespace session::flow {

class ExceptionState {
public:
  explicit ExceptionState(const FlowGraph &G);

  bool isReached(BlockId B) const { return Entry[B.index()] != None; }
  /// Both ways, in a block whose end tells the two apart: what never leaves
  /// the function (Terminate, Unreachable, with nothing before) may be shared.
  bool isMixed(BlockId B) const;
  /// Ops that are out of place in B: catch without an exception, return with
  /// one, and so on. Says nothing of mixed blocks.
  llvm::SmallVector<llvm::StringRef, 2> problems(BlockId B) const;

private:
  enum Flight : uint8_t { None = 0, Calm = 1, InFlight = 2, Both = 3 };
  Flight leaving(BlockId B) const;
  void flow(BlockId From, std::vector<BlockId> &Work);
  void reach(BlockId B, Flight F, std::vector<BlockId> &Work);

  const FlowGraph &G;
  std::vector<uint8_t> Entry; ///< a union of Flight bits, by block
};

} // namespace session::flow

#endif
