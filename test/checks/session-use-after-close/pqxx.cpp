// libpqxx 6: a connection that was closed opens itself again at its next use;
// only the end of the object is final.
#include <memory>
#include <pqxx/pqxx>
#include <string>

void deleted_bad(const std::string &options) {
  auto *conn = new pqxx::connection(options);
  delete conn;
  pqxx::work tx(*conn); // expect: session-use-after-close 'conn' is used by 'transaction::transaction' after it was closed
  tx.commit();
}

void ended(pqxx::connection *conn) {
  pqxx::work tx(*conn);
  tx.exec("SELECT 1");
  tx.commit();
  delete conn;
}

void endedElsewhere_bad(const std::string &options) {
  auto *conn = new pqxx::connection(options);
  ended(conn); // expect: session-leak 'conn' is not closed when 'ended' throws
  conn->prepare("all", "SELECT * FROM shop"); // expect: session-use-after-close 'conn' is used by
}

void reused_bad(const std::string &options) {
  std::shared_ptr<pqxx::connection> conn(new pqxx::connection(options));
  pqxx::connection *raw = conn.get();
  conn.reset();
  pqxx::work tx(*raw); // expect: session-use-after-close is used by
}

void disconnected_ok(const std::string &options) {
  pqxx::connection conn(options);
  conn.disconnect();
  pqxx::work tx(conn);
  tx.commit();
}

void shared_ok(const std::string &options) {
  std::shared_ptr<pqxx::connection> conn(new pqxx::connection(options));
  auto other = conn;
  conn.reset();
  pqxx::work tx(*other);
  tx.commit();
}

void twoTransactions_ok(pqxx::connection &conn) {
  {
    pqxx::work tx(conn);
    tx.exec("DELETE FROM shop");
    tx.commit();
  }
  pqxx::work tx(conn);
  tx.exec("DELETE FROM shop");
  tx.commit();
}

void throughTransaction_ok(pqxx::work &tx) {
  tx.exec("DELETE FROM shop");
  tx.conn().prepare("all", "SELECT * FROM shop");
}

void endedLast_ok(pqxx::connection *conn) {
  pqxx::connection *other = conn;
  delete conn;
  conn = nullptr;
  other = nullptr;
}
