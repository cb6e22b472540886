//===- BrokenFunctions.h - Functions that did not compile ------*- C++ -*-===//
//
// Marks the functions in which the compiler found an error, and what is
// written inside them. Such a graph is not what its author wrote: nothing is
// reported there, and who calls it calls something unknown. Leaves it to the
// lowering to mark what the tree shows by itself.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PIPELINE_BROKENFUNCTIONS_H
#define SESSION_TIDY_PIPELINE_BROKENFUNCTIONS_H

#include "lowering/Lowering.h"
#include "pipeline/ErrorLog.h"

namespace session::pipeline {

void markBroken(lowering::LoweredUnit &Unit, llvm::ArrayRef<ErrorPlace> Errors);

} // namespace session::pipeline

#endif
