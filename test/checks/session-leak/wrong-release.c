// FLAGS: -isystem /usr/include/postgresql
// free() and the like in place of the library's close.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdlib.h>

void free_sqlite_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return;
  }
  sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  free(db); // expect: session-leak
}

void close_sqlite_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return;
  }
  sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  sqlite3_close(db);
}

int free_failed_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc != SQLITE_OK) {
    free(db); // expect: session-leak
    return rc;
  }
  sqlite3_close(db);
  return 0;
}

int free_failed_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  sqlite3_close(db);
  return rc;
}

void sqlite3_free_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return;
  }
  sqlite3_free(db); // expect: session-leak
}

// sqlite3_free is right for what it is made for.
void sqlite3_free_ok(const char *file) {
  sqlite3 *db = NULL;
  char *error = NULL;
  if (sqlite3_open(file, &db) == SQLITE_OK)
    if (sqlite3_exec(db, "VACUUM", NULL, NULL, &error) != SQLITE_OK)
      sqlite3_free(error);
  sqlite3_close(db);
}

void free_libpq_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQclear(PQexec(conn, "SELECT 1"));
  free(conn); // expect: session-leak
}

void free_libpq_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
}

static void release_memory(PGconn *conn) { free(conn); }

void free_in_helper_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  release_memory(conn); // expect: session-leak
}

static void release_handle(PGconn *conn) { PQfinish(conn); }

void free_in_helper_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  release_handle(conn);
}

// The cell on the heap is freed, the handle in it is closed first.
int heap_cell_ok(const char *file) {
  sqlite3 **cell = malloc(sizeof *cell);
  if (!cell)
    return -1;
  int rc = sqlite3_open(file, cell);
  sqlite3_close(*cell);
  free(cell);
  return rc;
}

int heap_cell_bad(const char *file) {
  sqlite3 **cell = malloc(sizeof *cell);
  if (!cell)
    return -1;
  int rc = sqlite3_open(file, cell);
  free(cell); // expect: session-leak
  return rc;
}

// free(NULL) releases nothing.
void free_null_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQfinish(conn);
  conn = NULL;
  free(conn);
}
