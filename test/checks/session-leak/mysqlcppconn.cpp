// MySQL Connector/C++: connect() gives an object that somebody has to delete.
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>
#include <memory>
#include <mysql_connection.h>
#include <mysql_driver.h>
#include <string>

int step(int) noexcept;

int example_bad() {
  sql::Driver *driver = get_driver_instance();
  sql::Connection *con = driver->connect("tcp://127.0.0.1:3306", "root", "");
  con->setSchema("shop"); // expect: session-leak 'con' is not closed when 'Connection::setSchema' throws
  sql::Statement *stmt = con->createStatement();
  sql::ResultSet *res = stmt->executeQuery("SELECT count(*) FROM shop"); // expect: session-statement-leak 'stmt' is not ended when
  int n = res->next() ? res->getInt(1) : 0;
  delete res;
  delete stmt;
  delete con;
  return n;
}

bool swallowed_bad() {
  try {
    sql::Driver *driver = get_driver_instance();
    sql::Connection *con = driver->connect("tcp://127.0.0.1:3306", "root", "");
    con->setSchema("shop"); // expect: session-leak 'con' is not closed when 'Connection::setSchema' throws
    delete con;
    return true;
  } catch (sql::SQLException &e) {
    return false;
  }
}

int early_bad(bool dry) {
  sql::mysql::MySQL_Driver *driver = sql::mysql::get_mysql_driver_instance();
  sql::Connection *con = driver->connect("tcp://127.0.0.1:3306", "root", "");
  if (dry)
    return 1; // expect: session-leak 'con' is not closed on the return
  delete con;
  return 0;
}

int owned_ok() {
  sql::Driver *driver = get_driver_instance();
  std::unique_ptr<sql::Connection> con(driver->connect("tcp://127.0.0.1:3306", "root", ""));
  con->setSchema("shop");
  std::unique_ptr<sql::Statement> stmt(con->createStatement());
  std::unique_ptr<sql::ResultSet> res(stmt->executeQuery("SELECT count(*) FROM shop"));
  return res->next() ? res->getInt(1) : 0;
}

void caught_ok() {
  sql::Connection *con = nullptr;
  try {
    con = get_driver_instance()->connect("tcp://127.0.0.1:3306", "root", "");
    con->setAutoCommit(false);
    con->commit();
  } catch (sql::SQLException &e) {
    step(1);
  }
  delete con;
}

class Store_ok {
public:
  Store_ok() : con(get_driver_instance()->connect("tcp://127.0.0.1:3306", "root", "")) {}
  ~Store_ok() {
    con->close();
    delete con;
  }
  Store_ok(const Store_ok &) = delete;

private:
  sql::Connection *con;
};

sql::Connection *opener_ok() {
  sql::Connection *con = get_driver_instance()->connect("tcp://127.0.0.1:3306", "root", "");
  return con;
}

std::shared_ptr<sql::Connection> shared_ok() {
  std::shared_ptr<sql::Connection> con(opener_ok());
  con->setSchema("shop");
  return con;
}
