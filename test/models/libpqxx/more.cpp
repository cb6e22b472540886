// FLAGS: -std=c++17
// Prepared statements, queries, robust transactions and transactors.
#include <pqxx/pqxx>
#include <string>

void log(const std::string &line);

void prepared_ok(pqxx::connection &conn, int id) {
  conn.prepare("gone", "DELETE FROM t WHERE id = $1");
  pqxx::work tx(conn);
  tx.exec_prepared("gone", id);
  tx.commit();
}

void robust_ok(pqxx::connection &conn) {
  pqxx::robusttransaction<> tx(conn);
  tx.exec("DELETE FROM t");
  tx.commit();
}

// What is not committed when it goes is rolled back.
void robust_dropped_ok(pqxx::connection &conn) {
  pqxx::robusttransaction<> tx(conn);
  tx.exec("DELETE FROM t");
}

void performed_ok(const std::string &where) {
  pqxx::connection conn(where);
  pqxx::perform([&] {
    pqxx::work tx(conn);
    tx.exec("DELETE FROM t");
    tx.commit();
  });
}

void raw_bad(const std::string &where) {
  auto *conn = new pqxx::connection(where);
  log("connected"); // expect: session-leak
  delete conn;
}

void raw_ok(const std::string &where) {
  auto *conn = new pqxx::connection(where);
  delete conn;
}
