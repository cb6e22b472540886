// FLAGS: -isystem /usr/include/postgresql
// Shapes of missing rollbacks in C, each with its corrected twin (docs/bug-shapes.md).
#include <libpq-fe.h>
#include <lmdb.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>

int work(int n);

static bool run(PGconn *conn, const char *sql) {
  PGresult *result = PQexec(conn, sql);
  bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
  PQclear(result);
  return good;
}
static bool begin(PGconn *conn) { return run(conn, "BEGIN"); }
static bool commit(PGconn *conn) { return run(conn, "COMMIT"); }
static void rollback(PGconn *conn) { run(conn, "ROLLBACK"); }

// A wrapper begins, a query fails, the session keeps the broken transaction.
int query_fails_bad(PGconn *conn, const char *sql) {
  if (!begin(conn))
    return -1;
  if (!run(conn, sql))
    return -1; // expect: session-missing-rollback
  return commit(conn) ? 0 : -1;
}

int query_fails_ok(PGconn *conn, const char *sql) {
  if (!begin(conn))
    return -1;
  if (!run(conn, sql)) {
    rollback(conn);
    return -1;
  }
  return commit(conn) ? 0 : -1;
}

// "Nothing to do", between begin and commit.
int nothing_to_do_bad(sqlite3 *db, int id, int n) {
  if (sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (n == 0)
    return 0; // expect: session-missing-rollback
  if (work(id) < 0) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  return 0;
}

int nothing_to_do_ok(sqlite3 *db, int id, int n) {
  if (n == 0)
    return 0;
  if (sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (work(id) < 0) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  return 0;
}

// The commit fails and nobody rolls back.
int commit_fails_bad(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "DELETE FROM batch", NULL, NULL, NULL) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
    fprintf(stderr, "commit: %s\n", sqlite3_errmsg(db));
    return -1; // expect: session-missing-rollback
  }
  return 0;
}

// After a statement of which nothing is known, a call of a C library hides it.
int commit_fails_after_unknown_FN(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
    fprintf(stderr, "commit: %s\n", sqlite3_errmsg(db));
    return -1;
  }
  return 0;
}

int commit_fails_ok(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
    fprintf(stderr, "commit: %s\n", sqlite3_errmsg(db));
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  return 0;
}

// The commit is tried again and again, then given up.
int commit_again_bad(sqlite3 *db) {
  int rc = SQLITE_BUSY;
  if (sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  for (int turn = 0; turn < 3 && rc == SQLITE_BUSY; ++turn)
    rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  return rc == SQLITE_OK ? 0 : -1; // expect: session-missing-rollback
}

int commit_again_ok(sqlite3 *db) {
  int rc = SQLITE_BUSY;
  if (sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  for (int turn = 0; turn < 3 && rc == SQLITE_BUSY; ++turn)
    rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  return rc == SQLITE_OK ? 0 : -1;
}

// ROLLBACK TO undoes work; the transaction of an outermost savepoint stays.
int savepoint_bad(sqlite3 *db) {
  if (sqlite3_exec(db, "SAVEPOINT batch", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "DELETE FROM batch", NULL, NULL, NULL) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK TO batch", NULL, NULL, NULL);
    return -1; // expect: session-missing-rollback
  }
  return sqlite3_exec(db, "RELEASE batch", NULL, NULL, NULL);
}

int savepoint_ok(sqlite3 *db) {
  if (sqlite3_exec(db, "SAVEPOINT batch", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "DELETE FROM batch", NULL, NULL, NULL) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK TO batch", NULL, NULL, NULL);
    sqlite3_exec(db, "RELEASE batch", NULL, NULL, NULL);
    return -1;
  }
  return sqlite3_exec(db, "RELEASE batch", NULL, NULL, NULL);
}

// Two stores: the second begin fails, the first transaction stays.
int two_stores_bad(sqlite3 *orders, sqlite3 *stock) {
  if (sqlite3_exec(orders, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(stock, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'orders'
  work(1);
  int rc = sqlite3_exec(stock, "COMMIT", NULL, NULL, NULL);
  if (rc != SQLITE_OK) {
    sqlite3_exec(stock, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_exec(orders, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  rc = sqlite3_exec(orders, "COMMIT", NULL, NULL, NULL);
  if (rc != SQLITE_OK) {
    sqlite3_exec(orders, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  return 0;
}

int two_stores_ok(sqlite3 *orders, sqlite3 *stock) {
  if (sqlite3_exec(orders, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(stock, "BEGIN", NULL, NULL, NULL) != SQLITE_OK) {
    sqlite3_exec(orders, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  work(1);
  int rc = sqlite3_exec(stock, "COMMIT", NULL, NULL, NULL);
  if (rc != SQLITE_OK) {
    sqlite3_exec(stock, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_exec(orders, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  rc = sqlite3_exec(orders, "COMMIT", NULL, NULL, NULL);
  if (rc != SQLITE_OK) {
    sqlite3_exec(orders, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  return 0;
}

// A read-only transaction is one too.
int reader_bad(MDB_env *env, MDB_dbi dbi, MDB_val *key) {
  MDB_txn *txn;
  MDB_val value;
  int rc = mdb_txn_begin(env, NULL, MDB_RDONLY, &txn);
  if (rc)
    return rc;
  rc = mdb_get(txn, dbi, key, &value);
  if (rc)
    return rc; // expect: session-missing-rollback
  rc = work((int)value.mv_size);
  mdb_txn_abort(txn);
  return rc;
}

int reader_ok(MDB_env *env, MDB_dbi dbi, MDB_val *key) {
  MDB_txn *txn;
  MDB_val value;
  int rc = mdb_txn_begin(env, NULL, MDB_RDONLY, &txn);
  if (rc)
    return rc;
  rc = mdb_get(txn, dbi, key, &value);
  if (!rc)
    rc = work((int)value.mv_size);
  mdb_txn_abort(txn);
  return rc;
}
