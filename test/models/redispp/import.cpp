// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of redis-plus-plus throws leaves the file open, unless
// somebody closes it on that path.
#include <sw/redis++/redis++.h>
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
  sw::redis::Redis to(where); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void set_bad(sw::redis::Redis &to) {
  sqlite3 *from = source();
  to.set("a", "b"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void get_bad(sw::redis::Redis &to) {
  sqlite3 *from = source();
  to.get("a"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void begin_bad(sw::redis::Redis &to) {
  sqlite3 *from = source();
  auto begun = to.transaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_bad(sw::redis::Transaction &begun) {
  sqlite3 *from = source();
  begun.exec(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void discard_bad(sw::redis::Transaction &begun) {
  sqlite3 *from = source();
  begun.discard(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok(const std::string &where) {
  sqlite3 *from = source();
  try {
    sw::redis::Redis to(where);
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
