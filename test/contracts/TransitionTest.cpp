//===- TransitionTest.cpp - The automaton's table -------------------------===//
#include "protocol/Transition.h"
#include "llvm/ADT/Twine.h"
#include "gtest/gtest.h"

using namespace session;

namespace {

using E = EventKind;
using L = Life;
using T = Transaction;
using K = Children;

std::string render(const SessionState &S) {
  return (llvm::Twine(lifeName(S.Alive)) + "/" + transactionName(S.Tx) + "/" +
          childrenName(S.Kids))
      .str();
}

void expectStep(SessionState Before, E Event, SessionState After, Breach Broken,
                const Policy &Rules = {}) {
  Step S = transition(Before, Event, Rules);
  EXPECT_EQ(render(S.After), render(After))
      << render(Before) << " " << eventName(Event).str();
  EXPECT_EQ(S.Broken, Broken)
      << render(Before) << " " << eventName(Event).str();
}

std::vector<E> allEvents() {
  std::vector<E> Events;
  for (unsigned I = 0; I != eventNames().size(); ++I)
    Events.push_back(E(I));
  return Events;
}

Policy poisoning() {
  Policy P;
  P.PoisonedUntilRollback = true;
  P.CommitOfPoisonedRollsBack = true;
  return P;
}

TEST(EventNames, AreReadBack) {
  for (E Event : allEvents())
    EXPECT_EQ(parseEvent(eventName(Event)), Event);
  EXPECT_EQ(eventNames().size(), unsigned(E::Reset) + 1);
  EXPECT_EQ(parseEvent("clsoe"), std::nullopt);
}

TEST(Life, UseOfClosedIsUseAfterClose) {
  for (E Event :
       {E::Use, E::Connect, E::Begin, E::Commit, E::CommitFail, E::Rollback,
        E::Savepoint, E::ReleaseSavepoint, E::RollbackTo, E::AutocommitOff,
        E::AutocommitOn, E::Exec, E::ExecFail, E::ChildOpened, E::Reset})
    expectStep({L::Closed}, Event, {L::Closed}, Breach::UsedAfterClose);
}

TEST(Life, ClosedTwice) {
  expectStep({L::Closed}, E::Close, {L::Closed}, Breach::ClosedTwice);
  expectStep({L::Closed}, E::CloseRefused, {L::Closed}, Breach::ClosedTwice);
}

TEST(Life, SilentOnClosed) {
  // A child that outlives its session, and memory of a closed handle.
  expectStep({L::Closed}, E::ChildClosed, {L::Closed}, Breach::None);
  expectStep({L::Closed}, E::FreeMemory, {L::Closed}, Breach::None);
}

TEST(Life, AbsentAndUnknownNeverBreach) {
  for (Policy Rules : {Policy(), poisoning()})
    for (L Alive : {L::Absent, L::Unknown})
      for (T Tx : {T::Unknown})
        for (E Event : allEvents())
          EXPECT_EQ(transition({Alive, Tx, K::Unknown}, Event, Rules).Broken,
                    Breach::None)
              << eventName(Event).str();
}

TEST(Life, CloseOfNullStaysAbsent) {
  expectStep({L::Absent}, E::Close, {L::Absent}, Breach::None);
  expectStep({L::Absent}, E::Use, {L::Absent}, Breach::None);
}

TEST(Life, CloseEndsWhateverOwesIt) {
  for (L Alive : {L::Open, L::Failed, L::Refused, L::Unknown})
    expectStep({Alive, T::Active, K::Some}, E::Close, {L::Closed},
               Breach::None);
}

TEST(Life, ConnectAndConnectFail) {
  expectStep({L::Absent}, E::Connect, {L::Open}, Breach::None);
  expectStep({L::Absent}, E::ConnectFail, {L::Failed}, Breach::None);
  expectStep({L::Open}, E::ConnectFail, {L::Failed}, Breach::None);
  expectStep({L::Failed}, E::Connect, {L::Open}, Breach::None);
  // Silent: nobody knows what was there.
  expectStep({L::Unknown}, E::Connect, {L::Unknown}, Breach::None);
}

TEST(Life, ReopensAfterClose) {
  Policy Object;
  Object.Reopens = true;
  expectStep({L::Closed}, E::Connect, {L::Open}, Breach::None, Object);
  expectStep({L::Closed}, E::ConnectFail, {L::Failed}, Breach::None, Object);
  expectStep({L::Closed}, E::Close, {L::Closed}, Breach::None, Object);
  expectStep({L::Closed}, E::Exec, {L::Closed}, Breach::UsedAfterClose, Object);
}

TEST(Life, RefusedOnlyWhileAChildIsKnownToLive) {
  expectStep({L::Open, T::None, K::Some}, E::CloseRefused,
             {L::Refused, T::None, K::Some}, Breach::None);
  expectStep({L::Open, T::None, K::None}, E::CloseRefused,
             {L::Unknown, T::None, K::None}, Breach::None);
  expectStep({L::Open, T::None, K::Unknown}, E::CloseRefused,
             {L::Unknown, T::None, K::Unknown}, Breach::None);
  expectStep({L::Refused, T::None, K::Some}, E::Use,
             {L::Refused, T::None, K::Some}, Breach::None);
}

TEST(Life, FreeingIsTheWrongRelease) {
  for (L Alive : {L::Open, L::Failed, L::Refused})
    expectStep({Alive}, E::FreeMemory, {L::Unknown}, Breach::WrongRelease);
  expectStep({L::Unknown}, E::FreeMemory, {L::Unknown}, Breach::None);
}

TEST(Life, ResetMakesItNew) {
  expectStep({L::Open, T::Active, K::Some}, E::Reset, {L::Open}, Breach::None);
  expectStep({L::Failed}, E::Reset, {L::Open}, Breach::None);
}

TEST(Kids, SomeThenUnknown) {
  expectStep({L::Open}, E::ChildOpened, {L::Open, T::None, K::Some},
             Breach::None);
  expectStep({L::Open, T::None, K::Some}, E::ChildClosed,
             {L::Open, T::None, K::Unknown}, Breach::None);
  expectStep({L::Open}, E::ChildClosed, {L::Open}, Breach::None);
}

TEST(Tx, BeginCommitRollback) {
  expectStep({L::Open}, E::Begin, {L::Open, T::Active}, Breach::None);
  expectStep({L::Open, T::Active}, E::Commit, {L::Open}, Breach::None);
  expectStep({L::Open, T::Active}, E::Rollback, {L::Open}, Breach::None);
  expectStep({L::Open, T::Unknown}, E::Begin, {L::Open, T::Active},
             Breach::None);
  expectStep({L::Open, T::Unknown}, E::Commit, {L::Open}, Breach::None);
}

TEST(Tx, BegunInside) {
  expectStep({L::Open, T::Active}, E::Begin, {L::Open, T::Active},
             Breach::BegunInside);
  expectStep({L::Open, T::CommitFailed}, E::Begin, {L::Open, T::Active},
             Breach::BegunInside);
  Policy Nesting;
  Nesting.NestedBeginForbidden = false;
  expectStep({L::Open, T::Active}, E::Begin, {L::Open, T::Active}, Breach::None,
             Nesting);
}

TEST(Tx, EndedOutside) {
  for (E Event : {E::Commit, E::CommitFail, E::Rollback})
    expectStep({L::Open}, Event, {L::Open}, Breach::EndedOutside);
}

TEST(Tx, RollbackAfterFailedCommitIsAllowed) {
  expectStep({L::Open, T::Active}, E::CommitFail, {L::Open, T::CommitFailed},
             Breach::None);
  for (bool Ends : {false, true}) {
    Policy P;
    P.FailedCommitEnds = Ends;
    expectStep({L::Open, T::CommitFailed}, E::Rollback, {L::Open}, Breach::None,
               P);
  }
  Policy Ends;
  Ends.FailedCommitEnds = true;
  expectStep({L::Open, T::CommitFailed}, E::Begin, {L::Open, T::Active},
             Breach::None, Ends);
}

TEST(Tx, PoisonedUntilRollback) {
  Policy P = poisoning();
  expectStep({L::Open, T::Active}, E::ExecFail, {L::Open, T::Failed},
             Breach::None, P);
  for (E Event :
       {E::Exec, E::ExecFail, E::Begin, E::Savepoint, E::ReleaseSavepoint})
    expectStep({L::Open, T::Failed}, Event, {L::Open, T::Failed},
               Breach::UsedAfterFailure, P);
  // The error text is no use of the transaction.
  expectStep({L::Open, T::Failed}, E::Use, {L::Open, T::Failed}, Breach::None,
             P);
  expectStep({L::Open, T::Failed}, E::Rollback, {L::Open}, Breach::None, P);
  expectStep({L::Open, T::Failed}, E::RollbackTo, {L::Open, T::Active},
             Breach::None, P);
  expectStep({L::Open, T::Failed}, E::Commit, {L::Open},
             Breach::CommitRollsBack, P);
}

TEST(Tx, FailureOutsideATransactionPoisonsNothing) {
  expectStep({L::Open}, E::ExecFail, {L::Open}, Breach::None, poisoning());
  expectStep({L::Open, T::Unknown}, E::ExecFail, {L::Open, T::Unknown},
             Breach::None, poisoning());
  // Nor does it where the library does not poison.
  expectStep({L::Open, T::Active}, E::ExecFail, {L::Open, T::Active},
             Breach::None);
}

TEST(Tx, Savepoints) {
  Policy Begins;
  Begins.SavepointBegins = true;
  expectStep({L::Open}, E::Savepoint, {L::Open, T::Active}, Breach::None,
             Begins);
  expectStep({L::Open}, E::Savepoint, {L::Open}, Breach::None);
  expectStep({L::Open, T::Active}, E::RollbackTo, {L::Open, T::Active},
             Breach::None);
  expectStep({L::Open, T::Active}, E::ReleaseSavepoint, {L::Open, T::Unknown},
             Breach::None);
  expectStep({L::Open}, E::ReleaseSavepoint, {L::Open}, Breach::None);
}

TEST(Tx, Autocommit) {
  SessionState Manual{L::Open, T::None, K::None, true};
  SessionState Inside{L::Open, T::Active, K::None, true};
  expectStep({L::Open}, E::AutocommitOff, Inside, Breach::None);
  expectStep(Inside, E::AutocommitOn, {L::Open}, Breach::None);
  // The next statement after an end begins the next transaction.
  expectStep(Inside, E::Commit, Manual, Breach::None);
  expectStep(Manual, E::Exec, Inside, Breach::None);
  expectStep(Manual, E::Rollback, Manual, Breach::None);
}

TEST(Tx, GivenBackOpen) {
  Policy Lease = poisoning();
  Lease.AtClose = TransactionAtClose::Stays;
  // The next holder inherits it: kept for the check that reports it.
  expectStep({L::Open, T::Active}, E::Close, {L::Closed, T::Active},
             Breach::None, Lease);
  expectStep({L::Open, T::Failed}, E::Close, {L::Closed, T::Failed},
             Breach::UsedAfterFailure, Lease);
}

} // namespace
