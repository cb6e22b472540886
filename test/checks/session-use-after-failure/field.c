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

// --- A helper whose answer is not the failure of its first statement. ---

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

int insert_bad(PGconn *conn, const char *sql) {
  PQclear(PQexec(conn, "BEGIN"));
  int id = newest(conn);
  fprintf(stderr, "above %d\n", id);
  PGresult *res = PQexec(conn, sql); // expect: session-use-after-failure 'conn' is used by 'PQexec' although its transaction has failed
  int good = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  PQclear(PQexec(conn, good ? "COMMIT" : "ROLLBACK"));
  return good;
}
