// FLAGS: -isystem /usr/include/postgresql
// Closed in one turn, used in the next.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int step(int);

int worker_bad(const char *conninfo, int jobs) {
  PGconn *conn = PQconnectdb(conninfo);
  while (jobs-- > 0) {
    PGresult *res = PQexec(conn, "SELECT next_job()"); // expect: session-use-after-close
    if (PQresultStatus(res) != PGRES_TUPLES_OK)
      PQfinish(conn);
    PQclear(res);
  }
  return 0; // expect: session-leak
}

int worker_ok(const char *conninfo, int jobs) {
  PGconn *conn = PQconnectdb(conninfo);
  while (jobs-- > 0) {
    PGresult *res = PQexec(conn, "SELECT next_job()");
    int ok = PQresultStatus(res) == PGRES_TUPLES_OK;
    PQclear(res);
    if (!ok)
      break;
  }
  PQfinish(conn);
  return 0;
}

// Opened before the loop, closed in it.
int close_in_loop_bad(const char *file, int n) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  do {
    sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL); // expect: session-use-after-close
    sqlite3_close(db);
  } while (--n > 0);
  return 0;
}

int close_in_loop_ok(const char *file, int n) {
  do {
    sqlite3 *db = NULL;
    if (sqlite3_open(file, &db) == SQLITE_OK)
      sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
    sqlite3_close(db);
  } while (--n > 0);
  return 0;
}

int break_after_close_ok(const char *conninfo, int jobs) {
  PGconn *conn = PQconnectdb(conninfo);
  while (jobs-- > 0) {
    PGresult *res = PQexec(conn, "SELECT next_job()");
    int failed = PQresultStatus(res) != PGRES_TUPLES_OK;
    PQclear(res);
    if (failed) {
      PQfinish(conn);
      conn = NULL;
      break;
    }
  }
  PQfinish(conn);
  return 0;
}

int break_after_close_bad(const char *conninfo, int jobs) {
  PGconn *conn = PQconnectdb(conninfo);
  while (jobs-- > 0) {
    PGresult *res = PQexec(conn, "SELECT next_job()");
    int failed = PQresultStatus(res) != PGRES_TUPLES_OK;
    PQclear(res);
    if (failed) {
      PQfinish(conn);
      break;
    }
  }
  PQfinish(conn); // expect: session-use-after-close
  return 0;
}

// Reopened before the next turn.
int reopen_ok(const char *conninfo, int jobs) {
  PGconn *conn = PQconnectdb(conninfo);
  while (jobs-- > 0) {
    PQclear(PQexec(conn, "SELECT next_job()"));
    PQfinish(conn);
    conn = PQconnectdb(conninfo);
  }
  PQfinish(conn);
  return 0;
}

int reopen_on_one_path_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  for (;;) {
    PQclear(PQexec(conn, "SELECT next_job()")); // expect: session-use-after-close
    if (step(1))
      break;
    PQfinish(conn);
    if (step(2))
      continue;
    conn = PQconnectdb(conninfo);
  }
  PQfinish(conn);
  return 0;
}

int retry_ok(const char *conninfo) {
  PGconn *conn = NULL;
  for (int i = 0; i < 5; i++) {
    conn = PQconnectdb(conninfo);
    if (PQstatus(conn) == CONNECTION_OK)
      break;
    PQfinish(conn);
    conn = NULL;
  }
  if (!conn)
    return -1;
  PQfinish(conn);
  return 0;
}

int retry_bad(const char *conninfo) {
  PGconn *conn = NULL;
  for (int i = 0; i < 5; i++) {
    conn = PQconnectdb(conninfo);
    if (PQstatus(conn) == CONNECTION_OK)
      break;
    PQfinish(conn);
  }
  if (!conn)
    return -1;
  PQfinish(conn); // expect: session-use-after-close
  return 0;
}

// A switch that closes in one case and goes on.
int switch_bad(const char *file, int mode) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  switch (mode) {
  case 0:
    sqlite3_close(db);
    break;
  default:
    step(mode);
  }
  sqlite3_close(db); // expect: session-use-after-close
  return 0;
}

int switch_ok(const char *file, int mode) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  switch (mode) {
  case 0:
    sqlite3_close(db);
    return 0;
  default:
    step(mode);
  }
  sqlite3_close(db);
  return 0;
}
