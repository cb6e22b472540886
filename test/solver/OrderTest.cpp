//===- OrderTest.cpp - Orders of blocks and functions, steering -----------===//
//
// Reverse post-order and the call graph's components on random graphs, against
// what follows from their definition.
//
//===----------------------------------------------------------------------===//
#include "SolvedText.h"
#include "flow/GraphBuilder.h"
#include "solver/CallGraph.h"
#include "solver/Simulation.h"
#include "solver/Steering.h"
#include <gtest/gtest.h>
#include <random>

using namespace session;
using namespace session::flow;
using namespace session::solver;

namespace {

/// Blocks that branch to random blocks; Forward: only to later ones.
FlowGraph randomGraph(std::mt19937 &Random, unsigned Size, bool Forward) {
  GraphBuilder Builder{FunctionId(0)};
  for (unsigned I = 1; I < Size; ++I)
    Builder.newBlock();
  for (unsigned I = 0; I < Size; ++I) {
    Builder.select(BlockId(I));
    unsigned Low = Forward ? I + 1 : 0;
    auto Pick = [&] { return BlockId(Low + Random() % (Size - Low)); };
    if (Low >= Size || Random() % 8 == 0)
      Builder.end(Return{}, AnchorId());
    else
      Builder.end(Branch{Operand::unknown(), Pick(), Pick()}, AnchorId());
  }
  return Builder.take();
}

std::vector<bool> reachable(const FlowGraph &Graph) {
  std::vector<bool> Seen(Graph.Blocks.size());
  std::vector<BlockId> Work{Graph.entry()};
  while (!Work.empty()) {
    BlockId B = Work.back();
    Work.pop_back();
    if (Seen[B.index()])
      continue;
    Seen[B.index()] = true;
    for (BlockId To : successors(Graph[B].End))
      Work.push_back(To);
  }
  return Seen;
}

TEST(ReversePostOrder, NumbersTheReachableBlocksOnce) {
  std::mt19937 Random(1);
  for (unsigned Round = 0; Round < 200; ++Round) {
    FlowGraph Graph = randomGraph(Random, 1 + Random() % 20, false);
    std::vector<unsigned> Order = reversePostOrder(Graph);
    std::vector<bool> Reached = reachable(Graph);
    std::set<unsigned> Seen;
    for (size_t I = 0; I < Order.size(); ++I)
      if (Reached[I]) {
        EXPECT_TRUE(Seen.insert(Order[I]).second);
      } else {
        EXPECT_EQ(Order[I], ~0u);
      }
    EXPECT_EQ(Order.front(), 0u);
    EXPECT_EQ(*Seen.rbegin(), Seen.size() - 1);
  }
}

TEST(ReversePostOrder, WithoutLoopsEdgesGoForward) {
  std::mt19937 Random(2);
  for (unsigned Round = 0; Round < 200; ++Round) {
    FlowGraph Graph = randomGraph(Random, 2 + Random() % 20, true);
    std::vector<unsigned> Order = reversePostOrder(Graph);
    std::vector<bool> Reached = reachable(Graph);
    for (size_t I = 0; I < Order.size(); ++I)
      if (Reached[I])
        for (BlockId To : successors(Graph.Blocks[I].End))
          EXPECT_LT(Order[I], Order[To.index()]);
  }
}

TEST(ReversePostOrder, LongChainsNeedNoStack) {
  GraphBuilder Builder{FunctionId(0)};
  for (unsigned I = 0; I < 100000; ++I) {
    BlockId Next = Builder.newBlock();
    Builder.end(Jump{Next}, AnchorId());
    Builder.select(Next);
  }
  Builder.end(Return{}, AnchorId());
  FlowGraph Graph = Builder.take();
  EXPECT_EQ(reversePostOrder(Graph).back(), 100000u);
}

/// Functions 0 to Size - 1, which call each other as Calls says.
Program programOf(const std::vector<std::vector<unsigned>> &Calls) {
  Program P;
  for (size_t I = 0; I < Calls.size(); ++I) {
    Function F;
    F.Name = F.Usr = P.Symbols.Names.intern("f" + std::to_string(I));
    P.Symbols.add(F);
  }
  for (size_t I = 0; I < Calls.size(); ++I) {
    GraphBuilder Builder{FunctionId(uint32_t(I))};
    for (unsigned To : Calls[I]) {
      Call C;
      C.Callee = FunctionId(To);
      Builder.emit(C, AnchorId());
    }
    Builder.end(Return{}, AnchorId());
    P.Graphs.push_back(Builder.take());
  }
  P.index();
  return P;
}

using Reach = std::vector<std::vector<bool>>;

Reach closureOf(const std::vector<std::vector<unsigned>> &Calls) {
  size_t Size = Calls.size();
  Reach R(Size, std::vector<bool>(Size));
  for (size_t I = 0; I < Size; ++I)
    for (unsigned To : Calls[I])
      R[I][To] = true;
  for (size_t K = 0; K < Size; ++K)
    for (size_t I = 0; I < Size; ++I)
      for (size_t J = 0; J < Size; ++J)
        if (R[I][K] && R[K][J])
          R[I][J] = true;
  return R;
}

void checkComponents(const std::vector<std::vector<unsigned>> &Calls) {
  size_t Size = Calls.size();
  Reach R = closureOf(Calls);
  std::vector<Component> Groups = calleesFirst(programOf(Calls));
  std::vector<int> GroupOf(Size, -1);
  for (size_t G = 0; G < Groups.size(); ++G)
    for (size_t Member : Groups[G].Members) {
      EXPECT_EQ(GroupOf[Member], -1);
      GroupOf[Member] = int(G);
    }
  for (size_t I = 0; I < Size; ++I) {
    ASSERT_NE(GroupOf[I], -1);
    EXPECT_EQ(Groups[GroupOf[I]].IsRecursive, bool(R[I][I]));
    for (size_t J = 0; J < Size; ++J) {
      bool Together = I == J || (R[I][J] && R[J][I]);
      EXPECT_EQ(GroupOf[I] == GroupOf[J], Together) << I << " " << J;
      if (R[I][J]) {
        EXPECT_GE(GroupOf[I], GroupOf[J]) << "callees come first";
      }
    }
  }
}

TEST(CallGraph, ComponentsOfRandomGraphs) {
  std::mt19937 Random(3);
  for (unsigned Round = 0; Round < 400; ++Round) {
    unsigned Size = 1 + Random() % 12;
    std::vector<std::vector<unsigned>> Calls(Size);
    for (unsigned Edges = Random() % (2 * Size); Edges > 0; --Edges)
      Calls[Random() % Size].push_back(Random() % Size);
    checkComponents(Calls);
  }
}

TEST(CallGraph, LongChainsNeedNoStack) {
  std::vector<std::vector<unsigned>> Calls(50000);
  for (unsigned I = 0; I + 1 < Calls.size(); ++I)
    Calls[I].push_back(I + 1);
  std::vector<Component> Groups = calleesFirst(programOf(Calls));
  ASSERT_EQ(Groups.size(), Calls.size());
  EXPECT_EQ(Groups.front().Members.front(), Calls.size() - 1);
}

/// The names of the functions in the order in which they are solved.
std::vector<std::string> orderIn(llvm::StringRef Text) {
  Program P = parsedText(Text, "text");
  std::vector<std::string> Names;
  for (const Component &Group : calleesFirst(P))
    for (size_t Member : Group.Members)
      Names.push_back(
          P.Symbols.text(P.Symbols[P.Graphs[Member].Self].Name).str());
  return Names;
}

TEST(CallGraph, WhatATypeRunsIsCalled) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(orderIn("type T destructor @T::~T\n"
                    "func @use (T &) class T\n"
                    "graph @user {\n  call @use(&x) on &x\n}\n"
                    "graph @T::~T {\n  return\n}\n"),
            (Names{"user", "T::~T"})); // a member destroys nothing
  EXPECT_EQ(orderIn("graph @user {\n  call @run(@later)\n}\n"
                    "graph @later {\n  return\n}\n"),
            (Names{"later", "user"}));
  EXPECT_EQ(orderIn("graph @user {\n  f = closure @body\n}\n"
                    "graph @body {\n  return\n}\n"),
            (Names{"body", "user"}));
  EXPECT_EQ(orderIn("type Fin call @Fin::call\n"
                    "type Owner arguments (int, Fin)\n"
                    "func @Owner::~Owner class Owner\n"
                    "graph @user {\n  destroy @Owner::~Owner on &p\n}\n"
                    "graph @Fin::call {\n  return\n}\n"),
            (Names{"Fin::call", "user"}));
}

std::vector<std::string> steeringIn(llvm::StringRef Text) {
  Program P = parsedText(Text, "text");
  std::vector<std::string> Names;
  for (VariableId V : steeringVariables(P.Graphs.front()))
    Names.push_back(P.Symbols.text(P.Graphs.front()[V].Name).str());
  return Names;
}

TEST(Steering, ChoosesFlags) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(steeringIn("graph @f {\n  a = 0\n  a = 1\n  branch a ? x : x\n"
                       "x:\n  return\n}\n"),
            Names{"a"});
  // Never tested, set once only, set to what is not a constant, a parameter.
  EXPECT_EQ(steeringIn("graph @f(p: int) {\n  a = 0\n  a = 1\n  b = 0\n"
                       "  d = ?\n  d = p\n  p = 0\n  p = 1\n"
                       "  branch b ? x : x\nx:\n  branch d ? y : y\ny:\n"
                       "  branch p ? z : z\nz:\n  return\n}\n"),
            Names{});
}

TEST(Steering, AtMostTwoAndTheMostTestedFirst) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(steeringIn("graph @f {\n  a = 0\n  a = 1\n  b = 0\n  b = 1\n"
                       "  c = 0\n  c = 1\n  branch a ? l1 : l1\n"
                       "l1:\n  branch b ? l2 : l2\nl2:\n"
                       "  branch c ? l3 : l3\nl3:\n  branch c ? l4 : l4\n"
                       "l4:\n  branch b ? l5 : l5\nl5:\n"
                       "  branch c ? l6 : l6\nl6:\n  return\n}\n"),
            (Names{"c", "b"}));
}

} // namespace
