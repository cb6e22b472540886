// FLAGS: -isystem /usr/include/postgresql
// PostgreSQL refuses everything after a failure until a rollback.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>

int goes_on_bad(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "UPDATE t SET a=1"); // note: assuming the statement that 'PQexec' runs on 'c' fails
  if (PQresultStatus(r) != PGRES_COMMAND_OK)
    fprintf(stderr, "%s", PQresultErrorMessage(r));
  PQclear(r);
  PQclear(PQexec(c, "UPDATE u SET a=1")); // expect: session-use-after-failure 'c' is used by 'PQexec' although its transaction has failed
  PQclear(PQexec(c, "COMMIT"));
  return 0;
}

int commits_bad(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "UPDATE t SET a=1");
  if (PQresultStatus(r) != PGRES_COMMAND_OK)
    fprintf(stderr, "%s", PQresultErrorMessage(r));
  PQclear(r);
  PQclear(PQexec(c, "COMMIT")); // expect: session-use-after-failure only rolls back
  return 0;
}

int rolls_back_ok(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "UPDATE t SET a=1");
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  if (!ok) {
    fprintf(stderr, "%s", PQerrorMessage(c));
    PQclear(PQexec(c, "ROLLBACK"));
    PQclear(PQexec(c, "UPDATE u SET a=1"));
    return -1;
  }
  PQclear(PQexec(c, "COMMIT"));
  return 0;
}

int to_savepoint_ok(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PQclear(PQexec(c, "SAVEPOINT s"));
  PGresult *r = PQexec(c, "UPDATE t SET a=1");
  if (PQresultStatus(r) != PGRES_COMMAND_OK)
    PQclear(PQexec(c, "ROLLBACK TO s"));
  PQclear(r);
  PQclear(PQexec(c, "UPDATE u SET a=1"));
  PQclear(PQexec(c, "COMMIT"));
  return 0;
}

/* Outside a transaction each statement stands alone. */
int outside_ok(PGconn *c) {
  PGresult *r = PQexec(c, "UPDATE t SET a=1");
  if (PQresultStatus(r) != PGRES_COMMAND_OK)
    fprintf(stderr, "%s", PQerrorMessage(c));
  PQclear(r);
  PQclear(PQexec(c, "UPDATE u SET a=1"));
  return 0;
}

/* SQLite lets the transaction go on. */
int sqlite_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0) != SQLITE_OK)
    fprintf(stderr, "%s", sqlite3_errmsg(db));
  sqlite3_exec(db, "UPDATE u SET a=1", 0, 0, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}
