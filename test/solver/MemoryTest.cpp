//===- MemoryTest.cpp - The store, its aliases and its joins --------------===//
//
// Places here: variables a, b, c, p, q and a static; fields f and g. Random
// stores are joined to see that joins are stable, which ends the worklist.
//
//===----------------------------------------------------------------------===//
#include "solver/Memory.h"
#include <gtest/gtest.h>
#include <random>

using namespace session;
using namespace session::solver;
using flow::Operand;
using flow::Place;
using flow::Predicate;

namespace {

const ValueId Handle = Memory::Handle;
const NameId F(0), G(1);

Place place(unsigned Variable) {
  Place P;
  P.Variable = flow::VariableId(Variable);
  return P;
}
Location at(unsigned Variable) {
  return Location::of(flow::VariableId(Variable));
}
enum : unsigned { A, B, C, P, Q };
const Location Static = Location::of(flow::StaticId(0));

ValueId number(Memory &M, int64_t N) { return M.fresh(ValueFact::exactly(N)); }
ValueId allocated(Memory &M) {
  ValueFact Fact = ValueFact::nonZero();
  Fact.Origin = Provenance::Allocated;
  return M.fresh(Fact);
}
/// To = Left Test Right, as the walker does it.
ValueId compared(Memory &M, ValueId Left, Predicate Test, ValueId Right) {
  ValueFact Fact;
  Fact.Low = 0;
  Fact.High = 1;
  Fact.From = {Definition::Compare, Test, Left, Right};
  return M.fresh(Fact);
}
ValueId negation(Memory &M, ValueId Of) {
  ValueFact Fact;
  Fact.Low = 0;
  Fact.High = 1;
  Fact.From.What = Definition::Negation;
  Fact.From.Left = Of;
  return M.fresh(Fact);
}

TEST(Memory, ReadsWhatWasWritten) {
  Memory M;
  EXPECT_FALSE(M.peek(at(A)));
  ValueId V = M.load(at(A));
  EXPECT_EQ(M.load(at(A)), V);
  EXPECT_NE(M.load(at(B)), V);
  M.store(at(B), V);
  EXPECT_EQ(M.peek(at(B)), V);
  M.forget(at(A));
  EXPECT_FALSE(M.peek(at(A)));
  EXPECT_EQ(M.peek(at(B)), V);
}

TEST(Memory, PartsGoWithTheWhole) {
  Memory M;
  Location Part = at(A).field(F), Deep = Part.field(G), Other = at(A).field(G);
  for (const Location &L : {Part, Deep, Other, at(B)})
    M.load(L);
  M.forget(Part);
  EXPECT_FALSE(M.peek(Part));
  EXPECT_FALSE(M.peek(Deep));
  EXPECT_TRUE(M.peek(Other));
  M.store(at(A), number(M, 1));
  EXPECT_FALSE(M.peek(Other));
  EXPECT_TRUE(M.peek(at(B)));
}

TEST(Memory, ElementsAreWeak) {
  Memory M;
  Location Element = at(A).field(NameId());
  EXPECT_NE(M.load(Element), M.load(Element));
  M.store(Element, number(M, 1));
  EXPECT_FALSE(M.peek(Element));
  M.store(Element, Handle);
  EXPECT_EQ(M.peek(Element), Handle);
  EXPECT_TRUE(M.isHandleInElement());
}

TEST(Memory, PointersLeadToOnePlace) {
  Memory M;
  M.store(at(P), M.evaluate(Operand::address(place(A))));
  M.store(at(Q), M.load(at(P)));
  EXPECT_EQ(M.locate(place(P).deref()), at(A));
  EXPECT_EQ(M.locate(place(Q).deref().field(F)), at(A).field(F));
  // An unknown pointer leads to the same unknown place each time.
  Location There = M.locate(place(C).deref());
  EXPECT_EQ(There, M.locate(place(C).deref()));
  EXPECT_EQ(There.Root, Location::Pointee);
  EXPECT_EQ(M.addressOf(There), M.load(at(C)));
  M.store(at(C), M.fresh());
  EXPECT_NE(There, M.locate(place(C).deref()));
}

TEST(Memory, OperandsAreWhatTheySay) {
  Memory M;
  EXPECT_EQ(M.fact(M.evaluate(Operand::integer(7))).Low, 7);
  EXPECT_TRUE(M.fact(M.evaluate(Operand::null())).isZero());
  EXPECT_EQ(M.fact(M.evaluate(Operand::address(place(A)))).truth(), true);
  EXPECT_EQ(M.fact(M.evaluate(Operand::unknown())).truth(), std::nullopt);
  ValueId Body = M.evaluate(Operand::function(flow::FunctionId(3)));
  EXPECT_EQ(M.fact(Body).Function, flow::FunctionId(3));
}

TEST(Memory, CopiesAllParts) {
  Memory M;
  M.store(at(A).field(F), Handle);
  ValueId Deep = M.load(at(A).field(G).field(F));
  ValueId Old = M.load(at(B).field(F).field(F));
  ASSERT_TRUE(Old);
  M.copyParts(at(A), at(B));
  EXPECT_EQ(M.peek(at(B).field(F)), Handle);
  EXPECT_EQ(M.peek(at(B).field(G).field(F)), Deep);
  EXPECT_FALSE(M.peek(at(B).field(F).field(F)));
  EXPECT_EQ(M.peek(at(A).field(F)), Handle);
  M.copyParts(at(A), at(A));
  EXPECT_EQ(M.peek(at(A).field(F)), Handle);
}

TEST(Memory, AComparisonTellsOfItsOperands) {
  for (bool Truth : {true, false}) {
    Memory M;
    ValueId N = M.load(at(A));
    ValueId Test = compared(M, N, Predicate::Equal, number(M, 3));
    ASSERT_TRUE(M.assume(Test, Truth));
    EXPECT_EQ(M.fact(N).isKnown(), Truth);
    EXPECT_EQ(M.fact(N).excludes(3), !Truth);
    EXPECT_FALSE(M.assume(Test, !Truth)) << "a second test agrees";
  }
}

TEST(Memory, NegationsAreFollowed) {
  // !!(n == 0), and (n == 0) == 0.
  Memory M;
  ValueId N = M.load(at(A)), Zero = number(M, 0);
  ValueId IsZero = compared(M, N, Predicate::Equal, Zero);
  ValueId Twice = negation(M, negation(M, IsZero));
  Memory Yes = M;
  ASSERT_TRUE(Yes.assume(Twice, true));
  EXPECT_TRUE(Yes.fact(N).isZero());
  Memory No = M;
  ASSERT_TRUE(No.assume(Twice, false));
  EXPECT_TRUE(No.fact(N).excludes(0));
  ValueId Inner = compared(M, IsZero, Predicate::Equal, Zero);
  ASSERT_TRUE(M.assume(Inner, true));
  EXPECT_TRUE(M.fact(N).excludes(0));
}

TEST(Memory, DecidesWhatFollows) {
  Memory M;
  ValueId N = M.load(at(A)), Three = number(M, 3);
  EXPECT_EQ(M.decide(N, Predicate::Equal, N), true);
  EXPECT_EQ(M.decide(N, Predicate::Less, N), false);
  EXPECT_EQ(M.decide(N, Predicate::Less, Three), std::nullopt);
  ASSERT_TRUE(M.assumeRelation(N, Predicate::Greater, Three));
  EXPECT_EQ(M.decide(N, Predicate::LessEqual, Three), false);
  EXPECT_EQ(M.decide(Three, Predicate::Less, N), true);
  EXPECT_FALSE(M.assumeRelation(N, Predicate::Equal, Three));
  ValueId ToA = M.addressOf(at(A)), ToB = M.addressOf(at(B));
  EXPECT_EQ(M.decide(ToA, Predicate::Equal, ToB), false);
  EXPECT_EQ(M.decide(ToA, Predicate::Equal, M.addressOf(at(A))), true);
  EXPECT_EQ(M.decide(ToA, Predicate::Equal, number(M, 0)), false);
}

TEST(Memory, WhoHoldsTheHandle) {
  Memory M;
  EXPECT_FALSE(M.isHandleHeld());
  M.store(at(A), Handle);
  M.store(at(B), Handle);
  M.forget(at(A));
  EXPECT_TRUE(M.isHandleHeld());
  M.store(at(B), number(M, 0));
  EXPECT_FALSE(M.isHandleHeld());
  M.store(Static, Handle);
  EXPECT_TRUE(M.isHandleHeld());
}

TEST(Memory, MemoryMadeHereHoldsWhileItIsHeld) {
  Memory M;
  ValueId New = allocated(M);
  M.store(at(P), New);
  M.store(Location::pointee(New).field(F), Handle);
  EXPECT_TRUE(M.isHandleHeld());
  // Through a second one that is held itself.
  ValueId Outer = allocated(M);
  M.store(Location::pointee(Outer).field(G), New);
  M.store(at(Q), Outer);
  M.forget(at(P));
  EXPECT_TRUE(M.isHandleHeld());
  M.forget(at(Q));
  EXPECT_FALSE(M.isHandleHeld());
}

TEST(Memory, MemoryThatHoldsItselfIsLost) {
  Memory M;
  ValueId New = allocated(M);
  M.store(Location::pointee(New).field(F), Handle);
  M.store(Location::pointee(New).field(G), New);
  EXPECT_FALSE(M.isHandleHeld());
}

TEST(Memory, OutsideMemoryKeepsItWithoutAName) {
  Memory M;
  M.store(M.pointee(M.load(at(P))).field(F), Handle);
  EXPECT_FALSE(M.dropAdrift()) << "p still leads there";
  M.forget(at(P));
  EXPECT_TRUE(M.isHandleHeld());
  EXPECT_TRUE(M.dropAdrift());
  EXPECT_FALSE(M.isHandleHeld());
}

TEST(Memory, ClobberingKeepsTheHandle) {
  Memory M;
  M.store(at(A).field(F), Handle);
  M.store(at(A).field(G), number(M, 1));
  M.store(at(B), number(M, 2));
  M.clobber(at(A));
  EXPECT_EQ(M.peek(at(A).field(F)), Handle);
  EXPECT_FALSE(M.peek(at(A).field(G)));
  EXPECT_TRUE(M.peek(at(B)));
  M.store(Static, number(M, 3));
  M.clobberStatics();
  EXPECT_FALSE(M.peek(Static));
}

TEST(Memory, ClobberingFollowsPointers) {
  Memory M;
  M.store(at(B).field(G), number(M, 1));
  M.store(at(A).field(F), M.addressOf(at(B)));
  M.store(at(C), number(M, 2));
  ValueId ToA = M.addressOf(at(A));
  M.clobberFrom(ToA);
  EXPECT_FALSE(M.peek(at(B).field(G)));
  EXPECT_TRUE(M.peek(at(C)));
}

TEST(Memory, ReachingTheHandle) {
  Memory M;
  M.store(at(B).field(G), Handle);
  M.store(at(A).field(F), M.addressOf(at(B)));
  EXPECT_TRUE(M.holdsHandle(at(B)));
  EXPECT_FALSE(M.holdsHandle(at(A)));
  EXPECT_TRUE(M.reachesHandle(M.addressOf(at(A))));
  EXPECT_FALSE(M.reachesHandle(M.addressOf(at(C))));
  // A ring of pointers ends as well.
  M.store(at(B).field(F), M.addressOf(at(A)));
  EXPECT_TRUE(M.reachesHandle(M.addressOf(at(A))));
}

Memory weakened(Memory M, const Memory &With) {
  M.weaken(With);
  return M;
}

TEST(MemoryJoin, OneValueOnBothSidesStaysOne) {
  Memory One, Two;
  One.store(at(A), number(One, 1));
  One.store(at(B), One.peek(at(A)));
  Two.store(at(A), number(Two, 2));
  Two.store(at(B), Two.peek(at(A)));
  Memory J = weakened(One, Two);
  EXPECT_EQ(J.peek(at(A)), J.peek(at(B)));
  EXPECT_EQ(J.fact(J.peek(at(A))).Low, 1);
  EXPECT_EQ(J.fact(J.peek(at(A))).High, 2);
  Two.store(at(B), number(Two, 2));
  J = weakened(One, Two);
  EXPECT_NE(J.peek(at(A)), J.peek(at(B)));
}

TEST(MemoryJoin, PlacesOfTheHandleAreAnIntersection) {
  Memory One, Two;
  One.store(at(A), Handle);
  One.store(at(B), Handle);
  Two.store(at(B), Handle);
  Two.store(at(A), number(Two, 0));
  Memory J = weakened(One, Two);
  EXPECT_FALSE(J.peek(at(A)));
  EXPECT_EQ(J.peek(at(B)), Handle);
}

TEST(MemoryJoin, PointeesArePairedByTheirPointers) {
  // The pointers have other numbers on the two sides.
  Memory One, Two;
  Two.load(at(C));
  Two.forget(at(C));
  for (Memory *M : {&One, &Two})
    M->store(M->pointee(M->load(at(P))).field(F), Handle);
  Memory J = weakened(One, Two);
  EXPECT_EQ(J.peek(J.pointee(J.peek(at(P))).field(F)), Handle);
}

TEST(MemoryJoin, CorrelationsSurvive) {
  // flag = (n == 3) on both sides: a test of the flag still tells of n.
  Memory One, Two;
  for (Memory *M : {&One, &Two}) {
    ValueId N = M->load(at(A));
    M->store(at(B), compared(*M, N, Predicate::Equal, number(*M, 3)));
  }
  Memory J = weakened(One, Two);
  ASSERT_TRUE(J.assume(J.peek(at(B)), true));
  EXPECT_EQ(J.fact(J.peek(at(A))).Low, 3);
}

TEST(MemoryJoin, NumbersDoNotDependOnHistory) {
  Memory One, Two;
  One.store(at(A), number(One, 1));
  One.store(at(B), number(One, 2));
  Two.store(at(B), number(Two, 9));
  Two.store(at(B), number(Two, 2));
  Two.store(at(A), number(Two, 1));
  EXPECT_FALSE(One.weaken(Two));
  EXPECT_FALSE(Two.weaken(One));
}

TEST(MemoryJoin, LosingAFactIsSeen) {
  Memory Sharing, Apart, Wide, Narrow;
  Sharing.store(at(A), number(Sharing, 1));
  Sharing.store(at(B), Sharing.peek(at(A)));
  Apart.store(at(A), number(Apart, 1));
  Apart.store(at(B), number(Apart, 1));
  EXPECT_FALSE(weakened(Apart, Sharing).weaken(Apart));
  EXPECT_TRUE(Sharing.weaken(Apart));
  Narrow.store(at(A), number(Narrow, 1));
  Wide.load(at(A));
  EXPECT_FALSE(Wide.weaken(Narrow));
  EXPECT_TRUE(Narrow.weaken(Wide));
  Narrow.store(at(B), number(Narrow, 1));
  EXPECT_TRUE(Narrow.weaken(Wide));
  EXPECT_FALSE(Narrow.weaken(Wide));
}

Memory randomMemory(std::mt19937 &Random) {
  Memory M;
  auto Somewhere = [&] {
    Location L = Random() % 6 == 5 ? Static : at(Random() % 5);
    if (Random() % 3 == 0)
      L = M.pointee(M.load(L));
    for (unsigned Depth = Random() % 2; Depth > 0; --Depth)
      L = L.field(Random() % 2 ? F : G);
    return L;
  };
  for (unsigned I = 0; I < 8; ++I)
    switch (Random() % 7) {
    case 0:
      M.store(Somewhere(), Handle);
      break;
    case 1:
      M.store(Somewhere(), number(M, Random() % 3));
      break;
    case 2:
      M.store(Somewhere(), M.addressOf(Somewhere()));
      break;
    case 3:
      M.copyParts(Somewhere(), Somewhere());
      break;
    case 4:
      M.store(Somewhere(), compared(M, M.load(Somewhere()), Predicate::Less,
                                    M.load(Somewhere())));
      break;
    case 5:
      M.store(Somewhere(), allocated(M));
      break;
    case 6:
      M.forget(Somewhere());
      break;
    }
  M.change(Handle) = ValueFact::nonZero();
  return M;
}

TEST(MemoryJoin, RandomStoresJoinStably) {
  std::mt19937 Random(4);
  for (unsigned Round = 0; Round < 2000; ++Round) {
    Memory One = randomMemory(Random), Two = randomMemory(Random);
    Memory J = weakened(One, Two);
    // What was already there changes nothing: the worklist ends.
    ASSERT_FALSE(J.weaken(One)) << Round;
    ASSERT_FALSE(J.weaken(Two)) << Round;
    ASSERT_FALSE(J.weaken(Memory(J))) << Round;
    // The order of the two does not matter.
    Two.weaken(One);
    ASSERT_FALSE(J.weaken(Two)) << Round;
    ASSERT_FALSE(Two.weaken(J)) << Round;
  }
}

TEST(MemoryJoin, RandomChainsEnd) {
  std::mt19937 Random(5);
  for (unsigned Round = 0; Round < 200; ++Round) {
    Memory J = randomMemory(Random);
    unsigned Changes = 0;
    for (unsigned I = 0; I < 60; ++I)
      Changes += J.weaken(randomMemory(Random));
    EXPECT_LT(Changes, 30u);
  }
}

TEST(MemoryJoin, CollectingChangesNoKnowledge) {
  std::mt19937 Random(6);
  for (unsigned Round = 0; Round < 300; ++Round) {
    Memory M = randomMemory(Random);
    for (unsigned I = 0; I < 400; ++I)
      M.fresh();
    Memory Before = M;
    bool Held = M.isHandleHeld();
    M.collect();
    EXPECT_FALSE(weakened(M, M).weaken(Before)) << Round;
    EXPECT_FALSE(Before.weaken(M)) << Round;
    EXPECT_EQ(M.isHandleHeld(), Held);
  }
}

} // namespace
