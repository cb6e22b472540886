//===- Overriders.h - What a virtual call may do ---------------*- C++ -*-===//
//
// The join of the contracts of everything that a virtual call may run. Where
// all that is visible agrees, that is the call's contract; where it does not,
// the places they differ over are anybody's, unless nothing unseen can override
// the function, and then each of them may have happened.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_OVERRIDERS_H
#define SESSION_TIDY_SOLVER_OVERRIDERS_H

#include "contracts/FunctionContract.h"
#include "flow/Op.h"
#include "flow/SymbolTable.h"
#include <string>

namespace session::solver {

class CalleeBinding;

/// More than so many are nobody's to join.
constexpr size_t MaxOverriders = 16;

/// A virtual call of what somebody overrides.
bool isOverridden(const flow::Call &C, const flow::SymbolTable &Symbols);

/// All that override F, however far down; empty: too many.
llvm::SmallVector<flow::FunctionId, 4>
allOverriders(flow::FunctionId F, const flow::SymbolTable &Symbols);

/// The name under which the join is kept in a store.
std::string nameOfJoin(flow::FunctionId F, const flow::SymbolTable &Symbols);

/// What a virtual call of F does; nullopt: nobody knows.
std::optional<FunctionContract> joinOverriders(flow::FunctionId F,
                                               const CalleeBinding &Binding);

} // namespace session::solver

#endif
