//===- TypeBuilder.cpp ----------------------------------------------------===//

#include "lowering/TypeBuilder.h"
#include "lowering/SymbolBuilder.h"
#include "source/SystemHeaders.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/PrettyPrinter.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace session::lowering {

static flow::TypeKind kindOf(QualType T) {
  if (T->isRecordType())
    return flow::TypeKind::Record;
  if (T->isEnumeralType())
    return flow::TypeKind::Enum;
  if (T->isReferenceType())
    return flow::TypeKind::Reference;
  if (T->isPointerType())
    return flow::TypeKind::Pointer;
  if (T->isIntegerType())
    return flow::TypeKind::Integer;
  return flow::TypeKind::Other;
}

flow::Type TypeBuilder::head(QualType T) {
  flow::Type Result;
  Result.Kind = kindOf(T);
  PrintingPolicy Policy(Ast.getLangOpts());
  Policy.SuppressTagKeyword = true;
  Policy.AnonymousTagLocations = false; // not the machine's paths
  Result.Spelling = Symbols.name(T.getAsString(Policy));
  if (const TagDecl *D = T->getAsTagDecl()) {
    Result.Name = Symbols.name(qualifiedName(*D));
    Result.IsUnion = D->isUnion();
    Result.At = Symbols.anchor(D->getLocation());
  }
  return Result;
}

flow::TypeId TypeBuilder::type(QualType T) {
  if (T.isNull())
    return {};
  T = Ast.getCanonicalType(T).getUnqualifiedType();
  if (T->isDependentType() || T->isVoidType())
    return {};
  auto [It, Fresh] = Known.try_emplace(T.getAsOpaquePtr());
  if (!Fresh)
    return It->second;
  flow::TypeId Id = Table.add(head(T));
  Known[T.getAsOpaquePtr()] = Id;
  if (QualType Pointee = T->getPointeeType(); !Pointee.isNull()) {
    flow::TypeId To = type(Pointee);
    Table[Id].Pointee = To;
    Table[Id].PointeeIsConst = Pointee.isConstQualified();
  }
  if (const RecordDecl *D = T->getAsRecordDecl())
    if (const RecordDecl *Definition = D->getDefinition())
      Incomplete.emplace_back(Definition, Id);
  return Id;
}

void TypeBuilder::complete() {
  // Entering fields enters further types: the list grows while it is walked.
  for (size_t I = 0; I != Incomplete.size(); ++I) {
    auto [D, Id] = Incomplete[I];
    addArguments(D, Id);
    addFields(D, Id);
    const auto *Class = dyn_cast<CXXRecordDecl>(D);
    if (Class && !D->isInvalidDecl())
      addMembers(Class, Id);
  }
  Incomplete.clear();
}

flow::TemplateArgument TypeBuilder::argument(const TemplateArgument &A) {
  flow::TemplateArgument Result;
  if (A.getKind() == TemplateArgument::Type)
    Result.Type = type(A.getAsType());
  else if (A.getKind() == TemplateArgument::Integral)
    Result.Integer = A.getAsIntegral().getExtValue();
  else if (A.getKind() == TemplateArgument::Declaration)
    if (const auto *F = dyn_cast<FunctionDecl>(A.getAsDecl()))
      Result.Function = Symbols.function(F);
  return Result;
}

/// Does A say more than an argument can carry in 64 bits?
static bool isWideInteger(const TemplateArgument &A) {
  return A.getKind() == TemplateArgument::Integral &&
         A.getAsIntegral().getSignificantBits() > 64;
}

void TypeBuilder::addArguments(const RecordDecl *D, flow::TypeId Id) {
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(D);
  if (!Instance)
    return;
  for (const TemplateArgument &A : Instance->getTemplateArgs().asArray()) {
    bool IsPack = A.getKind() == TemplateArgument::Pack;
    for (const TemplateArgument &Each :
         IsPack ? A.pack_elements() : llvm::ArrayRef(A)) {
      flow::TemplateArgument Made =
          isWideInteger(Each) ? flow::TemplateArgument() : argument(Each);
      Table[Id].Arguments.push_back(Made);
    }
  }
}

/// Fields of anonymous members are the record's own, as in paths.
void TypeBuilder::addFields(const RecordDecl *D, flow::TypeId Id) {
  bool Foreign =
      source::inSystemHeader(Ast.getSourceManager(), D->getLocation());
  for (const FieldDecl *F : D->fields()) {
    if (F->isAnonymousStructOrUnion()) {
      if (const RecordDecl *Inner = F->getType()->getAsRecordDecl())
        addFields(Inner, Id);
      continue;
    }
    // What a foreign class hides is its own business.
    bool Hidden =
        F->getAccess() == AS_private || F->getAccess() == AS_protected;
    std::string Name = fieldName(*F);
    if (Name.empty() || (Foreign && Hidden))
      continue;
    flow::Field Made{Symbols.name(Name), type(F->getType())};
    Table[Id].Fields.push_back(Made);
  }
}

/// The only operator() of D, an instance of a template included.
static const FunctionDecl *callOperator(const CXXRecordDecl *D) {
  const FunctionDecl *Found = nullptr;
  for (const Decl *Member : D->decls()) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(Member);
    const FunctionDecl *F = Template ? Template->getTemplatedDecl()
                                     : dyn_cast<FunctionDecl>(Member);
    if (!F || F->getOverloadedOperator() != OO_Call)
      continue;
    if (Template) {
      auto Instances = Template->specializations();
      if (std::distance(Instances.begin(), Instances.end()) != 1)
        return nullptr;
      F = *Instances.begin();
    }
    if (Found)
      return nullptr;
    Found = F;
  }
  return Found;
}

void TypeBuilder::addMembers(const CXXRecordDecl *D, flow::TypeId Id) {
  for (const CXXBaseSpecifier &B : D->bases())
    if (flow::TypeId Base = type(B.getType()))
      Table[Id].Bases.push_back(Base);
  if (D->isDependentContext())
    return;
  if (!D->hasTrivialDestructor())
    if (const CXXDestructorDecl *Destructor = D->getDestructor()) {
      flow::FunctionId F = Symbols.function(Destructor);
      Table[Id].Destructor = F;
    }
  if (const FunctionDecl *Operator = callOperator(D)) {
    flow::FunctionId F = Symbols.function(Operator);
    Table[Id].CallOperator = F;
  }
}

} // namespace session::lowering
