//===- QueueFinder.h - The program's own pools of threads ------*- C++ -*-===//
//
// Finds functions that put a callable where a thread of the program takes
// callables from and runs them: thread pools, job queues, event loops. What is
// given to such a function runs on another thread. Likewise contexts, members
// or statics, that a thread runs.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SHAPES_QUEUEFINDER_H
#define SESSION_TIDY_SHARING_SHAPES_QUEUEFINDER_H

#include "sharing/shapes/Members.h"
#include "solver/CalleeBinding.h"
#include <map>
#include <set>

namespace session::sharing {

struct Queues {
  std::set<flow::FunctionId> Submitters;
  std::set<flow::TypeId> Classes; ///< of the submitters
  /// Contexts of handlers that threads run; true: several.
  std::map<MemberKey, bool> Contexts;
};

Queues findQueues(llvm::ArrayRef<FunctionFacts> Facts,
                  const solver::CalleeBinding &Binding);

} // namespace session::sharing

#endif
