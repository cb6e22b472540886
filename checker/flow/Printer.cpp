//===- Printer.cpp --------------------------------------------------------===//

#include "flow/Printer.h"
#include "flow/text/GraphPrinter.h"
#include "flow/text/SymbolPrinter.h"

using namespace session::flow;

void session::flow::print(const Program &P, llvm::raw_ostream &Out) {
  SymbolLabels Labels(P.Symbols);
  printSymbols(Labels, Out);
  for (const FlowGraph &G : P.Graphs) {
    Out << '\n';
    GraphPrinter(G, Labels).print(Out);
  }
}

void session::flow::print(const FlowGraph &G, const SymbolTable &S,
                          llvm::raw_ostream &Out) {
  GraphPrinter(G, SymbolLabels(S)).print(Out);
}

std::string session::flow::renderPlace(const Place &P, const FlowGraph &G,
                                       const SymbolTable &S) {
  return GraphPrinter(G, SymbolLabels(S)).place(P);
}

std::string session::flow::renderOperand(const Operand &O, const FlowGraph &G,
                                         const SymbolTable &S) {
  return GraphPrinter(G, SymbolLabels(S)).operand(O);
}

std::string session::flow::renderOp(const Op &O, const FlowGraph &G,
                                    const SymbolTable &S) {
  return GraphPrinter(G, SymbolLabels(S)).op(O);
}
