//===- UnitWalker.cpp - Finds the bodies of a translation unit ------------===//

#include "lowering/UnitContext.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace session::lowering {

UnitContext::UnitContext(ASTContext &Ast, flow::SymbolTable &Table,
                         source::AnchorBuilder &Anchors)
    : Ast(Ast), Table(Table), Symbols(Ast, Table, Anchors),
      Exceptions(Ast.getLangOpts().CXXExceptions),
      HasErrors(Ast.getDiagnostics().hasUncompilableErrorOccurred()) {}

void UnitContext::enqueue(const Decl *D) {
  if (!Seen.insert(D).second)
    return;
  Pending.push_back({D});
  const auto *F = dyn_cast<FunctionDecl>(D);
  if (F && hasBaseVariant(F))
    Pending.push_back({D, /*AsBase=*/true});
}

namespace {

class Walker {
public:
  explicit Walker(UnitContext &Unit) : Unit(Unit) {}

  void visit(const Decl *D) {
    if (!D || isForeign(D))
      return;
    if (const auto *F = dyn_cast<FunctionDecl>(D))
      return visitFunction(F);
    if (const auto *V = dyn_cast<VarDecl>(D))
      return visitVariable(V);
    if (const auto *C = dyn_cast<CXXRecordDecl>(D))
      return visitClass(C);
    if (const auto *F = dyn_cast<FriendDecl>(D))
      return visit(F->getFriendDecl());
    if (isa<TemplateDecl>(D))
      return visitTemplate(cast<TemplateDecl>(D));
    if (const auto *C = dyn_cast<DeclContext>(D))
      if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl>(D) ||
          isa<TranslationUnitDecl>(D))
        visitAll(C);
  }

private:
  bool isForeign(const Decl *D) const {
    const SourceManager &SM = Unit.Ast.getSourceManager();
    SourceLocation Where = D->getLocation();
    return Where.isValid() && !isa<TranslationUnitDecl>(D) &&
           source::inSystemHeader(SM, Where);
  }

  void visitAll(const DeclContext *C) {
    for (const Decl *D : C->decls())
      visit(D);
  }

  void visitFunction(const FunctionDecl *F) {
    if (F->isDependentContext() || !F->isThisDeclarationADefinition() ||
        F->isDeleted() || !F->getBody())
      return;
    Unit.enqueue(F);
  }

  void visitVariable(const VarDecl *V) {
    if (!V->hasGlobalStorage() || V->isStaticLocal() || !V->hasInit() ||
        V->getDeclContext()->isDependentContext() ||
        V->getType()->isDependentType() || V->isTemplated() ||
        V->getInit()->isValueDependent())
      return;
    if (isa<VarTemplatePartialSpecializationDecl>(V))
      return;
    bool IsConstant =
        !Unit.Ast.getLangOpts().CPlusPlus || V->hasConstantInitialization();
    if (!IsConstant)
      Unit.enqueue(V);
    // A lambda is a function even in a constant initialiser.
    else if (const auto *C = V->getType()->getAsCXXRecordDecl())
      if (C->isLambda())
        visit(C);
  }

  void visitClass(const CXXRecordDecl *C) {
    if (!C->isThisDeclarationADefinition() || C->isDependentContext())
      return;
    visitAll(C);
    for (const CXXMethodDecl *M : C->methods())
      Unit.Symbols.addOverrider(M);
  }

  void visitTemplate(const TemplateDecl *T) {
    if (const auto *F = dyn_cast<FunctionTemplateDecl>(T)) {
      for (const FunctionDecl *Instance : F->specializations())
        visitInstance(Instance);
    } else if (const auto *C = dyn_cast<ClassTemplateDecl>(T)) {
      if (C->isCanonicalDecl())
        for (const auto *Instance : C->specializations())
          visit(Instance);
    } else if (const auto *V = dyn_cast<VarTemplateDecl>(T)) {
      if (V->isCanonicalDecl())
        for (const auto *Instance : V->specializations())
          visit(Instance);
    }
  }

  void visitInstance(const FunctionDecl *Instance) {
    if (const FunctionDecl *Definition = Instance->getDefinition())
      visit(Definition);
  }

  UnitContext &Unit;
};

} // namespace

void walk(const Decl *D, UnitContext &Unit) { Walker(Unit).visit(D); }

} // namespace session::lowering
