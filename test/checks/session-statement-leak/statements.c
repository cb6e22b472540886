// FLAGS: -isystem /usr/include/postgresql
// Statements, results and blobs that outlive their use.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int early_return_bad(sqlite3 *db, int n) {
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, 0) != SQLITE_OK) // note: 'stmt' is opened here by 'sqlite3_prepare_v2'
    return -1;
  if (n < 0)
    return -2; // expect: session-statement-leak 'stmt' is not ended on the return at line 13; sqlite3_finalize is needed on that path, or 'db' stays busy with it
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return 0;
}

int finalized_ok(sqlite3 *db) {
  sqlite3_stmt *stmt = 0;
  int rc = sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, 0);
  if (rc == SQLITE_OK)
    rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

int goto_ok(sqlite3 *db, int n) {
  sqlite3_stmt *stmt = 0;
  int rc = -1;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, 0) != SQLITE_OK)
    goto out;
  if (n < 0)
    goto out;
  rc = sqlite3_step(stmt) == SQLITE_ROW ? 0 : -1;
out:
  sqlite3_finalize(stmt);
  return rc;
}

int overwritten_in_loop_bad(sqlite3 *db, int n) {
  sqlite3_stmt *stmt = 0;
  for (int i = 0; i < n; i++) {
    if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, 0) != SQLITE_OK) // expect: session-statement-leak 'stmt' is overwritten
      break;
    sqlite3_step(stmt);
  }
  sqlite3_finalize(stmt);
  return 0;
}

int result_bad(PGconn *c) {
  PGresult *r = PQexec(c, "SELECT 1");
  if (PQresultStatus(r) != PGRES_TUPLES_OK)
    return -1; // expect: session-statement-leak 'r' is not ended on the return at line 55; PQclear is needed on that path
  int n = PQntuples(r);
  PQclear(r);
  return n;
}

int result_ok(PGconn *c) {
  PGresult *r = PQexec(c, "SELECT 1");
  int n = -1;
  if (PQresultStatus(r) == PGRES_TUPLES_OK)
    n = PQntuples(r);
  PQclear(r);
  return n;
}

void discarded_bad(PGconn *c) {
  PQexec(c, "UPDATE t SET a=1"); // expect: session-statement-leak discarded
}

void cleared_at_once_ok(PGconn *c) { PQclear(PQexec(c, "UPDATE t SET a=1")); }

/* A helper makes it, the caller ends it. */
static PGresult *query(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  if (PQresultStatus(r) != PGRES_TUPLES_OK) {
    fprintf(stderr, "%s", PQerrorMessage(c));
    PQclear(r);
    return NULL;
  }
  return r;
}

int through_helper_bad(PGconn *c, int n) {
  PGresult *r = query(c, "SELECT 1");
  if (!r)
    return -1;
  if (n)
    return -2; // expect: session-statement-leak
  PQclear(r);
  return 0;
}

int through_helper_ok(PGconn *c) {
  PGresult *r = query(c, "SELECT 1");
  if (!r)
    return -1;
  PQclear(r);
  return 0;
}

/* Kept for later. */
struct cache {
  sqlite3_stmt *insert, *update;
};

int prepared_for_later_ok(struct cache *kept, sqlite3 *db) {
  if (sqlite3_prepare_v2(db, "INSERT INTO t VALUES(1)", -1, &kept->insert, 0) != SQLITE_OK)
    return -1;
  return sqlite3_prepare_v2(db, "UPDATE t SET a=1", -1, &kept->update, 0);
}

static sqlite3_stmt *the_insert;

int lazily_ok(sqlite3 *db) {
  if (!the_insert && sqlite3_prepare_v2(db, "INSERT INTO t VALUES(1)", -1, &the_insert, 0) != SQLITE_OK)
    return -1;
  sqlite3_step(the_insert);
  return sqlite3_reset(the_insert);
}

/* The leak of the session is the news. */
int session_too_bad(const char *file) {
  sqlite3 *db;
  sqlite3_stmt *stmt;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, 0) != SQLITE_OK) {
    sqlite3_close(db);
    return -2;
  }
  return sqlite3_step(stmt); // expect: session-leak 'db'
}

int drained_ok(PGconn *c) {
  PGresult *r;
  if (!PQsendQuery(c, "SELECT 1"))
    return -1;
  while ((r = PQgetResult(c)) != NULL)
    PQclear(r);
  return 0;
}

static void die(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

int dies_ok(PGconn *c) {
  PGresult *r = PQexec(c, "SELECT 1");
  if (PQresultStatus(r) != PGRES_TUPLES_OK)
    die(PQresultErrorMessage(r));
  int n = PQntuples(r);
  PQclear(r);
  return n;
}

void print_and_clear(PGresult *r);

void handed_to_unseen_ok(PGconn *c) { print_and_clear(PQexec(c, "SELECT 1")); }
