// FLAGS: -isystem /usr/include/postgresql
// Error macros, fatal helpers, functions that never return.
#include <libpq-fe.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int step(int);

// Like PostgreSQL's: leaves for good at level ERROR and above.
#define NOTICE 18
#define ERROR 21
void errfinish_(const char *fmt, ...);
#define ereport(level, ...)                                                    \
  do {                                                                         \
    errfinish_(__VA_ARGS__);                                                   \
    if ((level) >= ERROR)                                                      \
      __builtin_unreachable();                                                 \
  } while (0)

__attribute__((noreturn)) void fatal(const char *fmt, ...);

// Visible, not declared noreturn, never comes back all the same.
static void usage(const char *why) {
  fprintf(stderr, "usage: %s\n", why);
  exit(2);
}

#define CHECK(rc)                                                              \
  do {                                                                         \
    if ((rc) != SQLITE_OK)                                                     \
      return -1;                                                               \
  } while (0)

#define CHECK_GOTO(rc, label)                                                  \
  do {                                                                         \
    if ((rc) != SQLITE_OK)                                                     \
      goto label;                                                              \
  } while (0)

#define SAFE_FINISH(conn)                                                      \
  do {                                                                         \
    if (conn) {                                                                \
      PQfinish(conn);                                                          \
      (conn) = NULL;                                                           \
    }                                                                          \
  } while (0)

#define OPEN_OR_RETURN(file, db)                                               \
  if (sqlite3_open((file), &(db)) != SQLITE_OK) {                              \
    sqlite3_close(db);                                                         \
    return -1;                                                                 \
  }

int check_macro_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  CHECK(sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL)); // expect: session-leak
  sqlite3_close(db);
  return 0;
}

int check_macro_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = -1;
  CHECK_GOTO(sqlite3_open(file, &db), out);
  CHECK_GOTO(sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL), out);
  rc = 0;
out:
  sqlite3_close(db);
  return rc;
}

int open_macro_ok(const char *file) {
  sqlite3 *db = NULL;
  OPEN_OR_RETURN(file, db)
  int rc = step(1);
  sqlite3_close(db);
  return rc;
}

int open_macro_bad(const char *file) {
  sqlite3 *db = NULL;
  OPEN_OR_RETURN(file, db)
  return step(1); // expect: session-leak
}

int safe_finish_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    SAFE_FINISH(conn);
  int up = conn != NULL;
  SAFE_FINISH(conn);
  return up;
}

int safe_finish_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    return -1; // expect: session-leak
  SAFE_FINISH(conn);
  return 0;
}

int fatal_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    fatal("connect: %s", PQerrorMessage(conn));
  int rc = step(1);
  PQfinish(conn);
  return rc;
}

int fatal_on_one_path_bad(const char *conninfo, int strict) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    if (strict)
      fatal("connect: %s", PQerrorMessage(conn));
    return -1; // expect: session-leak
  }
  PQfinish(conn);
  return 0;
}

int usage_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    usage(sqlite3_errmsg(db));
  int rc = step(1);
  sqlite3_close(db);
  return rc;
}

int ereport_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    ereport(ERROR, "could not connect: %s", PQerrorMessage(conn));
  PQfinish(conn);
  return 0;
}

int notice_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    ereport(NOTICE, "could not connect: %s", PQerrorMessage(conn));
    return -1; // expect: session-leak
  }
  PQfinish(conn);
  return 0;
}

int notice_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    ereport(NOTICE, "could not connect: %s", PQerrorMessage(conn));
    PQfinish(conn);
    return -1;
  }
  PQfinish(conn);
  return 0;
}

int abort_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    abort();
  sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  return sqlite3_close(db);
}

void exit_at_end_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  exit(rc);
}

void child_process_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQclear(PQexec(conn, "LISTEN jobs"));
  _exit(0);
}

// An endless server loop has no way out.
void server_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  for (;;) {
    PQconsumeInput(conn);
    step(PQsocket(conn));
  }
}

void server_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  for (;;) {
    PQconsumeInput(conn);
    if (step(PQsocket(conn)))
      return; // expect: session-leak
  }
}

// NOLINT works in the line of the report, at the macro's use as well.
int nolint_ok(const char *file) {
  sqlite3 *db = NULL;
  OPEN_OR_RETURN(file, db)
  if (step(1))
    return -1; // NOLINT(session-leak): the process ends soon
  CHECK(step(2)); // NOLINT(session-leak)
  // NOLINTNEXTLINE(session-leak)
  return step(3);
}

int nolint_begin_ok(const char *conninfo) {
  // NOLINTBEGIN(session-*)
  PGconn *conn = PQconnectdb(conninfo);
  return PQserverVersion(conn);
  // NOLINTEND(session-*)
}

int nolint_of_another_check_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  return PQserverVersion(conn); // NOLINT(bugprone-use-after-move) // expect: session-leak
}
