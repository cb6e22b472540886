// NEEDS: /usr/include/mysql_connection.h
// Savepoints, statements, their results, and connections that come back.
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>
#include <iostream>
#include <memory>
#include <mysql_connection.h>
#include <string>

void point_bad(sql::Connection *con) {
  con->setAutoCommit(false);
  std::unique_ptr<sql::Savepoint> point(con->setSavepoint("before"));
  std::unique_ptr<sql::PreparedStatement> gone(con->prepareStatement("DELETE FROM t"));
  gone->executeUpdate(); // expect: session-missing-rollback
  con->releaseSavepoint(point.get());
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

std::string mail_bad(sql::Connection *con, int id) {
  std::unique_ptr<sql::PreparedStatement> ps(con->prepareStatement("SELECT mail FROM users WHERE id=?"));
  ps->setInt(1, id);
  sql::ResultSet *rs = ps->executeQuery();
  if (rs->rowsCount() == 0) {
    std::cerr << "no user " << id;
    return ""; // expect: session-statement-leak 'rs' is not ended
  }
  std::unique_ptr<sql::ResultSet> hold(rs);
  hold->next();
  return hold->getString("mail");
}

std::string mail_ok(sql::Connection *con, int id) {
  std::unique_ptr<sql::PreparedStatement> ps(con->prepareStatement("SELECT mail FROM users WHERE id=?"));
  ps->setInt(1, id);
  std::unique_ptr<sql::ResultSet> rs(ps->executeQuery());
  return rs->next() ? std::string(rs->getString("mail")) : "";
}

int raw_bad(sql::Connection *con, bool dry) {
  sql::Statement *stmt = con->createStatement();
  if (dry)
    return 0; // expect: session-statement-leak 'stmt' is not ended
  delete stmt;
  return 1;
}

int raw_ok(sql::Connection *con) {
  sql::Statement *stmt = nullptr;
  sql::ResultSet *rs = nullptr;
  int n = -1;
  try {
    stmt = con->createStatement();
    rs = stmt->executeQuery("SELECT count(*) FROM shop");
    n = rs->next() ? rs->getInt(1) : 0;
  } catch (sql::SQLException &e) {
    std::cerr << e.what();
  }
  delete rs;
  delete stmt;
  return n;
}

void unnamed_bad(sql::Connection *con) {
  con->createStatement()->getMoreResults(); // expect: session-statement-leak
}

void over_ok(sql::Connection *con) {
  sql::Statement *stmt = con->createStatement();
  delete con;
  delete stmt;
}

class Store_ok {
public:
  explicit Store_ok(sql::Connection *con) : ps(con->prepareStatement("SELECT 1")) {}
  ~Store_ok() { delete ps; }
  Store_ok(const Store_ok &) = delete;
  sql::ResultSet *rows() { return ps->executeQuery(); }

private:
  sql::PreparedStatement *ps;
};

void begun_by_text_bad(sql::Connection *con, bool dry) {
  std::unique_ptr<sql::Statement> stmt(con->createStatement());
  stmt->execute("START TRANSACTION");
  if (dry) {
    stmt->execute("ROLLBACK");
    return;
  }
  try {
    stmt->executeUpdate("DELETE FROM shop");
  } catch (const sql::SQLException &) {
    return; // expect: session-missing-rollback stays open
  }
  stmt->execute("COMMIT"); // expect: session-missing-rollback stays open when
}

void begun_by_text_ok(sql::Connection *con) {
  std::unique_ptr<sql::Statement> stmt(con->createStatement());
  stmt->execute("START TRANSACTION");
  try {
    stmt->executeUpdate("DELETE FROM shop");
    stmt->execute("COMMIT");
  } catch (const sql::SQLException &) {
    stmt->execute("ROLLBACK");
  }
}

void deleted_bad(sql::Statement *stmt) {
  delete stmt;
  stmt->execute("DELETE FROM shop"); // expect: session-use-after-close 'stmt' is used by
}
