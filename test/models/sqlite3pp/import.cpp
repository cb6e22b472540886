// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of sqlite3pp throws leaves the file open, unless
// somebody closes it on that path.
#include <sqlite3pp.h>
#include <sqlite3.h>
#include <string>

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void open_bad(const char *where) {
  sqlite3 *from = source();
  sqlite3pp::database to(where); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void begin_bad(sqlite3pp::database &to) {
  sqlite3 *from = source();
  sqlite3pp::transaction begun(to); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void command_bad(sqlite3pp::database &to) {
  sqlite3 *from = source();
  sqlite3pp::command gone(to, "DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_ok(sqlite3pp::database &to) {
  sqlite3 *from = source();
  to.execute("DELETE FROM shop");
  sqlite3_close(from);
}

void run_formatted_ok(sqlite3pp::database &to) {
  sqlite3 *from = source();
  to.executef("DELETE FROM shop WHERE id = %d", 1);
  sqlite3_close(from);
}

void again_ok(sqlite3pp::database &to) {
  sqlite3 *from = source();
  to.connect("a.db", 6);
  sqlite3_close(from);
}

void gone_ok(sqlite3pp::database &to) {
  sqlite3 *from = source();
  to.disconnect();
  sqlite3_close(from);
}

void asked_ok(sqlite3pp::database &to) {
  sqlite3 *from = source();
  to.changes();
  sqlite3_close(from);
}

void commit_ok(sqlite3pp::transaction &begun) {
  sqlite3 *from = source();
  begun.commit();
  sqlite3_close(from);
}

void back_ok(sqlite3pp::transaction &begun) {
  sqlite3 *from = source();
  begun.rollback();
  sqlite3_close(from);
}

void step_ok(sqlite3pp::command &gone) {
  sqlite3 *from = source();
  gone.execute();
  sqlite3_close(from);
}

void caught_ok(const char *where) {
  sqlite3 *from = source();
  try {
    sqlite3pp::database to(where);
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
