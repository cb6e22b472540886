//===- OutcomeTest.cpp - Which outcome of a call this was -----------------===//

#include "solver/OutcomeTest.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

bool solver::isFor(const Outcome &O, bool Throws) {
  return (O.When.What == ReturnTest::Throws) == Throws;
}

bool solver::assumeNone(ValueFact &Fact, llvm::ArrayRef<Outcome> Earlier) {
  for (const Outcome &O : Earlier) {
    std::optional<ReturnTest> Other = negated(O.When);
    if (Other && !Fact.assume(*Other))
      return false;
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

bool solver::usesSession(const Effect &E) {
  return llvm::any_of(E.Outcomes, [](const Outcome &O) {
    return llvm::any_of(O.Events, [](EventKind Kind) {
      return Kind != EventKind::Close && Kind != EventKind::FreeMemory;
    });
  });
}

bool solver::mayDo(const Effect &E, EventKind Kind) {
  return llvm::any_of(E.Outcomes, [&](const Outcome &O) {
    return llvm::is_contained(O.Events, Kind);
  });
}

bool solver::opens(const Effect &E) {
  return E.What == EffectKind::Produce || E.What == EffectKind::Lease ||
         E.What == EffectKind::Child;
}

bool solver::onlyTells(const Effect &E) {
  return mayDo(E, EventKind::ExecFail) && !mayDo(E, EventKind::Exec);
}

bool solver::tellsOfStatement(const Effect &E) {
  return E.What == EffectKind::Observe && mayDo(E, EventKind::ExecFail);
}

bool solver::areFarApart(const ValueFact &A, const ValueFact &B) {
  constexpr int64_t Near = 8;
  return A.isKnown() && B.isKnown() &&
         (A.Low > B.High + Near || B.Low > A.High + Near);
}
