//===- SymbolBuilder.cpp --------------------------------------------------===//

#include "lowering/SymbolBuilder.h"
#include "lowering/ClangCompat.h"
#include "lowering/FixedObjects.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Index/USRGeneration.h"

using namespace clang;

namespace session::lowering {

bool isRecord(QualType Type) { return Type->isRecordType(); }

static flow::Passing referencePassing(QualType Type) {
  QualType To = Type->getPointeeType();
  if (Type->isRValueReferenceType())
    return flow::Passing::RValueReference;
  if (To->isPointerType())
    return To.isConstQualified() ? flow::Passing::ConstHandleRef
                                 : flow::Passing::PointerReference;
  return To.isConstQualified() ? flow::Passing::ConstReference
                               : flow::Passing::Reference;
}

flow::Passing passingOf(QualType Type) {
  if (Type.isNull() || Type->isDependentType())
    return flow::Passing::Value;
  if (Type->isReferenceType())
    return referencePassing(Type);
  if (isRecord(Type))
    return flow::Passing::Object;
  if (!Type->isPointerType() || Type->isFunctionPointerType())
    return flow::Passing::Value;
  QualType To = Type->getPointeeType();
  if (To.isConstQualified())
    return flow::Passing::ConstPointer;
  return To->isPointerType() ? flow::Passing::PointerToPointer
                             : flow::Passing::Pointer;
}

/// The last part of a name; constructors and destructors without the template
/// arguments that Clang prints.
static std::string ownName(const NamedDecl &D) {
  if (const auto *C = dyn_cast<CXXConstructorDecl>(&D))
    return C->getParent()->getNameAsString();
  if (const auto *C = dyn_cast<CXXDestructorDecl>(&D))
    return "~" + C->getParent()->getNameAsString();
  if (const auto *Tag = dyn_cast<TagDecl>(&D))
    if (!Tag->getIdentifier())
      if (const TypedefNameDecl *Alias = Tag->getTypedefNameForAnonDecl())
        return Alias->getNameAsString();
  return D.getNameAsString();
}

static std::string scopedName(const NamedDecl &D, bool WithNamespaces) {
  std::string Result = ownName(D);
  if (const auto *M = dyn_cast<CXXMethodDecl>(&D))
    if (M->getParent()->isLambda())
      return Result;
  for (const DeclContext *C = D.getDeclContext(); C; C = C->getParent()) {
    if (C->isFunctionOrMethod())
      break; // a local class is known by its own name
    const auto *Outer = dyn_cast<NamedDecl>(C);
    if (const auto *N = dyn_cast<NamespaceDecl>(C))
      if (!WithNamespaces || N->isInline())
        continue;
    if (!Outer || ownName(*Outer).empty())
      continue;
    Result = ownName(*Outer) + "::" + Result;
  }
  return Result;
}

std::string qualifiedName(const NamedDecl &D) { return scopedName(D, true); }

static std::string captureName(const LambdaCapture &C) {
  if (C.capturesThis())
    return "this";
  return C.capturesVariable() ? C.getCapturedVar()->getNameAsString() : "";
}

std::string fieldName(const FieldDecl &F) {
  const auto *Class = dyn_cast<CXXRecordDecl>(F.getParent());
  if (!Class || !Class->isLambda())
    return F.getNameAsString();
  unsigned Index = F.getFieldIndex();
  return Index < Class->capture_size()
             ? captureName(*(Class->captures_begin() + Index))
             : std::string();
}

NameId SymbolBuilder::usr(const Decl *D) {
  llvm::SmallString<128> Text;
  if (index::generateUSRForDecl(D, Text))
    return {};
  return name(Text);
}

/// Lambdas of one signature have one USR, at namespace scope and in templates.
NameId SymbolBuilder::numbered(NameId LambdaUsr) {
  unsigned Before = Lambdas[LambdaUsr]++;
  if (Before == 0)
    return LambdaUsr;
  return name((Table.text(LambdaUsr) + "#" + llvm::Twine(Before + 1)).str());
}

static bool hasThrowingDestructor(const CXXRecordDecl *D, unsigned Depth);

/// What an implicit destructor's specification will be once it is computed.
static bool mayDestructionThrow(QualType T, unsigned Depth) {
  const CXXRecordDecl *D = T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return D && D->hasDefinition() && hasThrowingDestructor(D, Depth + 1);
}

static bool hasThrowingDestructor(const CXXRecordDecl *D, unsigned Depth) {
  if (Depth > 16)
    return true;
  const CXXDestructorDecl *Own = D->getDestructor();
  if (Own)
    if (const auto *Type = Own->getType()->getAs<FunctionProtoType>())
      if (!isUnresolvedExceptionSpec(Type->getExceptionSpecType()))
        return !Type->isNothrow();
  for (const CXXBaseSpecifier &B : D->bases())
    if (mayDestructionThrow(B.getType(), Depth))
      return true;
  for (const FieldDecl *F : D->fields())
    if (mayDestructionThrow(F->getType(), Depth))
      return true;
  return false;
}

bool SymbolBuilder::isNoExcept(const FunctionDecl *D) const {
  if (D->hasAttr<NoThrowAttr>())
    return true;
  const auto *Type = D->getType()->getAs<FunctionProtoType>();
  if (!Type)
    return false;
  if (!isUnresolvedExceptionSpec(Type->getExceptionSpecType()))
    return Type->isNothrow();
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(D))
    return !hasThrowingDestructor(Destructor->getParent(), 0);
  return D->isTrivial();
}

static flow::SpecialMember specialOf(const CXXMethodDecl *D) {
  if (const auto *C = dyn_cast<CXXConstructorDecl>(D)) {
    if (C->isDefaultConstructor())
      return flow::SpecialMember::DefaultConstructor;
    if (C->isCopyConstructor())
      return flow::SpecialMember::CopyConstructor;
    if (C->isMoveConstructor())
      return flow::SpecialMember::MoveConstructor;
    return flow::SpecialMember::OtherConstructor;
  }
  if (isa<CXXDestructorDecl>(D))
    return flow::SpecialMember::Destructor;
  if (D->isCopyAssignmentOperator())
    return flow::SpecialMember::CopyAssignment;
  if (D->isMoveAssignmentOperator())
    return flow::SpecialMember::MoveAssignment;
  return flow::SpecialMember::None;
}

void SymbolBuilder::describeMember(const CXXMethodDecl *D, flow::Function &F) {
  F.Class = type(compat::typeOf(Ast, *D->getParent()));
  F.Special = specialOf(D);
  F.IsMember = D->isImplicitObjectMemberFunction();
  F.IsLambda =
      D->getParent()->isLambda() && D->getOverloadedOperator() == OO_Call;
  // What a lambda's author wrote is its call operator.
  F.IsImplicit = (D->isImplicit() || D->isDefaulted()) && !F.IsLambda;
  F.IsVirtual = D->isVirtual();
  F.IsPublic = D->getAccess() == AS_public || D->getAccess() == AS_none;
}

void SymbolBuilder::addParameters(const FunctionDecl *D, flow::Function &F) {
  for (const ParmVarDecl *P : D->parameters()) {
    flow::Parameter Made;
    if (P->getIdentifier())
      Made.Name = name(P->getName());
    Made.Type = type(P->getType());
    Made.How = passingOf(P->getType());
    F.Parameters.push_back(Made);
  }
}

static bool hasUnknownBody(const FunctionDecl *D) {
  const FunctionDecl *Definition = D->getDefinition();
  if (!Definition)
    return D->isInvalidDecl();
  return Definition->isInvalidDecl() || Definition->hasSkippedBody() ||
         Definition->isLateTemplateParsed() || Definition->willHaveBody();
}

void SymbolBuilder::describe(const FunctionDecl *D, flow::Function &F) {
  bool IsCxx = Ast.getLangOpts().CPlusPlus;
  F.Usr = usr(D);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(D))
    if (Method->getParent()->isLambda())
      F.Usr = numbered(F.Usr);
  F.Name = name(qualifiedName(*D));
  F.Display = name(scopedName(*D, false));
  F.Result = type(D->getReturnType());
  F.IsNoExcept = isNoExcept(D);
  F.IsC = D->isExternC() && !(IsCxx && D->isDefined());
  F.InSystemHeader = Anchors.inSystemHeader(D->getLocation());
  F.IsNoReturn = D->isNoReturn() || D->hasAttr<AnalyzerNoReturnAttr>();
  F.IsVariadic = D->isVariadic();
  F.IsMain = D->isMain();
  F.IsInternal = !D->isExternallyVisible();
  F.BodyUnknown = hasUnknownBody(D);
  F.At = anchor(D->getLocation());
  addParameters(D, F);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(D))
    describeMember(Method, F);
}

flow::FunctionId SymbolBuilder::function(const FunctionDecl *D) {
  const Decl *Key = D->getCanonicalDecl();
  auto It = Functions.find(Key);
  if (It != Functions.end())
    return It->second;
  // The definition's parameter names are the ones that a reader sees.
  if (const FunctionDecl *Definition = D->getDefinition())
    D = Definition;
  // Entered before it is described: types and functions name each other.
  flow::FunctionId Id = Table.add(flow::Function());
  Functions[Key] = Id;
  flow::Function F;
  describe(D, F);
  F.Overriders = Table[Id].Overriders;
  Table[Id] = std::move(F);
  return Id;
}

flow::FunctionId SymbolBuilder::pointedTo(const FieldDecl *D,
                                          const FunctionProtoType *Type) {
  auto [It, Fresh] = Functions.try_emplace(D->getCanonicalDecl());
  if (!Fresh)
    return It->second;
  flow::Function F;
  F.Usr = usr(D);
  F.Name = name(qualifiedName(*D));
  F.Display = F.Name;
  F.Result = type(Type->getReturnType());
  F.IsNoExcept = !Ast.getLangOpts().CPlusPlus;
  F.IsC = F.InSystemHeader = true;
  F.IsVariadic = Type->isVariadic();
  F.At = anchor(D->getLocation());
  for (QualType T : Type->param_types()) {
    flow::Parameter Made;
    Made.Type = type(T);
    Made.How = passingOf(T);
    F.Parameters.push_back(Made);
  }
  flow::FunctionId Id = Table.add(std::move(F));
  Functions[D->getCanonicalDecl()] = Id;
  return Id;
}

bool hasBaseVariant(const FunctionDecl *D) {
  return isa<CXXConstructorDecl, CXXDestructorDecl>(D) &&
         cast<CXXMethodDecl>(D)->getParent()->getNumVBases() != 0;
}

flow::FunctionId SymbolBuilder::baseVariant(const FunctionDecl *D) {
  if (!hasBaseVariant(D))
    return function(D);
  auto It = BaseVariants.find(D->getCanonicalDecl());
  if (It != BaseVariants.end())
    return It->second;
  flow::Function F = Table[function(D)];
  F.Usr = name((Table.text(F.Usr) + "#base").str());
  flow::FunctionId Id = Table.add(std::move(F));
  BaseVariants[D->getCanonicalDecl()] = Id;
  return Id;
}

void SymbolBuilder::addOverrider(const CXXMethodDecl *D) {
  if (!D->isVirtual() || D->isDependentContext())
    return;
  for (const CXXMethodDecl *Overridden : D->overridden_methods()) {
    flow::FunctionId Base = function(Overridden);
    flow::FunctionId Own = function(D);
    if (!llvm::is_contained(Table[Base].Overriders, Own))
      Table[Base].Overriders.push_back(Own);
  }
}

flow::StaticId SymbolBuilder::variable(const VarDecl *D) {
  auto [It, Fresh] = Statics.try_emplace(D->getCanonicalDecl());
  if (!Fresh)
    return It->second;
  flow::Static S;
  S.Usr = usr(D);
  S.Name = name(D->isStaticLocal() ? D->getNameAsString() : qualifiedName(*D));
  S.Type = type(D->getType());
  S.IsThreadLocal = D->getTLSKind() != VarDecl::TLS_None ||
                    D->hasAttr<OMPThreadPrivateDeclAttr>();
  S.IsConst = D->getType().isConstQualified();
  S.IsLocal = D->isStaticLocal();
  if (S.IsConst && isRecord(D->getType()))
    if (const StringLiteral *Text = constructedFrom(D))
      if (Text->getLength() <= flow::LongestText)
        if (auto Plain = plainText(*Text))
          S.Text = name(*Plain);
  // Of several declarations the reader wants the one that makes the variable.
  const VarDecl *Definition = D->getDefinition();
  if (!Definition)
    Definition = D->getActingDefinition();
  S.IsExtern = !Definition;
  S.At = anchor((Definition ? Definition : D)->getLocation());
  flow::StaticId Id = Table.add(std::move(S));
  Statics[D->getCanonicalDecl()] = Id;
  return Id;
}

flow::FunctionId SymbolBuilder::initializerOf(const VarDecl *D) {
  auto It = Initializers.find(D->getCanonicalDecl());
  if (It != Initializers.end())
    return It->second;
  flow::Function F;
  F.Usr = name((Table.text(usr(D)) + "#initializer").str());
  F.Name = name("initializer of " + qualifiedName(*D));
  F.Display = F.Name;
  F.IsInternal = true;
  F.InSystemHeader = Anchors.inSystemHeader(D->getLocation());
  F.At = anchor(D->getLocation());
  flow::FunctionId Id = Table.add(std::move(F));
  Initializers[D->getCanonicalDecl()] = Id;
  return Id;
}

} // namespace session::lowering
