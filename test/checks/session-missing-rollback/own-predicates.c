// FLAGS: -isystem /usr/include/postgresql
// The program's own functions say whether a statement worked.
#include <libpq-fe.h>
#include <lmdb.h>
#include <sqlite3.h>

static int is_done(const PGresult *r) {
  return PQresultStatus(r) == PGRES_COMMAND_OK;
}

int asked_ok(PGconn *c) {
  PGresult *r = PQexec(c, "BEGIN");
  if (!is_done(r)) {
    PQclear(r);
    return -1;
  }
  PQclear(r);
  r = PQexec(c, "DELETE FROM t");
  if (!is_done(r)) {
    PQclear(r);
    PQclear(PQexec(c, "ROLLBACK"));
    return -1;
  }
  PQclear(r);
  PQclear(PQexec(c, "COMMIT"));
  return 0;
}

int asked_bad(PGconn *c) {
  PGresult *r = PQexec(c, "BEGIN");
  if (!is_done(r)) {
    PQclear(r);
    return -1;
  }
  PQclear(r);
  r = PQexec(c, "DELETE FROM t");
  if (!is_done(r)) {
    PQclear(r);
    return -1; // expect: session-missing-rollback the transaction on 'c' stays open
  }
  PQclear(r);
  PQclear(PQexec(c, "COMMIT"));
  return 0;
}

// Tells, and clears.
static int done_with(PGresult *r) {
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  return ok;
}

int cleared_ok(PGconn *c) {
  if (!done_with(PQexec(c, "BEGIN")))
    return -1;
  if (!done_with(PQexec(c, "DELETE FROM t"))) {
    done_with(PQexec(c, "ROLLBACK"));
    return -1;
  }
  done_with(PQexec(c, "COMMIT"));
  return 0;
}

int cleared_bad(PGconn *c) {
  if (!done_with(PQexec(c, "BEGIN")))
    return -1;
  if (!done_with(PQexec(c, "DELETE FROM t")))
    return -1; // expect: session-missing-rollback the transaction on 'c' stays open
  done_with(PQexec(c, "COMMIT"));
  return 0;
}

static int has_worked(const PGresult *r) {
  ExecStatusType status = PQresultStatus(r);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

int one_of_two_ok(PGconn *c) {
  PGresult *r = PQexec(c, "BEGIN");
  int worked = has_worked(r);
  PQclear(r);
  if (!worked)
    return -1;
  r = PQexec(c, "DELETE FROM t RETURNING a");
  worked = has_worked(r);
  PQclear(r);
  PQclear(PQexec(c, worked ? "COMMIT" : "ROLLBACK"));
  return worked ? 0 : -1;
}

// Several codes.
static int is_fine(int rc) {
  return rc == SQLITE_OK || rc == SQLITE_DONE || rc == SQLITE_ROW;
}

int several_ok(sqlite3 *db) {
  if (!is_fine(sqlite3_exec(db, "BEGIN", 0, 0, 0)))
    return -1;
  if (!is_fine(sqlite3_exec(db, "DELETE FROM t", 0, 0, 0))) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

int several_bad(sqlite3 *db) {
  if (!is_fine(sqlite3_exec(db, "BEGIN", 0, 0, 0)))
    return -1;
  if (!is_fine(sqlite3_exec(db, "DELETE FROM t", 0, 0, 0)))
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

// Two returns.
static int is_broken(int rc) {
  if (rc == MDB_SUCCESS)
    return 0;
  return 1;
}

int two_returns_ok(MDB_env *env, MDB_dbi dbi, MDB_val *key) {
  MDB_txn *txn;
  if (is_broken(mdb_txn_begin(env, 0, 0, &txn)))
    return -1;
  if (is_broken(mdb_put(txn, dbi, key, key, 0))) {
    mdb_txn_abort(txn);
    return -1;
  }
  return is_broken(mdb_txn_commit(txn));
}

// What is told depends on more than the code: nothing is known then.
static int is_final(int rc, int quiet) {
  if (rc == SQLITE_OK || quiet)
    return 1;
  return 0;
}

int told_more_ok(sqlite3 *db, int quiet) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  int ok = is_final(sqlite3_exec(db, "DELETE FROM t", 0, 0, 0), quiet);
  sqlite3_exec(db, ok ? "COMMIT" : "ROLLBACK", 0, 0, 0);
  return 0;
}
