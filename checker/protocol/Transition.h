//===- Transition.h - One step of the automaton ----------------*- C++ -*-===//
//
// Decides the state after an event and whether the event breaks the protocol.
// Knows no paths, no aliases and no source: those are the solver's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PROTOCOL_TRANSITION_H
#define SESSION_TIDY_PROTOCOL_TRANSITION_H

#include "protocol/Event.h"
#include "protocol/Policy.h"
#include "protocol/SessionState.h"

namespace session {

/// A broken rule of the protocol. Checks decide who reports it.
enum class Breach : uint8_t {
  None,
  UsedAfterClose,
  ClosedTwice,
  WrongRelease,     ///< free()/delete in place of the library's close.
  CloseRefused,     ///< Close asked for with children alive that block it.
  BegunInside,      ///< Begin inside a transaction, where forbidden.
  EndedOutside,     ///< Commit or rollback with no transaction (definite).
  UsedAfterFailure, ///< Poisoned and used before a rollback.
  CommitRollsBack,  ///< COMMIT of a poisoned transaction.
  LeftInside,       ///< A path leaves with the transaction open.
  GivenBackInside,  ///< A lease goes back with its transaction open.
  EndedByCallee,    ///< A helper ended it, and the caller ends it once more.
  HeldWaiting,      ///< It stays open while a call waits for something else.
  TakenAgain,       ///< What it holds of its pool, thread or file is wanted
                    ///< once more while it holds it.
  EndCommits,       ///< An end of the session, or of manual mode, that commits
                    ///< what a failure left half done.
  CommitUnlooked,   ///< Nobody looks at whether a commit worked.
};

struct Step {
  SessionState After;
  Breach Broken = Breach::None;
};

/// A transaction that somebody has to end is open.
bool owesRollback(const SessionState &State, const Policy &Rules);

/// The state after Event on State under Policy. Unknown parts stay silent:
/// no breach is ever reported from Life::Unknown or Transaction::Unknown.
Step transition(const SessionState &State, EventKind Event,
                const Policy &Rules);

} // namespace session

#endif
