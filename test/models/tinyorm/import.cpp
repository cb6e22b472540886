// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of TinyORM throws leaves the file open, unless
// somebody closes it on that path.
#include <orm/db.hpp>
#include <sqlite3.h>
#include <string>

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void begin_bad(Orm::DatabaseConnection &to) {
  sqlite3 *from = source();
  to.beginTransaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void commit_bad(Orm::DatabaseConnection &to) {
  sqlite3 *from = source();
  to.commit(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void back_bad(Orm::DatabaseConnection &to) {
  sqlite3 *from = source();
  to.rollBack(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void point_bad(Orm::DatabaseConnection &to) {
  sqlite3 *from = source();
  to.savepoint("before"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void to_point_bad(Orm::DatabaseConnection &to) {
  sqlite3 *from = source();
  to.rollbackToSavepoint("before"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_bad(Orm::DatabaseConnection &to) {
  sqlite3 *from = source();
  to.statement("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_any_bad() {
  sqlite3 *from = source();
  Orm::DB::statement("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok(Orm::DatabaseConnection &to) {
  sqlite3 *from = source();
  try {
    to.beginTransaction();
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
