// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of ODB throws leaves the file open, unless
// somebody closes it on that path.
#include <odb/database.hxx>
#include <sqlite3.h>
#include <string>

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void begin_bad(odb::database &to) {
  sqlite3 *from = source();
  odb::transaction begun(to.begin()); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void begin_on_bad(odb::connection &to) {
  sqlite3 *from = source();
  odb::transaction begun(to.begin()); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void commit_bad(odb::transaction &begun) {
  sqlite3 *from = source();
  begun.commit(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void rollback_bad(odb::transaction &begun) {
  sqlite3 *from = source();
  begun.rollback(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_bad(odb::database &to) {
  sqlite3 *from = source();
  to.execute("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_on_bad(odb::connection &to) {
  sqlite3 *from = source();
  to.execute("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void persist_bad(odb::database &to, std::string &order) {
  sqlite3 *from = source();
  to.persist(order); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void connect_bad(odb::database &to) {
  sqlite3 *from = source();
  auto own = to.connection(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok(odb::database &to) {
  sqlite3 *from = source();
  try {
    odb::transaction begun(to.begin());
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
