// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of Wt::Dbo throws leaves the file open, unless
// somebody closes it on that path.
#include <Wt/Dbo/Dbo.h>
#include <sqlite3.h>
#include <string>

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void begin_bad(Wt::Dbo::Session &to) {
  sqlite3 *from = source();
  Wt::Dbo::Transaction begun(to); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void commit_bad(Wt::Dbo::Transaction &begun) {
  sqlite3 *from = source();
  begun.commit(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void back_bad(Wt::Dbo::Transaction &begun) {
  sqlite3 *from = source();
  begun.rollback(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_bad(Wt::Dbo::Session &to) {
  sqlite3 *from = source();
  to.execute("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void flush_bad(Wt::Dbo::Session &to) {
  sqlite3 *from = source();
  to.flush(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void raw_begin_bad(Wt::Dbo::SqlConnection &to) {
  sqlite3 *from = source();
  to.startTransaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void raw_commit_bad(Wt::Dbo::SqlConnection &to) {
  sqlite3 *from = source();
  to.commitTransaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void raw_back_bad(Wt::Dbo::SqlConnection &to) {
  sqlite3 *from = source();
  to.rollbackTransaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void raw_run_bad(Wt::Dbo::SqlConnection &to) {
  sqlite3 *from = source();
  to.executeSql("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok(Wt::Dbo::Session &to) {
  sqlite3 *from = source();
  try {
    Wt::Dbo::Transaction begun(to);
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
