//===- GraphBuilderTest.cpp -----------------------------------------------===//

#include "flow/GraphBuilder.h"
#include "gtest/gtest.h"

using namespace session;
using namespace session::flow;

namespace {

TEST(GraphBuilder, StartsInTheEntryBlock) {
  GraphBuilder B{FunctionId(3)};
  EXPECT_TRUE(B.isOpen());
  EXPECT_EQ(B.current(), BlockId(0));
  FlowGraph G = B.take();
  EXPECT_EQ(G.Self, FunctionId(3));
  EXPECT_EQ(G.Blocks.size(), 1u);
}

TEST(GraphBuilder, EmitsIntoTheOpenBlock) {
  GraphBuilder B{FunctionId(0)};
  B.emit(Suspend{}, AnchorId(1));
  BlockId Other = B.newBlock();
  EXPECT_EQ(B.current(), BlockId(0)) << "a new block is not selected";
  B.emit(EndCatch{}, AnchorId(2));
  B.select(Other);
  B.emit(Suspend{}, AnchorId(3));
  FlowGraph G = B.take();
  ASSERT_EQ(G.Blocks[0].Body.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<EndCatch>(G.Blocks[0].Body[1].What));
  EXPECT_EQ(G.Blocks[0].Body[1].At, AnchorId(2));
  ASSERT_EQ(G.Blocks[1].Body.size(), 1u);
}

TEST(GraphBuilder, NothingIsAddedAfterTheEnd) {
  GraphBuilder B{FunctionId(0)};
  B.end(Return{}, AnchorId(5));
  EXPECT_FALSE(B.isOpen());
  EXPECT_FALSE(B.current().isValid());
  B.emit(Suspend{}, AnchorId());
  B.end(Resume{}, AnchorId(6)); // the first end stays
  FlowGraph G = B.take();
  EXPECT_TRUE(G.Blocks[0].Body.empty());
  EXPECT_TRUE(std::holds_alternative<Return>(G.Blocks[0].End.What));
  EXPECT_EQ(G.Blocks[0].End.At, AnchorId(5));
}

TEST(GraphBuilder, InvokeEndsTheBlockAndOpensTheNext) {
  GraphBuilder B{FunctionId(0)};
  BlockId Pad = B.newBlock();
  BlockId Normal = B.invoke(Call(), Pad, AnchorId(7));
  EXPECT_EQ(B.current(), Normal);
  EXPECT_NE(Normal, Pad);
  FlowGraph G = B.take();
  ASSERT_EQ(G.Blocks[0].Body.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<Call>(G.Blocks[0].Body[0].What));
  const auto &End = std::get<Invoke>(G.Blocks[0].End.What);
  EXPECT_EQ(End.Normal, Normal);
  EXPECT_EQ(End.Unwind, Pad);
  EXPECT_EQ(G.Blocks[0].End.At, AnchorId(7));
}

TEST(GraphBuilder, InvokeInDeadCodeDoesNothing) {
  GraphBuilder B{FunctionId(0)};
  BlockId Pad = B.newBlock();
  B.end(Return{}, AnchorId());
  EXPECT_FALSE(B.invoke(Call(), Pad, AnchorId()).isValid());
  EXPECT_FALSE(B.isOpen());
  EXPECT_EQ(B.take().Blocks.size(), 2u);
}

TEST(GraphBuilder, BlocksNeverEndedAreUnreachable) {
  GraphBuilder B{FunctionId(0)};
  BlockId Other = B.newBlock();
  B.end(Jump{Other}, AnchorId());
  FlowGraph G = B.take();
  EXPECT_TRUE(std::holds_alternative<Unreachable>(G[Other].End.What));
}

TEST(GraphBuilder, VariablesAreNumberedAndFound) {
  GraphBuilder B{FunctionId(0)};
  Variable V;
  V.Kind = VariableKind::Parameter;
  V.Index = 1;
  EXPECT_EQ(B.addVariable(Variable()), VariableId(0));
  EXPECT_EQ(B.addVariable(V), VariableId(1));
  FlowGraph G = B.take();
  EXPECT_EQ(G.find(VariableKind::Parameter, 1), VariableId(1));
  EXPECT_FALSE(G.find(VariableKind::Parameter, 0).isValid());
  EXPECT_FALSE(G.find(VariableKind::This).isValid());
}

TEST(FlowGraph, SuccessorsInOrderAndOnce) {
  BlockId A(1), B(2), C(3);
  auto Of = [](TerminatorOp T) { return successors({std::move(T), {}}); };
  using List = llvm::SmallVector<BlockId, 4>;
  EXPECT_EQ(Of(Jump{A}), List{A});
  EXPECT_EQ(Of(Branch{{}, B, A}), (List{B, A}));
  EXPECT_EQ(Of(Branch{{}, B, B}), List{B});
  EXPECT_EQ(Of(Switch{{}, {{1, 1, C}, {2, 2, A}, {3, 3, C}}, B}),
            (List{C, A, B}));
  EXPECT_EQ(Of(Invoke{B, A}), (List{B, A}));
  EXPECT_EQ(Of(Throw{{}, C}), List{C});
  EXPECT_EQ(Of(Rethrow{C}), List{C});
  EXPECT_EQ(Of(Dispatch{{{{}, C}}, A}), (List{C, A}));
  EXPECT_EQ(Of(Dispatch{{{{}, C}}, {}}), List{C});
  EXPECT_TRUE(Of(Return{}).empty());
  EXPECT_TRUE(Of(Resume{}).empty());
  EXPECT_TRUE(Of(Terminate{}).empty());
  EXPECT_TRUE(Of(Unreachable{}).empty());
}

TEST(Program, FindsTheGraphOfAFunction) {
  Program P;
  FunctionId First = P.Symbols.add(Function());
  FunctionId Second = P.Symbols.add(Function());
  P.Graphs.push_back(GraphBuilder(Second).take());
  P.index();
  EXPECT_EQ(P.graphOf(First), nullptr);
  EXPECT_EQ(P.graphOf(Second), &P.Graphs[0]);
  EXPECT_EQ(P.graphOf(FunctionId()), nullptr);
  EXPECT_EQ(P.graphOf(FunctionId(9)), nullptr);
}

TEST(SymbolTable, BasesHoweverFarUp) {
  SymbolTable S;
  Type T;
  TypeId Base = S.add(T), Other = S.add(T);
  T.Bases = {Other, Base};
  TypeId Middle = S.add(T);
  T.Bases = {Middle};
  TypeId Derived = S.add(T);
  EXPECT_TRUE(S.isSameOrBase(Base, Base));
  EXPECT_TRUE(S.isSameOrBase(Base, Derived));
  EXPECT_TRUE(S.isSameOrBase(Other, Derived));
  EXPECT_FALSE(S.isSameOrBase(Derived, Base));
  EXPECT_FALSE(S.isSameOrBase(Base, Other));
  EXPECT_FALSE(S.isSameOrBase(TypeId(), Base));
  EXPECT_FALSE(S.isSameOrBase(Base, TypeId()));
}

TEST(SymbolTable, ACycleOfBasesEnds) {
  SymbolTable S;
  TypeId A = S.add(Type()), B = S.add(Type()), C = S.add(Type());
  S[A].Bases = {B};
  S[B].Bases = {A, TypeId()};
  EXPECT_TRUE(S.isSameOrBase(B, A));
  EXPECT_FALSE(S.isSameOrBase(C, A));
}

} // namespace
