//===- HeaderCollector.h - What a library's headers declare ----*- C++ -*-===//
//
// Names as models write them: qualified, without inline namespaces and
// template arguments. Also of a class that the headers only declare, and of
// members that nobody wrote (destructors, what a base has).
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_HEADERCOLLECTOR_H
#define SESSION_TIDY_LOWERING_HEADERCOLLECTOR_H

#include "contracts/HeaderCheck.h"

namespace clang {
class ASTContext;
}

namespace session::lowering {

/// A constexpr variable so named tells the value of the constant whose name
/// follows.
inline constexpr llvm::StringLiteral ConstantPrefix = "session_constant_";

HeaderNames collectNames(clang::ASTContext &Context);

} // namespace session::lowering

#endif
