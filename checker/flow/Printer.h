//===- Printer.h - The text form of graphs ---------------------*- C++ -*-===//
//
// Writes symbols and graphs as text that Parser reads back without loss. The
// grammar is in docs/flow.md. Output depends on nothing but the input.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_PRINTER_H
#define SESSION_TIDY_FLOW_PRINTER_H

#include "flow/FlowGraph.h"
#include "llvm/Support/raw_ostream.h"

namespace session::flow {

void print(const Program &P, llvm::raw_ostream &Out);
void print(const FlowGraph &G, const SymbolTable &S, llvm::raw_ostream &Out);
std::string renderPlace(const Place &P, const FlowGraph &G,
                        const SymbolTable &S);
std::string renderOperand(const Operand &O, const FlowGraph &G,
                          const SymbolTable &S);
std::string renderOp(const Op &O, const FlowGraph &G, const SymbolTable &S);

} // namespace session::flow

#endif
