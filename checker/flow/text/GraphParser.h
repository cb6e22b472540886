//===- GraphParser.h - Reads one graph -------------------------*- C++ -*-===//
//
// The lines between the braces of a graph: variables, labels, instructions,
// terminators. Head and braces are Parser's; what names stand for is
// GraphNames'; whether the graph makes sense is the Verifier's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_GRAPHPARSER_H
#define SESSION_TIDY_FLOW_TEXT_GRAPHPARSER_H

#include "flow/text/GraphNames.h"
#include "flow/text/OperandParser.h"

namespace session::flow {

class GraphParser {
public:
  GraphParser(FunctionId Self, SymbolTable &S, SymbolNames &Symbols,
              TokenStream &In)
      : S(S), Symbols(Symbols), In(In), Graph(Self),
        Names(Graph, S, Symbols, In), Operands(Names, Symbols, In) {}

  /// Variables that the head of the graph declares.
  void parameter(const Parameter &P, unsigned Index, size_t At) {
    Names.declareParameter(P, Index, At);
    ++Parameters;
  }
  void result(TypeId Type) { Names.declareResult(Type); }
  FlowGraph &graph() { return Graph.graph(); }
  /// From behind `{` to behind `}`.
  FlowGraph body();

private:
  void line();
  bool atLabel(size_t Ahead = 0) const;
  void label();
  bool variableLine();
  void instruction();
  bool terminator();
  bool plainOp();
  bool call(std::optional<Place> Result);
  void callClauses(Call &C);
  void callEnd(Call C);
  void argument(Call &C);
  void assignment();
  Leave leave();
  BlockId unwind();
  void emit(Op What) {
    AnchorId At = In.anchor();
    Graph.emit(std::move(What), At);
  }
  void end(TerminatorOp What) {
    AnchorId At = In.anchor();
    Graph.end(std::move(What), At);
  }
  std::optional<TerminatorOp> terminatorOp();
  TerminatorOp branch();
  TerminatorOp switchOp();
  TerminatorOp throwOp();
  TerminatorOp dispatch();
  Op catchOp();
  Op opaque();
  Op region();

  SymbolTable &S;
  SymbolNames &Symbols;
  TokenStream &In;
  GraphBuilder Graph;
  GraphNames Names;
  OperandParser Operands;
  unsigned Parameters = 0;
};

} // namespace session::flow

#endif
