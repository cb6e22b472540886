//===- Parser.cpp ---------------------------------------------------------===//
//
// Reads a file in two passes, because names are used before their line comes:
// the first finds the items and gives the declared symbols their numbers, the
// second reads types, functions, statics and graphs, in this order, so that
// each finds complete what it takes defaults from.
//
//===----------------------------------------------------------------------===//

#include "flow/Parser.h"
#include "flow/text/GraphParser.h"
#include "flow/text/SymbolParser.h"
#include <set>

using namespace session::flow;

namespace {

class FileParser {
public:
  FileParser(llvm::StringRef Text, llvm::StringRef FileName)
      : In(Text, FileName), Names(Result.Symbols, In),
        Symbols(Result.Symbols, Names, In) {}

  llvm::Expected<Program> run();

private:
  /// Position is that behind the label.
  template <typename Id> struct Item {
    Id Symbol;
    size_t Position;
  };
  struct GraphHead {
    FunctionId Self;
    llvm::SmallVector<Parameter, 4> Parameters;
    TypeId Result;
    size_t Start;    ///< of the head
    size_t Position; ///< behind what is read of it so far
  };
  void scan();
  void skipLine();
  void skipGraph();
  void head(size_t Start);
  void graph(const GraphHead &Head);

  Program Result;
  TokenStream In;
  SymbolNames Names;
  SymbolParser Symbols;
  std::vector<Item<TypeId>> Types;
  std::vector<Item<FunctionId>> Functions;
  std::vector<Item<StaticId>> Statics;
  std::vector<size_t> GraphStarts;
  std::vector<GraphHead> Heads;
  std::set<FunctionId> HasGraph;
};

/// To the end of the line, but over the line breaks of a list.
void FileParser::skipLine() {
  int Depth = 0;
  while (!In.atEnd() && (Depth > 0 || In.peek().Kind != Token::Newline)) {
    Token T = In.next();
    Depth += T.is("(") - T.is(")");
  }
}

void FileParser::skipGraph() {
  while (!In.atEnd() && !In.accept("}"))
    In.next();
}

void FileParser::scan() {
  In.skipNewlines();
  while (!In.atEnd()) {
    if (In.acceptWord("type")) {
      TypeId Id = Names.declareType();
      Types.push_back({Id, In.position()});
      skipLine();
    } else if (In.acceptWord("func")) {
      FunctionId Id = Names.declareFunction();
      Functions.push_back({Id, In.position()});
      skipLine();
    } else if (In.acceptWord("static")) {
      StaticId Id = Names.declareStatic();
      Statics.push_back({Id, In.position()});
      skipLine();
    } else if (In.acceptWord("graph")) {
      GraphStarts.push_back(In.position());
      skipGraph();
    } else {
      In.fail("expected 'type', 'func', 'static' or 'graph'");
    }
    In.skipNewlines();
  }
}

/// The head of a graph declares a function that has no line of its own.
void FileParser::head(size_t Start) {
  In.moveTo(Start);
  GraphHead H;
  H.Start = Start;
  H.Self = Names.function();
  if (In.peek().is("("))
    H.Parameters = Symbols.namedParameters();
  if (In.accept("->"))
    H.Result = Names.type();
  H.Position = In.position();
  if (In.failed())
    return;
  if (!HasGraph.insert(H.Self).second)
    return In.failAt(Start, "the function has a graph already");
  // Symbols with a line come first.
  if (H.Self.index() >= Functions.size()) {
    Result.Symbols[H.Self].Parameters = H.Parameters;
    Result.Symbols[H.Self].Result = H.Result;
  }
  Heads.push_back(std::move(H));
}

void FileParser::graph(const GraphHead &Head) {
  In.moveTo(Head.Position);
  GraphParser G(Head.Self, Result.Symbols, Names, In);
  for (unsigned I = 0; I != Head.Parameters.size(); ++I)
    G.parameter(Head.Parameters[I], I, Head.Start);
  if (Head.Result)
    G.result(Head.Result);
  G.graph().IsCoroutine = In.acceptWord("coroutine");
  G.graph().HasErrors = In.acceptWord("errors");
  G.graph().At = In.anchor();
  if (In.acceptWord("end"))
    G.graph().End = In.anchor();
  In.expect("{");
  Result.Graphs.push_back(G.body());
}

llvm::Expected<Program> FileParser::run() {
  scan();
  if (llvm::Error Problem = In.takeError())
    return std::move(Problem); // some items have no symbol
  for (const auto &T : Types) {
    In.moveTo(T.Position);
    Symbols.type(T.Symbol);
  }
  for (const auto &F : Functions) {
    In.moveTo(F.Position);
    Symbols.function(F.Symbol);
  }
  for (const auto &V : Statics) {
    In.moveTo(V.Position);
    Symbols.variable(V.Symbol);
  }
  for (size_t Start : GraphStarts)
    head(Start);
  for (const GraphHead &H : Heads)
    if (!In.failed())
      graph(H);
  if (llvm::Error Problem = In.takeError())
    return std::move(Problem);
  Result.index();
  return std::move(Result);
}

} // namespace

llvm::Expected<Program> session::flow::parse(llvm::StringRef Text,
                                             llvm::StringRef FileName) {
  return FileParser(Text, FileName).run();
}
