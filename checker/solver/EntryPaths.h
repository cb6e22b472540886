//===- EntryPaths.h - Sessions that a function was handed ------*- C++ -*-===//
//
// The pre-pass of inference: which places of a function's signature (and which
// statics) can see an event at all. Flow-insensitive and cheap; everything
// else gets the identity.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_ENTRYPATHS_H
#define SESSION_TIDY_SOLVER_ENTRYPATHS_H

#include "solver/CalleeBinding.h"

namespace session::solver {

struct EntryPath {
  ContractPath Path;
  std::string Kind;     ///< of the session, when an effect tells
  bool IsGiven = false; ///< see Tracked
  RunKey key(Life Alive) const {
    RunKey Key;
    Key.Kind = Kind;
    Key.Path = Path;
    Key.Alive = Alive;
    return Key;
  }
  friend bool operator<(const EntryPath &A, const EntryPath &B) {
    return A.Path < B.Path;
  }
};

/// At most 8, in a fixed order.
std::vector<EntryPath> entryPaths(const flow::FlowGraph &Graph,
                                  const CalleeBinding &Binding);

} // namespace session::solver

#endif
