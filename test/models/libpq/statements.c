// NEEDS: /usr/include/postgresql/libpq-fe.h
// FLAGS: -isystem /usr/include/postgresql
// Prepared statements, copies of results, cancel handles, large objects.
#include <libpq-fe.h>
#include <libpq/libpq-fs.h>
#include <stdio.h>

int prepared_bad(PGconn *conn, const char *const *values) {
  PGresult *made = PQprepare(conn, "put", "INSERT INTO t VALUES ($1)", 1, NULL);
  if (PQresultStatus(made) != PGRES_COMMAND_OK)
    return -1; // expect: session-statement-leak
  PQclear(made);
  PGresult *done = PQexecPrepared(conn, "put", 1, values, NULL, NULL, 0);
  int status = PQresultStatus(done);
  return status; // expect: session-statement-leak
}

int prepared_ok(PGconn *conn, const char *const *values) {
  PGresult *made = PQprepare(conn, "put", "INSERT INTO t VALUES ($1)", 1, NULL);
  if (!made)
    return -1;
  PQclear(made);
  PGresult *done = PQexecPrepared(conn, "put", 1, values, NULL, NULL, 0);
  if (!done)
    return -1;
  int status = PQresultStatus(done);
  PQclear(done);
  return status;
}

int prepared_after_bad(PGconn *conn) {
  PQfinish(conn);
  PQclear(PQprepare(conn, "put", "INSERT INTO t VALUES ($1)", 1, NULL)); // expect: session-use-after-close
  return 0;
}

int run_after_bad(PGconn *conn, const char *const *values) {
  PQfinish(conn);
  PQclear(PQexecPrepared(conn, "put", 1, values, NULL, NULL, 0)); // expect: session-use-after-close
  return 0;
}

// Preparing a BEGIN begins nothing.
int prepared_begin_ok(PGconn *conn) {
  PQclear(PQprepare(conn, "begin", "BEGIN", 0, NULL));
  return 0;
}

PGresult *kept_copy_ok(const PGresult *res) { return PQcopyResult(res, PG_COPYRES_ATTRS); }

int copied_bad(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  PGresult *copy = PQcopyResult(res, PG_COPYRES_ATTRS);
  PQclear(res);
  if (PQntuples(copy) == 0)
    return -1; // expect: session-statement-leak
  PQclear(copy);
  return 0;
}

int copied_ok(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  PGresult *copy = PQcopyResult(res, PG_COPYRES_ATTRS);
  PQclear(res);
  if (!copy)
    return -1;
  PQclear(copy);
  return 0;
}

int copied_after_bad(PGresult *res) {
  PQclear(res);
  PQclear(PQcopyResult(res, 0)); // expect: session-use-after-close
  return 0;
}

int cancel_bad(PGconn *conn) {
  char error[256];
  PGcancel *cancel = PQgetCancel(conn);
  if (!cancel)
    return -1;
  if (!PQcancel(cancel, error, sizeof error))
    return -2; // expect: session-statement-leak
  PQfreeCancel(cancel);
  return 0;
}

int cancel_ok(PGconn *conn) {
  char error[256];
  PGcancel *cancel = PQgetCancel(conn);
  if (!cancel)
    return -1;
  int done = PQcancel(cancel, error, sizeof error);
  PQfreeCancel(cancel);
  return done;
}

// It survives its connection.
int cancel_outlives_ok(PGconn *conn) {
  char error[256];
  PGcancel *cancel = PQgetCancel(conn);
  PQfinish(conn);
  int done = cancel ? PQcancel(cancel, error, sizeof error) : 0;
  PQfreeCancel(cancel);
  return done;
}

int cancel_after_bad(PGconn *conn) {
  PQfinish(conn);
  PQfreeCancel(PQgetCancel(conn)); // expect: session-use-after-close
  return 0;
}

int cancel_twice_bad(PGcancel *cancel) {
  PQfreeCancel(cancel);
  PQfreeCancel(cancel); // expect: session-use-after-close
  return 0;
}

int sent_bad(PGconn *conn, const char *const *values) {
  PGresult *begun = PQexec(conn, "BEGIN");
  int ok = PQresultStatus(begun) == PGRES_COMMAND_OK;
  PQclear(begun);
  if (!ok)
    return -1;
  if (!PQsendQueryPrepared(conn, "put", 1, values, NULL, NULL, 0))
    return -2; // expect: session-missing-rollback
  PQclear(PQgetResult(conn));
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}

int send_prepare_bad(PGconn *conn) {
  PGresult *begun = PQexec(conn, "BEGIN");
  int ok = PQresultStatus(begun) == PGRES_COMMAND_OK;
  PQclear(begun);
  if (!ok)
    return -1;
  if (!PQsendPrepare(conn, "put", "INSERT INTO t VALUES ($1)", 1, NULL))
    return -2; // expect: session-missing-rollback
  PQclear(PQgetResult(conn));
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}

int send_after_bad(PGconn *conn) {
  PQfinish(conn);
  return PQsendPrepare(conn, "put", "INSERT INTO t VALUES ($1)", 1, NULL); // expect: session-use-after-close
}

int send_run_after_bad(PGconn *conn) {
  PQfinish(conn);
  return PQsendQueryPrepared(conn, "put", 0, NULL, NULL, NULL, 0); // expect: session-use-after-close
}

int object_bad(PGconn *conn, Oid id) {
  PQfinish(conn);
  return lo_open(conn, id, INV_READ); // expect: session-use-after-close
}

// A reset is a new conversation: the old transaction is gone.
int reset_ok(PGconn *conn) {
  PQclear(PQexec(conn, "BEGIN"));
  if (PQstatus(conn) == CONNECTION_BAD) {
    PQresetStart(conn);
    return -1;
  }
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}

int reset_after_bad(PGconn *conn) {
  PQfinish(conn);
  return PQresetStart(conn); // expect: session-use-after-close
}
