// Imports from a file of SQLite: what of lmdb++ throws leaves the file open, unless
// somebody closes it on that path.
#include <lmdb++.h>
#include <sqlite3.h>
#include <string>

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void create_bad() {
  sqlite3 *from = source();
  auto to = lmdb::env::create(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void open_bad(lmdb::env &to) {
  sqlite3 *from = source();
  to.open("pond", 0, 0664); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void sync_bad(lmdb::env &to) {
  sqlite3 *from = source();
  to.sync(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void begin_bad(lmdb::env &to) {
  sqlite3 *from = source();
  auto begun = lmdb::txn::begin(to); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void commit_bad(lmdb::txn &begun) {
  sqlite3 *from = source();
  begun.commit(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void renew_bad(lmdb::txn &begun) {
  sqlite3 *from = source();
  begun.renew(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void table_bad(lmdb::txn &begun) {
  sqlite3 *from = source();
  auto fish = lmdb::dbi::open(begun); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void abort_ok(lmdb::txn &begun) {
  sqlite3 *from = source();
  begun.abort();
  sqlite3_close(from);
}

void close_ok(lmdb::env &to) {
  sqlite3 *from = source();
  to.close();
  sqlite3_close(from);
}

void peek_ok(lmdb::env &to, MDB_envinfo *into) {
  sqlite3 *from = source();
  mdb_env_info(to, into);
  sqlite3_close(from);
}

void reset_ok(lmdb::txn &begun) {
  sqlite3 *from = source();
  begun.reset();
  sqlite3_close(from);
}

void caught_ok() {
  sqlite3 *from = source();
  try {
    auto to = lmdb::env::create();
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
