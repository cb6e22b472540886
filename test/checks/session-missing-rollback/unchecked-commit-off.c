// Without UncheckedCommit nothing is said of a commit's result; the rest is.
#include <sqlite3.h>
#include <stddef.h>

void plain_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
  sqlite3_exec(db, "DELETE FROM t", NULL, NULL, NULL);
  sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
}

int beside_bad(sqlite3 *db, int n) {
  sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
  if (n == 1) {
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    return 0;
  }
  if (sqlite3_exec(db, "DELETE FROM t", NULL, NULL, NULL) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  return 0;
}
