// FLAGS: -isystem /usr/include/postgresql
// The result of opening is thrown away, or assigned over.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

PGconn *open_conn_ok(const char *conninfo) { return PQconnectdb(conninfo); }

void discarded_bad(const char *conninfo) {
  PQconnectdb(conninfo); // expect: session-leak
}

void discarded_ok(const char *conninfo) {
  PQfinish(PQconnectdb(conninfo));
}

void cast_to_void_bad(const char *conninfo) {
  (void)PQconnectdb(conninfo); // expect: session-leak
}

int probe_bad(const char *conninfo) {
  return PQstatus(PQconnectdb(conninfo)) == CONNECTION_OK; // expect: session-leak
}

int probe_ok(const char *conninfo) {
  return PQping(conninfo) == PQPING_OK;
}

int probe_in_condition_bad(const char *conninfo) {
  if (PQconnectdb(conninfo) != NULL) // expect: session-leak
    return 1;
  return 0;
}

int probe_in_condition_ok(const char *conninfo) {
  PGconn *conn;
  int ok = 0;
  if ((conn = PQconnectdb(conninfo)) != NULL) {
    ok = PQstatus(conn) == CONNECTION_OK;
    PQfinish(conn);
  }
  return ok;
}

void helper_discarded_bad(const char *conninfo) {
  open_conn_ok(conninfo); // expect: session-leak
}

void helper_discarded_ok(const char *conninfo) {
  PQfinish(open_conn_ok(conninfo));
}

// The comma operator throws the left side away.
PGconn *comma_bad(const char *a, const char *b) {
  return (void)open_conn_ok(a), PQconnectdb(b); // expect: session-leak
}

PGconn *comma_ok(const char *a, const char *b) {
  PGconn *first, *second;
  return first = open_conn_ok(a), second = PQconnectdb(b), PQfinish(first), second;
}

int assigned_twice_bad(const char *a, const char *b) {
  PGconn *conn = PQconnectdb(a);
  conn = PQconnectdb(b); // expect: session-leak
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}

int assigned_twice_ok(const char *a, const char *b) {
  PGconn *conn = PQconnectdb(a);
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  conn = PQconnectdb(b);
  ok += PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}

int reopened_out_parameter_bad(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  sqlite3_open(":memory:", &db); // expect: session-leak
  int rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}

int reopened_out_parameter_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  sqlite3_close(db);
  sqlite3_open(":memory:", &db);
  int rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}

// Overwritten by a parameter's value, on one path.
int borrowed_instead_bad(const char *conninfo, PGconn *given) {
  PGconn *conn = PQconnectdb(conninfo);
  int own = 1;
  if (given) {
    conn = given; // expect: session-leak
    own = 0;
  }
  PQclear(PQexec(conn, "SELECT 1"));
  if (own)
    PQfinish(conn);
  return own;
}

int borrowed_instead_ok(const char *conninfo, PGconn *given) {
  PGconn *conn = given;
  int own = 0;
  if (!conn) {
    conn = PQconnectdb(conninfo);
    own = 1;
  }
  PQclear(PQexec(conn, "SELECT 1"));
  if (own)
    PQfinish(conn);
  return own;
}

// Conditional operator: either arm is one session.
int either_ok(const char *conninfo, const char *const *keys, const char *const *values) {
  PGconn *conn = keys ? PQconnectdbParams(keys, values, 1) : PQconnectdb(conninfo);
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}

int either_bad(const char *conninfo, const char *standby, int primary) {
  PGconn *conn = PQconnectdb(primary ? conninfo : standby);
  int ok = PQstatus(conn) == CONNECTION_OK;
  if (ok)
    PQfinish(conn);
  return ok; // expect: session-leak
}
