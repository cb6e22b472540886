//===- main.cpp - Shows what the analysis made of a file ------------------===//
//
// session-dump FILE [--function F] flow|verify|anchors [-- flags]
//
//===----------------------------------------------------------------------===//

#include "flow/Printer.h"
#include "flow/Verifier.h"
#include "lowering/Lowering.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace session;

namespace {

struct Request {
  std::string File, Function, What = "flow";
  std::vector<std::string> Flags;
};

bool parse(int Count, char **Words, Request &Wanted) {
  bool HasWhat = false;
  for (int I = 1; I < Count; ++I) {
    llvm::StringRef Word = Words[I];
    if (Word == "--") {
      Wanted.Flags.assign(Words + I + 1, Words + Count);
      break;
    }
    if (Word == "--function" && I + 1 < Count)
      Wanted.Function = Words[++I];
    else if (Wanted.File.empty())
      Wanted.File = Word.str();
    else if (!HasWhat && (HasWhat = true))
      Wanted.What = Word.str();
    else
      return false;
  }
  return !Wanted.File.empty();
}

bool isWanted(const flow::FlowGraph &G, const flow::SymbolTable &S,
              llvm::StringRef Name) {
  llvm::StringRef Own = S.text(S[G.Self].Name);
  return Name.empty() || Own == Name || Own.ends_with(("::" + Name).str());
}

int dump(const lowering::LoweredUnit &Unit, const Request &Wanted) {
  const flow::SymbolTable &Symbols = Unit.Program.Symbols;
  if (Wanted.What == "anchors")
    return Unit.Anchors.write(llvm::outs()), 0;
  if (Wanted.What == "flow" && Wanted.Function.empty())
    return flow::print(Unit.Program, llvm::outs()), 0;
  int Broken = 0;
  for (const flow::FlowGraph &G : Unit.Program.Graphs) {
    if (!isWanted(G, Symbols, Wanted.Function))
      continue;
    if (Wanted.What == "flow")
      flow::print(G, Symbols, llvm::outs());
    for (const std::string &Problem : flow::verify(G, Symbols)) {
      llvm::errs() << Symbols.text(Symbols[G.Self].Name) << ": " << Problem
                   << '\n';
      Broken = 1;
    }
  }
  if (Wanted.What == "verify")
    llvm::outs() << Unit.Program.Graphs.size() << " graphs, "
                 << Symbols.Functions.size() << " functions, "
                 << Symbols.Types.size() << " types, " << Unit.Anchors.size()
                 << " anchors\n";
  return Broken;
}

} // namespace

int main(int Count, char **Words) {
  Request Wanted;
  if (!parse(Count, Words, Wanted)) {
    llvm::errs() << "usage: session-dump FILE [--function F] "
                    "flow|verify|anchors [-- flags]\n";
    return 2;
  }
  Wanted.Flags.push_back("-resource-dir=" SESSION_RESOURCE_DIR);
  clang::tooling::FixedCompilationDatabase Database(".", Wanted.Flags);
  clang::tooling::ClangTool Tool(Database, {Wanted.File});
  std::vector<std::unique_ptr<clang::ASTUnit>> Units;
  Tool.buildASTs(Units);
  if (Units.empty() || !Units.front())
    return 1;
  lowering::LoweredUnit Unit =
      lowering::lowerUnit(Units.front()->getASTContext());
  return dump(Unit, Wanted);
}
