// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of taoPQ throws leaves the file open, unless
// somebody closes it on that path.
#include <tao/pq.hpp>
#include <sqlite3.h>
#include <string>

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void execute_bad(tao::pq::connection &to) {
  sqlite3 *from = source();
  to.execute("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void create_bad(const std::string &where) {
  sqlite3 *from = source();
  auto to = tao::pq::connection::create(where); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void begin_bad(tao::pq::connection &to) {
  sqlite3 *from = source();
  auto begun = to.transaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void direct_bad(tao::pq::connection &to) {
  sqlite3 *from = source();
  auto alone = to.direct(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void commit_bad(tao::pq::transaction &begun) {
  sqlite3 *from = source();
  begun.commit(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void rollback_bad(tao::pq::transaction &begun) {
  sqlite3 *from = source();
  begun.rollback(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_bad(tao::pq::transaction &begun) {
  sqlite3 *from = source();
  begun.execute("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void nested_bad(tao::pq::transaction &begun) {
  sqlite3 *from = source();
  auto inner = begun.subtransaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void pooled_bad(tao::pq::connection_pool &pool) {
  sqlite3 *from = source();
  auto to = pool.connection(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void pool_run_bad(tao::pq::connection_pool &pool) {
  sqlite3 *from = source();
  pool.execute("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok(tao::pq::connection &to) {
  sqlite3 *from = source();
  try {
    to.execute("DELETE FROM shop");
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
