// FLAGS: -isystem /usr/include/postgresql
// Functions that open for their caller: by return, by out-parameter, in chains.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int step(int);

// Hands over whatever came, also a failed one.
static PGconn *dial_ok(const char *conninfo) { return PQconnectdb(conninfo); }

// Hands over only what is connected.
static PGconn *dial_checked_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) == CONNECTION_OK)
    return conn;
  fprintf(stderr, "%s", PQerrorMessage(conn));
  PQfinish(conn);
  return NULL;
}

static PGconn *dial_checked_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) == CONNECTION_OK)
    return conn;
  fprintf(stderr, "%s", PQerrorMessage(conn));
  return NULL; // expect: session-leak
}

// sqlite3_open's own contract: an error code, and a handle to close anyway.
static int open_file_ok(const char *file, sqlite3 **out) {
  return sqlite3_open_v2(file, out, SQLITE_OPEN_READWRITE, NULL);
}

// The friendlier one: nothing to close on failure.
static int open_clean_ok(const char *file, sqlite3 **out) {
  sqlite3 *db = NULL;
  *out = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc != SQLITE_OK) {
    sqlite3_close(db);
    return rc;
  }
  *out = db;
  return SQLITE_OK;
}

static int open_clean_bad(const char *file, sqlite3 **out) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak
  *out = db;
  return SQLITE_OK;
}

// Opens, prepares, and takes everything back when the second step fails.
static int open_prepared_ok(const char *file, sqlite3 **out) {
  int rc = open_clean_ok(file, out);
  if (rc != SQLITE_OK)
    return rc;
  rc = sqlite3_exec(*out, "PRAGMA foreign_keys=ON", NULL, NULL, NULL);
  if (rc != SQLITE_OK) {
    sqlite3_close(*out);
    *out = NULL;
  }
  return rc;
}

int caller_of_dial_bad(const char *conninfo) {
  PGconn *conn = dial_ok(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    return -1; // expect: session-leak
  PQfinish(conn);
  return 0;
}

int caller_of_dial_ok(const char *conninfo) {
  PGconn *conn = dial_ok(conninfo);
  int rc = PQstatus(conn) == CONNECTION_OK ? 0 : -1;
  PQfinish(conn);
  return rc;
}

int caller_of_checked_bad(const char *conninfo) {
  PGconn *conn = dial_checked_ok(conninfo);
  if (!conn)
    return -1;
  if (step(1))
    return -2; // expect: session-leak
  PQfinish(conn);
  return 0;
}

int caller_of_checked_ok(const char *conninfo) {
  PGconn *conn = dial_checked_ok(conninfo);
  if (!conn)
    return -1;
  int rc = step(1);
  PQfinish(conn);
  return rc;
}

int caller_of_other_checked_ok(const char *conninfo) {
  PGconn *conn = dial_checked_bad(conninfo);
  if (conn == NULL)
    return -1;
  PQfinish(conn);
  return 0;
}

int caller_of_open_file_bad(const char *file) {
  sqlite3 *db = NULL;
  if (open_file_ok(file, &db) != SQLITE_OK)
    return -1; // expect: session-leak
  sqlite3_close(db);
  return 0;
}

int caller_of_open_file_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = open_file_ok(file, &db);
  sqlite3_close(db);
  return rc;
}

int caller_of_clean_bad(const char *file) {
  sqlite3 *db = NULL;
  if (open_clean_ok(file, &db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL) != SQLITE_OK)
    return -2; // expect: session-leak
  sqlite3_close(db);
  return 0;
}

int caller_of_clean_ok(const char *file) {
  sqlite3 *db = NULL;
  if (open_clean_ok(file, &db) != SQLITE_OK)
    return -1;
  int rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}

int caller_of_other_clean_ok(const char *file) {
  sqlite3 *db = NULL;
  if (open_clean_bad(file, &db) != SQLITE_OK)
    return -1;
  sqlite3_close(db);
  return 0;
}

int caller_of_prepared_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = open_prepared_ok(file, &db);
  if (rc != SQLITE_OK)
    return rc;
  return step(2); // expect: session-leak
}

int caller_of_prepared_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = open_prepared_ok(file, &db);
  if (rc != SQLITE_OK)
    return rc;
  rc = step(2);
  sqlite3_close(db);
  return rc;
}

// Chains: depth two ...
static PGconn *level1_ok(const char *conninfo) { return dial_checked_ok(conninfo); }
static PGconn *level2_ok(const char *conninfo) { return level1_ok(conninfo); }

int depth_two_bad(const char *conninfo) {
  PGconn *conn = level2_ok(conninfo);
  if (conn == NULL)
    return -1;
  return step(3); // expect: session-leak
}

int depth_two_ok(const char *conninfo) {
  PGconn *conn = level2_ok(conninfo);
  if (conn == NULL)
    return -1;
  PQfinish(conn);
  return step(3);
}

// ... and five, by out-parameter.
static int chain1_ok(const char *file, sqlite3 **db) { return open_clean_ok(file, db); }
static int chain2_ok(const char *file, sqlite3 **db) { return chain1_ok(file, db); }
static int chain3_ok(const char *file, sqlite3 **db) {
  int rc = chain2_ok(file, db);
  if (rc != SQLITE_OK)
    fprintf(stderr, "%s: %d\n", file, rc);
  return rc;
}
static int chain4_ok(const char *file, sqlite3 **db) {
  return file ? chain3_ok(file, db) : chain3_ok(":memory:", db);
}
static int chain5_ok(const char *file, sqlite3 **db) {
  sqlite3 *mine = NULL;
  int rc = chain4_ok(file, &mine);
  *db = mine;
  return rc;
}

int depth_five_bad(const char *file) {
  sqlite3 *db = NULL;
  if (chain5_ok(file, &db) != SQLITE_OK)
    return -1;
  if (step(4) < 0)
    return -1; // expect: session-leak
  sqlite3_close(db);
  return 0;
}

int depth_five_ok(const char *file) {
  sqlite3 *db = NULL;
  if (chain5_ok(file, &db) != SQLITE_OK)
    return -1;
  int rc = step(4) < 0 ? -1 : 0;
  sqlite3_close(db);
  return rc;
}

// Success told by bool-like int, handle by out-parameter.
static int try_open_ok(const char *file, sqlite3 **out) {
  if (sqlite3_open(file, out) == SQLITE_OK)
    return 1;
  sqlite3_close(*out);
  *out = NULL;
  return 0;
}

int caller_of_try_bad(const char *file) {
  sqlite3 *db;
  if (!try_open_ok(file, &db))
    return 0;
  if (sqlite3_changes(db) == 0)
    return 0; // expect: session-leak
  sqlite3_close(db);
  return 1;
}

int caller_of_try_ok(const char *file) {
  sqlite3 *db;
  if (!try_open_ok(file, &db))
    return 0;
  int changed = sqlite3_changes(db) != 0;
  sqlite3_close(db);
  return changed;
}

// Recursion: climbs until a directory has a database.
static int climb_ok(char *path, int depth, sqlite3 **out) {
  if (depth == 0)
    return SQLITE_CANTOPEN;
  int rc = sqlite3_open_v2(path, out, SQLITE_OPEN_READONLY, NULL);
  if (rc == SQLITE_OK)
    return rc;
  sqlite3_close(*out);
  *out = NULL;
  return climb_ok(path + 3, depth - 1, out);
}

int caller_of_climb_ok(char *path) {
  sqlite3 *db = NULL;
  int rc = climb_ok(path, 4, &db);
  sqlite3_close(db);
  return rc;
}
