// ODBC from C++: handles owned by classes and smart pointers.
#include <memory>
#include <sql.h>
#include <sqlext.h>
#include <stdexcept>
#include <string>

int step(int);

static void check(SQLRETURN rc, const char *what) {
  if (!SQL_SUCCEEDED(rc))
    throw std::runtime_error(what);
}

void connect_bad(SQLHENV env, SQLCHAR *dsn) {
  SQLHDBC dbc;
  check(SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc), "alloc");
  check(SQLConnect(dbc, dsn, SQL_NTS, nullptr, 0, nullptr, 0), "connect"); // expect: session-leak 'dbc' is not closed when 'check' throws
  SQLDisconnect(dbc);
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
}

struct FreeConnection {
  void operator()(void *dbc) const {
    SQLDisconnect(dbc);
    SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  }
};
using Connection = std::unique_ptr<void, FreeConnection>;

void connect_ok(SQLHENV env, SQLCHAR *dsn) {
  SQLHDBC raw;
  check(SQLAllocHandle(SQL_HANDLE_DBC, env, &raw), "alloc");
  Connection dbc(raw);
  check(SQLConnect(dbc.get(), dsn, SQL_NTS, nullptr, 0, nullptr, 0), "connect");
}

class Statement {
public:
  explicit Statement(SQLHDBC dbc) {
    check(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &Handle), "statement");
  }
  ~Statement() { SQLFreeHandle(SQL_HANDLE_STMT, Handle); }
  Statement(const Statement &) = delete;
  void run(const char *sql) {
    check(SQLExecDirect(Handle, (SQLCHAR *)sql, SQL_NTS), sql);
  }

private:
  SQLHSTMT Handle = nullptr;
};

void rows_ok(SQLHDBC dbc) {
  Statement s(dbc);
  s.run("DELETE FROM shop");
  step(1);
}

void transfer_bad(SQLHDBC dbc) {
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0);
  Statement s(dbc); // expect: session-missing-rollback the transaction on 'dbc' stays open when
  s.run("DELETE FROM shop");
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_ON, 0);
}

void transfer_ok(SQLHDBC dbc) {
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0);
  try {
    Statement s(dbc);
    s.run("DELETE FROM shop");
    SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  } catch (...) {
    SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK);
    throw;
  }
}
