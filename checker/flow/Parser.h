//===- Parser.h - Reads the text form of graphs ----------------*- C++ -*-===//
//
// Reads what Printer writes, and what people write for the solver's tests. The
// grammar is in docs/flow.md. An error has file:line:column and says what was
// expected.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_PARSER_H
#define SESSION_TIDY_FLOW_PARSER_H

#include "flow/FlowGraph.h"
#include "llvm/Support/Error.h"

namespace session::flow {

llvm::Expected<Program> parse(llvm::StringRef Text, llvm::StringRef FileName);

} // namespace session::flow

#endif
