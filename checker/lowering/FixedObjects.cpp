//===- FixedObjects.cpp ---------------------------------------------------===//

#include "lowering/FixedObjects.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace session::lowering {

/// The initialiser of a variable that nobody can write to.
static const Expr *fixedInitializer(const VarDecl *D, const ASTContext &Ast) {
  if (isa<ParmVarDecl>(D) || D->isInvalidDecl())
    return nullptr;
  QualType T = Ast.getBaseElementType(D->getType());
  const Expr *Init = D->getAnyInitializer();
  bool IsFixed = T.isConstQualified() && !T.isVolatileQualified();
  return IsFixed && Init && !Init->isValueDependent() ? Init : nullptr;
}

/// Part Index of what an aggregate is initialised with.
static const Expr *partOf(const Expr *Init, uint64_t Index) {
  const auto *List = dyn_cast<InitListExpr>(
      Init->IgnoreParens()->IgnoreImplicit()->IgnoreParens());
  if (List && List->isSyntacticForm() && List->getSemanticForm())
    List = List->getSemanticForm();
  bool Plain = List && !List->isStringLiteralInit() && !List->isTransparent();
  return Plain && Index < List->getNumInits() ? List->getInit(unsigned(Index))
                                              : nullptr;
}

/// Where the field stands in the initialiser of its class.
static std::optional<unsigned> positionOf(const FieldDecl *Field) {
  const RecordDecl *Class = Field->getParent();
  const auto *Derived = dyn_cast<CXXRecordDecl>(Class);
  bool Plain = !Class->isUnion() && !(Derived && Derived->getNumBases());
  for (const FieldDecl *F : Class->fields())
    Plain &= !F->isUnnamedBitField();
  return Plain ? std::optional(Field->getFieldIndex()) : std::nullopt;
}

const Expr *fixedInitializer(const Expr *E, const ASTContext &Ast) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    const auto *D = dyn_cast<VarDecl>(Reference->getDecl());
    return D ? fixedInitializer(D, Ast) : nullptr;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *D = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return fixedInitializer(D, Ast);
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Field->isMutable() || Member->isArrow())
      return nullptr;
    const Expr *Whole = fixedInitializer(Member->getBase(), Ast);
    std::optional<unsigned> Position = positionOf(Field);
    return Whole && Position ? partOf(Whole, *Position) : nullptr;
  }
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
    const Expr *Whole = fixedInitializer(Element->getBase(), Ast);
    Expr::EvalResult Index;
    if (!Whole || Element->getIdx()->isValueDependent() ||
        !Element->getIdx()->EvaluateAsInt(Index, Ast))
      return nullptr;
    const llvm::APSInt &Number = Index.Val.getInt();
    return Number.isNegative() ? nullptr : partOf(Whole, Number.getZExtValue());
  }
  return nullptr;
}

std::optional<std::string> plainText(const StringLiteral &Literal) {
  if (Literal.getCharByteWidth() == 1)
    return Literal.getString().str();
  std::string Narrow;
  for (unsigned I = 0; I < Literal.getLength(); ++I) {
    if (Literal.getCodeUnit(I) > 127)
      return std::nullopt;
    Narrow += char(Literal.getCodeUnit(I));
  }
  return Narrow;
}

/// The only array of characters that a record is made of.
static const Expr *onlyText(const InitListExpr *List) {
  const Expr *Found = nullptr;
  for (const Expr *Part : List->inits()) {
    if (!isa<StringLiteral>(Part->IgnoreParens()))
      continue;
    if (Found)
      return nullptr;
    Found = Part;
  }
  return Found;
}

const StringLiteral *constructedFrom(const VarDecl *D) {
  const Expr *Init = fixedInitializer(D, D->getASTContext());
  while (Init) {
    Init = Init->IgnoreParens()->IgnoreImplicit()->IgnoreParens();
    if (const auto *Text = dyn_cast<StringLiteral>(Init))
      return Text;
    if (const auto *List = dyn_cast<InitListExpr>(Init))
      Init = onlyText(List);
    else if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Init))
      Init = Cast->getSubExpr();
    else if (const auto *Made = dyn_cast<CXXConstructExpr>(Init))
      // Further arguments are defaults: a length would cut the text.
      Init = Made->getNumArgs() && (Made->getNumArgs() == 1 ||
                                    isa<CXXDefaultArgExpr>(Made->getArg(1)))
                 ? Made->getArg(0)
                 : nullptr;
    else
      Init = nullptr;
  }
  return nullptr;
}

} // namespace session::lowering
