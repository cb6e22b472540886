//===- OutcomeTest.cpp - Which outcome of a call this was -----------------===//

#include "solver/OutcomeTest.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

bool solver::isFor(const Outcome &O, bool Throws) {
  return (O.When.What == ReturnTest::Throws) == Throws;
}

bool solver::assumeNone(ValueFact &Fact, llvm::ArrayRef<Outcome> Earlier) {
  for (const Outcome &O : Earlier) {
    switch (O.When.What) {
    case ReturnTest::Null:
    case ReturnTest::Zero:
      if (!Fact.assume(Predicate::NotEqual, 0))
        return false;
      break;
    case ReturnTest::NonNull:
    case ReturnTest::NonZero:
      if (!Fact.assume(Predicate::Equal, 0))
        return false;
      break;
    case ReturnTest::Negative:
      if (!Fact.assume(Predicate::GreaterEqual, 0))
        return false;
      break;
    case ReturnTest::Positive:
      if (!Fact.assume(Predicate::LessEqual, 0))
        return false;
      break;
    case ReturnTest::OneOf:
      for (int64_t N : O.When.Values)
        if (!Fact.assume(Predicate::NotEqual, N))
          return false;
      break;
    default:
      break;
    }
  }
  return true;
}

bool solver::assumeOutcome(ValueFact &Fact, llvm::ArrayRef<Outcome> Outcomes,
                           size_t Index) {
  const ReturnTest &Test = Outcomes[Index].When;
  if (Test.What == ReturnTest::Otherwise)
    return assumeNone(Fact, Outcomes.take_front(Index));
  return Fact.assume(Test);
}
