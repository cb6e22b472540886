//===- FlowGraph.h - One function, ready to be solved ----------*- C++ -*-===//
//
// Blocks of instructions with normal and unwind edges, and separate normal,
// exceptional and terminating exits. Complete in itself but for the symbols it
// names; has a text form (Printer, Parser) that loses nothing.
//
// Invariant: a throwing path and a returning path never share an exit, and a
// cleanup runs on every edge that leaves its scope (Verifier checks what can
// be checked on the graph, the execution oracle the rest).
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_FLOWGRAPH_H
#define SESSION_TIDY_FLOW_FLOWGRAPH_H

#include "flow/Op.h"

namespace session::flow {

enum class VariableKind : uint8_t {
  Local,
  Parameter, ///< Index: which
  This,      ///< holds the receiver's address
  Result,    ///< what `return` gives back
  Temporary, ///< an expression's value or a materialised object
};

struct Variable {
  NameId Name; ///< invalid for temporaries
  TypeId Type;
  VariableKind Kind = VariableKind::Local;
  unsigned Index = 0;
  AnchorId At;
};

struct Block {
  std::vector<Instruction> Body;
  Terminator End;
};

struct FlowGraph {
  FunctionId Self;
  std::vector<Variable> Variables;
  std::vector<Block> Blocks; ///< entry is block 0
  bool IsCoroutine = false;
  bool HasErrors = false; ///< Clang could not compile it: report nothing
  AnchorId At;            ///< the function's name
  AnchorId End;           ///< its closing brace

  Variable &operator[](VariableId V) { return Variables[V.index()]; }
  const Variable &operator[](VariableId V) const {
    return Variables[V.index()];
  }
  Block &operator[](BlockId B) { return Blocks[B.index()]; }
  const Block &operator[](BlockId B) const { return Blocks[B.index()]; }
  BlockId entry() const { return BlockId(0); }
  /// The variable of this kind (and index), or an invalid id.
  VariableId find(VariableKind Kind, unsigned Index = 0) const;
};

/// The blocks that control may reach next, in a fixed order.
llvm::SmallVector<BlockId, 4> successors(const Terminator &T);

/// Everything one translation unit was lowered to.
struct Program {
  SymbolTable Symbols;
  std::vector<FlowGraph> Graphs; ///< in order of definition in the source
  /// Index into Graphs by function, or nullptr when there is no body.
  const FlowGraph *graphOf(FunctionId F) const;
  void index(); ///< call when Graphs is complete
private:
  std::vector<int> GraphByFunction;
};

} // namespace session::flow

#endif
