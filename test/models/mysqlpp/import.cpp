// FLAGS: -std=c++17 -isystem /usr/include/mariadb
// Imports from a file of SQLite: what of MySQL++ throws leaves the file open, unless
// somebody closes it on that path.
#include <mysql++/mysql++.h>
#include <sqlite3.h>
#include <string>

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void connect_bad() {
  sqlite3 *from = source();
  mysqlpp::Connection to("shop", "localhost", "me", "secret"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void begin_bad(mysqlpp::Connection &to) {
  sqlite3 *from = source();
  mysqlpp::Transaction begun(to); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void commit_bad(mysqlpp::Transaction &begun) {
  sqlite3 *from = source();
  begun.commit(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void back_bad(mysqlpp::Transaction &begun) {
  sqlite3 *from = source();
  begun.rollback(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_bad(mysqlpp::Query &gone) {
  sqlite3 *from = source();
  gone.exec(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_text_bad(mysqlpp::Query &gone) {
  sqlite3 *from = source();
  gone.exec("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void execute_bad(mysqlpp::Query &gone) {
  sqlite3 *from = source();
  gone.execute(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void ping_bad(mysqlpp::Connection &to) {
  sqlite3 *from = source();
  to.ping(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void grab_bad(mysqlpp::ConnectionPool &pool) {
  sqlite3 *from = source();
  mysqlpp::Connection *to = pool.grab(); // expect: session-leak 'from' is not closed when
  pool.release(to);
  sqlite3_close(from);
}

void again_bad(mysqlpp::Connection &to) {
  sqlite3 *from = source();
  to.connect("shop", "localhost", "me", "secret"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok() {
  sqlite3 *from = source();
  try {
    mysqlpp::Connection to("shop", "localhost", "me", "secret");
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
