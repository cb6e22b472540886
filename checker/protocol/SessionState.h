//===- SessionState.h - Where a session stands -----------------*- C++ -*-===//
//
// The one automaton of the tool: a fixed product of life, transaction and
// children. No library has an automaton of its own; what differs between
// libraries is data (Policy.h). Which events move it is Transition.h's matter.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PROTOCOL_SESSIONSTATE_H
#define SESSION_TIDY_PROTOCOL_SESSIONSTATE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <tuple>

namespace session {

/// Life of a session, a lease or a child.
enum class Life : uint8_t {
  Absent,  ///< Not opened yet, or the opening gave nothing to close.
  Open,    ///< Must be closed by somebody.
  Failed,  ///< Opening failed, and the library still wants a close.
  Closed,  ///< Closed or given back: any further use is a bug.
  Refused, ///< A close was asked for and refused: still open.
  Unknown, ///< Nothing is known; gives no finding.
};

/// The transaction on a session.
enum class Transaction : uint8_t {
  None,
  Active,
  Failed, ///< A statement in it failed and the library poisons the session.
  CommitFailed,
  Unknown,
};

/// Statements, results and the like that still live on a session.
enum class Children : uint8_t { None, Some, Unknown };

struct SessionState {
  Life Alive = Life::Absent;
  Transaction Tx = Transaction::None;
  Children Kids = Children::None;
  /// Autocommit is off: with no transaction open, the next statement begins
  /// one.
  bool Manual = false;

  /// Somebody still has to close it.
  bool owesClose() const {
    return Alive == Life::Open || Alive == Life::Failed ||
           Alive == Life::Refused;
  }
  friend bool operator==(const SessionState &A, const SessionState &B) {
    return std::tie(A.Alive, A.Tx, A.Kids, A.Manual) ==
           std::tie(B.Alive, B.Tx, B.Kids, B.Manual);
  }
  friend bool operator!=(const SessionState &A, const SessionState &B) {
    return !(A == B);
  }
  friend bool operator<(const SessionState &A, const SessionState &B) {
    return std::tie(A.Alive, A.Tx, A.Kids, A.Manual) <
           std::tie(B.Alive, B.Tx, B.Kids, B.Manual);
  }
};

/// The spellings used in YAML and dumps. Absent is written "none".
llvm::StringRef lifeName(Life L);
llvm::StringRef transactionName(Transaction T);
llvm::StringRef childrenName(Children C);
/// Every spelling, in the order of the enumeration, for hints.
llvm::ArrayRef<llvm::StringRef> lifeNames();
llvm::ArrayRef<llvm::StringRef> transactionNames();

} // namespace session

#endif
