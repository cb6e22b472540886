//===- ContractAttributes.cpp ---------------------------------------------===//
#include "lowering/ContractAttributes.h"
#include "lowering/SymbolBuilder.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using session::lowering::ResultSort;
using session::lowering::SaidContract;

namespace {

constexpr llvm::StringLiteral HandleType = "session";
constexpr llvm::StringLiteral Prefix = "session:";

/// The function that ends what a malloc-like function gives, where the
/// compiler keeps the attribute's argument.
template <typename Attribute>
auto deallocatorOf(const Attribute &A, int)
    -> decltype(A.getDeallocator(), (const FunctionDecl *)nullptr) {
  const auto *Named = dyn_cast_if_present<DeclRefExpr>(A.getDeallocator());
  return Named ? dyn_cast<FunctionDecl>(Named->getDecl()) : nullptr;
}
template <typename Attribute>
const FunctionDecl *deallocatorOf(const Attribute &, long) {
  return nullptr;
}

class AttributeReader {
public:
  std::vector<std::string> run(const FunctionDecl &D) {
    for (const FunctionDecl *Declaration : D.redecls())
      read(*Declaration);
    return std::move(Lines);
  }

private:
  void add(const llvm::Twine &Line) {
    std::string Text = Line.str();
    if (!llvm::is_contained(Lines, Text))
      Lines.push_back(std::move(Text));
  }

  void read(const FunctionDecl &D) {
    for (const auto *A : D.specific_attrs<AcquireHandleAttr>())
      acquiresResult(*A);
    // Behind the declarator it belongs to the function's type.
    if (const TypeSourceInfo *Info = D.getTypeSourceInfo()) {
      TypeLoc At = Info->getTypeLoc();
      while (auto Type = At.getAs<AttributedTypeLoc>()) {
        if (const auto *A = Type.getAttrAs<AcquireHandleAttr>())
          acquiresResult(*A);
        At = Type.getModifiedLoc();
      }
    }
    for (const auto *A : D.specific_attrs<AnnotateAttr>())
      if (A->getAnnotation().starts_with(Prefix))
        add(A->getAnnotation());
    for (const auto *A : D.specific_attrs<RestrictAttr>())
      if (const FunctionDecl *Ends = deallocatorOf(*A, 0))
        add("malloc " + session::lowering::qualifiedName(*Ends));
    for (const ParmVarDecl *P : D.parameters())
      read(*P);
  }

  void acquiresResult(const AcquireHandleAttr &A) {
    if (A.getHandleType() == HandleType)
      add("acquire return");
  }

  void read(const ParmVarDecl &P) {
    std::string Value = "arg" + std::to_string(P.getFunctionScopeIndex());
    // A handle by address: `fish **`, `fish *&`.
    QualType Type = P.getType();
    bool IsIndirect = (Type->isPointerType() || Type->isReferenceType()) &&
                      Type->getPointeeType()->isPointerType();
    std::string Handle = (IsIndirect ? "*" : "") + Value;
    for (const auto *A : P.specific_attrs<AcquireHandleAttr>())
      if (A->getHandleType() == HandleType)
        add("acquire *" + Value);
    for (const auto *A : P.specific_attrs<UseHandleAttr>())
      if (A->getHandleType() == HandleType)
        add("use " + Handle);
    for (const auto *A : P.specific_attrs<ReleaseHandleAttr>())
      if (A->getHandleType() == HandleType)
        add("release " + Handle);
    for (const auto *A : P.specific_attrs<AnnotateAttr>())
      if (A->getAnnotation().starts_with(Prefix))
        add(A->getAnnotation() + ": '" + Handle + "'");
  }

  std::vector<std::string> Lines;
};

/// The record behind a handle's type, or "".
std::string recordBehind(QualType Type) {
  while (Type->isPointerType() || Type->isReferenceType())
    Type = Type->getPointeeType();
  const auto *Record = Type->getAsRecordDecl();
  return Record ? session::lowering::qualifiedName(*Record) : "";
}

ResultSort sortOf(QualType Result) {
  if (Result->isPointerType())
    return ResultSort::Pointer;
  if (Result->isBooleanType())
    return ResultSort::Bool;
  return Result->isIntegralOrEnumerationType() ? ResultSort::Code
                                               : ResultSort::Nothing;
}

class Finder : public RecursiveASTVisitor<Finder> {
public:
  explicit Finder(const SourceManager &Sources) : Sources(Sources) {}

  bool VisitFunctionDecl(FunctionDecl *D) {
    if (!D->isFirstDecl() || D->isTemplated())
      return true;
    std::vector<std::string> Lines = AttributeReader().run(*D);
    if (Lines.empty())
      return true;
    SaidContract Said;
    Said.Name = session::lowering::qualifiedName(*D);
    Said.Display = D->getNameAsString();
    PresumedLoc At = Sources.getPresumedLoc(D->getLocation());
    if (At.isValid()) {
      Said.File = At.getFilename();
      Said.Line = At.getLine();
      Said.Column = At.getColumn();
    }
    Said.Result = sortOf(D->getReturnType());
    Said.ResultRecord = recordBehind(D->getReturnType());
    for (const ParmVarDecl *P : D->parameters())
      Said.ParameterRecords.push_back(recordBehind(P->getType()));
    Said.Lines = std::move(Lines);
    Found.push_back(std::move(Said));
    return true;
  }

  std::vector<SaidContract> Found;

private:
  const SourceManager &Sources;
};

} // namespace

std::vector<SaidContract>
session::lowering::contractsInCode(ASTContext &Context) {
  Finder All(Context.getSourceManager());
  All.TraverseAST(Context);
  return std::move(All.Found);
}
