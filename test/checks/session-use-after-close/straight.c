// FLAGS: -isystem /usr/include/postgresql
// Used or closed again in the same function.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int step(int);

int close_twice_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int rc = 0;
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    rc = -1;
  }
  PQfinish(conn); // expect: session-use-after-close
  return rc;
}

int close_twice_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int rc = 0;
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    conn = NULL;
    rc = -1;
  }
  PQfinish(conn);
  return rc;
}

int close_sqlite_twice_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc)
    sqlite3_close(db);
  else
    sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  sqlite3_close(db); // expect: session-use-after-close
  return rc;
}

int close_sqlite_twice_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc) {
    sqlite3_close(db);
    db = 0;
  } else {
    sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  }
  sqlite3_close(db);
  return rc;
}

int use_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQfinish(conn);
  PGresult *res = PQexec(conn, "SELECT 1"); // expect: session-use-after-close
  int ok = PQresultStatus(res) == PGRES_TUPLES_OK;
  PQclear(res);
  return ok;
}

int use_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PGresult *res = PQexec(conn, "SELECT 1");
  PQfinish(conn);
  int ok = PQresultStatus(res) == PGRES_TUPLES_OK;
  PQclear(res);
  return ok;
}

int use_sqlite_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_close_v2(db);
  return sqlite3_changes(db); // expect: session-use-after-close
}

int use_sqlite_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  int n = sqlite3_changes(db);
  sqlite3_close_v2(db);
  return n;
}

// The label closes what the error path has closed already.
int goto_bad(const char *conninfo) {
  int rc = -1;
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    fprintf(stderr, "%s", PQerrorMessage(conn));
    PQfinish(conn);
    goto out;
  }
  rc = step(1);
out:
  PQfinish(conn); // expect: session-use-after-close
  return rc;
}

int goto_ok(const char *conninfo) {
  int rc = -1;
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    fprintf(stderr, "%s", PQerrorMessage(conn));
    PQfinish(conn);
    goto out;
  }
  rc = step(1);
  PQfinish(conn);
out:
  return rc;
}

// The descriptor is asked for after the connection was finished.
int socket_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  while (step(0)) {
    if (!PQconsumeInput(conn)) {
      PQfinish(conn);
      step(PQsocket(conn)); // expect: session-use-after-close
      return -1;
    }
  }
  PQfinish(conn);
  return 0;
}

int socket_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  while (step(0)) {
    if (!PQconsumeInput(conn)) {
      step(PQsocket(conn));
      PQfinish(conn);
      return -1;
    }
  }
  PQfinish(conn);
  return 0;
}

int reset_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQfinish(conn);
  PQreset(conn); // expect: session-use-after-close
  return 0;
}

int reset_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQreset(conn);
  PQfinish(conn);
  return 0;
}

// A copy of the pointer is the same session.
int copy_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PGconn *same = conn;
  PQfinish(conn);
  conn = NULL;
  return PQserverVersion(same); // expect: session-use-after-close
}

int copy_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PGconn *same = conn;
  int version = PQserverVersion(same);
  PQfinish(conn);
  conn = NULL;
  return version + (conn == NULL);
}

// A handle that was given in: closed here, used here.
void parameter_bad(PGconn *conn) {
  PQfinish(conn);
  PQclear(PQexec(conn, "SELECT 1")); // expect: session-use-after-close
}

void parameter_ok(PGconn *conn) {
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
}

// Closed on one path only, and the flag says on which.
int flag_ok(const char *file, int keep) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (!keep)
    sqlite3_close(db);
  rc += step(1);
  if (keep)
    sqlite3_close(db);
  return rc;
}

int flag_bad(const char *file, int keep) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (!keep)
    sqlite3_close(db);
  rc += sqlite3_total_changes(db); // expect: session-use-after-close
  if (keep)
    sqlite3_close(db);
  return rc;
}

// Comparing and printing a dead pointer is no use of the session.
int compare_ok(const char *conninfo, PGconn *other) {
  PGconn *conn = PQconnectdb(conninfo);
  int same = conn == other;
  PQfinish(conn);
  same += conn == other;
  return same;
}

int reopened_ok(const char *a, const char *b) {
  PGconn *conn = PQconnectdb(a);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    conn = PQconnectdb(b);
  }
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}

int null_ok(void) {
  PGconn *conn = NULL;
  sqlite3 *db = NULL;
  PQfinish(conn);
  PQfinish(conn);
  sqlite3_close(db);
  return sqlite3_close(db);
}

// A close that refused leaves the handle alive.
int refused_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL);
  if (sqlite3_close(db) == SQLITE_BUSY) {
    sqlite3_finalize(stmt);
    sqlite3_close(db);
  }
  return 0;
}

int refused_then_v2_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  if (sqlite3_close(db) != SQLITE_OK) {
    fprintf(stderr, "busy: %s\n", sqlite3_errmsg(db));
    sqlite3_close_v2(db);
  }
  return 0;
}

int not_refused_bad(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  if (sqlite3_close(db) == SQLITE_OK)
    sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL); // expect: session-use-after-close
  else
    sqlite3_close_v2(db);
  return 0;
}

// A session of the caller's that was found broken.
int socket_of_broken_bad(PGconn *conn) {
  if (PQstatus(conn) != CONNECTION_OK)
    PQfinish(conn);
  return PQsocket(conn); // expect: session-use-after-close 'conn' is used by 'PQsocket' after it was closed
}

int socket_of_reset_ok(PGconn *conn) {
  if (PQstatus(conn) != CONNECTION_OK)
    PQreset(conn);
  return PQsocket(conn);
}

int socket_or_none_ok(PGconn *conn) {
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  return PQsocket(conn);
}

int socket_of_other_ok(PGconn *conn, const char *conninfo) {
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    conn = PQconnectdb(conninfo);
  }
  int fd = PQsocket(conn);
  PQfinish(conn);
  return fd;
}
