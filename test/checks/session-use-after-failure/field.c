// FLAGS: -isystem /usr/include/postgresql
// Shapes met in C programs of the field (docs/field-notes.md), in own words.
#include <libpq-fe.h>
#include <stdio.h>

// --- More than one status means success, and each test asks again. ---

int delete_twice_ok(PGconn *conn, const char *sql) {
  PQclear(PQexec(conn, "BEGIN"));
  PGresult *res = PQexec(conn, sql);
  if (PQresultStatus(res) != PGRES_COMMAND_OK &&
      PQresultStatus(res) != PGRES_TUPLES_OK &&
      PQresultStatus(res) != PGRES_EMPTY_QUERY) {
    PQclear(res);
    PQclear(PQexec(conn, "ROLLBACK"));
    return -1;
  }
  PQclear(res);
  PQclear(PQexec(conn, "DELETE FROM old"));
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}

int delete_twice_bad(PGconn *conn, const char *sql) {
  PQclear(PQexec(conn, "BEGIN"));
  PGresult *res = PQexec(conn, sql);
  if (PQresultStatus(res) != PGRES_COMMAND_OK &&
      PQresultStatus(res) != PGRES_TUPLES_OK)
    fprintf(stderr, "%s", PQerrorMessage(conn));
  PQclear(res);
  PQclear(PQexec(conn, "DELETE FROM old")); // expect: session-use-after-failure 'conn' is used by 'PQexec' although its transaction has failed
  PQclear(PQexec(conn, "ROLLBACK"));
  return 0;
}

// --- A helper that hands the rows out, or null after a failure. ---

static PGresult *fetch(PGconn *conn, const char *sql) {
  PGresult *rows = PQexec(conn, sql);
  if (PQresultStatus(rows) != PGRES_TUPLES_OK) {
    fprintf(stderr, "%s", PQresultErrorMessage(rows));
    PQclear(rows);
    return NULL;
  }
  return rows;
}

static int execute(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  if (PQresultStatus(res) != PGRES_COMMAND_OK &&
      PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    return -1;
  }
  int rows = PQntuples(res);
  PQclear(res);
  return rows;
}

int check_ok(PGconn *conn) {
  PQclear(PQexec(conn, "BEGIN"));
  PGresult *rows = fetch(conn, "SELECT 1 FROM pg_language");
  if (rows == NULL) {
    PQclear(PQexec(conn, "ROLLBACK"));
    return -1;
  }
  PQclear(rows);
  if (execute(conn, "LOAD 'functions'") < 0) {
    PQclear(PQexec(conn, "ROLLBACK"));
    return -1;
  }
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}

int check_bad(PGconn *conn) {
  PQclear(PQexec(conn, "BEGIN"));
  PGresult *rows = fetch(conn, "SELECT 1 FROM pg_language");
  if (rows == NULL)
    fprintf(stderr, "no languages\n");
  PQclear(rows);
  if (execute(conn, "LOAD 'functions'") < 0) { // expect: session-use-after-failure 'conn' is used by 'execute' although its transaction has failed
    PQclear(PQexec(conn, "ROLLBACK"));
    return -1;
  }
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}

// --- A helper whose answer may, but need not, tell of the failure; its caller
// does not ask. ---

static int newest(PGconn *conn) {
  int id = -1;
  PGresult *rows = PQexec(conn, "SELECT max(id) FROM node");
  if (PQresultStatus(rows) != PGRES_TUPLES_OK)
    fprintf(stderr, "%s", PQerrorMessage(conn));
  else
    id = PQntuples(rows);
  PQclear(rows);
  return id;
}

int insert_FN(PGconn *conn, const char *sql) {
  PQclear(PQexec(conn, "BEGIN"));
  int id = newest(conn);
  fprintf(stderr, "above %d\n", id);
  PGresult *res = PQexec(conn, sql);
  int good = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  PQclear(PQexec(conn, good ? "COMMIT" : "ROLLBACK"));
  return good;
}

// --- A helper that runs what it is given, says so, and returns a status. ---

static int run(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  int good = PQresultStatus(res) == PGRES_COMMAND_OK;
  if (!good)
    fprintf(stderr, "%s", PQerrorMessage(conn));
  PQclear(res);
  return good ? 0 : -1;
}

int chunks_ok(PGconn *conn, int n) {
  run(conn, "BEGIN");
  for (int i = 0; i < n; i++) {
    run(conn, "INSERT INTO t VALUES(1)");
    if (i % 100 == 99) {
      run(conn, "COMMIT");
      run(conn, "BEGIN");
    }
  }
  run(conn, "COMMIT");
  return 0;
}

int savepoint_ok(PGconn *conn) {
  run(conn, "BEGIN");
  run(conn, "SAVEPOINT a");
  if (run(conn, "INSERT INTO t VALUES(1)")) {
    run(conn, "ROLLBACK TO a");
    run(conn, "UPDATE t SET n = n + 1");
  }
  return run(conn, "COMMIT");
}

int retried_bad(PGconn *conn) {
  run(conn, "BEGIN");
  if (run(conn, "INSERT INTO t VALUES(1)"))
    run(conn, "UPDATE t SET n = n + 1"); // expect: session-use-after-failure 'conn' is used by 'run' although its transaction has failed
  return run(conn, "COMMIT");
}
