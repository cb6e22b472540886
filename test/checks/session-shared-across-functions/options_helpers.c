// FLAGS:
// CONFIG: {CheckOptions: {session-shared-across-functions.Meddling: 'false', session-shared-across-functions.NestedBegin: 'false'}}
#include <sqlite3.h>

static void undo(sqlite3 *db) {
  if (sqlite3_exec(db, "DELETE FROM t", 0, 0, 0) != SQLITE_OK)
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
}
void meddled_with_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  undo(db);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

static void whole(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
void nested_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  whole(db);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
