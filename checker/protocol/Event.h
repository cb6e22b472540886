//===- Event.h - What can happen to a session ------------------*- C++ -*-===//
//
// The alphabet of the automaton. Models, inferred contracts and the solver all
// speak it; the spelling in YAML and in dumps is eventName().
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PROTOCOL_EVENT_H
#define SESSION_TIDY_PROTOCOL_EVENT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace session {

enum class EventKind : uint8_t {
  Use,          ///< Anything that needs the session alive.
  Connect,      ///< An allocated session becomes open (mysql_real_connect).
  ConnectFail,  ///< ... or fails to, and still owes a close.
  Close,        ///< The end of the session; also `give back` of a lease.
  CloseRefused, ///< The library refused to close: still open.
  FreeMemory,   ///< free()/delete of the handle itself: the wrong release.
  Begin,
  Commit,
  CommitFail,
  Rollback,
  Savepoint,
  ReleaseSavepoint,
  RollbackTo,
  AutocommitOff,
  AutocommitOn,
  TransactionUnknown, ///< May have begun or ended a transaction.
  Exec,               ///< A statement runs; Use with a possible failure.
  ExecUnknown,        ///< A statement runs of which nothing is known.
  ExecFail,           ///< A statement is known to have failed.
  ChildOpened,
  ChildClosed,
  Reset, ///< Same handle, new conversation: transaction and children go.
};

/// The spelling used in YAML and dumps: "close", "commit-fail", ...
llvm::StringRef eventName(EventKind Kind);
std::optional<EventKind> parseEvent(llvm::StringRef Name);
/// Every spelling, in the order of the enumeration, for hints.
llvm::ArrayRef<llvm::StringRef> eventNames();

} // namespace session

#endif
