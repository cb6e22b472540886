// FLAGS: -std=c++17
// A transaction object whose transaction has ended, and a session object that
// was moved from.
#include <SQLiteCpp/SQLiteCpp.h>
#include <pqxx/pqxx>
#include <string>
#include <utility>

void audit_bad(pqxx::connection &conn, const std::string &who) {
  pqxx::work tx(conn);
  tx.exec("UPDATE account SET n = n + 1");
  tx.commit();
  tx.exec("INSERT INTO audit VALUES (" + tx.quote(who) + ")"); // expect: session-use-after-close through a transaction object whose transaction has ended
}
void audit_ok(pqxx::connection &conn, const std::string &who) {
  pqxx::work tx(conn);
  tx.exec("UPDATE account SET n = n + 1");
  tx.exec("INSERT INTO audit VALUES (" + tx.quote(who) + ")");
  tx.commit();
}
void second_ok(pqxx::connection &conn) {
  {
    pqxx::work tx(conn);
    tx.exec("UPDATE account SET n = n + 1");
    tx.commit();
  }
  pqxx::work tx(conn);
  tx.exec("INSERT INTO audit DEFAULT VALUES");
  tx.commit();
}
void each_ok(pqxx::connection &conn, int n) {
  for (int i = 0; i < n; ++i) {
    pqxx::work tx(conn);
    tx.exec("INSERT INTO audit DEFAULT VALUES");
    tx.commit();
  }
}
void each_bad(pqxx::connection &conn, int n) {
  pqxx::work tx(conn);
  for (int i = 0; i < n; ++i) {
    tx.exec("INSERT INTO audit DEFAULT VALUES"); // expect: session-use-after-close through a transaction object whose transaction has ended
    tx.commit();
  }
}
void aborted_bad(pqxx::connection &conn) {
  pqxx::work tx(conn);
  tx.abort();
  tx.exec("SELECT 1"); // expect: session-use-after-close through a transaction object whose transaction has ended
}
void aborted_or_committed_bad(pqxx::connection &conn, bool early) {
  pqxx::work tx(conn);
  tx.exec("UPDATE account SET n = n + 1");
  if (early)
    tx.abort();
  tx.commit(); // expect: session-use-after-close through a transaction object whose transaction has ended
}
void aborted_or_committed_ok(pqxx::connection &conn, bool early) {
  pqxx::work tx(conn);
  tx.exec("UPDATE account SET n = n + 1");
  if (early)
    tx.abort();
  else
    tx.commit();
}
void aborted_in_handler_ok(pqxx::connection &conn) {
  pqxx::work tx(conn);
  try {
    tx.exec("UPDATE account SET n = n + 1");
    tx.commit();
  } catch (const std::exception &) {
    tx.abort();
  }
}
void twice_bad(SQLite::Database &db) {
  SQLite::Transaction tx(db);
  db.exec("DELETE FROM a");
  tx.commit();
  tx.commit(); // expect: session-use-after-close through a transaction object whose transaction has ended
}
void on_session_ok(SQLite::Database &db) {
  SQLite::Transaction tx(db);
  db.exec("DELETE FROM a");
  tx.commit();
  db.exec("VACUUM");
}

// --- Moved from ---

class Store {
public:
  explicit Store(SQLite::Database db) : db_(std::move(db)) {}
  void put(int i) { db_.exec("INSERT INTO t VALUES (" + std::to_string(i) + ")"); }

private:
  SQLite::Database db_;
};
Store store_bad(const std::string &path) {
  SQLite::Database db(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  Store store(std::move(db));
  db.exec("CREATE TABLE IF NOT EXISTS t(a)"); // expect: session-use-after-close is used by 'Database::exec' after it was moved from
  return store;
}
Store store_ok(const std::string &path) {
  SQLite::Database db(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  db.exec("CREATE TABLE IF NOT EXISTS t(a)");
  Store store(std::move(db));
  return store;
}
void parameter_bad(SQLite::Database given) {
  SQLite::Database kept(std::move(given));
  given.exec("DELETE FROM a"); // expect: session-use-after-close is used by 'Database::exec' after it was moved from
  kept.exec("DELETE FROM a");
}
void parameter_ok(SQLite::Database given) {
  SQLite::Database kept(std::move(given));
  kept.exec("DELETE FROM a");
}
