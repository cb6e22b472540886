//===- Declared.h - What a model says of a function ------------*- C++ -*-===//
//
// Decides which entry of the models a function of the program is: by its name,
// how many parameters it has and, where overloads of one arity do different
// things, of which classes these are.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_DECLARED_H
#define SESSION_TIDY_SOLVER_DECLARED_H

#include "contracts/ContractStore.h"
#include "flow/SymbolTable.h"

namespace session::solver {

/// nullptr: no model names it.
inline const FunctionContract *declaredFor(flow::FunctionId F,
                                           const flow::SymbolTable &Symbols,
                                           const ContractStore &Contracts) {
  const flow::Function &Callee = Symbols[F];
  llvm::SmallVector<llvm::StringRef, 4> Classes;
  for (const flow::Parameter &P : Callee.Parameters) {
    flow::TypeId T = P.Type;
    bool Refers = T && (Symbols[T].Kind == flow::TypeKind::Reference ||
                        Symbols[T].Kind == flow::TypeKind::Pointer);
    if (Refers)
      T = Symbols[T].Pointee;
    bool IsRecord = T && Symbols[T].Kind == flow::TypeKind::Record;
    Classes.push_back(IsRecord ? Symbols.text(Symbols[T].Name) : "");
  }
  return Contracts.declared(Symbols.text(Callee.Name), Classes);
}

} // namespace session::solver

#endif
