// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of drogon throws leaves the file open, unless
// somebody closes it on that path.
#include <drogon/orm/DbClient.h>
#include <sqlite3.h>
#include <string>

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void begin_bad(drogon::orm::DbClient &to) {
  sqlite3 *from = source();
  auto begun = to.newTransaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_bad(drogon::orm::DbClient &to) {
  sqlite3 *from = source();
  to.execSqlSync("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok(drogon::orm::DbClient &to) {
  sqlite3 *from = source();
  try {
    auto begun = to.newTransaction();
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
