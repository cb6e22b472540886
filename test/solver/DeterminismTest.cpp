//===- DeterminismTest.cpp - Same input, same output ----------------------===//
//
// Every .flow file is solved again: as it is, with its blocks in another order
// and with its functions in another order. What is found may not depend on
// numbers.
//
//===----------------------------------------------------------------------===//
#include "SolvedText.h"
#include "llvm/ADT/StringRef.h"
#include <gtest/gtest.h>
#include <random>

using namespace session;
using namespace session::flow;

namespace {

class BlockRenaming {
public:
  BlockRenaming(std::mt19937 &Random, size_t Count) : New(Count) {
    for (size_t I = 0; I < Count; ++I)
      New[I] = unsigned(I);
    if (Count > 1) // the entry stays block 0
      std::shuffle(New.begin() + 1, New.end(), Random);
  }

  void apply(FlowGraph &Graph) const {
    std::vector<Block> Moved(Graph.Blocks.size());
    for (size_t I = 0; I < Graph.Blocks.size(); ++I) {
      rename(Graph.Blocks[I].End.What);
      Moved[New[I]] = std::move(Graph.Blocks[I]);
    }
    Graph.Blocks = std::move(Moved);
  }

private:
  void rename(BlockId &B) const {
    if (B)
      B = BlockId(New[B.index()]);
  }
  void rename(TerminatorOp &End) const {
    if (auto *J = std::get_if<Jump>(&End)) {
      rename(J->To);
    } else if (auto *B = std::get_if<Branch>(&End)) {
      rename(B->Then);
      rename(B->Else);
    } else if (auto *S = std::get_if<Switch>(&End)) {
      for (SwitchCase &Case : S->Cases)
        rename(Case.To);
      rename(S->Default);
    } else if (auto *I = std::get_if<Invoke>(&End)) {
      rename(I->Normal);
      rename(I->Unwind);
    } else if (auto *T = std::get_if<Throw>(&End)) {
      rename(T->Unwind);
    } else if (auto *R = std::get_if<Rethrow>(&End)) {
      rename(R->Unwind);
    } else if (auto *D = std::get_if<Dispatch>(&End)) {
      for (Handler &H : D->Handlers)
        rename(H.To);
      rename(D->Otherwise);
    }
  }

  std::vector<unsigned> New;
};

class Determinism : public testing::TestWithParam<std::string> {
protected:
  void SetUp() override { Text = textOf(GetParam()); }
  Program program() const { return parsedText(Text, GetParam()); }
  std::string Text;
};

TEST_P(Determinism, TwiceTheSame) {
  SolvedProgram First(program()), Second(program());
  EXPECT_EQ(First.details(), Second.details());
  EXPECT_EQ(First.contracts(), Second.contracts());
}

TEST_P(Determinism, BlocksInAnyOrder) {
  std::mt19937 Random(7);
  SolvedProgram AsWritten(program());
  for (unsigned Round = 0; Round < 4; ++Round) {
    Program Shuffled = program();
    for (FlowGraph &Graph : Shuffled.Graphs)
      BlockRenaming(Random, Graph.Blocks.size()).apply(Graph);
    SolvedProgram Again(std::move(Shuffled));
    EXPECT_EQ(Again.findings(), AsWritten.findings());
    EXPECT_EQ(Again.contracts(), AsWritten.contracts());
  }
}

TEST_P(Determinism, FunctionsInAnyOrder) {
  std::mt19937 Random(8);
  SolvedProgram AsWritten(program());
  Program Shuffled = program();
  std::shuffle(Shuffled.Graphs.begin(), Shuffled.Graphs.end(), Random);
  Shuffled.index();
  EXPECT_EQ(SolvedProgram(std::move(Shuffled)).findings(),
            AsWritten.findings());
}

INSTANTIATE_TEST_SUITE_P(Solver, Determinism, testing::ValuesIn(flowFiles()));

} // namespace
