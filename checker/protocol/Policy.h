//===- Policy.h - How one library's sessions behave ------------*- C++ -*-===//
//
// What libraries differ in, as data: read from a model, asked by Transition.
// A default-constructed Policy is the harmless one (close rolls back, nothing
// poisons, close never refuses).
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PROTOCOL_POLICY_H
#define SESSION_TIDY_PROTOCOL_POLICY_H

#include <cstdint>
#include <string>

namespace session {

/// What becomes of an open transaction when the session closes or goes back.
enum class TransactionAtClose : uint8_t { RollsBack, Commits, Stays };
/// What the parent's close does to a child, or the child to the close.
enum class ChildAtClose : uint8_t { Dies, Blocks, Survives };
/// What a pool does when it has no free lease.
enum class PoolWhenDry : uint8_t {
  Unknown,
  Blocks,
  Throws,
  ReturnsNull,
  Grows
};
/// Who may use one session at a time.
enum class ThreadRule : uint8_t { OneAtATime, Safe, ByMode, OpeningThread };

/// A kind of thing that sessions are made of: "connection", "statement",
/// "environment", "lease" ..., with its library's rules.
struct Policy {
  std::string Library; ///< "sqlite3"
  std::string Kind;    ///< "connection", the key inside the library
  std::string Noun;    ///< what messages call it: "database connection"
  std::string Closer;  ///< the library's word for closing: "PQfinish"
  /// The record type that a raw handle points to ("pg_conn"), or "".
  std::string Handle;
  bool IsChild = false;
  /// A child that is a transaction: losing it is a missing rollback.
  bool IsTransaction = false;
  bool IsLease = false;
  /// Nobody is held to its end: only what is taken while it is held counts.
  bool NoDuties = false;
  bool PoisonedUntilRollback = false;
  bool NestedBeginForbidden = true;
  bool CommitOfPoisonedRollsBack = false;
  bool CloseOfNullIsFine = true;
  /// A failed commit ends the transaction all the same (it was rolled back).
  bool FailedCommitEnds = false;
  /// A savepoint outside a transaction begins one, which its release ends.
  bool SavepointBegins = false;
  /// An object that may be closed twice and opened again after its close.
  bool Reopens = false;
  TransactionAtClose AtClose = TransactionAtClose::RollsBack;
  ChildAtClose ChildRule = ChildAtClose::Survives; ///< for a child
  PoolWhenDry WhenDry = PoolWhenDry::Unknown;
  ThreadRule Threads = ThreadRule::OneAtATime;
};

} // namespace session

#endif
