#include <sqlite3.h>

int count(sqlite3 *db) {
  sqlite3_stmt *rows;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &rows, 0) != SQLITE_OK)
    return -1;
  int n = -1;
  if (sqlite3_step(rows) == SQLITE_ROW)
    n = sqlite3_column_int(rows, 0);
  sqlite3_finalize(rows);
  return n;
}
