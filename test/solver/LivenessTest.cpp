//===- LivenessTest.cpp - Last mentions and loops -------------------------===//
//
// Liveness and loops of random graphs against what follows from their
// definitions, found by trying every way on.
//
//===----------------------------------------------------------------------===//
#include "solver/Liveness.h"
#include "flow/GraphBuilder.h"
#include "solver/Reach.h"
#include "llvm/ADT/STLExtras.h"
#include <gtest/gtest.h>
#include <random>

using namespace session;
using namespace session::flow;
using namespace session::solver;

namespace {

constexpr unsigned Numbers = 4;

class RandomGraph {
public:
  explicit RandomGraph(unsigned Seed) : Random(Seed) {
    Type Integer;
    Integer.Kind = TypeKind::Integer;
    Symbols.Types.push_back(Integer);
  }

  FlowGraph make(unsigned Size) {
    GraphBuilder Builder{FunctionId(0)};
    for (unsigned I = 0; I < Numbers; ++I) {
      Variable V;
      V.Type = TypeId(0);
      Builder.addVariable(V);
    }
    for (unsigned I = 1; I < Size; ++I)
      Builder.newBlock();
    for (unsigned I = 0; I < Size; ++I) {
      Builder.select(BlockId(I));
      for (unsigned Ops = Random() % 3; Ops > 0; --Ops)
        Builder.emit(Assign{place(), operand()}, AnchorId());
      if (Random() % 5 == 0)
        Builder.end(Return{}, AnchorId());
      else
        Builder.end(Branch{operand(), block(Size), block(Size)}, AnchorId());
    }
    return Builder.take();
  }

  SymbolTable Symbols;
  std::mt19937 Random;

private:
  Place place() {
    Place P;
    P.Variable = VariableId(Random() % Numbers);
    return P;
  }
  Operand operand() {
    return Random() % 2 ? Operand::load(place()) : Operand::integer(1);
  }
  BlockId block(unsigned Size) { return BlockId(Random() % Size); }
};

bool reads(const Operand &O, VariableId V) {
  return O.What == Operand::Load && O.Where.Variable == V;
}

/// Some way on from instruction Index of B reads V before it writes it.
bool isNeeded(const FlowGraph &Graph, BlockId B, size_t Index, VariableId V,
              std::set<BlockId> &Seen) {
  const Block &Here = Graph[B];
  for (; Index < Here.Body.size(); ++Index) {
    const auto &A = std::get<Assign>(Here.Body[Index].What);
    if (reads(A.From, V))
      return true;
    if (A.To.Variable == V)
      return false;
  }
  const auto *T = std::get_if<Branch>(&Here.End.What);
  return T && (reads(T->Condition, V) ||
               llvm::any_of(successors(Here.End), [&](BlockId To) {
                 return Seen.insert(To).second &&
                        isNeeded(Graph, To, 0, V, Seen);
               }));
}

bool isNeeded(const FlowGraph &Graph, BlockId B, size_t Index, VariableId V) {
  std::set<BlockId> Seen;
  return isNeeded(Graph, B, Index, V, Seen);
}

bool isNeededAfter(const FlowGraph &Graph, BlockId B, size_t Index,
                   VariableId V) {
  if (Index < Graph[B].Body.size())
    return isNeeded(Graph, B, Index + 1, V);
  return llvm::any_of(successors(Graph[B].End),
                      [&](BlockId To) { return isNeeded(Graph, To, 0, V); });
}

bool isMentioned(const FlowGraph &Graph, BlockId B, size_t Index,
                 VariableId V) {
  const Block &Here = Graph[B];
  if (Index < Here.Body.size()) {
    const auto &A = std::get<Assign>(Here.Body[Index].What);
    return A.To.Variable == V || reads(A.From, V);
  }
  const auto *T = std::get_if<Branch>(&Here.End.What);
  return T && reads(T->Condition, V);
}

TEST(Liveness, EndsWithTheLastMention) {
  RandomGraph Maker(7);
  unsigned Dying = 0;
  for (unsigned Round = 0; Round < 300; ++Round) {
    FlowGraph Graph = Maker.make(1 + Maker.Random() % 8);
    Liveness Live(Graph, Maker.Symbols);
    for (uint32_t I = 0; I < Graph.Blocks.size(); ++I)
      for (size_t At = 0; At <= Graph.Blocks[I].Body.size(); ++At)
        for (uint32_t V = 0; V < Numbers; ++V) {
          BlockId B(I);
          VariableId Id(V);
          bool Dies = llvm::is_contained(Live.diesAfter(B, At), Id);
          bool Last =
              isMentioned(Graph, B, At, Id) && !isNeededAfter(Graph, B, At, Id);
          EXPECT_EQ(Dies, Last) << Round << " bb" << I << " " << At;
          Dying += Dies;
        }
  }
  EXPECT_GT(Dying, 500u);
}

TEST(Liveness, EndsWhereTheOtherWayNeedsIt) {
  RandomGraph Maker(8);
  unsigned Dying = 0;
  for (unsigned Round = 0; Round < 300; ++Round) {
    FlowGraph Graph = Maker.make(1 + Maker.Random() % 8);
    Liveness Live(Graph, Maker.Symbols);
    for (uint32_t I = 0; I < Graph.Blocks.size(); ++I)
      for (BlockId To : successors(Graph.Blocks[I].End))
        for (uint32_t V = 0; V < Numbers; ++V) {
          bool Other = isNeededAfter(
              Graph, BlockId(I), Graph.Blocks[I].Body.size(), VariableId(V));
          bool Here = isNeeded(Graph, To, 0, VariableId(V));
          bool Dies = llvm::is_contained(Live.diesBefore(To), VariableId(V));
          EXPECT_FALSE(Here && Dies);
          EXPECT_TRUE(!Other || Here || Dies);
          Dying += Dies;
        }
  }
  EXPECT_GT(Dying, 100u);
}

TEST(Liveness, WhatIsReferredToLivesOn) {
  GraphBuilder Builder{FunctionId(0)};
  SymbolTable Symbols;
  Symbols.Types.emplace_back().Kind = TypeKind::Integer;
  Variable V;
  V.Type = TypeId(0);
  Place Number, Pointer;
  Number.Variable = Builder.addVariable(V);
  V.Type = TypeId();
  Pointer.Variable = Builder.addVariable(V);
  Builder.emit(Assign{Number, Operand::integer(1)}, AnchorId());
  Builder.emit(Assign{Pointer, Operand::address(Number)}, AnchorId());
  Builder.end(Return{}, AnchorId());
  FlowGraph Graph = Builder.take();
  Liveness Live(Graph, Symbols);
  for (size_t At = 0; At <= 2; ++At)
    EXPECT_TRUE(Live.diesAfter(Graph.entry(), At).empty());
}

TEST(Loops, AreWaysThereAndBack) {
  RandomGraph Maker(9);
  for (unsigned Round = 0; Round < 300; ++Round) {
    FlowGraph Graph = Maker.make(1 + Maker.Random() % 12);
    std::vector<unsigned> Loops = loopsOf(Graph);
    for (uint32_t A = 0; A < Graph.Blocks.size(); ++A)
      for (uint32_t B = 0; B < Graph.Blocks.size(); ++B) {
        bool There = blocksThatReach(Graph, {BlockId(B)})[A];
        bool Back = blocksThatReach(Graph, {BlockId(A)})[B];
        EXPECT_EQ(Loops[A] == Loops[B], There && Back) << Round;
      }
  }
}

} // namespace
