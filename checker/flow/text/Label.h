//===- Label.h - How the text form names things ----------------*- C++ -*-===//
//
// A label is a name and, where several things share the name, which of them
// it is: `@work`, `@work/2`, `::counter`, `x`, `x/2`, `%4` for the nameless
// variable number 4. Decides the text only; Parser finds what it stands for.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_LABEL_H
#define SESSION_TIDY_FLOW_TEXT_LABEL_H

#include "flow/FlowGraph.h"
#include <string>

namespace session::flow {

/// How often the name at each position occurred up to and including it.
using Ordinals = std::vector<unsigned>;

/// Labels of symbols; built once for a table that does not change meanwhile.
class SymbolLabels {
public:
  explicit SymbolLabels(const SymbolTable &S);

  std::string of(FunctionId F) const; ///< with `@`
  std::string of(TypeId T) const;
  std::string of(StaticId V) const; ///< with `::`
  /// Without quotes or sigil: "work", "work/2"; the default USR.
  std::string plain(FunctionId F) const;
  std::string plain(StaticId V) const;
  /// `T` is the only or first type spelled so.
  bool isTypeSpelled(TypeId T, llvm::StringRef Spelling) const;

  const SymbolTable &symbols() const { return S; }

private:
  const SymbolTable &S;
  Ordinals Functions, Types, Statics;
};

/// Labels of one graph's variables.
class VariableLabels {
public:
  VariableLabels(const FlowGraph &G, const SymbolTable &S);
  const std::string &of(VariableId V) const;

private:
  std::vector<std::string> Labels;
  std::string Missing = "%none";
};

/// The name that a variable's label stands for without saying so: nothing for
/// `this`, `return` and `%n`; else the label itself.
llvm::StringRef impliedName(const Variable &V, const SymbolTable &S);
/// Its label is its name (not `this`, `return` or `%n`).
bool isLabelledByName(const Variable &V, const SymbolTable &S);

} // namespace session::flow

#endif
