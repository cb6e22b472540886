// FLAGS: -isystem %S/../Inputs/mirrors
// MariaDB Connector/C++: the classes of MySQL's by name.
#include <mariadb/conncpp.hpp>
#include <memory>

int step(int);

void transfer_bad(sql::Connection *conn) {
  conn->setAutoCommit(false);
  std::unique_ptr<sql::Statement> stmt(conn->createStatement()); // expect: session-missing-rollback the transaction on 'conn' stays open when
  stmt->executeUpdate("DELETE FROM shop");
  conn->commit();
}

void transfer_ok(sql::Connection *conn) {
  conn->setAutoCommit(false);
  try {
    std::unique_ptr<sql::Statement> stmt(conn->createStatement());
    stmt->executeUpdate("DELETE FROM shop");
    conn->commit();
  } catch (const sql::SQLException &) {
    conn->rollback();
    throw;
  }
}

int raw_bad(sql::Properties &props) {
  sql::Connection *conn = sql::mariadb::get_driver_instance()->connect("jdbc:mariadb://localhost/shop", props);
  int n = step(1); // expect: session-leak 'conn' is not closed when 'step' throws
  delete conn;
  return n;
}

int owned_ok(sql::Properties &props) {
  std::unique_ptr<sql::Connection> conn(sql::mariadb::get_driver_instance()->connect("jdbc:mariadb://localhost/shop", props));
  return step(conn->isValid());
}

void closed_bad(sql::Properties &props) {
  std::unique_ptr<sql::Connection> conn(sql::mariadb::get_driver_instance()->connect("jdbc:mariadb://localhost/shop", props));
  conn->close();
  conn->commit(); // expect: session-use-after-close is used by
}
