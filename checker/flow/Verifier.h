//===- Verifier.h - Is this a well-formed graph? ---------------*- C++ -*-===//
//
// Checks the invariants that Op.h and FlowGraph.h state and that a graph can
// show by itself: ids in range, Invoke after a Call, exits only as said, no
// block entered both with and without an exception in flight.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_VERIFIER_H
#define SESSION_TIDY_FLOW_VERIFIER_H

#include "flow/FlowGraph.h"
#include <string>

namespace session::flow {

/// One line per broken rule, with the block's number; empty when it is fine.
std::vector<std::string> verify(const FlowGraph &Graph,
                                const SymbolTable &Symbols);

} // namespace session::flow

#endif
