//===- FlowFileTest.cpp - The solver on graphs written as text ------------===//
//
// Every .flow file of this folder is solved with the built-in models, without
// a compiler. A comment `// expect FUNCTION: WORDS #ANCHOR` states a violation,
// `// contract FUNCTION: TEXT` a piece of the contract inferred for it; what is
// found and not stated fails as well.
//
//===----------------------------------------------------------------------===//
#include "contracts/BuiltinModels.h"
#include "contracts/ModelReader.h"
#include "flow/Parser.h"
#include "flow/Verifier.h"
#include "solver/Solver.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <gtest/gtest.h>
#include <set>

using namespace session;

namespace {

std::vector<std::string> flowFiles() {
  std::vector<std::string> Files;
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator It(FLOW_TEST_DIR, Error), End;
       !Error && It != End; It.increment(Error))
    if (llvm::sys::path::extension(It->path()) == ".flow")
      Files.push_back(It->path());
  llvm::sort(Files);
  return Files;
}

llvm::StringRef wordsOf(const solver::Violation &V) {
  switch (V.Broken) {
  case Breach::UsedAfterClose:
    return V.MovedFrom ? "used after move" : "used after close";
  case Breach::ClosedTwice:
    return V.AfterCopy ? "closed twice after copy" : "closed twice";
  case Breach::WrongRelease:
    return "wrong release";
  default:
    break;
  }
  switch (V.Why) {
  case solver::Cause::FailedOpen:
    return "leak failed-open";
  case solver::Cause::Return:
    return "leak return";
  case solver::Cause::Unwinding:
    return "leak unwinding";
  case solver::Cause::Overwritten:
    return "leak overwritten";
  case solver::Cause::Discarded:
    return "leak discarded";
  case solver::Cause::RefusedClose:
    return "leak refused-close";
  default:
    return "other";
  }
}

std::set<std::string> commentsOf(llvm::StringRef Text, llvm::StringRef Tag) {
  std::set<std::string> Found;
  llvm::SmallVector<llvm::StringRef, 64> Lines;
  Text.split(Lines, '\n');
  for (llvm::StringRef Line : Lines) {
    size_t At = Line.find(("// " + Tag + " ").str());
    if (At != llvm::StringRef::npos)
      Found.insert(Line.substr(At + Tag.size() + 4).trim().str());
  }
  return Found;
}

ContractStore builtinContracts() {
  ContractStore Store;
  for (const BuiltinModel &Text : builtinModels()) {
    llvm::Expected<Model> Read = readModel(Text.Text, Text.FileName);
    if (!Read) {
      ADD_FAILURE() << llvm::toString(Read.takeError());
      continue;
    }
    if (llvm::Error E = Store.add(std::move(*Read)))
      ADD_FAILURE() << llvm::toString(std::move(E));
  }
  return Store;
}

class FlowFile : public testing::TestWithParam<std::string> {};

TEST_P(FlowFile, SolvesAsStated) {
  auto Buffer = llvm::MemoryBuffer::getFile(GetParam());
  ASSERT_TRUE(Buffer);
  llvm::StringRef Text = (*Buffer)->getBuffer();
  llvm::Expected<flow::Program> Parsed = flow::parse(Text, GetParam());
  ASSERT_TRUE(bool(Parsed)) << llvm::toString(Parsed.takeError());
  for (const flow::FlowGraph &Graph : Parsed->Graphs)
    for (const std::string &Complaint : flow::verify(Graph, Parsed->Symbols))
      ADD_FAILURE() << Complaint;

  ContractStore Store = builtinContracts();
  solver::SolveInput Input{*Parsed, Store, {}, {}, nullptr};
  Input.Options.ReportInMain = false;
  solver::prepare(Input);
  solver::inferContracts(Input, Store);

  std::set<std::string> Found;
  std::string Contracts;
  for (const flow::FlowGraph &Graph : Parsed->Graphs) {
    const flow::Function &Self = Parsed->Symbols[Graph.Self];
    std::string Name = Parsed->Symbols.text(Self.Name).str();
    solver::FunctionResult Result = solver::solve(Graph, Input);
    EXPECT_EQ(Result.Stopped, GaveUp::None) << Name;
    for (const solver::Violation &V : Result.Violations)
      Found.insert(Name + ": " + wordsOf(V).str() + " #" +
                   std::to_string(V.At.index()));
    if (const FunctionContract *C =
            Store.inferred(Parsed->Symbols.text(Self.Usr)))
      Contracts += renderContract(*C);
  }
  EXPECT_EQ(Found, commentsOf(Text, "expect")) << Contracts;
  for (const std::string &Piece : commentsOf(Text, "contract"))
    EXPECT_NE(Contracts.find(Piece), std::string::npos)
        << "no '" << Piece << "' in\n"
        << Contracts;
}

INSTANTIATE_TEST_SUITE_P(Solver, FlowFile, testing::ValuesIn(flowFiles()),
                         [](const auto &Info) {
                           std::string Name =
                               llvm::sys::path::stem(Info.param).str();
                           for (char &C : Name)
                             if (!llvm::isAlnum(C))
                               C = '_';
                           return Name;
                         });

} // namespace
