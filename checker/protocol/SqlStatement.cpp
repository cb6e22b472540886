//===- SqlStatement.cpp - One SQL statement by its first words ------------===//
//
// Each rule names the page of the vendor's manual that it is from.
//
//===----------------------------------------------------------------------===//
#include "protocol/SqlStatement.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;

/// More than a few events in one batch are a script.
static constexpr size_t MaxBatch = 8;

static EventList plain() { return {EventKind::Exec}; }
static EventList guess() { return {EventKind::TransactionUnknown}; }

bool SqlStatement::isOneOf(size_t I, Words Any) const {
  return llvm::any_of(Any, [&](llvm::StringRef W) { return is(I, W); });
}

void SqlStatement::add(const SqlToken &T) {
  constexpr size_t LongestHead = 12;
  if (Head.size() < LongestHead)
    Head.push_back(T);
  HasBlock |= T.is("BEGIN");
  HasAtomic |= T.is("ATOMIC") && Last.is("BEGIN");
  HasEnder |= T.is("COMMIT") || T.is("ROLLBACK");
  if (Dialect == SqlDialect::TSql)
    addBatchWord(T);
  BeforeLast = Last;
  Last = T;
}

//===----------------------------------------------------------------------===//
// Where a statement ends
//===----------------------------------------------------------------------===//

/// CREATE TRIGGER and the like: the first word that names a sort of object.
bool SqlStatement::isRoutine() const {
  if (!isOneOf(0, {"CREATE", "ALTER", "RECREATE"}))
    return false;
  for (size_t I = 1; I < Head.size(); ++I) {
    if (isOneOf(I, {"TRIGGER", "PROCEDURE", "PROC", "FUNCTION", "EVENT",
                    "PACKAGE"}))
      return true;
    if (isOneOf(I, {"TABLE", "VIEW", "INDEX", "DATABASE", "SCHEMA", "USER",
                    "SEQUENCE", "TYPE", "DOMAIN", "ROLE"}))
      return false;
  }
  return false;
}

SqlStatement::Inside SqlStatement::routineBody() const {
  switch (Dialect) {
  case SqlDialect::Sqlite: // "CREATE TRIGGER" (lang_createtrigger)
    return HasBlock ? Inside::TriggerBody : Inside::Nothing;
  case SqlDialect::Postgres: // "CREATE FUNCTION": a quoted body, or BEGIN
                             // ATOMIC
    return HasAtomic ? Inside::Body : Inside::Nothing;
  case SqlDialect::MySql: // "BEGIN ... END Compound Statement" (begin-end)
    return HasBlock ? Inside::Body : Inside::Nothing;
  case SqlDialect::TSql:     // "CREATE PROCEDURE": alone in its batch
  case SqlDialect::Oracle:   // "CREATE PROCEDURE", "Calling a stored procedure"
  case SqlDialect::Firebird: // "CREATE PROCEDURE", PSQL
  case SqlDialect::Generic:
    return Inside::Body;
  }
  return Inside::Body;
}

SqlStatement::Inside SqlStatement::whatOpens() const {
  if (isRoutine())
    return routineBody();
  switch (Dialect) {
  case SqlDialect::Oracle: // "Block" of the PL/SQL Language Reference
    return isOneOf(0, {"BEGIN", "DECLARE"}) ? Inside::Block : Inside::Nothing;
  case SqlDialect::Firebird: // "EXECUTE BLOCK"
    return is(0, "BEGIN") || (is(0, "EXECUTE") && is(1, "BLOCK"))
               ? Inside::Block
               : Inside::Nothing;
  case SqlDialect::MySql: // MariaDB "BEGIN END"
    return is(0, "BEGIN") && is(1, "NOT") ? Inside::Block : Inside::Nothing;
  case SqlDialect::Generic:
    return is(0, "BEGIN") && !isBegin() ? Inside::Block : Inside::Nothing;
  default:
    return Inside::Nothing;
  }
}

bool SqlStatement::swallowsSemicolon() {
  if (Dialect == SqlDialect::TSql)
    return true; // a batch is read as a whole
  if (Within == Inside::Nothing)
    Within = whatOpens();
  // "Check To See If An SQL Statement Is Complete" (sqlite3_complete).
  bool TriggerEnds = Last.is("END") && BeforeLast.isSign(';');
  if (Within == Inside::TriggerBody && TriggerEnds)
    return false;
  return Within != Inside::Nothing;
}

//===----------------------------------------------------------------------===//
// What a statement does
//===----------------------------------------------------------------------===//

/// Generic: BEGIN followed by something that all blocks begin with is none.
bool SqlStatement::isBegin() const {
  return Head.size() == 1 ||
         isOneOf(1, {"WORK", "TRANSACTION", "TRAN", "DEFERRED", "IMMEDIATE",
                     "EXCLUSIVE", "CONCURRENT", "ISOLATION", "READ",
                     "DEFERRABLE"});
}

EventList SqlStatement::begun() const {
  switch (Dialect) {
  case SqlDialect::Sqlite:   // "Transaction" (lang_transaction)
  case SqlDialect::Postgres: // "BEGIN" (sql-begin)
    return {EventKind::Begin};
  case SqlDialect::MySql: // "START TRANSACTION, COMMIT, and ROLLBACK" (commit)
    return isOpenAt(1) ? guess() : EventList{EventKind::Begin};
  case SqlDialect::Generic:
    return isOpenAt(1) ? guess()
           : isBegin() ? EventList{EventKind::Begin}
                       : plain();
  default:
    return plain();
  }
}

EventList SqlStatement::started() const {
  // PostgreSQL "START TRANSACTION" (sql-start-transaction), MySQL (commit).
  bool Has = Dialect == SqlDialect::Postgres || Dialect == SqlDialect::MySql ||
             Dialect == SqlDialect::Generic;
  if (!Has)
    return plain();
  if (isOpenAt(1))
    return guess();
  return is(1, "TRANSACTION") ? EventList{EventKind::Begin} : plain();
}

/// What stands behind COMMIT, END, ROLLBACK or ABORT.
EventList SqlStatement::ended(EventKind Kind) const {
  size_t I = isOneOf(1, {"WORK", "TRANSACTION", "TRAN"}) ? 2 : 1;
  bool OnlyEnds = Dialect == SqlDialect::Sqlite && Kind == EventKind::Commit;
  if (isOpenAt(I))
    return OnlyEnds ? EventList{Kind} : guess();
  // "COMMIT PREPARED" (sql-commit-prepared): another session's transaction.
  if (is(1, "PREPARED"))
    return plain();
  // "ROLLBACK TO SAVEPOINT" (sql-rollback-to), lang_savepoint, savepoint.
  if (Kind == EventKind::Rollback && is(I, "TO"))
    return {EventKind::RollbackTo};
  // "COMMIT" (sql-commit): AND [NO] CHAIN.
  if (is(I, "AND") && isOpenAt(I + 1))
    return guess();
  if (is(I, "AND") && is(I + 1, "CHAIN"))
    return {Kind, EventKind::Begin};
  // Firebird "COMMIT": RETAIN keeps the transaction's context.
  if (isOneOf(I, {"RETAIN", "RETAINING"}))
    return {Kind, EventKind::Begin};
  return {Kind};
}

/// END, which ends a block elsewhere: lang_transaction, sql-end.
EventList SqlStatement::endWord() const {
  bool Has = Dialect == SqlDialect::Sqlite || Dialect == SqlDialect::Postgres;
  bool Alone = Head.size() == 1 || isOneOf(1, {"WORK", "TRANSACTION"});
  if (Has || (Dialect == SqlDialect::Generic && Alone))
    return ended(EventKind::Commit);
  return plain();
}

EventList SqlStatement::released() const {
  // lang_savepoint, "RELEASE SAVEPOINT" (sql-release-savepoint): the second
  // word may be missing; MySQL (savepoint) and Firebird want it.
  bool Short = Dialect == SqlDialect::Sqlite || Dialect == SqlDialect::Postgres;
  if (Dialect == SqlDialect::Oracle)
    return plain();
  if (Short || is(1, "SAVEPOINT"))
    return {EventKind::ReleaseSavepoint};
  if (isOpenAt(1))
    return guess();
  return Dialect == SqlDialect::Generic ? EventList{EventKind::ReleaseSavepoint}
                                        : plain();
}

/// "autocommit, Commit, and Rollback" (innodb-autocommit-commit-rollback),
/// "SET Syntax for Variable Assignment" (set-variable): the value at At.
EventList SqlStatement::autocommit(size_t At) const {
  while (At < Head.size() && (Head[At].isSign(':') || Head[At].isSign('=')))
    ++At;
  if (At >= Head.size())
    return guess();
  llvm::StringRef Value = Head[At].Text.trim("'\"`");
  bool More = At + 1 < Head.size() && !Head[At + 1].isSign(',');
  bool Cut = IsOpen && At + 1 == Head.size();
  if (More || Cut)
    return guess();
  if (Value == "0" || Value.equals_insensitive("off") ||
      Value.equals_insensitive("false"))
    return {EventKind::AutocommitOff};
  if (Value == "1" || Value.equals_insensitive("on") ||
      Value.equals_insensitive("true") || Value.equals_insensitive("default"))
    return {EventKind::AutocommitOn};
  return guess();
}

EventList SqlStatement::set() const {
  // Oracle "SET TRANSACTION", Firebird "SET TRANSACTION".
  bool Begins =
      Dialect == SqlDialect::Oracle || Dialect == SqlDialect::Firebird;
  if (Begins)
    return is(1, "TRANSACTION") ? EventList{EventKind::Begin}
           : isOpenAt(1)        ? guess()
                                : plain();
  if (Dialect != SqlDialect::MySql && Dialect != SqlDialect::Generic)
    return plain();
  for (size_t I = 1; I < Head.size(); ++I) {
    if (!isOneOf(I, {"AUTOCOMMIT", "@@AUTOCOMMIT"}))
      continue;
    bool Dotted = Head[I - 1].isSign('.') && I > 1;
    if (Dotted ? isOneOf(I - 2, {"@@GLOBAL", "@@PERSIST", "@@PERSIST_ONLY"})
               : isOneOf(I - 1, {"GLOBAL", "PERSIST", "PERSIST_ONLY"}))
      continue;
    bool Assigned = Dotted || Head[I - 1].isSign(',') ||
                    isOneOf(I - 1, {"SET", "SESSION", "LOCAL"});
    if (Assigned)
      return autocommit(I + 1);
  }
  bool MayFollow =
      IsOpen && (Last.is("SET") || Last.is("SESSION") || Last.is("LOCAL") ||
                 Last.isSign(',') || Last.isSign('.'));
  return MayFollow ? guess() : plain();
}

/// Statements that commit first. Whether a transaction was open cannot be
/// asked afterwards, so it is taken for unknown and never reported.
bool SqlStatement::commitsImplicitly() const {
  if (Dialect == SqlDialect::MySql) {
    // "Statements That Cause an Implicit Commit" (implicit-commit).
    if (isOneOf(0, {"CREATE", "DROP"}))
      return !is(1, "TEMPORARY");
    if (is(0, "LOAD"))
      return is(1, "INDEX");
    if (is(0, "SET"))
      return is(1, "PASSWORD");
    if (is(0, "START"))
      return !is(1, "TRANSACTION");
    return isOneOf(0, {"ALTER", "RENAME", "TRUNCATE", "GRANT", "REVOKE",
                       "INSTALL", "UNINSTALL", "ANALYZE", "OPTIMIZE", "REPAIR",
                       "CHECK", "CACHE", "FLUSH", "RESET", "LOCK", "UNLOCK",
                       "CHANGE", "STOP"});
  }
  if (Dialect == SqlDialect::Oracle) {
    // "Types of SQL Statements": DDL; ALTER SESSION and SYSTEM are none.
    if (is(0, "ALTER"))
      return !isOneOf(1, {"SESSION", "SYSTEM"});
    return isOneOf(0, {"CREATE", "DROP", "RENAME", "TRUNCATE", "GRANT",
                       "REVOKE", "ANALYZE", "AUDIT", "NOAUDIT", "COMMENT",
                       "FLASHBACK", "PURGE", "ASSOCIATE", "DISASSOCIATE"});
  }
  return false;
}

EventList SqlStatement::byFirstWord() const {
  if (is(0, "BEGIN"))
    return begun();
  if (is(0, "START"))
    return started();
  if (is(0, "COMMIT"))
    return ended(EventKind::Commit);
  if (is(0, "ROLLBACK"))
    return ended(EventKind::Rollback);
  if (is(0, "END"))
    return endWord();
  if (is(0, "SAVEPOINT"))
    return {EventKind::Savepoint};
  if (is(0, "RELEASE"))
    return released();
  if (is(0, "SET"))
    return set();
  bool IsPostgres = Dialect == SqlDialect::Postgres;
  // "ABORT" (sql-abort).
  if (is(0, "ABORT") && (IsPostgres || Dialect == SqlDialect::Generic))
    return ended(EventKind::Rollback);
  // "PREPARE TRANSACTION" (sql-prepare-transaction): no longer this session's.
  if (is(0, "PREPARE") && IsPostgres)
    return is(1, "TRANSACTION") ? EventList{EventKind::Commit}
           : isOpenAt(1)        ? guess()
                                : plain();
  return plain(); // XA START and the like included
}

/// "Transactions" of the Redis documentation.
EventList SqlStatement::command() const {
  if (is(0, "MULTI"))
    return {EventKind::Begin};
  if (is(0, "EXEC"))
    return {EventKind::Commit};
  if (is(0, "DISCARD"))
    return {EventKind::Rollback};
  return plain();
}

EventList SqlStatement::events() const {
  if (isUnknown())
    return guess();
  if (Dialect == SqlDialect::TSql)
    return batchEvents();
  if (Dialect == SqlDialect::Redis)
    return command();
  if (commitsImplicitly())
    return guess();
  Inside Where = Within == Inside::Nothing ? whatOpens() : Within;
  // Where the body ends is not read: what follows it might be a statement.
  bool Exact = Dialect != SqlDialect::Generic;
  if (Where == Inside::Block || (Where == Inside::Body && !Exact))
    return HasEnder || IsOpen ? guess() : plain();
  if (Where != Inside::Nothing)
    return plain();
  return byFirstWord();
}

//===----------------------------------------------------------------------===//
// Batches: "BEGIN TRANSACTION", "COMMIT TRANSACTION", "ROLLBACK TRANSACTION",
// "SAVE TRANSACTION", "SET IMPLICIT_TRANSACTIONS", "BEGIN...END",
// "TRY...CATCH", "Reserved Keywords" of Transact-SQL: COMMIT, ROLLBACK and
// BEGIN are never names
//===----------------------------------------------------------------------===//

void SqlStatement::addBatchWord(const SqlToken &T) {
  if (Within == Inside::Body || Batch.size() > MaxBatch)
    return;
  if (Head.size() <= 4 && isRoutine()) {
    Within = Inside::Body;
    return;
  }
  bool IsTransaction = T.is("TRAN") || T.is("TRANSACTION");
  bool AfterBegin =
      Last.is("BEGIN") || (Last.is("DISTRIBUTED") && BeforeLast.is("BEGIN"));
  bool Keyword = T.is("END") || T.is("THROW") || T.is("RETURN") ||
                 T.is("RAISERROR") || T.is("SELECT") || T.is("PRINT") ||
                 T.is("INSERT") || T.is("UPDATE") || T.is("DELETE") ||
                 T.is("EXEC") || T.is("SET");
  bool Named = (Last.is("TRAN") || Last.is("TRANSACTION")) &&
               BeforeLast.is("ROLLBACK") && T.What != SqlToken::Sign;
  if (IsTransaction && AfterBegin)
    Batch.push_back(EventKind::Begin);
  else if (IsTransaction && Last.is("SAVE"))
    Batch.push_back(EventKind::Savepoint);
  else if (T.is("COMMIT"))
    Batch.push_back(EventKind::Commit);
  else if (T.is("ROLLBACK"))
    Batch.push_back(EventKind::Rollback);
  else if (Last.is("IMPLICIT_TRANSACTIONS"))
    Batch.push_back(T.is("ON")    ? EventKind::AutocommitOff
                    : T.is("OFF") ? EventKind::AutocommitOn
                                  : EventKind::TransactionUnknown);
  else if (Named && !Keyword && !Batch.empty())
    Batch.back() = EventKind::TransactionUnknown; // a savepoint's name, or not
  bool Block = Last.is("BEGIN") && !IsTransaction && !T.is("DISTRIBUTED");
  IsConditional |= Block || T.is("IF") || T.is("WHILE") || T.is("ELSE");
}

EventList SqlStatement::batchEvents() const {
  if (Batch.empty())
    return plain();
  bool IsName = Batch.size() == 1 && Batch[0] == EventKind::Savepoint;
  if (IsConditional || Batch.size() > MaxBatch || (IsOpen && !IsName))
    return guess();
  return Batch;
}
