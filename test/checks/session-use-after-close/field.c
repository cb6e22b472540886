// FLAGS: -isystem /usr/include/postgresql
// Shapes met in C programs of the field (docs/field-notes.md), in own words.
#include <libpq-fe.h>
#include <string.h>

void give_up(int code);

// --- A helper that closes on one of its failures, and says so. ---

static PGconn *shared;

static int read_counter(char *counter) {
  PGresult *rows = PQexec(shared, "SELECT 1 FROM settings");
  if (PQresultStatus(rows) != PGRES_TUPLES_OK) {
    PQclear(rows);
    return -1;
  }
  PQclear(rows);
  rows = PQexec(shared, "SELECT counter FROM archive");
  if (PQresultStatus(rows) != PGRES_TUPLES_OK || PQntuples(rows) == 0) {
    PQclear(rows);
    PQfinish(shared);
    return -1;
  }
  strcpy(counter, PQgetvalue(rows, 0, 0));
  PQclear(rows);
  return 0;
}

int scan_ok(char *counter) {
  if (read_counter(counter) < 0)
    return -1;
  PQfinish(shared);
  shared = 0;
  return 0;
}

int scan_ignoring_bad(char *counter) {
  read_counter(counter);
  PQfinish(shared); // expect: session-use-after-close 'shared' is closed a second time by 'PQfinish'
  shared = 0;
  return 0;
}

// --- The end of the program in a function of another file. ---

// Nothing says that give_up does not return; a model may (`noreturn`).
int watch_FP(PGconn *conn, int known) {
  if (!known) {
    PQfinish(conn);
    give_up(2);
  }
  return PQstatus(conn); // expect: session-use-after-close 'conn' is used by 'PQstatus' after it was closed
}
