// FLAGS: -isystem %S/../Inputs/mirrors
// DuckDB's C API: handles are closed through their address.
#include <duckdb.h>
#include <stddef.h>

int open_bad(const char *path) {
  duckdb_database db;
  duckdb_connection con;
  if (duckdb_open(path, &db) == DuckDBError)
    return -1;
  if (duckdb_connect(db, &con) == DuckDBError)
    return -1; // expect: session-leak 'db' is not closed on the return
  duckdb_disconnect(&con);
  duckdb_close(&db);
  return 0;
}

int open_ok(const char *path) {
  duckdb_database db;
  duckdb_connection con;
  int rc = -1;
  if (duckdb_open(path, &db) == DuckDBError)
    return -1;
  if (duckdb_connect(db, &con) == DuckDBSuccess) {
    rc = duckdb_query(con, "CREATE TABLE shop (id INTEGER)", NULL);
    duckdb_disconnect(&con);
  }
  duckdb_close(&db);
  return rc;
}

// What is closed is null again.
int goto_ok(const char *path) {
  duckdb_database db = NULL;
  duckdb_connection con = NULL;
  int rc = -1;
  if (duckdb_open(path, &db) == DuckDBError)
    goto done;
  if (duckdb_connect(db, &con) == DuckDBError)
    goto done;
  rc = duckdb_query(con, "CREATE TABLE shop (id INTEGER)", NULL);
  duckdb_disconnect(&con);
  duckdb_close(&db);
done:
  duckdb_disconnect(&con);
  duckdb_close(&db);
  return rc;
}

// One that could not be prepared is destroyed as well.
int prepare_failed_bad(duckdb_connection con) {
  duckdb_prepared_statement stmt;
  if (duckdb_prepare(con, "DELETE FROM shop WHERE id = $1", &stmt) == DuckDBError)
    return -1; // expect: session-statement-leak 'stmt' is not ended
  duckdb_bind_int32(stmt, 1, 7);
  duckdb_execute_prepared(stmt, NULL);
  duckdb_destroy_prepare(&stmt);
  return 0;
}

int transfer_bad(duckdb_connection con) {
  if (duckdb_query(con, "BEGIN TRANSACTION", NULL) == DuckDBError)
    return -1;
  if (duckdb_query(con, "DELETE FROM shop", NULL) == DuckDBError)
    return -1; // expect: session-missing-rollback the transaction on 'con' stays open on the return
  duckdb_query(con, "COMMIT", NULL);
  return 0;
}

int transfer_ok(duckdb_connection con) {
  if (duckdb_query(con, "BEGIN TRANSACTION", NULL) == DuckDBError)
    return -1;
  if (duckdb_query(con, "DELETE FROM shop", NULL) == DuckDBError) {
    duckdb_query(con, "ROLLBACK", NULL);
    return -1;
  }
  duckdb_query(con, "COMMIT", NULL);
  return 0;
}

int appender_bad(duckdb_connection con, int id) {
  duckdb_appender appender;
  if (duckdb_appender_create(con, NULL, "shop", &appender) == DuckDBError) {
    duckdb_appender_destroy(&appender);
    return -1;
  }
  if (duckdb_append_int32(appender, id) == DuckDBError)
    return -1; // expect: session-statement-leak 'appender' is not ended
  duckdb_appender_end_row(appender);
  duckdb_appender_destroy(&appender);
  return 0;
}
