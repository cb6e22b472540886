//===- FactText.h - Facts for developers to look at ------------*- C++ -*-===//
//
// Prints what was found out about a function, in the words of its graph. Not
// read back by anything.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_FACTTEXT_H
#define SESSION_TIDY_SHARING_FACTTEXT_H

#include "sharing/FunctionFacts.h"
#include "llvm/Support/raw_ostream.h"

namespace session::sharing {

void printFacts(const FunctionFacts &Facts, const flow::Program &P,
                llvm::raw_ostream &Out);

} // namespace session::sharing

#endif
