// FLAGS: -std=c++17
// A transaction begun by hand under an object that begins none.
#include <pqxx/pqxx>
#include <string>

int parse(const std::string &text);

void thrown_bad(pqxx::connection &conn, const std::string &text) {
  pqxx::nontransaction tx(conn);
  tx.exec("BEGIN");
  int n = parse(text); // expect: session-missing-rollback stays open when 'parse' throws
  tx.exec("UPDATE t SET a = " + pqxx::to_string(n));
  tx.exec("COMMIT");
}
bool returned_ok(pqxx::connection &conn, int n) {
  pqxx::nontransaction tx(conn);
  if (n < 0)
    return false;
  tx.exec("VACUUM");
  return true;
}
void caught_ok(pqxx::connection &conn, const std::string &text) {
  pqxx::nontransaction tx(conn);
  tx.exec("BEGIN");
  try {
    tx.exec("UPDATE t SET a = " + pqxx::to_string(parse(text)));
  } catch (...) {
    tx.exec("ROLLBACK");
    throw;
  }
  tx.exec("COMMIT");
}
int plain_ok(pqxx::connection &conn) {
  pqxx::nontransaction tx(conn);
  pqxx::result r = tx.exec("SELECT count(*) FROM t");
  return r[0][0].as<int>();
}
