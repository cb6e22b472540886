// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of mongocxx throws leaves the file open, unless
// somebody closes it on that path.
#include <mongocxx/client.hpp>
#include <sqlite3.h>
#include <string>

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void connect_bad(const mongocxx::uri &where) {
  sqlite3 *from = source();
  mongocxx::client to(where); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void session_bad(mongocxx::client &to) {
  sqlite3 *from = source();
  auto session = to.start_session(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void begin_bad(mongocxx::client_session &session) {
  sqlite3 *from = source();
  session.start_transaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void commit_bad(mongocxx::client_session &session) {
  sqlite3 *from = source();
  session.commit_transaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void abort_bad(mongocxx::client_session &session) {
  sqlite3 *from = source();
  session.abort_transaction(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void insert_bad(mongocxx::collection &shop) {
  sqlite3 *from = source();
  shop.insert_one("{}"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void acquire_bad(mongocxx::pool &pool) {
  sqlite3 *from = source();
  auto to = pool.acquire(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok(const mongocxx::uri &where) {
  sqlite3 *from = source();
  try {
    mongocxx::client to(where);
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
