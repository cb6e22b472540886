// FLAGS: -isystem /usr/include/postgresql
// Functions that close for their caller: always, on a condition, in chains.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int step(int);
void unseen(sqlite3 *db);
void unseen_reader(const sqlite3 *db);
void unseen_taker(sqlite3 **db);

static void hang_up(PGconn *conn) {
  if (conn)
    PQfinish(conn);
}

static void hang_up_and_clear(PGconn **conn) {
  PQfinish(*conn);
  *conn = NULL;
}

// Closes only when the status is good.
static void hang_up_if_connected(PGconn *conn) {
  if (PQstatus(conn) == CONNECTION_OK)
    PQfinish(conn);
}

static int fail(sqlite3 *db, int rc) {
  fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  sqlite3_close(db);
  return rc;
}

// A name that says close, a body that does not.
static void close_log(sqlite3 *db) { sqlite3_exec(db, "INSERT INTO log VALUES ('bye')", NULL, NULL, NULL); }

int helper_closes_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (step(1)) {
    hang_up(conn);
    return -1;
  }
  hang_up(conn);
  return 0;
}

int helper_on_one_path_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (step(1))
    return -1; // expect: session-leak
  hang_up(conn);
  return 0;
}

int helper_clears_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    hang_up_and_clear(&conn);
  int up = conn != NULL;
  PQfinish(conn);
  return up;
}

void closes_when_good_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  step(1);
  hang_up_if_connected(conn);
} // expect: session-leak

void closes_when_good_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return;
  }
  step(1);
  hang_up(conn);
}

int error_helper_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc != SQLITE_OK)
    return fail(db, rc);
  rc = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    return fail(db, rc);
  sqlite3_close(db);
  return 0;
}

int misleading_name_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  close_log(db);
  return 0; // expect: session-leak
}

int misleading_name_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) == SQLITE_OK)
    close_log(db);
  return sqlite3_close(db);
}

// Closes when told to.
static int finish(sqlite3 *db, int keep) {
  if (keep)
    return 0;
  return sqlite3_close(db);
}

int told_to_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  return finish(db, 0);
}

int told_not_to_bad(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  return finish(db, 1); // expect: session-leak
}

// Closes on failure, and says so.
static int ping_or_close(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  int ok = PQresultStatus(res) == PGRES_TUPLES_OK;
  PQclear(res);
  if (!ok)
    PQfinish(conn);
  return ok;
}

int ping_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (!ping_or_close(conn))
    return -1;
  PQfinish(conn);
  return 0;
}

int ping_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (!ping_or_close(conn))
    return -1;
  return 0; // expect: session-leak
}

// Chains of depth two and five.
static void down1(sqlite3 *db) { sqlite3_close_v2(db); }
static void down2(sqlite3 *db) { down1(db); }
static void down3(sqlite3 **db) { down2(*db); }
static void down4(sqlite3 **db) {
  down3(db);
  *db = NULL;
}
static void down5(sqlite3 *db) { down4(&db); }

int depth_two_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  down2(db);
  return rc;
}

int depth_five_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  down5(db);
  return rc;
}

static void idle1(sqlite3 *db) { sqlite3_interrupt(db); }
static void idle2(sqlite3 *db) { idle1(db); }
static void idle3(sqlite3 **db) { idle2(*db); }
static void idle4(sqlite3 **db) { idle3(db); }
static void idle5(sqlite3 *db) { idle4(&db); }

int depth_five_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  idle5(db);
  return rc; // expect: session-leak
}

// Recursion: goes down, closes at the bottom.
static void unwind(sqlite3 *db, int depth) {
  if (depth == 0) {
    sqlite3_close(db);
    return;
  }
  unwind(db, depth - 1);
}

int recursion_ok(const char *file, int depth) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  unwind(db, depth);
  return rc;
}

static int descend(sqlite3 *db, int depth) {
  if (depth == 0)
    return sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  return descend(db, depth - 1);
}

int recursion_bad(const char *file, int depth) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  int rc = descend(db, depth);
  return rc; // expect: session-leak
}

// Assumed contracts of functions that nobody sees.
int unseen_borrows_bad(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  unseen(db);
  return sqlite3_changes(db); // expect: session-leak
}

int unseen_borrows_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  unseen(db);
  int n = sqlite3_changes(db);
  sqlite3_close(db);
  return n;
}

// The last mention goes to a function that could well close.
int unseen_last_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  unseen(db);
  return rc;
}

// A pointer to const cannot be closed.
int unseen_const_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  unseen_reader(db);
  return rc; // expect: session-leak
}

int unseen_const_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  unseen_reader(db);
  sqlite3_close(db);
  return rc;
}

int unseen_takes_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  unseen_taker(&db);
  return rc;
}
