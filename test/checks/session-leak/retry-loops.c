// FLAGS: -isystem /usr/include/postgresql
// The only handle is overwritten: retry loops, reconnects, fallbacks.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int step(int);

int retry_bad(const char *conninfo) {
  PGconn *conn = NULL;
  for (int i = 0; i < 5; i++) {
    conn = PQconnectdb(conninfo); // expect: session-leak
    if (PQstatus(conn) == CONNECTION_OK)
      break;
    sleep(1);
  }
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}

int retry_ok(const char *conninfo) {
  PGconn *conn = NULL;
  for (int i = 0; i < 5; i++) {
    conn = PQconnectdb(conninfo);
    if (PQstatus(conn) == CONNECTION_OK)
      break;
    PQfinish(conn);
    conn = NULL;
    sleep(1);
  }
  int ok = conn != NULL;
  PQfinish(conn);
  return ok;
}

int retry_closes_first_ok(const char *conninfo) {
  PGconn *conn = NULL;
  int tries = 0;
  do {
    PQfinish(conn);
    conn = PQconnectdb(conninfo);
  } while (PQstatus(conn) != CONNECTION_OK && ++tries < 5);
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}

int retry_while_bad(const char *file) {
  sqlite3 *db = NULL;
  int tries = 0;
  while (sqlite3_open(file, &db) != SQLITE_OK) { // expect: session-leak
    if (++tries == 10) {
      sqlite3_close(db);
      return -1;
    }
    sleep(1);
  }
  sqlite3_close(db);
  return 0;
}

int retry_while_ok(const char *file) {
  sqlite3 *db = NULL;
  int tries = 0;
  while (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    if (++tries == 10)
      return -1;
    sleep(1);
  }
  sqlite3_close(db);
  return 0;
}

int fallback_bad(const char *primary, const char *standby) {
  PGconn *conn = PQconnectdb(primary);
  if (PQstatus(conn) != CONNECTION_OK)
    conn = PQconnectdb(standby); // expect: session-leak
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}

int fallback_ok(const char *primary, const char *standby) {
  PGconn *conn = PQconnectdb(primary);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    conn = PQconnectdb(standby);
  }
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}

// Read-write first, then read-only into the same variable.
int readonly_fallback_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL);
  if (rc != SQLITE_OK)
    rc = sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL); // expect: session-leak
  sqlite3_close(db);
  return rc;
}

int readonly_fallback_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL);
  if (rc != SQLITE_OK) {
    sqlite3_close(db);
    rc = sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL);
  }
  sqlite3_close(db);
  return rc;
}

// The connection was lost while working; the dead handle still needs PQfinish.
int reconnect_bad(const char *conninfo, int jobs) {
  PGconn *conn = PQconnectdb(conninfo);
  while (jobs-- > 0) {
    if (PQstatus(conn) == CONNECTION_BAD)
      conn = PQconnectdb(conninfo); // expect: session-leak
    PQclear(PQexec(conn, "SELECT next_job()"));
  }
  PQfinish(conn);
  return 0;
}

int reconnect_ok(const char *conninfo, int jobs) {
  PGconn *conn = PQconnectdb(conninfo);
  while (jobs-- > 0) {
    if (PQstatus(conn) == CONNECTION_BAD) {
      PQfinish(conn);
      conn = PQconnectdb(conninfo);
    }
    PQclear(PQexec(conn, "SELECT next_job()"));
  }
  PQfinish(conn);
  return 0;
}

int reset_instead_ok(const char *conninfo, int jobs) {
  PGconn *conn = PQconnectdb(conninfo);
  while (jobs-- > 0) {
    if (PQstatus(conn) == CONNECTION_BAD)
      PQreset(conn);
    PQclear(PQexec(conn, "SELECT next_job()"));
  }
  PQfinish(conn);
  return 0;
}

int set_to_null_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc != SQLITE_OK) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    db = NULL; // expect: session-leak
  }
  sqlite3_close(db);
  return rc;
}

int set_to_null_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc != SQLITE_OK) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    sqlite3_close(db);
    db = NULL;
  }
  sqlite3_close(db);
  return rc;
}

int each_file_bad(char **files, int n) {
  sqlite3 *db = NULL;
  for (int i = 0; i < n; i++) {
    if (sqlite3_open(files[i], &db) == SQLITE_OK) // expect: session-leak
      sqlite3_exec(db, "REINDEX", NULL, NULL, NULL);
  }
  sqlite3_close(db);
  return 0;
}

int each_file_ok(char **files, int n) {
  sqlite3 *db = NULL;
  for (int i = 0; i < n; i++) {
    if (sqlite3_open(files[i], &db) == SQLITE_OK)
      sqlite3_exec(db, "REINDEX", NULL, NULL, NULL);
    sqlite3_close(db);
  }
  return 0;
}

// Another variable keeps the first handle.
int swap_ok(const char *a, const char *b) {
  PGconn *conn = PQconnectdb(a);
  PGconn *old = conn;
  conn = PQconnectdb(b);
  int ok = PQstatus(conn) == CONNECTION_OK && PQstatus(old) == CONNECTION_OK;
  PQfinish(conn);
  PQfinish(old);
  return ok;
}

int keep_better_ok(const char *a, const char *b) {
  PGconn *conn = PQconnectdb(a);
  PGconn *other = PQconnectdb(b);
  if (PQserverVersion(other) > PQserverVersion(conn)) {
    PGconn *worse = conn;
    conn = other;
    other = worse;
  }
  PQfinish(other);
  int version = PQserverVersion(conn);
  PQfinish(conn);
  return version;
}

int keep_better_bad(const char *a, const char *b) {
  PGconn *conn = PQconnectdb(a);
  PGconn *other = PQconnectdb(b);
  if (PQserverVersion(other) > PQserverVersion(conn)) {
    conn = other; // expect: session-leak
  } else {
    PQfinish(other);
  }
  int version = PQserverVersion(conn);
  PQfinish(conn);
  return version;
}

/* Tries once more by calling itself, and says so. */
struct link {
  sqlite3 *db;
};

int reopen_once_ok(struct link *link, const char *path, int again) {
  if (sqlite3_open(path, &link->db) == SQLITE_OK)
    return 0;
  sqlite3_close(link->db);
  link->db = NULL;
  if (again)
    return -1;
  return reopen_once_ok(link, path, 1);
}

int renewed_FP(struct link *link, const char *path, int done) {
  if (done)
    return 0;
  if (link->db) {
    sqlite3_close(link->db);
    link->db = NULL;
  }
  if (sqlite3_open(path, &link->db) != SQLITE_OK) {
    sqlite3_close(link->db);
    link->db = NULL;
    return -1;
  }
  return renewed_FP(link, path, 1); // expect: session-leak 'db' is overwritten while it is still open
}

int reopened_over_bad(struct link *link, const char *path, int again) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) == SQLITE_OK) {
    link->db = db;
    return 0;
  }
  if (again) {
    sqlite3_close(db);
    return -1;
  }
  return reopened_over_bad(link, path, 1); // expect: session-leak 'db' is not closed on the return
}
