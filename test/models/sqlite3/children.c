// Blobs, tables, persistent statements and the state of the transaction.
#include <sqlite3.h>
#include <stdio.h>

int blob_bad(sqlite3 *db, char *into, int size) {
  sqlite3_blob *blob;
  if (sqlite3_blob_open(db, "main", "pictures", "data", 1, 0, &blob) != SQLITE_OK)
    return -1;
  if (sqlite3_blob_bytes(blob) > size)
    return -2; // expect: session-statement-leak
  int read = sqlite3_blob_read(blob, into, size, 0);
  sqlite3_blob_close(blob);
  return read;
}

int blob_ok(sqlite3 *db, char *into, int size) {
  sqlite3_blob *blob;
  if (sqlite3_blob_open(db, "main", "pictures", "data", 1, 0, &blob) != SQLITE_OK)
    return -1; // nothing to close where the open failed
  int read = sqlite3_blob_read(blob, into, size, 0);
  sqlite3_blob_close(blob);
  return read;
}

int blob_used_bad(sqlite3_blob *blob, char *into) {
  sqlite3_blob_close(blob);
  return sqlite3_blob_read(blob, into, 1, 0); // expect: session-use-after-close
}

int persistent_bad(sqlite3 *db, int key) {
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v3(db, "SELECT a FROM t WHERE k = ?", -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_bind_int(stmt, 1, key) != SQLITE_OK)
    return -1; // expect: session-statement-leak
  int row = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return row;
}

int persistent_ok(sqlite3 *db, int key) {
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v3(db, "SELECT a FROM t WHERE k = ?", -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
    return -1;
  sqlite3_bind_int(stmt, 1, key);
  int row = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return row;
}

// A BEGIN that is prepared begins where it steps.
int prepared_begin_bad(sqlite3 *db, int count) {
  sqlite3_stmt *begin;
  if (sqlite3_prepare_v3(db, "BEGIN", -1, 0, &begin, NULL) != SQLITE_OK)
    return -1;
  int began = sqlite3_step(begin);
  sqlite3_finalize(begin);
  if (began != SQLITE_DONE)
    return -1;
  if (sqlite3_exec(db, "DELETE FROM t", NULL, NULL, NULL) != SQLITE_OK)
    return -2; // expect: session-missing-rollback
  return sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
}

int prepared_only_ok(sqlite3 *db) {
  sqlite3_stmt *begin;
  if (sqlite3_prepare_v3(db, "BEGIN", -1, 0, &begin, NULL) != SQLITE_OK)
    return -1;
  sqlite3_finalize(begin);
  return 0;
}

int table_begin_bad(sqlite3 *db) {
  char **table, *error;
  int rows, columns;
  if (sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_get_table(db, "DELETE FROM t RETURNING a", &table, &rows, &columns, &error) != SQLITE_OK)
    return -2; // expect: session-missing-rollback
  sqlite3_free_table(table);
  return sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
}

int table_ends_ok(sqlite3 *db) {
  char **table, *error;
  int rows, columns;
  if (sqlite3_get_table(db, "BEGIN", &table, &rows, &columns, &error) != SQLITE_OK)
    return -1;
  sqlite3_free_table(table);
  if (sqlite3_get_table(db, "DELETE FROM t", &table, &rows, &columns, &error) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -2;
  }
  sqlite3_free_table(table);
  return sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
}

int table_ends_bad(sqlite3 *db) {
  char **table, *error;
  int rows, columns;
  if (sqlite3_get_table(db, "BEGIN", &table, &rows, &columns, &error) != SQLITE_OK)
    return -1;
  sqlite3_free_table(table);
  if (sqlite3_exec(db, "DELETE FROM t", NULL, NULL, NULL) != SQLITE_OK)
    return -1; // expect: session-missing-rollback
  return sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
}

int state_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
  int failed = sqlite3_exec(db, "DELETE FROM t", NULL, NULL, NULL);
  if (failed || sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
    if (sqlite3_txn_state(db, NULL) != SQLITE_TXN_NONE)
      sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  return 0;
}

int state_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
  if (sqlite3_exec(db, "DELETE FROM t", NULL, NULL, NULL) != SQLITE_OK) {
    if (sqlite3_txn_state(db, NULL) == SQLITE_TXN_WRITE)
      return -1; // expect: session-missing-rollback
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -2;
  }
  return sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
}

int formatted_bad(sqlite3 *db, int level) {
  char sql[64];
  sqlite3_snprintf(sizeof sql, sql, "SAVEPOINT s%d", level);
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "DELETE FROM t", NULL, NULL, NULL) != SQLITE_OK)
    return -2; // expect: session-missing-rollback
  return sqlite3_exec(db, sqlite3_snprintf(sizeof sql, sql, "RELEASE s%d", level), NULL, NULL, NULL);
}
