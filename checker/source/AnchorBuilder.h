//===- AnchorBuilder.h - From source locations to anchors ------*- C++ -*-===//
//
// Enters ranges of the compiler into an AnchorTable, each range once. What
// comes out of a macro is anchored at its expansion. The first anchor in a
// file of the project also brings the file's NOLINT comments.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOURCE_ANCHORBUILDER_H
#define SESSION_TIDY_SOURCE_ANCHORBUILDER_H

#include "source/AnchorTable.h"
#include "source/SystemHeaders.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"

namespace session::source {

class AnchorBuilder {
public:
  AnchorBuilder(const clang::ASTContext &Ast, AnchorTable &Table)
      : Sources(Ast.getSourceManager()), Language(Ast.getLangOpts()),
        Table(Table) {}

  /// Range: of tokens. Invalid when the range is.
  AnchorId anchor(clang::SourceRange Range);
  AnchorId anchor(clang::SourceLocation Token) {
    return anchor(clang::SourceRange(Token, Token));
  }
  bool inSystemHeader(clang::SourceLocation Where) const {
    return source::inSystemHeader(Sources, Where);
  }

private:
  FileId file(clang::FileID Id, clang::SourceLocation Where, bool System);
  Position position(clang::FileID File, unsigned Offset) const;
  NameId spelling(llvm::StringRef Text);
  NameId outermostMacro(clang::SourceLocation Where);
  unsigned endOffset(clang::FileID File, clang::SourceLocation Begin,
                     clang::CharSourceRange Range) const;

  const clang::SourceManager &Sources;
  const clang::LangOptions &Language;
  AnchorTable &Table;
  llvm::DenseMap<std::pair<unsigned, unsigned>, AnchorId> Known;
  llvm::DenseMap<clang::FileID, FileId> Files;
};

} // namespace session::source

#endif
