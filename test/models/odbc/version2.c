// The functions of ODBC 2, which many programs still call.
#include <sql.h>
#include <sqlext.h>
#include <stddef.h>

int environment_bad(HENV *out) {
  HENV env;
  HDBC dbc;
  if (SQLAllocEnv(&env) != SQL_SUCCESS)
    return -1;
  if (SQLAllocConnect(env, &dbc) != SQL_SUCCESS)
    return -2; // expect: session-leak 'env' is not closed
  SQLFreeConnect(dbc);
  SQLFreeEnv(env);
  return 0;
}

int environment_ok(UCHAR *dsn) {
  HENV env;
  HDBC dbc;
  if (SQLAllocEnv(&env) != SQL_SUCCESS)
    return -1;
  if (SQLAllocConnect(env, &dbc) != SQL_SUCCESS) {
    SQLFreeEnv(env);
    return -2;
  }
  if (SQL_SUCCEEDED(SQLConnect(dbc, dsn, SQL_NTS, NULL, 0, NULL, 0)))
    SQLDisconnect(dbc);
  SQLFreeConnect(dbc);
  SQLFreeEnv(env);
  return 0;
}

int connection_bad(HENV env, UCHAR *dsn) {
  HDBC dbc;
  if (SQLAllocConnect(env, &dbc) != SQL_SUCCESS)
    return -1;
  if (!SQL_SUCCEEDED(SQLConnect(dbc, dsn, SQL_NTS, NULL, 0, NULL, 0)))
    return -2; // expect: session-leak 'dbc' is not closed
  SQLDisconnect(dbc);
  SQLFreeConnect(dbc);
  return 0;
}

int statement_bad(HDBC dbc) {
  HSTMT stmt;
  if (SQLAllocStmt(dbc, &stmt) != SQL_SUCCESS)
    return -1;
  if (!SQL_SUCCEEDED(SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM t", SQL_NTS)))
    return -2; // expect: session-statement-leak
  SQLFreeStmt(stmt, SQL_DROP);
  return 0;
}

int statement_ok(HDBC dbc) {
  HSTMT stmt;
  if (SQLAllocStmt(dbc, &stmt) != SQL_SUCCESS)
    return -1;
  int done = SQL_SUCCEEDED(SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM t", SQL_NTS));
  SQLFreeStmt(stmt, SQL_CLOSE);
  SQLFreeStmt(stmt, SQL_DROP);
  return done;
}

int dropped_bad(HSTMT stmt) {
  SQLFreeStmt(stmt, SQL_DROP);
  return SQLExecute(stmt); // expect: session-use-after-close
}

int freed_bad(HDBC dbc, UCHAR *dsn) {
  SQLFreeConnect(dbc);
  return SQLConnect(dbc, dsn, SQL_NTS, NULL, 0, NULL, 0); // expect: session-use-after-close
}

int manual_bad(HENV env, HDBC dbc) {
  HSTMT stmt;
  if (SQLAllocStmt(dbc, &stmt) != SQL_SUCCESS)
    return -1;
  if (!SQL_SUCCEEDED(SQLSetConnectOption(dbc, SQL_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF))) {
    SQLFreeStmt(stmt, SQL_DROP);
    return -1;
  }
  int done = SQL_SUCCEEDED(SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM t", SQL_NTS));
  int both = done && SQL_SUCCEEDED(SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM u", SQL_NTS));
  SQLFreeStmt(stmt, SQL_DROP);
  if (!both)
    return -2; // expect: session-missing-rollback
  return SQLTransact(env, dbc, SQL_COMMIT);
}

int manual_ok(HENV env, HDBC dbc) {
  HSTMT stmt;
  if (SQLAllocStmt(dbc, &stmt) != SQL_SUCCESS)
    return -1;
  if (!SQL_SUCCEEDED(SQLSetConnectOption(dbc, SQL_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF))) {
    SQLFreeStmt(stmt, SQL_DROP);
    return -1;
  }
  int done = SQL_SUCCEEDED(SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM t", SQL_NTS));
  int both = done && SQL_SUCCEEDED(SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM u", SQL_NTS));
  SQLFreeStmt(stmt, SQL_DROP);
  if (both && SQL_SUCCEEDED(SQLTransact(env, dbc, SQL_COMMIT)))
    return 0;
  SQLTransact(env, dbc, SQL_ROLLBACK);
  return -2;
}

int on_again_ok(HDBC dbc) {
  HSTMT stmt;
  if (!SQL_SUCCEEDED(SQLSetConnectOption(dbc, SQL_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF)))
    return -1;
  SQLSetConnectOption(dbc, SQL_AUTOCOMMIT, SQL_AUTOCOMMIT_ON);
  if (SQLAllocStmt(dbc, &stmt) != SQL_SUCCESS)
    return -1;
  int done = SQL_SUCCEEDED(SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM t", SQL_NTS));
  SQLFreeStmt(stmt, SQL_DROP);
  return done ? 0 : -2;
}
