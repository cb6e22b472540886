// FLAGS: -isystem /usr/include/postgresql
// The close, or the use, is inside a callee.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int step(int);
void unseen(PGconn *conn);

static void hang_up(PGconn *conn) {
  if (conn)
    PQfinish(conn);
}

static void hang_up_and_clear(PGconn **conn) {
  PQfinish(*conn);
  *conn = NULL;
}

static void hang_up_and_keep(PGconn **conn) { PQfinish(*conn); }

static int version_of(PGconn *conn) { return PQserverVersion(conn); }

static const char *name_of(PGconn *conn) { return conn ? "connection" : "nothing"; }

int helper_closed_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    hang_up(conn);
  PQfinish(conn); // expect: session-use-after-close
  return 0;
}

int helper_closed_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    hang_up(conn);
    return -1;
  }
  PQfinish(conn);
  return 0;
}

int helper_clears_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  hang_up_and_clear(&conn);
  hang_up(conn);
  return conn != NULL;
}

int helper_keeps_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  hang_up_and_keep(&conn);
  hang_up(conn); // expect: session-use-after-close
  return 0;
}

// The use is inside the callee: reported at the call.
int helper_uses_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQfinish(conn);
  return version_of(conn); // expect: session-use-after-close
}

int helper_uses_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int version = version_of(conn);
  PQfinish(conn);
  return version;
}

// A callee that only looks at the pointer.
int helper_looks_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQfinish(conn);
  puts(name_of(conn));
  return 0;
}

// Closes on failure, and says so; one caller listens.
static int ping(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  int ok = PQresultStatus(res) == PGRES_TUPLES_OK;
  PQclear(res);
  if (!ok) {
    PQfinish(conn);
    return -1;
  }
  return 0;
}

int ping_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (ping(conn) < 0) {
    PQfinish(conn); // expect: session-use-after-close
    return -1;
  }
  PQfinish(conn);
  return 0;
}

int ping_ignored_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  ping(conn);
  PQfinish(conn); // expect: session-use-after-close
  return 0;
}

int ping_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (ping(conn) < 0)
    return -1;
  PQfinish(conn);
  return 0;
}

// The opener has closed what it failed to open, and left the pointer.
static int open_db(const char *file, sqlite3 **out) {
  int rc = sqlite3_open(file, out);
  if (rc != SQLITE_OK)
    sqlite3_close(*out);
  return rc;
}

int closed_by_opener_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = open_db(file, &db);
  if (rc != SQLITE_OK) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(db)); // expect: session-use-after-close
    return rc;
  }
  sqlite3_close(db);
  return 0;
}

int closed_by_opener_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = open_db(file, &db);
  if (rc != SQLITE_OK) {
    fprintf(stderr, "%s\n", sqlite3_errstr(rc));
    return rc;
  }
  sqlite3_close(db);
  return 0;
}

int closed_again_by_cleanup_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = open_db(file, &db);
  if (rc == SQLITE_OK)
    rc = step(1);
  sqlite3_close(db); // expect: session-use-after-close
  return rc;
}

// Chains of depth two and five.
static void down1(sqlite3 *db) { sqlite3_close(db); }
static void down2(sqlite3 *db) { down1(db); }
static void down3(sqlite3 *db) { down2(db); }
static void down4(sqlite3 *db) { down3(db); }
static void down5(sqlite3 *db) { down4(db); }
static int deep1(sqlite3 *db) { return sqlite3_changes(db); }
static int deep2(sqlite3 *db) { return deep1(db); }
static int deep3(sqlite3 *db) { return deep2(db); }
static int deep4(sqlite3 *db) { return deep3(db); }
static int deep5(sqlite3 *db) { return deep4(db); }

int depth_two_bad(sqlite3 *db) {
  down2(db);
  return deep2(db); // expect: session-use-after-close
}

int depth_two_ok(sqlite3 *db) {
  int n = deep2(db);
  down2(db);
  return n;
}

int depth_five_bad(sqlite3 *db) {
  down5(db);
  return deep5(db); // expect: session-use-after-close
}

int depth_five_ok(sqlite3 *db) {
  int n = deep5(db);
  down5(db);
  return n;
}

// Recursion.
static void close_at_bottom(sqlite3 *db, int depth) {
  if (depth <= 0)
    sqlite3_close(db);
  else
    close_at_bottom(db, depth - 1);
}

int recursion_bad(sqlite3 *db, int depth) {
  close_at_bottom(db, depth);
  return sqlite3_changes(db); // expect: session-use-after-close
}

int recursion_ok(sqlite3 *db, int depth) {
  int n = sqlite3_changes(db);
  close_at_bottom(db, depth);
  return n;
}

// Nobody saw what it does: it is never taken for a close.
int unseen_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  unseen(conn);
  int version = PQserverVersion(conn);
  unseen(conn);
  PQfinish(conn);
  return version;
}

// A callback that the disconnect calls disconnects again.
struct client {
  PGconn *conn;
  int lost;
};

static void on_lost(struct client *c) {
  c->lost = 1;
  PQfinish(c->conn);
  c->conn = NULL;
}

void disconnect_bad(struct client *c) {
  PQfinish(c->conn);
  on_lost(c); // expect: session-use-after-close
}

void disconnect_ok(struct client *c) {
  PQfinish(c->conn);
  c->conn = NULL;
  on_lost(c);
}

// A helper that never returns after its close.
static void die(sqlite3 *db) {
  fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  sqlite3_close(db);
  exit(1);
}

int died_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    die(db);
  int n = sqlite3_changes(db);
  sqlite3_close(db);
  return n;
}
