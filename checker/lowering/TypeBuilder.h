//===- TypeBuilder.h - Types to symbols ------------------------*- C++ -*-===//
//
// Enters types into the symbol table by their canonical form without
// qualifiers, each once. A record is entered by name first and filled in
// later (complete), so that recursive types end.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_TYPEBUILDER_H
#define SESSION_TIDY_LOWERING_TYPEBUILDER_H

#include "flow/SymbolTable.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace session::lowering {

class SymbolBuilder;

class TypeBuilder {
public:
  TypeBuilder(clang::ASTContext &Ast, flow::SymbolTable &Table,
              SymbolBuilder &Symbols)
      : Ast(Ast), Table(Table), Symbols(Symbols) {}

  flow::TypeId type(clang::QualType T);
  void complete();

private:
  flow::Type head(clang::QualType T);
  void addArguments(const clang::RecordDecl *D, flow::TypeId Id);
  void addFields(const clang::RecordDecl *D, flow::TypeId Id);
  void addMembers(const clang::CXXRecordDecl *D, flow::TypeId Id);
  flow::TemplateArgument argument(const clang::TemplateArgument &A);

  clang::ASTContext &Ast;
  flow::SymbolTable &Table;
  SymbolBuilder &Symbols;
  llvm::DenseMap<const void *, flow::TypeId> Known; // only looked up
  std::vector<std::pair<const clang::RecordDecl *, flow::TypeId>> Incomplete;
};

} // namespace session::lowering

#endif
