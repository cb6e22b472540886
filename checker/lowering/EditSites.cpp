//===- EditSites.cpp ------------------------------------------------------===//

#include "lowering/EditSites.h"
#include "clang/AST/Expr.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace session::lowering {

namespace {

class EditSiteBuilder {
public:
  EditSiteBuilder(const ASTContext &Ast, source::AnchorBuilder &Anchors,
                  source::AnchorTable &Table)
      : Ast(Ast), Anchors(Anchors), Table(Table) {}

  void run(const Stmt *Body) {
    // Uses may stand before a site in the walk's order, never before its
    // declaration.
    llvm::SmallVector<const Stmt *, 32> Work = {Body};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S)
        continue;
      if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
        Uses[Ref->getDecl()].push_back(Ref);
      addParts(S);
      Work.append(S->child_begin(), S->child_end());
    }
    for (auto &[Variable, Site] : Declared)
      for (const DeclRefExpr *Use : Uses[Variable])
        Site.Uses.push_back(Anchors.anchor(Use->getSourceRange()));
    for (auto &[Variable, Site] : Declared)
      Table.add(std::move(Site));
  }

private:
  void addParts(const Stmt *S) {
    if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
      AnchorId Around = Anchors.anchor(Block->getSourceRange());
      for (const Stmt *Child : Block->body())
        add(Child, Around, /*Alone=*/false);
    } else if (const auto *If = dyn_cast<IfStmt>(S)) {
      addAlone(If->getThen());
      addAlone(If->getElse());
    } else if (const auto *While = dyn_cast<WhileStmt>(S)) {
      addAlone(While->getBody());
    } else if (const auto *Do = dyn_cast<DoStmt>(S)) {
      addAlone(Do->getBody());
    } else if (const auto *For = dyn_cast<ForStmt>(S)) {
      addAlone(For->getBody());
    } else if (const auto *Each = dyn_cast<CXXForRangeStmt>(S)) {
      addAlone(Each->getBody());
    }
  }

  void addAlone(const Stmt *S) {
    if (S && !isa<CompoundStmt>(S))
      add(S, AnchorId(), /*Alone=*/true);
  }

  /// With its semicolon, where it has one.
  SourceRange whole(const Stmt *S) const {
    SourceRange Range = S->getSourceRange();
    SourceLocation After = Lexer::findLocationAfterToken(
        Range.getEnd(), tok::semi, Ast.getSourceManager(), Ast.getLangOpts(),
        /*SkipTrailingWhitespaceAndNewLine=*/false);
    if (After.isValid())
      Range.setEnd(After.getLocWithOffset(-1));
    return Range;
  }

  void add(const Stmt *S, AnchorId Around, bool Alone) {
    SourceRange Range = whole(S);
    bool Editable = Range.isValid() && Range.getBegin().isFileID() &&
                    Range.getEnd().isFileID() && !isa<NullStmt>(S);
    if (!Editable)
      return;
    source::EditSite Site;
    Site.Statement = Anchors.anchor(Range);
    Site.Enclosing = Around;
    Site.NeedsBraces = Alone;
    const auto *Declaration = dyn_cast<DeclStmt>(S);
    const auto *Variable = Declaration && Declaration->isSingleDecl()
                               ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                               : nullptr;
    if (!Variable) {
      Table.add(std::move(Site));
      return;
    }
    Site.Declaration = Anchors.anchor(Variable->getSourceRange());
    Site.DeclaredName = Table.Names.intern(Variable->getName());
    Site.DeclaredType = Table.Names.intern(
        Variable->getType().getAsString(Ast.getPrintingPolicy()));
    Declared.insert({Variable, std::move(Site)});
  }

  const ASTContext &Ast;
  source::AnchorBuilder &Anchors;
  source::AnchorTable &Table;
  llvm::MapVector<const ValueDecl *, source::EditSite> Declared;
  llvm::DenseMap<const ValueDecl *, llvm::SmallVector<const DeclRefExpr *, 4>>
      Uses;
};

} // namespace

void addEditSites(const Stmt *Body, const ASTContext &Ast,
                  source::AnchorBuilder &Anchors, source::AnchorTable &Table) {
  if (Body)
    EditSiteBuilder(Ast, Anchors, Table).run(Body);
}

} // namespace session::lowering
