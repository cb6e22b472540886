//===- Lowering.h - Clang AST to flow graphs -------------------*- C++ -*-===//
//
// The only room that visits the AST. Lowers every body of the project in one
// translation unit; bodies in system headers are not lowered. Follows
// CodeGen's scope stack for unwinding, not clang::CFG (DESIGN section 3).
// Cannot fail: a construct it does not know becomes Opaque, a body that Clang
// could not compile is marked unknown.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_LOWERING_H
#define SESSION_TIDY_LOWERING_LOWERING_H

#include "flow/FlowGraph.h"
#include "source/AnchorTable.h"

namespace clang {
class ASTContext;
class FunctionDecl;
} // namespace clang

namespace session::lowering {

struct LoweredUnit {
  flow::Program Program;
  source::AnchorTable Anchors;
  bool ExceptionsDisabled = false;
};

/// Lowers every function with a body outside system headers, template
/// instantiations and lambdas included.
LoweredUnit lowerUnit(clang::ASTContext &Context);

} // namespace session::lowering

#endif
