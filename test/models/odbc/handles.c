// Handles are void *, and an argument says which kind is meant.
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>

// A connect that failed leaves the handle.
int connect_bad(SQLHENV env, SQLCHAR *dsn) {
  SQLHDBC dbc;
  SQLRETURN rc = SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc);
  if (!SQL_SUCCEEDED(rc))
    return -1;
  rc = SQLConnect(dbc, dsn, SQL_NTS, NULL, 0, NULL, 0);
  if (!SQL_SUCCEEDED(rc))
    return -1; // expect: session-leak 'dbc' is not closed on the return
  SQLDisconnect(dbc);
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  return 0;
}

int connect_ok(SQLHENV env, SQLCHAR *dsn) {
  SQLHDBC dbc;
  SQLRETURN rc = SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc);
  if (!SQL_SUCCEEDED(rc))
    return -1;
  rc = SQLConnect(dbc, dsn, SQL_NTS, NULL, 0, NULL, 0);
  if (SQL_SUCCEEDED(rc))
    SQLDisconnect(dbc);
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  return SQL_SUCCEEDED(rc) ? 0 : -1;
}

int driver_connect_goto_ok(SQLCHAR *dsn) {
  SQLHENV env = SQL_NULL_HENV;
  SQLHDBC dbc = SQL_NULL_HDBC;
  int result = -1;
  if (SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env) != SQL_SUCCESS)
    return -1;
  SQLSetEnvAttr(env, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
  if (SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc) != SQL_SUCCESS)
    goto done;
  if (!SQL_SUCCEEDED(SQLDriverConnect(dbc, NULL, dsn, SQL_NTS, NULL, 0, NULL, SQL_DRIVER_NOPROMPT)))
    goto done;
  SQLDisconnect(dbc);
  result = 0;
done:
  if (dbc != SQL_NULL_HDBC)
    SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  SQLFreeHandle(SQL_HANDLE_ENV, env);
  return result;
}

int environment_bad(SQLCHAR *dsn) {
  SQLHENV env;
  SQLHDBC dbc;
  if (SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env) != SQL_SUCCESS)
    return -1;
  SQLSetEnvAttr(env, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
  if (SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc) != SQL_SUCCESS)
    return -1; // expect: session-leak 'env' is not closed on the return
  if (SQLDriverConnect(dbc, NULL, dsn, SQL_NTS, NULL, 0, NULL, SQL_DRIVER_NOPROMPT) == SQL_SUCCESS)
    SQLDisconnect(dbc);
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  SQLFreeHandle(SQL_HANDLE_ENV, env);
  return 0;
}

// Disconnecting does not free the handle.
int disconnected_bad(SQLHENV env, SQLCHAR *dsn) {
  SQLHDBC dbc;
  if (SQLAllocConnect(env, &dbc) != SQL_SUCCESS)
    return -1;
  if (SQLConnect(dbc, dsn, SQL_NTS, NULL, 0, NULL, 0) == SQL_SUCCESS)
    SQLDisconnect(dbc);
  return 0; // expect: session-leak 'dbc' is not closed
}

// Freed while it is connected: the driver manager refuses (HY010).
int connected_FN(SQLHENV env, SQLCHAR *dsn) {
  SQLHDBC dbc;
  if (SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc) != SQL_SUCCESS)
    return -1;
  SQLConnect(dbc, dsn, SQL_NTS, NULL, 0, NULL, 0);
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  return 0;
}

int statement_bad(SQLHDBC dbc) {
  SQLHSTMT stmt = SQL_NULL_HSTMT;
  if (SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt) != SQL_SUCCESS)
    return -1;
  SQLRETURN rc = SQLExecDirect(stmt, (SQLCHAR *)"SELECT id FROM shop", SQL_NTS);
  if (rc != SQL_SUCCESS && rc != SQL_SUCCESS_WITH_INFO)
    return -1; // expect: session-statement-leak 'stmt' is not ended on the return
  SQLFreeStmt(stmt, SQL_CLOSE);
  SQLFreeHandle(SQL_HANDLE_STMT, stmt);
  return 0;
}

// SQL_CLOSE ends the cursor, not the statement.
int closed_is_not_freed_bad(SQLHDBC dbc) {
  SQLHSTMT stmt;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
    return -1;
  SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM shop", SQL_NTS);
  SQLFreeStmt(stmt, SQL_CLOSE);
  return 0; // expect: session-statement-leak 'stmt' is not ended
}

int statement_ok(SQLHDBC dbc) {
  SQLHSTMT stmt;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
    return -1;
  SQLRETURN rc = SQLPrepare(stmt, (SQLCHAR *)"SELECT id FROM shop", SQL_NTS);
  if (SQL_SUCCEEDED(rc) && SQL_SUCCEEDED(rc = SQLExecute(stmt)))
    while (SQLFetch(stmt) == SQL_SUCCESS)
      puts("row");
  SQLFreeStmt(stmt, SQL_DROP);
  return rc;
}

int transfer_bad(SQLHDBC dbc) {
  SQLHSTMT stmt;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
    return -1;
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, SQL_IS_UINTEGER);
  SQLRETURN rc = SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM shop", SQL_NTS);
  SQLFreeHandle(SQL_HANDLE_STMT, stmt);
  if (!SQL_SUCCEEDED(rc))
    return -1; // expect: session-missing-rollback the transaction on 'dbc' stays open on the return
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  return 0;
}

int commit_bad(SQLHDBC dbc, SQLHSTMT stmt) {
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0);
  SQLExecute(stmt);
  if (!SQL_SUCCEEDED(SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT)))
    return -1; // expect: session-missing-rollback after its commit failed
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_ON, 0);
  return 0;
}

// Nothing says that 'stmt' is of 'dbc'.
int strangers_FN(SQLHDBC dbc, SQLHSTMT stmt) {
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0);
  if (!SQL_SUCCEEDED(SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM shop", SQL_NTS)))
    return -1;
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  return 0;
}

int transfer_ok(SQLHDBC dbc) {
  SQLHSTMT stmt;
  int rc = 0;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
    return -1;
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0);
  if (!SQL_SUCCEEDED(SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM shop", SQL_NTS)) ||
      !SQL_SUCCEEDED(SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT))) {
    SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK);
    rc = -1;
  }
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_ON, 0);
  SQLFreeHandle(SQL_HANDLE_STMT, stmt);
  return rc;
}

// Switching autocommit on commits what is half done.
int half_done_bad(SQLHDBC dbc) {
  SQLHSTMT stmt;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
    return -1;
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0);
  SQLRETURN rc = SQLExecDirect(stmt, (SQLCHAR *)"DELETE FROM shop", SQL_NTS);
  SQLFreeHandle(SQL_HANDLE_STMT, stmt);
  if (!SQL_SUCCEEDED(rc)) {
    SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_ON, 0); // expect: session-missing-rollback commits what was half done on 'dbc'
    return -1;
  }
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_ON, 0);
  return 0;
}

// Other attributes have nothing to do with transactions.
int timeout_ok(SQLHDBC dbc, int seconds) {
  SQLSetConnectAttr(dbc, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER)(SQLULEN)seconds, 0);
  if (seconds > 60)
    return -1;
  return SQLSetConnectAttr(dbc, SQL_ATTR_CONNECTION_TIMEOUT, (SQLPOINTER)0, 0);
}

// A transaction that is open makes SQLDisconnect refuse (25000).
int disconnect_inside_FN(SQLHENV env, SQLCHAR *dsn) {
  SQLHDBC dbc;
  if (SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc) != SQL_SUCCESS)
    return -1;
  if (SQL_SUCCEEDED(SQLConnect(dbc, dsn, SQL_NTS, NULL, 0, NULL, 0))) {
    SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0);
    SQLDisconnect(dbc);
  }
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  return 0;
}

void freed_bad(SQLHDBC dbc) {
  SQLDisconnect(dbc);
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  SQLSetConnectAttr(dbc, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER)5, 0); // expect: session-use-after-close 'dbc' is used by 'SQLSetConnectAttr' after it was closed
}

void dropped_bad(SQLHSTMT stmt) {
  SQLFreeStmt(stmt, SQL_DROP);
  SQLFetch(stmt); // expect: session-use-after-close 'stmt' is used by 'SQLFetch' after it was
}

static void tell(SQLHDBC dbc) {
  SQLCHAR state[6], text[256];
  SQLINTEGER native;
  SQLSMALLINT length;
  if (SQLGetDiagRec(SQL_HANDLE_DBC, dbc, 1, state, &native, text, sizeof text, &length) == SQL_SUCCESS)
    printf("%s\n", (const char *)text);
}
int told_late_bad(SQLHENV env, SQLCHAR *dsn) {
  SQLHDBC dbc;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc)))
    return -1;
  if (!SQL_SUCCEEDED(SQLConnect(dbc, dsn, SQL_NTS, NULL, 0, NULL, 0))) {
    SQLFreeHandle(SQL_HANDLE_DBC, dbc);
    tell(dbc); // expect: session-use-after-close 'dbc' is used inside 'tell' after it was closed
    return -1;
  }
  SQLDisconnect(dbc);
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  return 0;
}
int told_ok(SQLHENV env, SQLCHAR *dsn) {
  SQLHDBC dbc;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc)))
    return -1;
  if (!SQL_SUCCEEDED(SQLConnect(dbc, dsn, SQL_NTS, NULL, 0, NULL, 0))) {
    tell(dbc);
    SQLFreeHandle(SQL_HANDLE_DBC, dbc);
    return -1;
  }
  SQLDisconnect(dbc);
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  return 0;
}

// The statements of a connection go with it.
int freed_late_bad(SQLHDBC dbc) {
  SQLHSTMT stmt;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
    return -1;
  SQLDisconnect(dbc);
  SQLFreeHandle(SQL_HANDLE_STMT, stmt); // expect: session-use-after-close
  return 0;
}
int freed_by_disconnect_ok(SQLHDBC dbc) {
  SQLHSTMT stmt;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
    return -1;
  SQLDisconnect(dbc);
  return 0;
}
