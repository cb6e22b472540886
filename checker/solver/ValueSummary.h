//===- ValueSummary.h - Where a body puts ordinary values ------*- C++ -*-===//
//
// The part of an inferred contract that is about no session: which place of
// the signature gets which other one's value, or a constant, on every normal
// return. A guard's `active` flag and captured callable, a setter, a getter, a
// move constructor are all told by it.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_VALUESUMMARY_H
#define SESSION_TIDY_SOLVER_VALUESUMMARY_H

#include "solver/Inference.h"

namespace session::solver {

/// Fills Contract.Transfers, Sets and Result.
void inferValues(const flow::FlowGraph &Graph, const CalleeBinding &Binding,
                 FunctionContract &Contract);

/// The constants that an exit with this memory leaves at places that the caller
/// can name.
std::vector<Setting> settings(const Memory &AtExit,
                              const flow::FlowGraph &Graph,
                              const CalleeBinding &Binding);

/// What the caller must have handed in for an exit with this memory: facts of
/// values that were there when the function began.
std::vector<Precondition> preconditions(const Memory &AtExit,
                                        const flow::FlowGraph &Graph,
                                        const CalleeBinding &Binding);

} // namespace session::solver

#endif
