// FLAGS: -isystem /usr/include/postgresql
// Closes that depend on a flag, a return code, a null test or a status query.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>

int step(int);

int same_flag_ok(const char *conninfo, int need) {
  PGconn *conn = NULL;
  if (need)
    conn = PQconnectdb(conninfo);
  int rc = step(need);
  if (need)
    PQfinish(conn);
  return rc;
}

int opposite_flag_bad(const char *conninfo, int need) {
  PGconn *conn = NULL;
  if (need)
    conn = PQconnectdb(conninfo);
  int rc = step(1);
  if (!need)
    PQfinish(conn);
  return rc; // expect: session-leak
}

int other_flag_bad(const char *conninfo, int need, int verbose) {
  PGconn *conn = NULL;
  if (need)
    conn = PQconnectdb(conninfo);
  int rc = step(1);
  if (verbose) {
    printf("done\n");
    PQfinish(conn);
  }
  return rc; // expect: session-leak
}

int opened_flag_ok(const char *file) {
  sqlite3 *db;
  bool opened = false;
  int rc = -1;
  if (step(1) == 0) {
    rc = sqlite3_open(file, &db);
    opened = true;
  }
  if (opened)
    sqlite3_close(db);
  return rc;
}

int opened_flag_bad(const char *file) {
  sqlite3 *db = NULL;
  bool opened = false;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK)
    opened = true;
  if (opened)
    sqlite3_close(db);
  return rc; // expect: session-leak
}

int null_test_ok(const char *conninfo, int need) {
  PGconn *conn = NULL;
  if (need)
    conn = PQconnectdb(conninfo);
  int rc = step(1);
  if (conn != NULL)
    PQfinish(conn);
  return rc;
}

int null_test_inverted_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int rc = step(1);
  if (conn == NULL)
    PQfinish(conn);
  return rc; // expect: session-leak
}

int code_kept_ok(const char *file) {
  sqlite3 *db = NULL;
  int open_rc = sqlite3_open(file, &db);
  int work_rc = 0;
  if (open_rc == SQLITE_OK)
    work_rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  if (open_rc != SQLITE_OK) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    sqlite3_close(db);
    return open_rc;
  }
  sqlite3_close(db);
  return work_rc;
}

int code_reused_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    sqlite3_close(db);
  return rc; // expect: session-leak
}

int status_asked_later_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  ConnStatusType status = PQstatus(conn);
  if (status == CONNECTION_OK)
    step(1);
  if (status == CONNECTION_OK)
    step(2);
  PQfinish(conn);
  return status == CONNECTION_OK;
}

int status_asked_twice_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) == CONNECTION_OK)
    step(1);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  PQfinish(conn);
  return 0;
}

int only_when_good_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) == CONNECTION_OK)
    step(1);
  if (PQstatus(conn) == CONNECTION_OK)
    PQfinish(conn);
  return 0; // expect: session-leak
}

int mode_bits_ok(const char *file, unsigned mode) {
  sqlite3 *db = NULL;
  if (mode & 4u)
    sqlite3_open(file, &db);
  step((int)mode);
  if (mode & 4u)
    sqlite3_close(db);
  return 0;
}

int enum_ok(const char *where, int kind) {
  sqlite3 *db = NULL;
  PGconn *conn = NULL;
  if (kind == 1)
    sqlite3_open(where, &db);
  else if (kind == 2)
    conn = PQconnectdb(where);
  step(kind);
  if (kind == 1)
    sqlite3_close(db);
  else if (kind == 2)
    PQfinish(conn);
  return 0;
}

int enum_bad(const char *where, int kind) {
  sqlite3 *db = NULL;
  PGconn *conn = NULL;
  if (kind == 1)
    sqlite3_open(where, &db);
  else if (kind == 2)
    conn = PQconnectdb(where);
  step(kind);
  if (kind == 1)
    sqlite3_close(db);
  else if (kind == 3)
    PQfinish(conn);
  return 0; // expect: session-leak
}

// Owned or borrowed: the classic.
int owned_ok(PGconn *given, const char *conninfo) {
  bool owned = given == NULL;
  PGconn *conn = owned ? PQconnectdb(conninfo) : given;
  PQclear(PQexec(conn, "SELECT 1"));
  if (owned)
    PQfinish(conn);
  return owned;
}

int owned_bad(PGconn *given, const char *conninfo) {
  bool owned = false;
  PGconn *conn = given;
  if (!conn)
    conn = PQconnectdb(conninfo);
  PQclear(PQexec(conn, "SELECT 1"));
  if (owned)
    PQfinish(conn);
  return 0; // expect: session-leak
}

int short_circuit_ok(const char *file) {
  sqlite3 *db = NULL;
  int ok = sqlite3_open(file, &db) == SQLITE_OK &&
           sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL) == SQLITE_OK;
  sqlite3_close(db);
  return ok;
}

int short_circuit_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_exec(db, "SELECT 2", NULL, NULL, NULL) != SQLITE_OK)
    return -1; // expect: session-leak
  sqlite3_close(db);
  return 0;
}

int negated_ok(const char *file) {
  sqlite3 *db = NULL;
  int failed = !!sqlite3_open(file, &db);
  if (!failed)
    step(1);
  if (failed) {
    sqlite3_close(db);
    return 1;
  }
  sqlite3_close(db);
  return 0;
}

int expect_hint_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (__builtin_expect(PQstatus(conn) != CONNECTION_OK, 0)) {
    PQfinish(conn);
    return -1;
  }
  PQfinish(conn);
  return 0;
}

int expect_hint_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (__builtin_expect(PQstatus(conn) != CONNECTION_OK, 0))
    return -1; // expect: session-leak
  PQfinish(conn);
  return 0;
}

// --- Bits of one number as flags. ---

enum { WantsStats = 8, IsOpen = 4, IsShared = 1 };

int bit_set_ok(const char *path, int stats) {
  unsigned flags = 0;
  sqlite3 *db = NULL;
  if (stats)
    flags |= WantsStats;
  if (sqlite3_open(path, &db) == SQLITE_OK)
    flags |= IsOpen;
  else
    sqlite3_close(db);
  if (flags & WantsStats)
    step(1);
  int n = flags & IsOpen ? sqlite3_changes(db) : -1;
  if (flags & IsOpen)
    sqlite3_close(db);
  return n;
}

int bit_of_unknown_ok(const char *path, unsigned flags) {
  sqlite3 *db = NULL;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    flags &= ~IsOpen;
  } else {
    flags |= IsOpen;
  }
  if (flags & IsShared)
    step(1);
  if (flags & IsOpen)
    sqlite3_close(db);
  return 0;
}

int bit_of_another_bad(const char *path, unsigned flags) {
  sqlite3 *db = NULL;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  flags |= IsOpen;
  if (flags & IsShared)
    sqlite3_close(db);
  return 0; // expect: session-leak 'db' is not closed on the return at line
}

int bit_cleared_bad(const char *path, unsigned flags) {
  sqlite3 *db = NULL;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  flags &= ~IsOpen;
  if (flags & IsOpen)
    sqlite3_close(db);
  return 0; // expect: session-leak 'db' is not closed on the return at line
}
