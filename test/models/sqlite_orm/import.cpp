// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of sqlite_orm throws leaves the file open, unless
// somebody closes it on that path.
#include <sqlite_orm/sqlite_orm.h>
#include <sqlite3.h>
#include <string>

using Storage = sqlite_orm::internal::storage_t<int>;

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void begin_bad(Storage &to) {
  sqlite3 *from = source();
  to.begin_transaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void commit_bad(Storage &to) {
  sqlite3 *from = source();
  to.commit(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void back_bad(Storage &to) {
  sqlite3 *from = source();
  to.rollback(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void guard_bad(Storage &to) {
  sqlite3 *from = source();
  auto begun = to.transaction_guard(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void insert_bad(Storage &to) {
  sqlite3 *from = source();
  to.insert(1); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void sync_bad(Storage &to) {
  sqlite3 *from = source();
  to.sync_schema(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void guard_commit_bad(sqlite_orm::internal::transaction_guard_t &begun) {
  sqlite3 *from = source();
  begun.commit(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void guard_back_bad(sqlite_orm::internal::transaction_guard_t &begun) {
  sqlite3 *from = source();
  begun.rollback(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok(Storage &to) {
  sqlite3 *from = source();
  try {
    to.begin_transaction();
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
