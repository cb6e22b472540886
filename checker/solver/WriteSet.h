//===- WriteSet.h - What a body may write behind its arguments -*- C++ -*-===//
//
// The places of the caller that a call may change, flow-insensitively, so that
// a caller forgets no more than it must: a flag in a struct that a helper only
// reads keeps its value across the call.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_WRITESET_H
#define SESSION_TIDY_SOLVER_WRITESET_H

#include "solver/CalleeBinding.h"

namespace session::solver {

/// Fills Contract.Writes and Contract.WritesStatics.
void inferWrites(const flow::FlowGraph &Graph, const CalleeBinding &Binding,
                 FunctionContract &Contract);

/// An unseen callee may write through an argument that is passed like this.
bool mayWriteThrough(flow::Passing How);

} // namespace session::solver

#endif
