//===- SymbolPrinter.h - A symbol table as text ----------------*- C++ -*-===//
//
// One line for each type, function and static, in the order of their numbers,
// without what Defaults supplies.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_SYMBOLPRINTER_H
#define SESSION_TIDY_FLOW_TEXT_SYMBOLPRINTER_H

#include "flow/text/Label.h"
#include "llvm/Support/raw_ostream.h"

namespace session::flow {

void printSymbols(const SymbolLabels &Labels, llvm::raw_ostream &Out);

} // namespace session::flow

#endif
