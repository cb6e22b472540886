// FLAGS: -std=c++17 -isystem /usr/include/mariadb -isystem /usr/include/postgresql
// CONFIG: {CheckOptions: {session-missing-rollback.UncheckedCommit: 'true'}}
// With UncheckedCommit: commits whose result is thrown away.
#include <libpq-fe.h>
#include <lmdb.h>
#include <mysql.h>
#include <sqlite3.h>
#include <stdexcept>

int run(sqlite3 *db, const char *sql) { return sqlite3_exec(db, sql, nullptr, nullptr, nullptr); }
int commit(sqlite3 *db) { return run(db, "COMMIT"); }

void plain_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
  sqlite3_exec(db, "DELETE FROM t", nullptr, nullptr, nullptr);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr); // expect: session-missing-rollback nobody looks at whether the commit on 'db' by 'sqlite3_exec' works
}

int api_bad(MYSQL *conn, const char *sql) {
  mysql_query(conn, "START TRANSACTION");
  if (mysql_query(conn, sql)) {
    mysql_rollback(conn);
    return -1;
  }
  mysql_commit(conn); // expect: session-missing-rollback nobody looks at
  return 0;
}

// Both ends meet before the function leaves: which one it was is not kept.
void ends_meet_FN(MYSQL *conn, const char *sql) {
  mysql_query(conn, "START TRANSACTION");
  if (mysql_query(conn, sql))
    mysql_rollback(conn);
  else
    mysql_commit(conn);
}

void manual_bad(MYSQL *conn) {
  mysql_autocommit(conn, 0);
  mysql_query(conn, "DELETE FROM t");
  mysql_commit(conn); // expect: session-missing-rollback nobody looks at
}

void helper_bad(sqlite3 *db) {
  run(db, "BEGIN");
  run(db, "DELETE FROM t");
  commit(db); // expect: session-missing-rollback nobody looks at whether the commit on 'db' by 'commit' works
}

// What nobody looked at on one path of two.
int one_path_bad(sqlite3 *db, int quick) {
  run(db, "BEGIN");
  if (quick) {
    run(db, "COMMIT"); // expect: session-missing-rollback nobody looks at
    return 0;
  }
  int rc = run(db, "COMMIT");
  if (rc != SQLITE_OK)
    run(db, "ROLLBACK");
  return rc;
}

int tested_ok(sqlite3 *db) {
  run(db, "BEGIN");
  if (run(db, "COMMIT") != SQLITE_OK) {
    run(db, "ROLLBACK");
    return -1;
  }
  return 0;
}

int handed_on_ok(sqlite3 *db) {
  run(db, "BEGIN");
  return commit(db);
}

int kept_ok(sqlite3 *db, int *status) {
  run(db, "BEGIN");
  *status = commit(db);
  return 0;
}

// A variable that nobody reads is not looked at either.
int unread_FN(sqlite3 *db) {
  run(db, "BEGIN");
  int rc = commit(db);
  rc = 0;
  return rc;
}

// The library is asked in another way.
void asked_ok(sqlite3 *db) {
  run(db, "BEGIN");
  run(db, "COMMIT");
  if (!sqlite3_get_autocommit(db))
    run(db, "ROLLBACK");
}

// A rollback that fails counts as done.
void rollback_ok(sqlite3 *db) {
  run(db, "BEGIN");
  run(db, "ROLLBACK");
}

// Rolled back in any case.
void both_ok(sqlite3 *db) {
  run(db, "BEGIN");
  run(db, "COMMIT");
  run(db, "ROLLBACK");
}

// The close at the end rolls back.
int closed_ok(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) == SQLITE_OK) {
    run(db, "BEGIN");
    run(db, "COMMIT");
  }
  sqlite3_close(db);
  return 0;
}

// A failed commit ends the transaction here: PostgreSQL, LMDB.
void ended_ok(PGconn *conn, MDB_env *env) {
  PQclear(PQexec(conn, "BEGIN"));
  PQclear(PQexec(conn, "COMMIT"));
  MDB_txn *txn = nullptr;
  if (mdb_txn_begin(env, nullptr, 0, &txn) == 0)
    mdb_txn_commit(txn);
}

// Begun elsewhere: who began it has the duty.
void callers_ok(sqlite3 *db) { run(db, "COMMIT"); }

// What is committed on the way of an exception.
void thrown_ok(sqlite3 *db) {
  run(db, "BEGIN");
  if (run(db, "COMMIT") != SQLITE_OK) {
    run(db, "ROLLBACK");
    throw std::runtime_error("commit");
  }
}
