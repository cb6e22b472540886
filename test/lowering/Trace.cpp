//===- Trace.cpp - session-trace: the traces of a file's test functions ---===//
//
//   session-trace [--cap=N] [--mutants] [--graph=NAME] FILE -- COMPILER-FLAGS
//
// Lowers FILE and prints, for each function named t_*, the traces that its flow
// graph allows, in the form of runtime.cpp. With --mutants also those of every
// mutated lowering, each after a line `M <name>`; with --graph only the graphs
// of the functions whose qualified name contains NAME.
//
//===----------------------------------------------------------------------===//
#include "Machine.h"
#include "Mutants.h"
#include "flow/Printer.h"
#include "flow/Verifier.h"
#include "lowering/Lowering.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace session;
using namespace session::flow;
using namespace session::trace;

namespace {

struct Options {
  unsigned Cap = 10;
  bool Mutants = false;
  std::string Graph;
  std::string File;
  std::vector<std::string> Flags;
};

/// False when the command line makes no sense.
bool parse(int ArgCount, char **Arguments, Options &O) {
  for (int I = 1; I < ArgCount; ++I) {
    llvm::StringRef A = Arguments[I];
    if (A == "--") {
      O.Flags.assign(Arguments + I + 1, Arguments + ArgCount);
      break;
    }
    if (A.consume_front("--cap=")) {
      if (A.getAsInteger(10, O.Cap))
        return false;
    } else if (A.consume_front("--graph=")) {
      O.Graph = A.str();
    } else if (A == "--mutants") {
      O.Mutants = true;
    } else {
      O.File = A.str();
    }
  }
  return !O.File.empty();
}

bool isTest(const FlowGraph &G, const SymbolTable &S) {
  return S.text(S[G.Self].Name).starts_with("t_");
}

void printTraces(Program &P, const FlowGraph &G, unsigned Cap, Quirks Quirk) {
  llvm::outs() << "F " << P.Symbols.text(P.Symbols[G.Self].Name) << '\n';
  std::set<std::string> Traces;
  Script Choices(Cap);
  do {
    Machine M(P, Choices, Quirk);
    Traces.insert(M.run(G));
  } while (Choices.advance());
  for (const std::string &T : Traces)
    llvm::outs() << 'T' << T << '\n';
}

void printAll(Program &P, unsigned Cap, Quirks Quirk) {
  for (const FlowGraph &G : P.Graphs)
    if (isTest(G, P.Symbols))
      printTraces(P, G, Cap, Quirk);
}

void printMutants(Program &P, unsigned Cap) {
  const std::vector<FlowGraph> Original = P.Graphs;
  for (const Mutant &M : allMutants()) {
    llvm::outs() << "M " << M.Name << "\n";
    P.Graphs = Original;
    if (M.Rewrite)
      for (FlowGraph &G : P.Graphs)
        M.Rewrite(G, P.Symbols);
    printAll(P, Cap, M.Quirk);
  }
}

/// Malformed graphs are printed as a function's only trace.
unsigned verifyAll(const Program &P) {
  unsigned Errors = 0;
  for (const FlowGraph &G : P.Graphs)
    for (const std::string &Line : verify(G, P.Symbols)) {
      llvm::outs() << "E " << P.Symbols.text(P.Symbols[G.Self].Name) << ": "
                   << Line << '\n';
      ++Errors;
    }
  return Errors;
}

void printGraphs(const Program &P, llvm::StringRef Name) {
  for (const FlowGraph &G : P.Graphs)
    if (P.Symbols.text(P.Symbols[G.Self].Name).contains(Name))
      print(G, P.Symbols, llvm::outs());
}

} // namespace

int main(int ArgCount, char **Arguments) {
  Options O;
  if (!parse(ArgCount, Arguments, O)) {
    llvm::errs() << "usage: session-trace [--cap=N] [--mutants] [--graph=NAME] "
                    "FILE -- FLAGS\n";
    return 2;
  }
  auto Buffer = llvm::MemoryBuffer::getFile(O.File);
  if (!Buffer) {
    llvm::errs() << O.File << ": " << Buffer.getError().message() << '\n';
    return 2;
  }
  std::unique_ptr<clang::ASTUnit> Unit =
      clang::tooling::buildASTFromCodeWithArgs((*Buffer)->getBuffer(), O.Flags,
                                               O.File);
  if (!Unit || Unit->getDiagnostics().hasErrorOccurred())
    return 2;
  lowering::LoweredUnit Lowered = lowering::lowerUnit(Unit->getASTContext());
  if (!O.Graph.empty()) {
    printGraphs(Lowered.Program, O.Graph);
    return 0;
  }
  if (verifyAll(Lowered.Program))
    return 1;
  printAll(Lowered.Program, O.Cap, {});
  if (O.Mutants)
    printMutants(Lowered.Program, O.Cap);
  return 0;
}
