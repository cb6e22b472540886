// Transactions as prepared statements: they happen at the step.
#include <sqlite3.h>

int prepared_bad(sqlite3 *db, int n) {
  sqlite3_stmt *b, *c;
  if (sqlite3_prepare_v2(db, "BEGIN", -1, &b, 0) != SQLITE_OK)
    return 1;
  if (sqlite3_prepare_v2(db, "COMMIT", -1, &c, 0) != SQLITE_OK) {
    sqlite3_finalize(b);
    return 1;
  }
  sqlite3_step(b);
  if (n) {
    sqlite3_finalize(b);
    sqlite3_finalize(c);
    return 0; // expect: session-missing-rollback
  }
  sqlite3_step(c);
  sqlite3_finalize(b);
  sqlite3_finalize(c);
  return 0;
}

int prepared_ok(sqlite3 *db, int n) {
  sqlite3_stmt *b, *c, *r;
  if (sqlite3_prepare_v2(db, "BEGIN", -1, &b, 0) != SQLITE_OK)
    return 1;
  sqlite3_step(b);
  sqlite3_finalize(b);
  if (n) {
    if (sqlite3_prepare_v2(db, "ROLLBACK", -1, &r, 0) == SQLITE_OK)
      sqlite3_step(r);
    sqlite3_finalize(r);
    return 0;
  }
  if (sqlite3_prepare_v2(db, "COMMIT", -1, &c, 0) != SQLITE_OK)
    return sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
  sqlite3_step(c);
  sqlite3_finalize(c);
  return 0;
}

/* Made and never run. */
int prepared_only_ok(sqlite3 *db, int n) {
  sqlite3_stmt *b;
  if (sqlite3_prepare_v2(db, "BEGIN", -1, &b, 0) != SQLITE_OK)
    return 1;
  sqlite3_finalize(b);
  if (n)
    return 0;
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

/* Asked again until it is done: that is one begin. */
int stepped_in_a_loop_ok(sqlite3 *db) {
  sqlite3_stmt *b;
  int rc;
  if (sqlite3_prepare_v2(db, "BEGIN", -1, &b, 0) != SQLITE_OK)
    return 1;
  while ((rc = sqlite3_step(b)) == SQLITE_ROW)
    ;
  sqlite3_finalize(b);
  return rc == SQLITE_DONE ? 0 : rc;
}

/* A statement from elsewhere may be the commit. */
int stepped_from_elsewhere_ok(sqlite3 *db, sqlite3_stmt *commit, int n) {
  sqlite3_stmt *b;
  if (sqlite3_prepare_v2(db, "BEGIN", -1, &b, 0) != SQLITE_OK)
    return 1;
  sqlite3_step(b);
  sqlite3_finalize(b);
  if (n)
    sqlite3_step(commit);
  return 0;
}

/* Once for many rounds. */
int rounds_ok(sqlite3 *db, int n) {
  sqlite3_stmt *c;
  if (sqlite3_prepare_v2(db, "COMMIT", -1, &c, 0) != SQLITE_OK)
    return 1;
  for (int i = 0; i < n; i++) {
    sqlite3_exec(db, "BEGIN", 0, 0, 0);
    sqlite3_exec(db, "INSERT INTO t VALUES(1)", 0, 0, 0);
    sqlite3_step(c);
    sqlite3_reset(c);
  }
  sqlite3_finalize(c);
  return 0;
}

/* Begun twice: a second step may be the same run's next row. */
int prepared_begin_twice_FN(sqlite3 *db) {
  sqlite3_stmt *b;
  if (sqlite3_prepare_v2(db, "BEGIN", -1, &b, 0) != SQLITE_OK)
    return 1;
  sqlite3_step(b);
  sqlite3_reset(b);
  sqlite3_step(b);
  sqlite3_finalize(b);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}
