// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of sqlite_modern_cpp throws leaves the file open, unless
// somebody closes it on that path.
#include <sqlite_modern_cpp/sqlite_modern_cpp.h>
#include <sqlite3.h>
#include <string>

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void open_bad(const std::string &where) {
  sqlite3 *from = source();
  sqlite::database to(where); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_bad(sqlite::database &to) {
  sqlite3 *from = source();
  to << "DELETE FROM shop"; // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void bind_bad(sqlite::database_binder &gone) {
  sqlite3 *from = source();
  gone << 1; // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void take_bad(sqlite::database_binder &rows, int &into) {
  sqlite3 *from = source();
  rows >> into; // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok(const std::string &where) {
  sqlite3 *from = source();
  try {
    sqlite::database to(where);
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
