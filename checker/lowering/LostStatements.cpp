//===- LostStatements.cpp -------------------------------------------------===//

#include "lowering/LostStatements.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace session::lowering {

/// Is there a token but ';' between the two places of one file? The first
/// token, at From, ends the statement before.
static bool hasTokensBetween(SourceLocation From, SourceLocation To,
                             const ASTContext &Ast) {
  const SourceManager &SM = Ast.getSourceManager();
  if (From.isInvalid() || To.isInvalid() || From.isMacroID() || To.isMacroID())
    return false;
  auto [File, Begin] = SM.getDecomposedLoc(From);
  auto [ToFile, End] = SM.getDecomposedLoc(To);
  if (File != ToFile || Begin >= End)
    return false;
  Begin += Lexer::MeasureTokenLength(From, SM, Ast.getLangOpts());
  llvm::StringRef Text = SM.getBufferData(File);
  Lexer Lex(SM.getLocForStartOfFile(File), Ast.getLangOpts(), Text.begin(),
            Text.begin() + Begin, Text.end());
  Token T;
  while (!Lex.LexFromRawLexer(T) && SM.getFileOffset(T.getLocation()) < End)
    if (T.isNot(tok::semi))
      return true;
  return false;
}

static bool hasGap(const CompoundStmt *S, const ASTContext &Ast) {
  SourceLocation Last = S->getLBracLoc();
  for (const Stmt *Child : S->body()) {
    if (hasTokensBetween(Last, Child->getBeginLoc(), Ast))
      return true;
    Last = Child->getEndLoc();
  }
  return hasTokensBetween(Last, S->getRBracLoc(), Ast);
}

bool losesStatements(const Stmt *Body, const ASTContext &Ast) {
  llvm::SmallVector<const Stmt *, 16> Work = {Body};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    const auto *Compound = dyn_cast_or_null<CompoundStmt>(S);
    if (Compound && hasGap(Compound, Ast))
      return true;
    if (S && !isa<Expr>(S))
      Work.append(S->child_begin(), S->child_end());
  }
  return false;
}

} // namespace session::lowering
