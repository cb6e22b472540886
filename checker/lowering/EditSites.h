//===- EditSites.h - Where source can be edited ----------------*- C++ -*-===//
//
// Enters the statements of a body into the anchor table, with what a fix-it
// needs of them: the whole statement, the block around it, whether it stands
// alone under an if or a loop, what it declares and where that is used. Says
// nothing of what to edit, and knows no session.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_EDITSITES_H
#define SESSION_TIDY_LOWERING_EDITSITES_H

#include "source/AnchorBuilder.h"
#include "clang/AST/Stmt.h"

namespace session::lowering {

/// Statements that come out of macros are left out: nothing is edited there
/// (SEMANTICS 4).
void addEditSites(const clang::Stmt *Body, const clang::ASTContext &Ast,
                  source::AnchorBuilder &Anchors, source::AnchorTable &Table);

} // namespace session::lowering

#endif
