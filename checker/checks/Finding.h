//===- Finding.h - What a check reports ------------------------*- C++ -*-===//
//
// A broken rule with everything that report/ needs for its text and nothing of
// the text itself. Owned by the caller of the checks; plain data.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CHECKS_FINDING_H
#define SESSION_TIDY_CHECKS_FINDING_H

#include "solver/FunctionResult.h"

namespace session::checks {

/// Which sentence the finding is told with; report/ has one for each.
enum class Message : uint8_t {
  LeakOnReturn,
  LeakOnThrow,
  LeakFailedOpen,
  LeakOverwritten,
  LeakDiscarded,
  LeakWrongRelease,
  LeakRefusedClose,
  LeakMember, ///< a class keeps it in a member nobody closes
  UsedAfterClose,
  ClosedTwice,
  ClosedTwiceByCopy,
  UsedAfterMove,
  UsedAfterEnd,
  RollbackOnReturn,
  RollbackOnThrow,
  RollbackAfterCommit, ///< the commit failed, and the path leaves
  BegunInside,
  EndedOutside,
  GivenBackInside,
  EndCommits,
  CommitUnlooked, ///< at its result
  UsedAfterFailure,
  CommitRollsBack,
  BegunByCallee,     ///< a callee begins inside its caller's transaction
  EndedByCallee,     ///< a callee ends it, and the caller ends it once more
  TakenAgain,        ///< a second lease of a pool
  TakenInLoop,       ///< one lease after the other
  HeldTwice,         ///< what a thread or environment has once
  FileOpenedTwice,   ///< a second connection to what a first one writes
  SessionWaits,      ///< it is open while a call waits for something else
  TransactionWaits,  ///< ... and so is a transaction on it
  ConfiguredTooLate, ///< a registry, after it made a session
  AskedInVain,       ///< a registry, with arguments that it does not read
  NotRemoved,        ///< a unit of work leaves its session to the next one
  AllClosedInside,   ///< and closes its own with those of all others
  SharedByFunctions, ///< a static, used without a common lock
  OpenedAndClosedApart,
  SharedByThreads,      ///< a thread and whoever started it
  SharedBetweenThreads, ///< two threads
};

struct Finding {
  /// The kind of finding inside its check, which an option of that name
  /// switches off; a literal, or empty.
  llvm::StringRef Tag;
  llvm::StringRef Check; ///< "session-leak"; a literal from AllChecks.def
  Message Text = Message::LeakOnReturn;
  solver::Confidence Sure = solver::Confidence::Definite;
  solver::SessionRef Session;
  Policy Rules; ///< of the session's kind: its noun, its library's closing word
  AnchorId At;
  flow::FunctionId In;      ///< the function it is reported for
  flow::FunctionId Culprit; ///< invalid when no callee is to blame
  flow::Leave Leaving = flow::Leave::None;
  solver::Cause Why = solver::Cause::None;
  bool InCallee = false;
  unsigned MoreThrowers = 0;
  flow::StaticId Declared;  ///< the static that holds the session, if one does
  unsigned Sharers = 0;     ///< how many functions share it
  unsigned MoreSharers = 0; ///< those of which Path does not tell
  bool SomeLocked = false;  ///< some of them under a lock
  bool AllRead = false;     ///< all of them under one that others may hold
  flow::Witness Path;
  std::string Identity; ///< SEMANTICS 3.17: check, USR, opener, ordinal, cause
};

} // namespace session::checks

#endif
