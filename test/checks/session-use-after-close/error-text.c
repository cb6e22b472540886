// FLAGS: -isystem /usr/include/postgresql -D_DEFAULT_SOURCE
// Close, then ask the closed handle for its error text.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int open_failed_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc) {
    sqlite3_close(db);
    fprintf(stderr, "cannot open: %s\n", sqlite3_errmsg(db)); // expect: session-use-after-close
    return rc;
  }
  sqlite3_close(db);
  return 0;
}

int open_failed_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc) {
    fprintf(stderr, "cannot open: %s\n", sqlite3_errmsg(db));
    sqlite3_close(db);
    return rc;
  }
  sqlite3_close(db);
  return 0;
}

// sqlite3_errstr takes the code, not the handle.
int errstr_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  sqlite3_close(db);
  if (rc)
    fprintf(stderr, "cannot open: %s\n", sqlite3_errstr(rc));
  return rc;
}

int errcode_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
    sqlite3_close(db);
    return sqlite3_extended_errcode(db); // expect: session-use-after-close
  }
  sqlite3_close(db);
  return 0;
}

int errcode_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
    int code = sqlite3_extended_errcode(db);
    sqlite3_close(db);
    return code;
  }
  sqlite3_close(db);
  return 0;
}

int connect_failed_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    fprintf(stderr, "failed: %s", PQerrorMessage(conn)); // expect: session-use-after-close
    return -1;
  }
  PQfinish(conn);
  return 0;
}

int connect_failed_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    char *message = strdup(PQerrorMessage(conn));
    PQfinish(conn);
    fprintf(stderr, "failed: %s", message);
    free(message);
    return -1;
  }
  PQfinish(conn);
  return 0;
}

int exec_failed_bad(const char *file, char *buffer, size_t size) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  sqlite3_close(db);
  if (rc != SQLITE_OK)
    snprintf(buffer, size, "%s", sqlite3_errmsg(db)); // expect: session-use-after-close
  return rc;
}

int exec_failed_ok(const char *file, char *buffer, size_t size) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    snprintf(buffer, size, "%s", sqlite3_errmsg(db));
  sqlite3_close(db);
  return rc;
}

#define FAIL(db)                                                               \
  do {                                                                         \
    sqlite3_close(db);                                                         \
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));                               \
  } while (0)

int in_macro_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    FAIL(db); // expect: session-use-after-close
    return -1;
  }
  sqlite3_close(db);
  return 0;
}

#define GIVE_UP(db)                                                            \
  do {                                                                         \
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));                               \
    sqlite3_close(db);                                                         \
  } while (0)

int in_macro_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    GIVE_UP(db);
    return -1;
  }
  sqlite3_close(db);
  return 0;
}

// The status of a closed connection.
int status_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQfinish(conn);
  return PQstatus(conn) == CONNECTION_OK; // expect: session-use-after-close
}

int status_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  ConnStatusType status = PQstatus(conn);
  PQfinish(conn);
  return status == CONNECTION_OK;
}

int nolint_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQfinish(conn);
  return PQstatus(conn); // NOLINT(session-use-after-close)
}
