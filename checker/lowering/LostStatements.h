//===- LostStatements.h - What a broken body has lost ----------*- C++ -*-===//
//
// Clang drops a statement that it cannot parse without leaving a trace in the
// tree. Finds that out from the text between the statements that are left, so
// that a broken function is not taken for a shorter one. Asked only when the
// translation unit has errors.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_LOSTSTATEMENTS_H
#define SESSION_TIDY_LOWERING_LOSTSTATEMENTS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"

namespace session::lowering {

bool losesStatements(const clang::Stmt *Body, const clang::ASTContext &Ast);

} // namespace session::lowering

#endif
