// A static connection, and one that two threads use. What a void * is for, no
// declaration says.
#include <pthread.h>
#include <sql.h>
#include <sqlext.h>

static SQLHDBC Shared;

SQLRETURN commit_all_FN(void) { return SQLEndTran(SQL_HANDLE_DBC, Shared, SQL_COMMIT); }
SQLRETURN undo_all_FN(void) { return SQLEndTran(SQL_HANDLE_DBC, Shared, SQL_ROLLBACK); }

static void *worker(void *dbc) {
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  return NULL;
}
int thread_FN(SQLHDBC dbc) {
  pthread_t id;
  pthread_create(&id, NULL, worker, dbc);
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK);
  return pthread_join(id, NULL);
}
int thread_ok(SQLHDBC dbc) {
  pthread_t id;
  pthread_create(&id, NULL, worker, dbc);
  pthread_join(id, NULL);
  return SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK);
}

// An environment is there for all of them.
static SQLHENV Environment;
SQLRETURN connection_ok(SQLHDBC *out) { return SQLAllocHandle(SQL_HANDLE_DBC, Environment, out); }
SQLRETURN settings_ok(void) {
  return SQLSetEnvAttr(Environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
}
