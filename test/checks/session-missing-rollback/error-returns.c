// FLAGS: -isystem /usr/include/postgresql
// Error returns between begin and commit.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int step(int);

int untreated_failure_bad(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK) // note: 'sqlite3_exec' begins a transaction on 'db' here
    return -1;
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) != SQLITE_OK) // note: assuming the statement that 'sqlite3_exec' runs on 'db' fails
    return -2; // expect: session-missing-rollback the transaction on 'db' stays open on the return at line
  return sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

int treated_failure_ok(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -2;
  }
  return sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

int goto_rollback_ok(sqlite3 *db) {
  int rc = sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0);
  if (rc)
    return rc;
  rc = sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0);
  if (rc)
    goto fail;
  rc = sqlite3_exec(db, "UPDATE u SET a=1", 0, 0, 0);
  if (rc)
    goto fail;
  rc = sqlite3_exec(db, "COMMIT", 0, 0, 0);
  if (rc)
    goto fail;
  return 0;
fail:
  sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
  return rc;
}

int one_goto_misses_it_bad(sqlite3 *db) {
  int rc = sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0);
  if (rc)
    return rc;
  rc = sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0);
  if (rc)
    goto out;
  rc = sqlite3_exec(db, "UPDATE u SET a=1", 0, 0, 0);
  if (rc)
    goto fail;
  rc = sqlite3_exec(db, "COMMIT", 0, 0, 0);
  if (rc == SQLITE_OK)
    return 0;
fail:
  sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
out:
  return rc; // expect: session-missing-rollback
}

/* The flag that says whether there is something to roll back. */
int flagged_ok(sqlite3 *db, int wanted) {
  int begun = 0, rc = 0;
  if (wanted) {
    if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
      return -1;
    begun = 1;
  }
  rc = sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0);
  if (begun)
    sqlite3_exec(db, rc ? "ROLLBACK" : "COMMIT", 0, 0, 0);
  return rc;
}

int asks_the_library_ok(sqlite3 *db) {
  int rc = sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "DELETE FROM t", 0, 0, 0);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "COMMIT", 0, 0, 0);
  if (!sqlite3_get_autocommit(db))
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
  return rc;
}

/* Nothing to do: the early return forgets what was begun. */
int nothing_to_do_bad(sqlite3 *db, int n) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (n == 0)
    return 0; // expect: session-missing-rollback
  sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

void nothing_to_do_void_bad(sqlite3 *db, int n) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (n == 0)
    return; // expect: session-missing-rollback
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

int begin_ok(sqlite3 *db) { return sqlite3_exec(db, "BEGIN", 0, 0, 0); }
int commit_ok(sqlite3 *db) { return sqlite3_exec(db, "COMMIT", 0, 0, 0); }
void begin_void_ok(sqlite3 *db) { sqlite3_exec(db, "BEGIN", 0, 0, 0); }

int begin_with_pragma_ok(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return -1;
  sqlite3_exec(db, "PRAGMA defer_foreign_keys=1", 0, 0, 0);
  return 0;
}

/* A begin wrapper whose failure may or may not leave a transaction. */
int begin_ambiguous_bad(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "PRAGMA defer_foreign_keys=1", 0, 0, 0) != SQLITE_OK)
    return -1; // expect: session-missing-rollback
  return 0;
}

int through_wrapper_bad(sqlite3 *db) {
  if (begin_ok(db))
    return -1;
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0))
    return -2; // expect: session-missing-rollback
  return commit_ok(db);
}

int through_wrapper_ok(sqlite3 *db) {
  if (begin_ok(db))
    return -1;
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0)) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -2;
  }
  return commit_ok(db);
}

/* The session closes: that rolls back. */
int closed_in_the_end_ok(const char *file) {
  sqlite3 *db;
  int rc = -1;
  if (sqlite3_open(file, &db) == SQLITE_OK &&
      sqlite3_exec(db, "BEGIN", 0, 0, 0) == SQLITE_OK &&
      sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) == SQLITE_OK)
    rc = sqlite3_exec(db, "COMMIT", 0, 0, 0);
  sqlite3_close(db);
  return rc;
}

static int save_for_main(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) != SQLITE_OK)
    return -2;
  return sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

int caller_closes_ok(const char *file) {
  sqlite3 *db;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  int rc = save_for_main(db);
  sqlite3_close(db);
  return rc;
}

int failed_commit_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0);
  if (sqlite3_exec(db, "COMMIT", 0, 0, 0) != SQLITE_OK) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    return -1; // expect: session-missing-rollback stays open on the return at line 182 after its commit failed
  }
  return 0;
}

int failed_commit_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0);
  if (sqlite3_exec(db, "COMMIT", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  return 0;
}

int commit_result_to_caller_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0);
  return sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

int commit_unlooked_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

int prepared_statement_bad(sqlite3 *db) {
  sqlite3_stmt *stmt;
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_prepare_v2(db, "INSERT INTO t VALUES(?)", -1, &stmt, 0) != SQLITE_OK)
    return -2; // expect: session-missing-rollback
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

int step_fails_bad(sqlite3 *db, sqlite3_stmt *stmt) {
  (void)stmt;
  sqlite3_stmt *insert;
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_prepare_v2(db, "INSERT INTO t VALUES(1)", -1, &insert, 0) == SQLITE_OK) {
    int rc = sqlite3_step(insert);
    sqlite3_finalize(insert);
    if (rc != SQLITE_DONE)
      return rc; // expect: session-missing-rollback
  }
  return sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

/* The loop over the rows ends without SQLITE_ROW, which is no failure. */
int rows_ok(sqlite3 *db) {
  sqlite3_stmt *stmt = 0;
  int n = 0;
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, 0) == SQLITE_OK)
    while (sqlite3_step(stmt) == SQLITE_ROW)
      n++;
  sqlite3_finalize(stmt);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return n;
}

int pq_early_return_bad(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "UPDATE t SET a=1");
  if (PQresultStatus(r) != PGRES_COMMAND_OK) {
    PQclear(r);
    return -1; // expect: session-missing-rollback the transaction on 'c' stays open
  }
  PQclear(r);
  PQclear(PQexec(c, "COMMIT"));
  return 0;
}

int pq_rolled_back_ok(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "UPDATE t SET a=1");
  if (PQresultStatus(r) != PGRES_COMMAND_OK) {
    PQclear(r);
    PQclear(PQexec(c, "ROLLBACK"));
    return -1;
  }
  PQclear(r);
  PQclear(PQexec(c, "COMMIT"));
  return 0;
}

int pq_tuples_ok(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "SELECT * FROM t");
  ExecStatusType st = PQresultStatus(r);
  int n = -1;
  if (st == PGRES_COMMAND_OK)
    n = 0;
  else if (st == PGRES_TUPLES_OK)
    n = PQntuples(r);
  PQclear(r);
  if (n < 0) {
    PQclear(PQexec(c, "ROLLBACK"));
    return -1;
  }
  PQclear(PQexec(c, "COMMIT"));
  return n;
}

/* The process ends. */
static void die(PGconn *c) {
  fprintf(stderr, "%s", PQerrorMessage(c));
  PQfinish(c);
  exit(1);
}

int pq_dies_ok(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "UPDATE t SET a=1");
  if (PQresultStatus(r) != PGRES_COMMAND_OK)
    die(c);
  PQclear(r);
  PQclear(PQexec(c, "COMMIT"));
  return 0;
}

/* One transaction a chunk. */
int chunked_ok(sqlite3 *db, int n) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  for (int i = 0; i < n; i++) {
    sqlite3_exec(db, "INSERT INTO t VALUES(1)", 0, 0, 0);
    if (i % 1000 == 999) {
      sqlite3_exec(db, "COMMIT", 0, 0, 0);
      sqlite3_exec(db, "BEGIN", 0, 0, 0);
    }
  }
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

int busy_retry_ok(sqlite3 *db) {
  while (sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0) == SQLITE_BUSY)
    step(1);
  sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0);
  while (sqlite3_exec(db, "COMMIT", 0, 0, 0) == SQLITE_BUSY)
    step(2);
  return 0;
}

int begun_twice_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0);
  sqlite3_exec(db, "BEGIN", 0, 0, 0); // expect: session-missing-rollback begins a transaction on 'db' while one is open
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

int committed_twice_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return sqlite3_exec(db, "COMMIT", 0, 0, 0); // expect: session-missing-rollback has been ended before
}

int savepoint_bad(sqlite3 *db) {
  sqlite3_exec(db, "SAVEPOINT s", 0, 0, 0);
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK TO s", 0, 0, 0);
    return -1; // expect: session-missing-rollback
  }
  sqlite3_exec(db, "RELEASE s", 0, 0, 0);
  return 0;
}

int savepoint_ok(sqlite3 *db) {
  sqlite3_exec(db, "SAVEPOINT s", 0, 0, 0);
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK TO s", 0, 0, 0);
    sqlite3_exec(db, "RELEASE s", 0, 0, 0);
    return -1;
  }
  sqlite3_exec(db, "RELEASE s", 0, 0, 0);
  return 0;
}

/* In PostgreSQL the savepoint is a part of the caller's transaction. */
int pq_savepoint_ok(PGconn *c) {
  PQclear(PQexec(c, "SAVEPOINT s"));
  PGresult *r = PQexec(c, "UPDATE t SET a=1");
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  if (!ok) {
    PQclear(PQexec(c, "ROLLBACK TO s"));
    return -1;
  }
  PQclear(PQexec(c, "RELEASE s"));
  return 0;
}

/* Unseen helpers may roll back. */
void db_rollback(sqlite3 *db);
int db_insert(sqlite3 *db, int n);

int unseen_rollback_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) != SQLITE_OK) {
    db_rollback(db);
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    return -1;
  }
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

int rolled_back_by_unseen_FN(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (db_insert(db, 1) != 0)
    return -1;
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}
