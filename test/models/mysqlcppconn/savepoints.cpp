// NEEDS: /usr/include/mysql_connection.h
// Savepoints, prepared statements and connections that come back.
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <memory>
#include <mysql_connection.h>

void point_bad(sql::Connection *con) {
  con->setAutoCommit(false);
  std::unique_ptr<sql::Savepoint> point(con->setSavepoint("before"));
  std::unique_ptr<sql::PreparedStatement> gone(con->prepareStatement("DELETE FROM t"));
  gone->executeUpdate();
  con->releaseSavepoint(point.get()); // expect: session-missing-rollback
  con->commit();
}

void point_ok(sql::Connection *con) {
  con->setAutoCommit(false);
  try {
    std::unique_ptr<sql::Savepoint> point(con->setSavepoint("before"));
    std::unique_ptr<sql::PreparedStatement> gone(con->prepareStatement("DELETE FROM t"));
    gone->executeUpdate();
    con->commit();
  } catch (const sql::SQLException &) {
    con->rollback();
    throw;
  }
}

void prepared_after_bad(sql::Connection *con) {
  con->close();
  std::unique_ptr<sql::PreparedStatement> gone(con->prepareStatement("DELETE FROM t")); // expect: session-use-after-close
}

void point_after_bad(sql::Connection *con) {
  con->close();
  std::unique_ptr<sql::Savepoint> point(con->setSavepoint("before")); // expect: session-use-after-close
}

void release_after_bad(sql::Connection *con, sql::Savepoint *point) {
  con->close();
  con->releaseSavepoint(point); // expect: session-use-after-close
}

void back_after_bad(sql::Connection *con, sql::Savepoint *point) {
  con->close();
  con->rollback(point); // expect: session-use-after-close
}

bool again_ok(sql::Connection *con) {
  con->close();
  if (!con->reconnect())
    return false;
  con->commit();
  return true;
}
