// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of the X DevAPI throws leaves the file open, unless
// somebody closes it on that path.
#include <mysqlx/xdevapi.h>
#include <sqlite3.h>
#include <string>

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void connect_bad(const std::string &where) {
  sqlite3 *from = source();
  mysqlx::Session to(where); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void connected_bad(const std::string &where) {
  sqlite3 *from = source();
  auto to = mysqlx::getSession(where); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void begin_bad(mysqlx::Session &to) {
  sqlite3 *from = source();
  to.startTransaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void commit_bad(mysqlx::Session &to) {
  sqlite3 *from = source();
  to.commit(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void rollback_bad(mysqlx::Session &to) {
  sqlite3 *from = source();
  to.rollback(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void point_bad(mysqlx::Session &to) {
  sqlite3 *from = source();
  to.setSavepoint("before"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void release_bad(mysqlx::Session &to) {
  sqlite3 *from = source();
  to.releaseSavepoint("before"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void back_bad(mysqlx::Session &to) {
  sqlite3 *from = source();
  to.rollbackTo("before"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void close_bad(mysqlx::Session &to) {
  sqlite3 *from = source();
  to.close(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void sql_bad(mysqlx::Session &to) {
  sqlite3 *from = source();
  to.sql("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_bad(mysqlx::SqlStatement &gone) {
  sqlite3 *from = source();
  gone.execute(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok(const std::string &where) {
  sqlite3 *from = source();
  try {
    mysqlx::Session to(where);
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
