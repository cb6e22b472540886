//===- GraphPrinter.h - One graph as text ----------------------*- C++ -*-===//
//
// Writes a graph, or a part of it for messages of tests and dumps. Symbols are
// written by their labels; SymbolPrinter writes what they are.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_GRAPHPRINTER_H
#define SESSION_TIDY_FLOW_TEXT_GRAPHPRINTER_H

#include "flow/text/Label.h"
#include "llvm/Support/raw_ostream.h"

namespace session::flow {

class GraphPrinter {
public:
  /// Labels must outlive the printer.
  GraphPrinter(const FlowGraph &G, const SymbolLabels &Labels);

  void print(llvm::raw_ostream &Out) const;
  std::string place(const Place &P) const;
  std::string operand(const Operand &O) const;
  std::string op(const Op &O) const;
  std::string terminator(const TerminatorOp &T) const;

  std::string operator()(const Assign &O) const;
  std::string operator()(const Compare &O) const;
  std::string operator()(const Mask &O) const;
  std::string operator()(const Add &O) const;
  std::string operator()(const Not &O) const;
  std::string operator()(const Call &O) const;
  std::string operator()(const Closure &O) const;
  std::string operator()(const StorageLive &O) const;
  std::string operator()(const StorageDead &O) const;
  std::string operator()(const Allocate &O) const;
  std::string operator()(const Release &O) const;
  std::string operator()(const Catch &O) const;
  std::string operator()(const EndCatch &) const { return "endcatch"; }
  std::string operator()(const Suspend &) const { return "suspend"; }
  std::string operator()(const Region &O) const;
  std::string operator()(const Opaque &O) const;

  std::string operator()(const Jump &T) const;
  std::string operator()(const Branch &T) const;
  std::string operator()(const Switch &T) const;
  std::string operator()(const Invoke &T) const;
  std::string operator()(const Throw &T) const;
  std::string operator()(const Rethrow &T) const;
  std::string operator()(const Dispatch &T) const;
  std::string operator()(const Return &) const { return "return"; }
  std::string operator()(const Resume &) const { return "resume"; }
  std::string operator()(const Terminate &) const { return "terminate"; }
  std::string operator()(const Unreachable &) const { return "unreachable"; }

private:
  std::string variableLine(const Variable &V, VariableId Id) const;
  unsigned impliedIndex(VariableId Id) const;
  void printBlock(BlockId B, llvm::raw_ostream &Out) const;
  bool endsInCallLine(BlockId B) const;
  std::string arguments(const Call &O) const;

  const FlowGraph &G;
  const SymbolLabels &Labels;
  const SymbolTable &S;
  VariableLabels Variables;
};

} // namespace session::flow

#endif
