// FLAGS: -isystem /usr/include/postgresql
// A return or the end of the function leaves with the session open.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

int step(int);

int prepare_fails_bad(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (sqlite3_prepare_v2(db, "SELECT name FROM t", -1, &stmt, NULL) != SQLITE_OK)
    return -2; // expect: session-leak
  sqlite3_finalize(stmt);
  sqlite3_close(db);
  return 0;
}

int prepare_fails_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (sqlite3_prepare_v2(db, "SELECT name FROM t", -1, &stmt, NULL) != SQLITE_OK) {
    sqlite3_close(db);
    return -2;
  }
  sqlite3_finalize(stmt);
  sqlite3_close(db);
  return 0;
}

int query_fails_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (!conn)
    return -1;
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  PGresult *res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    fprintf(stderr, "query: %s", PQerrorMessage(conn));
    PQclear(res);
    return -1; // expect: session-leak
  }
  PQclear(res);
  PQfinish(conn);
  return 0;
}

int query_fails_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (!conn)
    return -1;
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  PGresult *res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    fprintf(stderr, "query: %s", PQerrorMessage(conn));
    PQclear(res);
    PQfinish(conn);
    return -1;
  }
  PQclear(res);
  PQfinish(conn);
  return 0;
}

void end_of_function_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return;
  }
  sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
} // expect: session-leak

void end_of_function_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) == SQLITE_OK)
    sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  sqlite3_close(db);
}

int nothing_to_do_bad(const char *conninfo, int rows) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) == CONNECTION_OK) {
    if (rows == 0)
      return 0; // expect: session-leak
    for (int i = 0; i < rows; i++)
      PQclear(PQexec(conn, "INSERT INTO t DEFAULT VALUES"));
  }
  PQfinish(conn);
  return rows;
}

int nothing_to_do_ok(const char *conninfo, int rows) {
  if (rows == 0)
    return 0;
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) == CONNECTION_OK)
    for (int i = 0; i < rows; i++)
      PQclear(PQexec(conn, "INSERT INTO t DEFAULT VALUES"));
  PQfinish(conn);
  return rows;
}

// Only one of three error returns forgets.
int one_of_three_bad(const char *file, const char *schema) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL);
  if (rc != SQLITE_OK) {
    sqlite3_close(db);
    return rc;
  }
  rc = sqlite3_busy_timeout(db, 5000);
  if (rc != SQLITE_OK) {
    sqlite3_close(db);
    return rc;
  }
  rc = sqlite3_exec(db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak
  rc = sqlite3_exec(db, schema, NULL, NULL, NULL);
  if (rc != SQLITE_OK) {
    sqlite3_close(db);
    return rc;
  }
  return sqlite3_close(db);
}

int one_of_three_ok(const char *file, const char *schema) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_busy_timeout(db, 5000);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, schema, NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}

// Two sessions; the second's failure forgets the first.
int second_fails_bad(const char *from, const char *to) {
  sqlite3 *src = NULL, *dst = NULL;
  if (sqlite3_open(from, &src) != SQLITE_OK) {
    sqlite3_close(src);
    return 1;
  }
  if (sqlite3_open(to, &dst) != SQLITE_OK) {
    sqlite3_close(dst);
    return 2; // expect: session-leak
  }
  sqlite3_close(dst);
  sqlite3_close(src);
  return 0;
}

int second_fails_ok(const char *from, const char *to) {
  sqlite3 *src = NULL, *dst = NULL;
  if (sqlite3_open(from, &src) != SQLITE_OK) {
    sqlite3_close(src);
    return 1;
  }
  if (sqlite3_open(to, &dst) != SQLITE_OK) {
    sqlite3_close(dst);
    sqlite3_close(src);
    return 2;
  }
  sqlite3_close(dst);
  sqlite3_close(src);
  return 0;
}

// The error path closes the wrong one of two.
int wrong_one_bad(const char *local, const char *conninfo) {
  sqlite3 *db = NULL;
  if (sqlite3_open(local, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  PGconn *up = PQconnectdb(conninfo);
  PGconn *down = PQconnectdb(conninfo);
  if (step(1) != 0) {
    PQfinish(down);
    sqlite3_close(db);
    return -1; // expect: session-leak
  }
  PQfinish(up);
  PQfinish(down);
  sqlite3_close(db);
  return 0;
}

int wrong_one_ok(const char *local, const char *conninfo) {
  sqlite3 *db = NULL;
  if (sqlite3_open(local, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  PGconn *up = PQconnectdb(conninfo);
  PGconn *down = PQconnectdb(conninfo);
  if (step(1) != 0) {
    PQfinish(down);
    PQfinish(up);
    sqlite3_close(db);
    return -1;
  }
  PQfinish(up);
  PQfinish(down);
  sqlite3_close(db);
  return 0;
}

// A temporary handle of a block dies at the block's end, not at the function's.
int lookup_bad(const char *file, const char *key) {
  int found = 0;
  if (key[0] == '@') {
    sqlite3 *alt;
    sqlite3_open(file, &alt);
    found = sqlite3_exec(alt, key + 1, NULL, NULL, NULL) == SQLITE_OK;
    if (!found)
      return -1; // expect: session-leak
    sqlite3_close(alt);
  }
  return found;
}

int lookup_ok(const char *file, const char *key) {
  int found = 0;
  if (key[0] == '@') {
    sqlite3 *alt;
    sqlite3_open(file, &alt);
    found = sqlite3_exec(alt, key + 1, NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(alt);
    if (!found)
      return -1;
  }
  return found;
}

// Never used, never closed.
int version_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  return PQserverVersion(conn); // expect: session-leak
}

int version_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int version = PQserverVersion(conn);
  PQfinish(conn);
  return version;
}
