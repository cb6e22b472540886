//===- GraphNames.h - From labels to variables and blocks ------*- C++ -*-===//
//
// What the names inside one graph stand for. A variable is declared by its
// line or by its first mention; a block by its first mention or its label,
// and numbered in the order of the labels when the graph is complete.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_GRAPHNAMES_H
#define SESSION_TIDY_FLOW_TEXT_GRAPHNAMES_H

#include "flow/GraphBuilder.h"
#include "flow/text/SymbolNames.h"

namespace session::flow {

class GraphNames {
public:
  GraphNames(GraphBuilder &Graph, SymbolTable &S, SymbolNames &Symbols,
             TokenStream &In)
      : Graph(Graph), S(S), Symbols(Symbols), In(In), Order{Graph.current()},
        IsPlaced{true} {}

  /// Reads a variable's label.
  VariableId variable();
  /// Reads the label of a variable that must be new and adds V, with the name
  /// and the kind (Kind, unless it is `this` or `return`) that it implies.
  VariableId declare(VariableKind Kind);
  /// Adds a parameter of this name; At is where the text says so.
  void declareParameter(const Parameter &P, unsigned Index, size_t At);

  void declareResult(TypeId Type);

  /// Reads the label of a block that an edge goes to.
  BlockId block();
  /// The block behind a label that a terminator may leave out.
  BlockId block(llvm::StringRef Name);
  /// Reads a label at the start of a line: here the block begins.
  BlockId placeBlock();
  /// A block that no label names begins here.
  BlockId placeUnnamed();
  /// Checks that every block has its label, and brings them into order.
  void finish();

private:
  struct Label {
    std::string Key; ///< two variables differ in it
    VariableKind Kind = VariableKind::Local;
    NameId Name;
  };
  Label label(VariableKind Kind);
  VariableId add(const Label &L);
  void place(BlockId B);
  void placeImpliedBlocks();

  GraphBuilder &Graph;
  SymbolTable &S;
  SymbolNames &Symbols;
  TokenStream &In;
  std::map<std::string, VariableId> Variables;
  struct Mention {
    BlockId Block;
    size_t At;
  };
  std::map<std::string, Mention, std::less<>> Blocks;
  std::vector<BlockId> Order; ///< the entry, then as labels come
  std::vector<bool> IsPlaced; ///< by block
  bool EntryIsNamed = false;
};

} // namespace session::flow

#endif
