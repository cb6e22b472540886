//===- SymbolNames.h - From labels to symbols ------------------*- C++ -*-===//
//
// Reads labels of functions, types and statics, and finds what they stand for.
// A symbol that nobody declared is declared on the spot with what Defaults
// makes of its name. Which tokens declare is SymbolParser's business.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_SYMBOLNAMES_H
#define SESSION_TIDY_FLOW_TEXT_SYMBOLNAMES_H

#include "flow/FlowGraph.h"
#include "flow/text/TokenStream.h"
#include <map>

namespace session::flow {

class SymbolNames {
public:
  SymbolNames(SymbolTable &S, TokenStream &In) : S(S), In(In) {}

  // Read a label, and give the symbol, declared or new.
  FunctionId function();
  TypeId type();
  TypeId typeOrNone(); ///< also `none`
  StaticId variable();
  /// The next token begins a type's label.
  bool startsType() const;
  /// The type spelled so (the first one).
  TypeId typeSpelled(llvm::StringRef Spelling);

  // Read a label that must be new, and reserve a number for it.
  FunctionId declareFunction();
  TypeId declareType();
  StaticId declareStatic();

  /// Which fields of a function the text gave; the others get their defaults.
  struct Said {
    bool Class = false;
    bool Special = false;
    std::vector<bool Function::*> Flags;
  };
  void fillDefaults(FunctionId F, const Said &Given);
  NameId intern(llvm::StringRef Text) { return S.Names.intern(Text); }
  /// An empty name is no name.
  NameId name(llvm::StringRef Text) {
    return Text.empty() ? NameId() : intern(Text);
  }

private:
  /// Name and ordinal.
  using Label = std::pair<std::string, unsigned>;
  Label functionLabel();
  Label typeLabel();
  Label staticLabel();
  std::string bareType();
  FunctionId addFunction(const Label &L);
  TypeId addType(const Label &L);
  StaticId addStatic(const Label &L);
  TypeId typeLabelled(const Label &L);

  SymbolTable &S;
  TokenStream &In;
  std::map<Label, FunctionId> Functions;
  std::map<Label, TypeId> Types;
  std::map<Label, StaticId> Statics;
};

} // namespace session::flow

#endif
