//===- Transition.cpp -----------------------------------------------------===//
//
// Life decides first: what is absent or unknown stays silent, what is closed
// breaks the rule of whatever needs it alive. Only then the transaction and
// the children move.
//
//===----------------------------------------------------------------------===//
#include "protocol/Transition.h"

using namespace session;

namespace {

bool isSilentOnClosed(EventKind Event) {
  // A child may be closed after its parent where it survives it; where it
  // does not, the child itself is what was used after its end.
  return Event == EventKind::ChildClosed || Event == EventKind::FreeMemory;
}

Step onClosed(const SessionState &State, EventKind Event, const Policy &Rules) {
  bool IsClose = Event == EventKind::Close || Event == EventKind::CloseRefused;
  if (isSilentOnClosed(Event) || (IsClose && Rules.Reopens))
    return {State, Breach::None};
  if (Rules.Reopens && Event == EventKind::Connect)
    return {{Life::Open, Transaction::None, Children::None}, Breach::None};
  if (Rules.Reopens && Event == EventKind::ConnectFail)
    return {{Life::Failed, Transaction::None, Children::None}, Breach::None};
  return {State, IsClose ? Breach::ClosedTwice : Breach::UsedAfterClose};
}

Step onAbsent(const SessionState &State, EventKind Event) {
  // An object that was made without a session gets one now.
  if (Event == EventKind::Connect)
    return {{Life::Open, Transaction::None, Children::None}, Breach::None};
  if (Event == EventKind::ConnectFail)
    return {{Life::Failed, Transaction::None, Children::None}, Breach::None};
  return {State, Breach::None}; // closing null included
}

Step closed(SessionState State, const Policy &Rules) {
  State.Alive = Life::Closed;
  State.Kids = Children::None;
  State.Manual = false;
  bool HandedOnBroken = Rules.AtClose == TransactionAtClose::Stays &&
                        Rules.PoisonedUntilRollback &&
                        State.Tx == Transaction::Failed;
  // Where it stays open, the state keeps it: the next user of the lease
  // inherits it, and that is for a check to report.
  if (Rules.AtClose != TransactionAtClose::Stays)
    State.Tx = Transaction::None;
  return {State, HandedOnBroken ? Breach::UsedAfterFailure : Breach::None};
}

Step refused(SessionState State) {
  // Asking is no breach: who looks at the result and closes again is right.
  // Refused owes a close, and whoever loses it is reported for that.
  // Optimistic: without a child known to be alive nothing is known.
  State.Alive = State.Kids == Children::Some ? Life::Refused : Life::Unknown;
  return {State, Breach::None};
}

Step freed(SessionState State) {
  bool Wrong = State.owesClose();
  if (Wrong)
    State.Alive = Life::Unknown;
  return {State, Wrong ? Breach::WrongRelease : Breach::None};
}

/// The session was spoiled by a failure and wants a rollback first.
bool isPoisoned(const SessionState &State, const Policy &Rules) {
  if (!Rules.PoisonedUntilRollback)
    return false;
  return State.Tx == Transaction::Failed ||
         (State.Tx == Transaction::CommitFailed && !Rules.FailedCommitEnds);
}

Step worked(SessionState State, const Policy &Rules) {
  if (isPoisoned(State, Rules))
    return {State, Breach::UsedAfterFailure};
  if (State.Manual && State.Tx == Transaction::None)
    State.Tx = Transaction::Active;
  return {State, Breach::None};
}

Step begun(SessionState State, const Policy &Rules) {
  if (isPoisoned(State, Rules))
    return {State, Breach::UsedAfterFailure};
  bool Inside =
      State.Tx == Transaction::Active || State.Tx == Transaction::Failed ||
      (State.Tx == Transaction::CommitFailed && !Rules.FailedCommitEnds);
  State.Tx = Transaction::Active;
  return {State, Inside && Rules.NestedBeginForbidden ? Breach::BegunInside
                                                      : Breach::None};
}

Step committed(SessionState State, const Policy &Rules) {
  Breach Broken = Breach::None;
  if (State.Tx == Transaction::None && !State.Manual)
    Broken = Breach::EndedOutside;
  else if (State.Tx == Transaction::Failed && Rules.CommitOfPoisonedRollsBack)
    Broken = Breach::CommitRollsBack;
  State.Tx = Transaction::None;
  return {State, Broken};
}

Step commitFailed(SessionState State) {
  if (State.Tx == Transaction::None)
    return {State, State.Manual ? Breach::None : Breach::EndedOutside};
  // Kept even where the library rolled back by itself (FailedCommitEnds), so
  // that a rollback after it is not taken for one without a transaction.
  if (State.Tx != Transaction::Unknown)
    State.Tx = Transaction::CommitFailed;
  return {State, Breach::None};
}

Step rolledBack(SessionState State) {
  bool Outside = State.Tx == Transaction::None && !State.Manual;
  Breach Broken = Outside ? Breach::EndedOutside : Breach::None;
  State.Tx = Transaction::None;
  return {State, Broken};
}

Step savepointSet(SessionState State, const Policy &Rules) {
  if (isPoisoned(State, Rules))
    return {State, Breach::UsedAfterFailure};
  // Where a savepoint can begin a transaction it is one more thing to end,
  // whatever the caller has open; elsewhere it is a part of what is open.
  if (Rules.SavepointBegins)
    State.Tx = Transaction::Active;
  return {State, Breach::None};
}

Step savepointReleased(SessionState State, const Policy &Rules) {
  if (isPoisoned(State, Rules))
    return {State, Breach::UsedAfterFailure};
  // Optimistic: whether this was the outermost savepoint, whose release
  // commits, takes a count that the state does not keep.
  if (State.Tx != Transaction::None)
    State.Tx = Transaction::Unknown;
  return {State, Breach::None};
}

Step statementFailed(SessionState State, const Policy &Rules) {
  if (isPoisoned(State, Rules))
    return {State, Breach::UsedAfterFailure};
  if (Rules.PoisonedUntilRollback && State.Tx == Transaction::Active)
    State.Tx = Transaction::Failed;
  return {State, Breach::None};
}

Step withTransaction(SessionState State, Transaction Tx) {
  State.Tx = Tx;
  return {State, Breach::None};
}

Step autocommitSet(SessionState State, bool On) {
  State.Manual = !On;
  if (On)
    State.Tx = Transaction::None;
  else if (State.Tx != Transaction::Failed)
    State.Tx = Transaction::Active;
  return {State, Breach::None};
}

Step withChildren(SessionState State, Children Kids) {
  State.Kids = Kids;
  return {State, Breach::None};
}

Step withLife(SessionState State, Life Alive) {
  if (State.Alive != Life::Unknown)
    State.Alive = Alive;
  return {State, Breach::None};
}

Step reset(SessionState State) {
  State.Tx = Transaction::None;
  State.Kids = Children::None;
  State.Manual = false;
  return withLife(State, Life::Open);
}

} // namespace

bool session::owesRollback(const SessionState &State, const Policy &Rules) {
  return State.Tx == Transaction::Active || State.Tx == Transaction::Failed ||
         (State.Tx == Transaction::CommitFailed && !Rules.FailedCommitEnds);
}

Step session::transition(const SessionState &State, EventKind Event,
                         const Policy &Rules) {
  if (State.Alive == Life::Closed)
    return onClosed(State, Event, Rules);
  if (State.Alive == Life::Absent)
    return onAbsent(State, Event);

  switch (Event) {
  case EventKind::Use:
    // Asking for the error text or the status is no use of the transaction.
    return {State, Breach::None};
  case EventKind::Connect:
    return withLife(State, Life::Open);
  case EventKind::ConnectFail:
    return withLife(State, Life::Failed);
  case EventKind::Close:
    return closed(State, Rules);
  case EventKind::CloseRefused:
    return refused(State);
  case EventKind::FreeMemory:
    return freed(State);
  case EventKind::Begin:
    return begun(State, Rules);
  case EventKind::Commit:
    return committed(State, Rules);
  case EventKind::CommitFail:
    return commitFailed(State);
  case EventKind::Rollback:
    return rolledBack(State);
  case EventKind::Savepoint:
    return savepointSet(State, Rules);
  case EventKind::ReleaseSavepoint:
    return savepointReleased(State, Rules);
  case EventKind::RollbackTo:
    // Undoes work, not the transaction: what was poisoned works again.
    return withTransaction(State, State.Tx == Transaction::None ||
                                          State.Tx == Transaction::Unknown
                                      ? State.Tx
                                      : Transaction::Active);
  case EventKind::AutocommitOff:
    return autocommitSet(State, false);
  case EventKind::AutocommitOn:
    return autocommitSet(State, true);
  case EventKind::TransactionUnknown:
  case EventKind::ExecUnknown: // it may have been the rollback
    return withTransaction(State, Transaction::Unknown);
  case EventKind::Exec:
    return worked(State, Rules);
  case EventKind::ExecFail:
    return statementFailed(State, Rules);
  case EventKind::ChildOpened:
    return withChildren(State, Children::Some);
  case EventKind::ChildClosed:
    // Optimistic: another child may still be alive.
    return withChildren(State, State.Kids == Children::None
                                   ? Children::None
                                   : Children::Unknown);
  case EventKind::Reset:
    return reset(State);
  }
  return {State, Breach::None};
}
