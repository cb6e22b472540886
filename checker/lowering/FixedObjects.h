//===- FixedObjects.h - What constant objects are made of -------*- C++ -*-===//
//
// A constant with an initialiser that is seen has one value for the whole life
// of the program: a text of a table of statements, a function of a table of
// functions, the text that a constant string object is made of. This finds
// the part of the initialiser that an expression names; what it is worth to
// the graph is the lowering's to say.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_FIXEDOBJECTS_H
#define SESSION_TIDY_LOWERING_FIXEDOBJECTS_H

#include "clang/AST/Expr.h"

namespace session::lowering {

/// The initialiser of the constant, or of the part of one, that E names; null
/// where E names nothing that is fixed.
const clang::Expr *fixedInitializer(const clang::Expr *E,
                                    const clang::ASTContext &Ast);
/// The literal from which the constant object D is constructed, or null.
const clang::StringLiteral *constructedFrom(const clang::VarDecl *D);
/// What the literal says, where it is made of bytes, or of wide characters that
/// are all ASCII.
std::optional<std::string> plainText(const clang::StringLiteral &Literal);

} // namespace session::lowering

#endif
