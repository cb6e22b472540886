//===- Runners.h - Methods that another thread runs ------------*- C++ -*-===//
//
// Methods of which a base says that another thread runs whatever overrides it.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SHAPES_RUNNERS_H
#define SESSION_TIDY_SHARING_SHAPES_RUNNERS_H

#include "solver/CalleeBinding.h"

namespace session::sharing {

bool runsOnThread(flow::FunctionId F, const solver::CalleeBinding &Binding);
/// The method of the class that does, or an invalid id.
flow::FunctionId runnerOf(flow::TypeId Class,
                          const solver::CalleeBinding &Binding);

} // namespace session::sharing

#endif
