//===- Acquired.h - What a function takes of pools and the like -*- C++ -*-===//
//
// Infers which pools a body takes from, and which things that a thread,
// environment or file has once it acquires, itself or through its callees: as
// `exclusive` effects, under the names of its signature. Whether a caller
// holds one already is the walk's to see.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_ACQUIRED_H
#define SESSION_TIDY_SOLVER_ACQUIRED_H

#include "solver/AskedBranches.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace session::solver {

/// Asked tells of Graph's branches; it is asked where that matters.
/// Left out is what a body takes or not by what it was given or by what the
/// program keeps: a caller that holds one may have said so.
void inferAcquired(const flow::FlowGraph &Graph, const CalleeBinding &Binding,
                   llvm::function_ref<const AskedBranches &()> Asked,
                   FunctionContract &Contract);

} // namespace session::solver

#endif
