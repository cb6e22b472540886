//===- OutcomeTest.h - Which outcome of a call this was --------*- C++ -*-===//
//
// What the choice of one outcome of an effect says of the call's result. What
// the outcome then does is ContractWalk's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_OUTCOMETEST_H
#define SESSION_TIDY_SOLVER_OUTCOMETEST_H

#include "contracts/Effect.h"
#include "solver/ValueFact.h"
#include "llvm/ADT/ArrayRef.h"

namespace session::solver {

/// Is O about this kind of exit?
bool isFor(const Outcome &O, bool Throws);
/// Keeps only results that Earlier's tests do not take; false: none is left.
bool assumeNone(ValueFact &Fact, llvm::ArrayRef<Outcome> Earlier);
/// The call did not do what it is there for, which shows where its result is
/// tested (SEMANTICS 3.3).
bool tellsFailure(const Effect &E, const Outcome &O, bool Inferred);
/// A call of a model that is no end itself and that ends the transaction when
/// it fails: `[{when: return == 0, does: []}, {when: otherwise, does:
/// rollback}]`.
bool rollsBackOnFailure(const Effect &E);
/// One of its outcomes has this event.
bool mayDo(const Effect &E, EventKind Kind);
/// A session or a child appears.
bool opens(const Effect &E);
/// It tells how the statement went that made a result, the same whenever it is
/// asked.
bool onlyTells(const Effect &E);
/// Two codes with too many between them to tell them from those when joined.
bool areFarApart(const ValueFact &A, const ValueFact &B);
/// It does more to a session than to end it.
bool usesSession(const Effect &E);
/// An observer of how the last statement went, not of the session's state.
bool tellsOfStatement(const Effect &E);
/// The result is what Outcomes[Index] says; false: it cannot be.
bool assumeOutcome(ValueFact &Fact, llvm::ArrayRef<Outcome> Outcomes,
                   size_t Index);

} // namespace session::solver

#endif
