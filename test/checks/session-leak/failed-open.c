// FLAGS: -isystem /usr/include/postgresql
// Opening failed and the library still wants a close.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int step(int);

int print_and_return_bad(const char *file) {
  sqlite3 *db;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    fprintf(stderr, "cannot open %s: %s\n", file, sqlite3_errmsg(db));
    return 1; // expect: session-leak
  }
  sqlite3_exec(db, "PRAGMA optimize", NULL, NULL, NULL);
  sqlite3_close(db);
  return 0;
}

int print_and_return_ok(const char *file) {
  sqlite3 *db;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    fprintf(stderr, "cannot open %s: %s\n", file, sqlite3_errmsg(db));
    sqlite3_close(db);
    return 1;
  }
  sqlite3_exec(db, "PRAGMA optimize", NULL, NULL, NULL);
  sqlite3_close(db);
  return 0;
}

int status_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    return -1; // expect: session-leak
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
  return 0;
}

int status_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
  return 0;
}

int status_is_bad_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (CONNECTION_BAD == PQstatus(conn)) {
    fprintf(stderr, "%s", PQerrorMessage(conn));
    return 0; // expect: session-leak
  }
  PQfinish(conn);
  return 1;
}

// A null pointer holds nothing to close.
int null_only_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (conn == NULL)
    return -1;
  int rc = PQstatus(conn) == CONNECTION_OK ? 0 : 1;
  PQfinish(conn);
  return rc;
}

int success_nested_bad(const char *file) {
  sqlite3 *db = NULL;
  int done = 0;
  if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) {
    done = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(db);
  }
  return done; // expect: session-leak
}

int success_nested_ok(const char *file) {
  sqlite3 *db = NULL;
  int done = 0;
  if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK)
    done = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL) == SQLITE_OK;
  sqlite3_close(db);
  return done;
}

int code_in_variable_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc)
    return rc; // expect: session-leak
  rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}

int code_in_variable_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (!rc)
    rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}

// The close is guarded by a null test: fine, the handle of a failed open is
// closed when there is one.
int close_if_any_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc != SQLITE_OK) {
    if (db)
      sqlite3_close(db);
    return rc;
  }
  return sqlite3_close(db);
}

int switch_on_code_bad(const char *file) {
  sqlite3 *db = NULL;
  switch (sqlite3_open(file, &db)) {
  case SQLITE_OK:
    break;
  case SQLITE_CANTOPEN:
    return -2; // expect: session-leak
  default:
    sqlite3_close(db);
    return -1;
  }
  sqlite3_close(db);
  return 0;
}

int switch_on_code_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = 0;
  switch (sqlite3_open(file, &db)) {
  case SQLITE_OK:
    break;
  case SQLITE_CANTOPEN:
    rc = -2;
    break;
  default:
    rc = -1;
    break;
  }
  sqlite3_close(db);
  return rc;
}

int switch_on_status_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  switch (PQstatus(conn)) {
  case CONNECTION_OK:
    PQfinish(conn);
    return 0;
  default:
    fprintf(stderr, "not connected\n");
  }
  return 1; // expect: session-leak
}

int switch_on_status_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int rc;
  switch (PQstatus(conn)) {
  case CONNECTION_OK:
    rc = 0;
    break;
  default:
    rc = 1;
  }
  PQfinish(conn);
  return rc;
}

// Started, polled, failed: the handle of an asynchronous start is due as well.
int start_bad(const char *conninfo) {
  PGconn *conn = PQconnectStart(conninfo);
  if (!conn)
    return -1;
  while (PQconnectPoll(conn) != PGRES_POLLING_OK)
    if (step(PQsocket(conn)))
      return -1; // expect: session-leak
  PQfinish(conn);
  return 0;
}

int start_ok(const char *conninfo) {
  PGconn *conn = PQconnectStart(conninfo);
  if (!conn)
    return -1;
  int rc = 0;
  while (PQconnectPoll(conn) != PGRES_POLLING_OK)
    if (step(PQsocket(conn))) {
      rc = -1;
      break;
    }
  PQfinish(conn);
  return rc;
}

// The process ends: nobody misses the handle.
int or_die_ok(const char *conninfo) {
  PGconn *conn = PQsetdbLogin("localhost", "5432", NULL, NULL, conninfo, NULL, NULL);
  if (PQstatus(conn) != CONNECTION_OK) {
    fprintf(stderr, "%s", PQerrorMessage(conn));
    exit(EXIT_FAILURE);
  }
  int version = PQserverVersion(conn);
  PQfinish(conn);
  return version;
}

int params_bad(const char *const *keys, const char *const *values) {
  PGconn *conn = PQconnectdbParams(keys, values, 0);
  if (PQstatus(conn) != CONNECTION_OK) {
    return -1; // expect: session-leak
  } else {
    PQclear(PQexec(conn, "SET client_encoding TO 'UTF8'"));
  }
  PQfinish(conn);
  return 0;
}

int params_ok(const char *const *keys, const char *const *values) {
  PGconn *conn = PQconnectdbParams(keys, values, 0);
  if (PQstatus(conn) == CONNECTION_OK)
    PQclear(PQexec(conn, "SET client_encoding TO 'UTF8'"));
  PQfinish(conn);
  return 0;
}

// Two causes, two findings: a failed open and an error return.
int both_bad(const char *file) {
  sqlite3 *db;
  if (sqlite3_open(file, &db))
    return -1; // expect: session-leak
  if (sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL))
    return -2; // expect: session-leak
  sqlite3_close(db);
  return 0;
}
