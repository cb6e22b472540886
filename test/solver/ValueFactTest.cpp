//===- ValueFactTest.cpp - Intervals with holes against brute force -------===//
//
// A fact stands for a set of numbers. Over a range so small that the holes
// always suffice, it must be that set exactly; elsewhere it must contain it.
//
//===----------------------------------------------------------------------===//
#include "solver/ValueFact.h"
#include <gtest/gtest.h>
#include <set>

using namespace session;
using namespace session::solver;
using flow::Predicate;

namespace {

constexpr int Edge = 3;
constexpr int64_t Min = std::numeric_limits<int64_t>::min();
constexpr int64_t Max = std::numeric_limits<int64_t>::max();
const Predicate AllPredicates[] = {Predicate::Equal,   Predicate::NotEqual,
                                   Predicate::Less,    Predicate::LessEqual,
                                   Predicate::Greater, Predicate::GreaterEqual};
const ReturnTest::Kind Classes[] = {
    ReturnTest::Always,      ReturnTest::Null,     ReturnTest::NonNull,
    ReturnTest::Zero,        ReturnTest::NonZero,  ReturnTest::Negative,
    ReturnTest::NonNegative, ReturnTest::Positive, ReturnTest::NonPositive,
    ReturnTest::OneOf,       ReturnTest::NoneOf};
using Numbers = std::set<int64_t>;

bool holds(int64_t A, Predicate Test, int64_t B) {
  switch (Test) {
  case Predicate::Equal:
    return A == B;
  case Predicate::NotEqual:
    return A != B;
  case Predicate::Less:
    return A < B;
  case Predicate::LessEqual:
    return A <= B;
  case Predicate::Greater:
    return A > B;
  case Predicate::GreaterEqual:
    return A >= B;
  }
  return false;
}

bool satisfies(int64_t N, const ReturnTest &Test) {
  bool Listed = std::count(Test.Values.begin(), Test.Values.end(), N) > 0;
  switch (Test.What) {
  case ReturnTest::Null:
  case ReturnTest::Zero:
    return N == 0;
  case ReturnTest::NonNull:
  case ReturnTest::NonZero:
    return N != 0;
  case ReturnTest::Negative:
    return N < 0;
  case ReturnTest::NonNegative:
    return N >= 0;
  case ReturnTest::Positive:
    return N > 0;
  case ReturnTest::NonPositive:
    return N <= 0;
  case ReturnTest::OneOf:
    return Listed;
  case ReturnTest::NoneOf:
    return !Listed;
  default:
    return true;
  }
}

Numbers membersOf(const ValueFact &Fact) {
  Numbers Members;
  for (int64_t N = -Edge - 2; N <= Edge + 2; ++N)
    if (!Fact.excludes(N))
      Members.insert(N);
  return Members;
}

/// All numbers from -Edge to Edge.
ValueFact smallRange() {
  ValueFact Fact;
  EXPECT_TRUE(Fact.assume(Predicate::GreaterEqual, -Edge));
  EXPECT_TRUE(Fact.assume(Predicate::LessEqual, Edge));
  return Fact;
}

/// The numbers of the small range whose bit is set.
ValueFact factOf(unsigned Bits) {
  ValueFact Fact = smallRange();
  for (int N = -Edge; N <= Edge; ++N)
    if (!(Bits >> (N + Edge) & 1)) {
      EXPECT_TRUE(Fact.assume(Predicate::NotEqual, N));
    }
  return Fact;
}
constexpr unsigned AllBits = (1u << (2 * Edge + 1)) - 1;

template <typename Test> Numbers filtered(const Numbers &From, Test Keep) {
  Numbers Kept;
  for (int64_t N : From)
    if (Keep(N))
      Kept.insert(N);
  return Kept;
}

TEST(ValueFact, EverySetOfTheSmallRangeIsExact) {
  for (unsigned Bits = 1; Bits <= AllBits; ++Bits) {
    ValueFact Fact = factOf(Bits);
    for (int N = -Edge; N <= Edge; ++N)
      EXPECT_EQ(Fact.excludes(N), !(Bits >> (N + Edge) & 1)) << Bits;
    Numbers Members = membersOf(Fact);
    EXPECT_EQ(Fact.Low, *Members.begin());
    EXPECT_EQ(Fact.High, *Members.rbegin());
    EXPECT_EQ(Fact.isKnown(), Members.size() == 1);
    std::optional<bool> Truth;
    if (!Members.count(0))
      Truth = true;
    else if (Members.size() == 1)
      Truth = false;
    EXPECT_EQ(Fact.truth(), Truth) << Bits;
  }
}

TEST(ValueFact, AssumingAPredicateFilters) {
  for (unsigned Bits = 1; Bits <= AllBits; ++Bits)
    for (Predicate Test : AllPredicates)
      for (int64_t N = -Edge - 1; N <= Edge + 1; ++N) {
        ValueFact Fact = factOf(Bits);
        Numbers Wanted = filtered(membersOf(Fact),
                                  [&](int64_t M) { return holds(M, Test, N); });
        bool Possible = Fact.assume(Test, N);
        EXPECT_EQ(Possible, !Wanted.empty()) << Bits << " " << N;
        if (Possible) {
          EXPECT_EQ(membersOf(Fact), Wanted) << Bits << " " << N;
        }
      }
}

TEST(ValueFact, AssumingAClassKeepsWhatSatisfiesIt) {
  for (unsigned Bits = 1; Bits <= AllBits; ++Bits)
    for (ReturnTest::Kind What : Classes)
      for (int64_t First = -Edge; First <= Edge; ++First) {
        ReturnTest Test{What, {First, First + 2}};
        ValueFact Fact = factOf(Bits);
        Numbers Wanted = filtered(
            membersOf(Fact), [&](int64_t M) { return satisfies(M, Test); });
        bool Possible = Fact.assume(Test);
        EXPECT_EQ(Possible, !Wanted.empty()) << Bits << " " << int(What);
        if (!Possible)
          continue;
        Numbers Kept = membersOf(Fact);
        EXPECT_TRUE(std::includes(Kept.begin(), Kept.end(), Wanted.begin(),
                                  Wanted.end()));
        if (What != ReturnTest::OneOf) { // a hull: see assumeOneOf
          EXPECT_EQ(Kept, Wanted) << Bits << " " << int(What);
        }
      }
}

TEST(ValueFact, ClassOfAFactIsTrueOfAllItsNumbers) {
  for (unsigned Bits = 1; Bits <= AllBits; ++Bits) {
    ValueFact Fact = factOf(Bits);
    ReturnTest Class = Fact.classify();
    for (int64_t N : membersOf(Fact))
      EXPECT_TRUE(satisfies(N, Class)) << Bits << " " << N;
    // The sign and zero are never lost.
    ValueFact Again;
    EXPECT_TRUE(Again.assume(Class));
    EXPECT_EQ(Again.truth(), Fact.truth()) << Bits;
    if (Fact.High < 0 || Fact.Low > 0) {
      EXPECT_EQ(Again.High < 0, Fact.High < 0) << Bits;
    }
  }
}

bool same(const ValueFact &A, const ValueFact &B) {
  return A.Low == B.Low && A.High == B.High && A.Holes == B.Holes;
}

TEST(ValueFact, JoinContainsBothAndIsStable) {
  for (unsigned One = 1; One <= AllBits; ++One)
    for (unsigned Two = One; Two <= AllBits; ++Two) {
      ValueFact A = factOf(One), B = factOf(Two);
      ValueFact J = ValueFact::join(A, B);
      Numbers Members = membersOf(J), Both = membersOf(factOf(One | Two));
      ASSERT_TRUE(std::includes(Members.begin(), Members.end(), Both.begin(),
                                Both.end()));
      EXPECT_EQ(J.excludes(0), Both.count(0) == 0) << One << " " << Two;
      EXPECT_EQ(J.Low, *Both.begin());
      EXPECT_EQ(J.High, *Both.rbegin());
      EXPECT_TRUE(same(J, ValueFact::join(B, A))) << One << " " << Two;
      // A second arrival changes nothing: the worklist ends.
      EXPECT_TRUE(same(J, ValueFact::join(J, A)));
      EXPECT_TRUE(same(J, ValueFact::join(J, B)));
    }
}

TEST(ValueFact, TheEndsOfTheRange) {
  ValueFact Fact;
  EXPECT_FALSE(ValueFact(Fact).assume(Predicate::Less, Min));
  EXPECT_FALSE(ValueFact(Fact).assume(Predicate::Greater, Max));
  EXPECT_TRUE(Fact.assume(Predicate::NotEqual, Min));
  EXPECT_EQ(Fact.Low, Min + 1);
  EXPECT_TRUE(Fact.assume(Predicate::NotEqual, Max));
  EXPECT_EQ(Fact.High, Max - 1);
  EXPECT_TRUE(Fact.assume(Predicate::GreaterEqual, Max - 1));
  EXPECT_TRUE(Fact.isKnown());
  EXPECT_FALSE(Fact.assume(Predicate::NotEqual, Max - 1));
}

TEST(ValueFact, ManyHolesAreSound) {
  // Whatever is forgotten, no number that is possible is excluded.
  ValueFact Fact;
  for (int64_t N = 0; N < 40; N += 2)
    EXPECT_TRUE(Fact.assume(Predicate::NotEqual, N));
  for (int64_t N = 1; N < 40; N += 2)
    EXPECT_FALSE(Fact.excludes(N));
  EXPECT_TRUE(Fact.excludes(0));
}

TEST(ValueFact, CodesNearEachOtherStayApart) {
  ValueFact Codes =
      ValueFact::join(ValueFact::exactly(-2), ValueFact::exactly(0));
  EXPECT_TRUE(Codes.excludes(-1));
  ReturnTest Class = Codes.classify();
  EXPECT_EQ(Class.What, ReturnTest::OneOf);
  EXPECT_EQ(Class.Values, (std::vector<int64_t>{-2, 0}));
  ValueFact Read;
  EXPECT_TRUE(Read.assume(Class));
  EXPECT_TRUE(Read.excludes(-1));
  EXPECT_FALSE(Read.excludes(-2));
}

TEST(ValueFact, FarCodesAreASign) {
  ValueFact Codes =
      ValueFact::join(ValueFact::exactly(-5), ValueFact::exactly(0));
  Codes = ValueFact::join(Codes, ValueFact::exactly(-1000));
  EXPECT_EQ(Codes.classify().What, ReturnTest::NonPositive);
}

TEST(ValueFact, SumsMoveIntervalAndHoles) {
  ValueFact Fact;
  ASSERT_TRUE(Fact.assume(Predicate::GreaterEqual, 0));
  ASSERT_TRUE(Fact.assume(Predicate::LessEqual, 9));
  ASSERT_TRUE(Fact.assume(Predicate::NotEqual, 5));
  ValueFact Sum = Fact.plus(-3);
  EXPECT_EQ(Sum.Low, -3);
  EXPECT_EQ(Sum.High, 6);
  EXPECT_TRUE(Sum.excludes(2));
  ValueFact Open = ValueFact::nonZero().plus(1);
  EXPECT_TRUE(Open.excludes(1));
  EXPECT_FALSE(Open.excludes(0));
  EXPECT_TRUE(Fact.meet(Sum));
  EXPECT_EQ(Fact.Low, 0);
  EXPECT_EQ(Fact.High, 6);
  EXPECT_FALSE(Fact.meet(ValueFact::exactly(2)));
}

TEST(ValueFact, PredicatesTurnedRound) {
  for (Predicate Test : AllPredicates)
    for (int64_t A = -2; A <= 2; ++A)
      for (int64_t B = -2; B <= 2; ++B) {
        EXPECT_NE(holds(A, Test, B), holds(A, negated(Test), B));
        EXPECT_EQ(holds(A, Test, B), holds(B, mirrored(Test), A));
      }
}

} // namespace
