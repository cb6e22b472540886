//===- ClangCompat.h - What differs between LLVM 19 and 22 -----*- C++ -*-===//
//
// The only place that asks which Clang this is. Everything else uses calls
// that all supported majors have.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_CLANGCOMPAT_H
#define SESSION_TIDY_LOWERING_CLANGCOMPAT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/Version.h"

namespace session::lowering::compat {

/// The type that a class, struct, union or enumeration declares.
inline clang::QualType typeOf(const clang::ASTContext &Ast,
                              const clang::TagDecl &D) {
#if CLANG_VERSION_MAJOR >= 22
  return Ast.getCanonicalTagType(&D);
#else
  return Ast.getTypeDeclType(&D);
#endif
}

} // namespace session::lowering::compat

#endif
