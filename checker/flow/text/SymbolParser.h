//===- SymbolParser.h - Reads type, func and static lines ------*- C++ -*-===//
//
// Fills a symbol whose number is already reserved from the rest of its line.
// Defaults must see the whole line, so they come last.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_SYMBOLPARSER_H
#define SESSION_TIDY_FLOW_TEXT_SYMBOLPARSER_H

#include "flow/text/SymbolNames.h"

namespace session::flow {

class SymbolParser {
public:
  SymbolParser(SymbolTable &S, SymbolNames &Names, TokenStream &In)
      : S(S), Names(Names), In(In) {}

  // The reader stands behind the label.
  void type(TypeId Id);
  void function(FunctionId Id);
  void variable(StaticId Id);

  /// `(name: T Passing, ...)`: each part may be missing, but not all.
  llvm::SmallVector<Parameter, 4> parameters();
  /// The same in the head of a graph, where a word alone is a name.
  llvm::SmallVector<Parameter, 4> namedParameters();

private:
  struct TypeSaid {
    bool Kind = false, Pointee = false, Const = false, Name = false;
  };
  bool typeScalar(Type &T, TypeSaid &Said);
  bool typeList(Type &T);
  void fillDefaults(Type &T, const TypeSaid &Said);
  bool functionWord(Function &F, SymbolNames::Said &Said);
  bool functionFlag(Function &F, SymbolNames::Said &Said);
  /// A name before ':', or nothing.
  NameId nameBeforeColon();
  Parameter parameter(bool IsNamed);
  TemplateArgument templateArgument();
  Field field();

  SymbolTable &S;
  SymbolNames &Names;
  TokenStream &In;
};

} // namespace session::flow

#endif
