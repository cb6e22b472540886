//===- Steering.h - The flags that steer a function ------------*- C++ -*-===//
//
// Chooses at most two local variables whose constants are part of a state's
// key: flags that are set to constants in several places and tested. Joining
// over them would lose exactly what the program relies on.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_STEERING_H
#define SESSION_TIDY_SOLVER_STEERING_H

#include "flow/FlowGraph.h"

namespace session::solver {

llvm::SmallVector<flow::VariableId, 2>
steeringVariables(const flow::FlowGraph &Graph);

/// Those, and the function's result where it is one of a few constants (or of
/// those and what a last call returns): by it the callers of a function that was handed a session tell its exits apart.
llvm::SmallVector<flow::VariableId, 2>
steeringOfHanded(const flow::FlowGraph &Graph);

} // namespace session::solver

#endif
