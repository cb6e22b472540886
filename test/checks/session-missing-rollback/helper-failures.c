// FLAGS: -isystem /usr/include/postgresql
// A helper that fails in several ways and says so by one value.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>

static bool run(sqlite3 *db, const char *sql) {
  sqlite3_stmt *st = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &st, 0) != SQLITE_OK)
    return false;
  if (sqlite3_step(st) != SQLITE_DONE) {
    sqlite3_finalize(st);
    return false;
  }
  sqlite3_finalize(st);
  return true;
}

int prepared_or_stepped_bad(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0))
    return -1;
  if (!run(db, "UPDATE a SET x=1"))
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

int prepared_or_stepped_ok(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0))
    return -1;
  if (!run(db, "UPDATE a SET x=1")) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

/* Only the preparation is looked at. */
static int insert(sqlite3 *db, int id) {
  sqlite3_stmt *st = 0;
  int rc = sqlite3_prepare_v2(db, "INSERT INTO a VALUES(?)", -1, &st, 0);
  if (rc != SQLITE_OK) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    return rc;
  }
  sqlite3_bind_int(st, 1, id);
  sqlite3_step(st);
  sqlite3_finalize(st);
  return SQLITE_OK;
}

int prepared_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (insert(db, 1) != SQLITE_OK)
    return -1; // expect: session-missing-rollback
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

int prepared_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  int rc = insert(db, 1);
  if (rc == SQLITE_OK)
    rc = insert(db, 2);
  sqlite3_exec(db, rc == SQLITE_OK ? "COMMIT" : "ROLLBACK", 0, 0, 0);
  return rc == SQLITE_OK ? 0 : -1;
}

static int two(sqlite3 *db) {
  if (sqlite3_exec(db, "UPDATE a SET x=1", 0, 0, 0) != SQLITE_OK)
    return 0;
  if (!run(db, "UPDATE b SET x=1"))
    return 0;
  return 1;
}

int two_statements_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (!two(db))
    return -1; // expect: session-missing-rollback
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

int two_statements_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  int good = two(db);
  if (!good)
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
  else
    sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return good ? 0 : -1;
}

/* What is not there has not failed. */
static int find(sqlite3 *db, int id) {
  sqlite3_stmt *st = 0;
  int found = 0;
  if (sqlite3_prepare_v2(db, "SELECT 1 FROM a WHERE id=?", -1, &st, 0))
    return -1;
  sqlite3_bind_int(st, 1, id);
  if (sqlite3_step(st) == SQLITE_ROW)
    found = 1;
  sqlite3_finalize(st);
  return found;
}

int begin_if_found_ok(sqlite3 *db, int id) {
  if (sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0))
    return -1;
  int found = find(db, id);
  if (found < 0) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  return found; /* the caller writes, and ends it */
}

int find_bad(sqlite3 *db, int id) {
  if (sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0))
    return -1;
  if (find(db, id) < 0)
    return -1; // expect: session-missing-rollback
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

/* The preparation may fail; then there is another way. */
static int count(sqlite3 *db) {
  sqlite3_stmt *st = 0;
  if (sqlite3_prepare_v2(db, "SELECT n FROM stats", -1, &st, 0) != SQLITE_OK &&
      sqlite3_prepare_v2(db, "SELECT count(*) FROM a", -1, &st, 0) != SQLITE_OK)
    return -1;
  int n = 0;
  if (sqlite3_step(st) == SQLITE_ROW)
    n = sqlite3_column_int(st, 0);
  sqlite3_finalize(st);
  return n;
}

int counted_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  int n = count(db);
  if (n < 0) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return n;
}

/* The helper tells nobody. */
static void note(sqlite3 *db) {
  sqlite3_stmt *st = 0;
  if (sqlite3_prepare_v2(db, "INSERT INTO log VALUES(1)", -1, &st, 0))
    return;
  sqlite3_step(st);
  sqlite3_finalize(st);
}

int noted_ok(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0))
    return -1;
  note(db);
  return 0;
}
