//===- SymbolBuilder.h - Declarations to symbols ---------------*- C++ -*-===//
//
// Enters functions, statics and (through TypeBuilder) types into the symbol
// table, each once, with every fact that a declaration shows. Never asks the
// compiler to instantiate or to declare anything: what is not known yet is
// taken the careful way.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_SYMBOLBUILDER_H
#define SESSION_TIDY_LOWERING_SYMBOLBUILDER_H

#include "flow/SymbolTable.h"
#include "lowering/TypeBuilder.h"
#include "source/AnchorBuilder.h"

namespace session::lowering {

/// How an argument for a parameter of this type travels.
flow::Passing passingOf(clang::QualType Type);
/// Is a value of this type an object with fields (and not a scalar)?
bool isRecord(clang::QualType Type);
/// A field's name; of a closure's field the name of what is captured. Empty
/// for anonymous members.
std::string fieldName(const clang::FieldDecl &F);
/// A constructor or destructor of a class with virtual bases.
bool hasBaseVariant(const clang::FunctionDecl *D);
/// Names without inline and anonymous namespaces and template arguments.
std::string qualifiedName(const clang::NamedDecl &D);

class SymbolBuilder {
public:
  SymbolBuilder(clang::ASTContext &Ast, flow::SymbolTable &Table,
                source::AnchorBuilder &Anchors)
      : Ast(Ast), Table(Table), Anchors(Anchors), Types(Ast, Table, *this) {}

  flow::FunctionId function(const clang::FunctionDecl *D);
  /// The constructor or destructor D as it runs on a base of a larger object:
  /// virtual bases are the larger object's. D itself unless hasBaseVariant.
  flow::FunctionId baseVariant(const clang::FunctionDecl *D);
  /// What a field of a library's record points to, as a function with the
  /// field's name.
  flow::FunctionId pointedTo(const clang::FieldDecl *D,
                             const clang::FunctionProtoType *Type);
  bool inSystemHeader(const clang::Decl *D) const {
    return Anchors.inSystemHeader(D->getLocation());
  }
  flow::StaticId variable(const clang::VarDecl *D);
  /// The function that runs D's dynamic initialiser.
  flow::FunctionId initializerOf(const clang::VarDecl *D);
  flow::TypeId type(clang::QualType T) { return Types.type(T); }
  NameId name(llvm::StringRef Text) { return Table.Names.intern(Text); }
  /// Enters D among the overriders of what it overrides.
  void addOverrider(const clang::CXXMethodDecl *D);
  /// Fills in types that were entered by name only.
  void finish() { Types.complete(); }

  /// Can no exception leave D? Unresolved specifications: it may.
  bool isNoExcept(const clang::FunctionDecl *D) const;
  AnchorId anchor(clang::SourceRange R) { return Anchors.anchor(R); }

private:
  void describe(const clang::FunctionDecl *D, flow::Function &F);
  void describeMember(const clang::CXXMethodDecl *D, flow::Function &F);
  void addParameters(const clang::FunctionDecl *D, flow::Function &F);
  NameId usr(const clang::Decl *D);
  NameId numbered(NameId LambdaUsr);

  clang::ASTContext &Ast;
  flow::SymbolTable &Table;
  source::AnchorBuilder &Anchors;
  TypeBuilder Types;
  // Only looked up, never iterated over.
  llvm::DenseMap<const clang::Decl *, flow::FunctionId> Functions;
  llvm::DenseMap<const clang::Decl *, flow::StaticId> Statics;
  llvm::DenseMap<const clang::Decl *, flow::FunctionId> Initializers;
  llvm::DenseMap<const clang::Decl *, flow::FunctionId> BaseVariants;
  llvm::DenseMap<NameId, unsigned> Lambdas; // how many have a USR
};

} // namespace session::lowering

#endif
