// FLAGS: -isystem /usr/include/postgresql
// The result comes from a helper.
#include <libpq-fe.h>

static PGresult *ask(PGconn *c) { return PQexec(c, "SELECT a FROM t"); }

int asked_bad(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = ask(c);
  int ok = PQresultStatus(r) == PGRES_TUPLES_OK;
  PQclear(r);
  if (!ok)
    PQclear(PQexec(c, "UPDATE t SET a=1")); // expect: session-use-after-failure
  PQclear(PQexec(c, "ROLLBACK"));
  return 0;
}

int asked_ok(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = ask(c);
  int ok = PQresultStatus(r) == PGRES_TUPLES_OK;
  PQclear(r);
  if (!ok) {
    PQclear(PQexec(c, "ROLLBACK"));
    return -1;
  }
  PQclear(PQexec(c, "UPDATE t SET a=1"));
  PQclear(PQexec(c, "COMMIT"));
  return 0;
}

static int commit(PGconn *c) {
  PGresult *r = PQexec(c, "COMMIT");
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  if (!ok)
    PQclear(PQexec(c, "ROLLBACK"));
  return ok;
}

int committed_bad(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "UPDATE t SET a=1");
  int failed = PQresultStatus(r) != PGRES_COMMAND_OK;
  PQclear(r);
  if (failed)
    return commit(c); // expect: session-use-after-failure only rolls back
  return commit(c);
}
