// FLAGS: -isystem /usr/include/postgresql
// Shapes of uses after the close in C, each with its corrected twin (docs/bug-shapes.md).
#include <libpq-fe.h>
#include <lmdb.h>
#include <poll.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdio.h>

int work(int n);

struct server {
  PGconn *conn;
  int turn;
};

// Closed in a field, the pointer left: whoever tears down closes again.
static void drop_bad_link(struct server *s) { PQfinish(s->conn); }
static void drop_link(struct server *s) {
  PQfinish(s->conn);
  s->conn = NULL;
}

void teardown_bad(struct server *s) {
  drop_bad_link(s);
  work(s->turn);
  PQfinish(s->conn); // expect: session-use-after-close
}

void teardown_ok(struct server *s) {
  drop_link(s);
  work(s->turn);
  PQfinish(s->conn);
}

// The loop that reconnects resets what was closed.
int reconnect_bad(struct server *s, const char *conninfo) {
  s->conn = PQconnectdb(conninfo);
  while (work(++s->turn)) {
    if (PQstatus(s->conn) == CONNECTION_OK)
      return 0;
    drop_bad_link(s);
    PQreset(s->conn); // expect: session-use-after-close
  }
  return -1;
}

int reconnect_ok(struct server *s, const char *conninfo) {
  s->conn = PQconnectdb(conninfo);
  while (work(++s->turn)) {
    if (PQstatus(s->conn) == CONNECTION_OK)
      return 0;
    drop_link(s);
    s->conn = PQconnectdb(conninfo);
  }
  return -1;
}

// The callee may close what it was given; the caller goes on with its copy.
static int check_health(PGconn *conn) {
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  return 0;
}

int callee_closes_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (check_health(conn) != 0) {
    fprintf(stderr, "%s\n", PQerrorMessage(conn)); // expect: session-use-after-close
    return -1;
  }
  int version = work(PQserverVersion(conn));
  PQfinish(conn);
  return version;
}

int callee_closes_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (check_health(conn) != 0)
    return -1;
  int version = work(PQserverVersion(conn));
  PQfinish(conn);
  return version;
}

// ... or closes it once more.
int closed_by_both_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int rc = check_health(conn);
  if (rc == 0)
    work(PQserverVersion(conn));
  PQfinish(conn); // expect: session-use-after-close
  return rc;
}

int closed_by_both_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int rc = check_health(conn);
  if (rc == 0) {
    work(PQserverVersion(conn));
    PQfinish(conn);
  }
  return rc;
}

// The closed handle is asked for its error.
int error_text_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    fprintf(stderr, "%s: %s\n", file, sqlite3_errmsg(db)); // expect: session-use-after-close
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

int error_text_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    fprintf(stderr, "%s: %s\n", file, sqlite3_errmsg(db));
    sqlite3_close(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// The commit frees even where it fails; the label aborts.
int shared_label_bad(MDB_env *env, MDB_dbi dbi, MDB_val *key, MDB_val *value) {
  MDB_txn *txn;
  int rc = mdb_txn_begin(env, NULL, 0, &txn);
  if (rc)
    return rc;
  rc = mdb_put(txn, dbi, key, value, 0);
  if (rc)
    goto fail;
  rc = mdb_txn_commit(txn);
  if (rc)
    goto fail;
  return 0;
fail:
  mdb_txn_abort(txn); // expect: session-use-after-close
  return rc;
}

int shared_label_ok(MDB_env *env, MDB_dbi dbi, MDB_val *key, MDB_val *value) {
  MDB_txn *txn;
  int rc = mdb_txn_begin(env, NULL, 0, &txn);
  if (rc)
    return rc;
  rc = mdb_put(txn, dbi, key, value, 0);
  if (rc) {
    mdb_txn_abort(txn);
    return rc;
  }
  return mdb_txn_commit(txn);
}

// The connection's descriptor is waited for after its end.
int polled_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  work(PQserverVersion(conn));
  PQfinish(conn);
  struct pollfd fd = {PQsocket(conn), POLLIN, 0}; // expect: session-use-after-close
  return poll(&fd, 1, 100);
}

int polled_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  struct pollfd fd = {PQsocket(conn), POLLIN, 0};
  int rc = poll(&fd, 1, 100);
  PQfinish(conn);
  return rc;
}

// The same, with the descriptor kept in a variable.
int descriptor_kept_FN(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int fd = PQsocket(conn);
  PQfinish(conn);
  struct pollfd waiting = {fd, POLLIN, 0};
  return poll(&waiting, 1, 100);
}
