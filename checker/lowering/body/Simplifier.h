//===- Simplifier.h - Fewer blocks, same paths -----------------*- C++ -*-===//
//
// Skips empty blocks, joins blocks that always follow each other, drops those
// that control cannot reach, and numbers the rest in the order in which they
// were made. Changes no path and no instruction.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_BODY_SIMPLIFIER_H
#define SESSION_TIDY_LOWERING_BODY_SIMPLIFIER_H

#include "flow/FlowGraph.h"

namespace session::lowering {

void simplify(flow::FlowGraph &Graph);

} // namespace session::lowering

#endif
