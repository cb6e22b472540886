// FLAGS: -isystem /usr/include/postgresql
// Shapes met in C programs of the field (docs/field-notes.md), in own words.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

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

// --- The same variable for one statement after another. ---

int both_lists_ok(sqlite3 *db) {
  sqlite3_stmt *rows;
  if (sqlite3_prepare_v2(db, "SELECT id FROM files", -1, &rows, 0) != SQLITE_OK)
    return -1;
  while (sqlite3_step(rows) == SQLITE_ROW)
    give_up(sqlite3_column_int(rows, 0));
  sqlite3_finalize(rows);
  if (sqlite3_prepare_v2(db, "SELECT id FROM lists", -1, &rows, 0) != SQLITE_OK)
    return -1;
  while (sqlite3_step(rows) == SQLITE_ROW)
    give_up(sqlite3_column_int(rows, 0));
  sqlite3_finalize(rows);
  return 0;
}

int one_list_twice_bad(sqlite3 *db) {
  sqlite3_stmt *rows;
  if (sqlite3_prepare_v2(db, "SELECT id FROM files", -1, &rows, 0) != SQLITE_OK)
    return -1;
  sqlite3_step(rows);
  sqlite3_finalize(rows);
  give_up(sqlite3_column_int(rows, 0)); // expect: session-use-after-close 'rows' is used by 'sqlite3_column_int' after it was ended
  return 0;
}

// --- A place that a callee writes after the close. ---

static sqlite3 *catalogue;

static int open_catalogue(const char *file) {
  int is_new = access(file, 0) != 0;
  if (sqlite3_open(file, &catalogue) != SQLITE_OK)
    give_up(1);
  sqlite3_busy_timeout(catalogue, 5000);
  return is_new;
}

int rebuild_ok(const char *file) {
  if (open_catalogue(file)) {
    sqlite3_close(catalogue);
    open_catalogue(file);
    give_up(0);
    sqlite3_close(catalogue);
    open_catalogue(file);
  }
  return sqlite3_close(catalogue);
}

int rebuild_bad(const char *file) {
  open_catalogue(file);
  sqlite3_close(catalogue);
  access(file, 0);
  return sqlite3_close(catalogue); // expect: session-use-after-close 'catalogue' is closed a second time by 'sqlite3_close'
}

struct reader {
  sqlite3 *db;
};

void reopen(struct reader *r);

int reopened_elsewhere_ok(struct reader *r) {
  sqlite3_close(r->db);
  reopen(r);
  return sqlite3_exec(r->db, "VACUUM", 0, 0, 0);
}

int looked_at_elsewhere_bad(struct reader *r) {
  sqlite3_close(r->db);
  access("log", 0);
  return sqlite3_exec(r->db, "VACUUM", 0, 0, 0); // expect: session-use-after-close 'db' is used by 'sqlite3_exec' after it was closed
}
