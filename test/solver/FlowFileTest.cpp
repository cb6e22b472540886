//===- FlowFileTest.cpp - The solver on graphs written as text ------------===//
//
// Every .flow file of this folder is solved with the built-in models, without
// a compiler. A comment `// expect FUNCTION: WORDS #ANCHOR` states a violation,
// `// contract TEXT` a piece of an inferred contract, `// infers FUNCTION:
// TEXT` one of that function's; what is found and not stated fails as well.
//
//===----------------------------------------------------------------------===//
#include "SolvedText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace session;

namespace {

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

class FlowFile : public testing::TestWithParam<std::string> {};

TEST_P(FlowFile, SolvesAsStated) {
  std::string Text = textOf(GetParam());
  SolvedProgram Solved(parsedText(Text, GetParam()));
  for (const solver::FunctionResult &Result : Solved.Results)
    EXPECT_EQ(Result.Stopped, GaveUp::None);
  std::string Contracts = Solved.contracts();
  EXPECT_EQ(Solved.findings(), commentsOf(Text, "expect")) << Contracts;
  for (const std::string &Piece : commentsOf(Text, "contract"))
    EXPECT_THAT(Contracts, testing::HasSubstr(Piece));
  for (const std::string &Stated : commentsOf(Text, "infers")) {
    auto [Function, Piece] = llvm::StringRef(Stated).split(": ");
    EXPECT_THAT(Solved.contractOf(Function), testing::HasSubstr(Piece.str()))
        << Function.str();
  }
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
