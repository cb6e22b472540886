//===- UnitContext.h - What the lowerings of one unit share ----*- C++ -*-===//
//
// The symbols, the anchors and the list of bodies still to lower. Owns
// nothing but the list.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_UNITCONTEXT_H
#define SESSION_TIDY_LOWERING_UNITCONTEXT_H

#include "flow/FlowGraph.h"
#include "lowering/SymbolBuilder.h"
#include "llvm/ADT/DenseSet.h"

namespace session::lowering {

struct UnitContext {
  clang::ASTContext &Ast;
  flow::SymbolTable &Table;
  SymbolBuilder Symbols;
  bool Exceptions;
  bool HasErrors; ///< some of the unit did not compile
  struct Body {
    const clang::Decl *Of; ///< a function, or a dynamic initialiser's variable
    bool AsBase = false;   ///< see SymbolBuilder::baseVariant
  };
  /// What to lower, in the order in which it was found.
  std::vector<Body> Pending;

  UnitContext(clang::ASTContext &Ast, flow::SymbolTable &Table,
              source::AnchorBuilder &Anchors);
  /// Puts D on the list, once.
  void enqueue(const clang::Decl *D);

private:
  llvm::DenseSet<const clang::Decl *> Seen;
};

/// Enqueues every body in D and what D contains: members, instances of
/// templates, friends. Nothing from system headers, nothing dependent.
void walk(const clang::Decl *D, UnitContext &Unit);

} // namespace session::lowering

#endif
