//===- CallFrame.h - The call at hand --------------------------*- C++ -*-===//
//
// One call with its operands evaluated in one state: what a contract's places
// are resolved against. Lives as long as the call is walked.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_CALLFRAME_H
#define SESSION_TIDY_SOLVER_CALLFRAME_H

#include "solver/CalleeBinding.h"
#include "solver/Location.h"

namespace session::solver {

/// The call at hand, with its operands evaluated.
struct CallFrame {
  flow::FunctionId Callee;
  const FunctionContract *Contract = nullptr;
  llvm::SmallVector<ValueId, 4> Arguments;
  llvm::SmallVector<flow::Passing, 4> How;
  ValueId Receiver;
  flow::TypeId ObjectType;
  std::optional<Location> Result; ///< where a result goes
  AnchorId At;
  flow::Leave Why = flow::Leave::None;
  bool IsSite = false;
  bool IsOverridden = false; ///< virtual: the callee or one of its overriders
  bool Again = false;        ///< the site, and what it opened last may be open
};

} // namespace session::solver

#endif
