// FLAGS: -isystem /usr/include/postgresql
// Begin, commit, rollback and run behind small functions of the program.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>

int choose(void);

static int run(sqlite3 *db, const char *sql) {
  int rc = sqlite3_exec(db, sql, 0, 0, 0);
  if (rc != SQLITE_OK)
    fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
  return rc;
}

static int run_or_one(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, sql, 0, 0, 0) != SQLITE_OK) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    return 1;
  }
  return 0;
}

int run_commit_fails_ok(sqlite3 *db) {
  if (run(db, "BEGIN") != SQLITE_OK)
    return -1;
  if (run(db, "UPDATE t SET a=1") != SQLITE_OK) {
    run(db, "ROLLBACK");
    return -1;
  }
  if (run(db, "COMMIT") != SQLITE_OK) {
    run(db, "ROLLBACK");
    return -1;
  }
  return 0;
}

void run_begin_fails_ok(sqlite3 *db) {
  if (run_or_one(db, "BEGIN"))
    return;
  run_or_one(db, "UPDATE t SET a=1");
  run_or_one(db, "COMMIT");
}

int run_statement_fails_bad(sqlite3 *db) {
  if (run_or_one(db, "BEGIN"))
    return -1;
  if (run_or_one(db, "UPDATE t SET a=1"))
    return -2; // expect: session-missing-rollback
  return run_or_one(db, "COMMIT");
}

int run_commit_fails_bad(sqlite3 *db) {
  run(db, "BEGIN");
  run(db, "UPDATE t SET a=1");
  if (run(db, "COMMIT") != SQLITE_OK)
    return -1; // expect: session-missing-rollback after its commit failed
  return 0;
}

/* PostgreSQL has rolled back when a commit fails. */
static int pq_run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  return ok;
}

int pq_commit_fails_ok(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  if (!pq_run(c, "UPDATE t SET a=1")) {
    PQclear(PQexec(c, "ROLLBACK"));
    return -1;
  }
  if (!pq_run(c, "COMMIT"))
    return -1;
  return 0;
}

/* A commit that cleans up after itself; once more does no harm. */
static int commit_or_rollback(sqlite3 *db) {
  if (sqlite3_exec(db, "COMMIT", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return 1;
  }
  return 0;
}

int rolled_back_once_more_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (commit_or_rollback(db) != 0) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  return 0;
}

int rolled_back_twice_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
  return sqlite3_exec(db, "ROLLBACK", 0, 0, 0); // expect: session-missing-rollback has been ended before
}

/* Rolls back if there is anything to roll back. */
static void undo(sqlite3 *db) {
  if (!sqlite3_get_autocommit(db))
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
}

int undone_ok(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) != SQLITE_OK) {
    undo(db);
    return -1;
  }
  if (sqlite3_exec(db, "COMMIT", 0, 0, 0) != SQLITE_OK) {
    undo(db);
    return -1;
  }
  return 0;
}

static void pq_undo(PGconn *c) {
  if (PQtransactionStatus(c) == PQTRANS_INERROR)
    PQclear(PQexec(c, "ROLLBACK"));
}

int pq_undone_ok(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  if (!pq_run(c, "UPDATE t SET a=1")) {
    pq_undo(c);
    return -1;
  }
  PQclear(PQexec(c, "COMMIT"));
  return 0;
}

int pq_not_undone_bad(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PQclear(PQexec(c, "UPDATE t SET a=1"));
  if (choose()) {
    pq_undo(c); // nothing has failed
    return -1; // expect: session-missing-rollback
  }
  PQclear(PQexec(c, "ROLLBACK"));
  return -1;
}

/* First the library is asked, then the result is looked at. */
int asked_first_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  int rc = sqlite3_exec(db, "COMMIT", 0, 0, 0);
  if (!sqlite3_get_autocommit(db))
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
  if (rc != SQLITE_OK)
    return -1;
  return 0;
}

int undone_first_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  int rc = sqlite3_exec(db, "COMMIT", 0, 0, 0);
  undo(db);
  return rc != SQLITE_OK ? -1 : 0;
}

/* Of two exits with one result only one ends the transaction. */
int same_result_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return 1;
  }
  if (choose())
    return 0; // expect: session-missing-rollback
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

/* Its own result excuses nothing, where every other exit ends it. */
int own_result_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return 1;
  }
  if (choose())
    return 2; // expect: session-missing-rollback
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

/* It never rolls back: still open, and the caller can tell. */
int own_result_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0);
  if (choose())
    return 2;
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

/* A begin that failed ends nothing. */
static int begin(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return 1;
  return 0;
}

int begun_again_ok(sqlite3 *db) {
  begin(db);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  begin(db);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

/* Errors are told by their sign. */
int own_error_bad(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return -1;
  if (choose())
    return -2; // expect: session-missing-rollback
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -3;
  }
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}
