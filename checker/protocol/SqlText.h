//===- SqlText.h - What an SQL text does to a transaction ------*- C++ -*-===//
//
// Decides which transaction events the statements of a text stand for, by the
// rules of its dialect. Not a parser of SQL: it finds where statements begin
// and reads their first words. What could be anything is said to be Unknown,
// never guessed.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PROTOCOL_SQLTEXT_H
#define SESSION_TIDY_PROTOCOL_SQLTEXT_H

#include "protocol/Event.h"
#include "llvm/ADT/SmallVector.h"

namespace session {

/// Families of SQL that agree in how transactions are written.
enum class SqlDialect : uint8_t {
  Generic, ///< not known: only what all of them agree in
  Sqlite,
  Postgres,
  MySql, ///< and MariaDB
  TSql,  ///< SQL Server, Sybase
  Oracle,
  Firebird,
  Redis, ///< commands: MULTI, EXEC, DISCARD
};

/// By the name that a model gives (`dialect: sqlite`); Generic if unheard of.
SqlDialect sqlDialect(llvm::StringRef Name);

using EventList = llvm::SmallVector<EventKind, 2>;

struct SqlMeaning {
  /// Nothing is known of what runs, not even its first word.
  bool Unknown = false;
  /// What happens, in order, when all of it succeeds: transaction events, Exec
  /// for any other statement (several in a row are one), TransactionUnknown
  /// where statements may begin or end one. Empty: the text is empty.
  EventList Events;
  unsigned Statements = 0;

  /// What has happened when the call that ran it failed.
  EventList afterFailure() const;
};

/// IsPrefix: more text follows, of which nothing is known.
SqlMeaning classifySql(llvm::StringRef Text, SqlDialect Dialect,
                       bool IsPrefix = false);

} // namespace session

#endif
