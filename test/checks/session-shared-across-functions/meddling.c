// FLAGS: -isystem /usr/include/postgresql
// Helpers that end the transaction of their caller, and callers who do not
// know.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

// --- A helper that cleans up after itself, and after its caller too. ---

static void add_item(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, sql, 0, 0, 0) != SQLITE_OK)
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
}
void order_bad(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK) // note: 'sqlite3_exec' begins a transaction on 'db' here
    return;
  add_item(db, "INSERT INTO item VALUES (1)"); // expect: session-shared-across-functions 'add_item' ends the transaction on 'db' that 'order_bad' began, and 'order_bad' goes on as if it were open; leave the end to who began it
  sqlite3_exec(db, "COMMIT", 0, 0, 0); // note: 'sqlite3_exec' commits on 'db' here
}

// --- It tells of the failure, and the caller does not listen. ---

static int add_row(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  int good = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  if (!good) {
    PQclear(PQexec(conn, "ROLLBACK"));
    return -1;
  }
  return 0;
}
void journal_bad(PGconn *conn) {
  PQclear(PQexec(conn, "BEGIN"));
  if (add_row(conn, "INSERT INTO log VALUES (1)") < 0) // expect: session-shared-across-functions 'add_row' ends the transaction on 'conn' that 'journal_bad' began
    fprintf(stderr, "not logged\n");
  PQclear(PQexec(conn, "COMMIT"));
}

// --- A helper that commits what it was only to add to. ---

static void store_setting(sqlite3 *db) {
  sqlite3_exec(db, "UPDATE setting SET value = 1", 0, 0, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
void import_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0);
  store_setting(db); // expect: session-shared-across-functions 'store_setting' ends the transaction on 'db' that 'import_bad' began
  sqlite3_exec(db, "DELETE FROM queue", 0, 0, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

// --- Wrappers of the program: begun, ended inside, ended again. ---

struct store {
  sqlite3 *db;
};
static int store_begin(struct store *s) {
  return sqlite3_exec(s->db, "BEGIN", 0, 0, 0);
}
static int store_commit(struct store *s) {
  return sqlite3_exec(s->db, "COMMIT", 0, 0, 0);
}
static void store_flush(struct store *s) {
  sqlite3_exec(s->db, "UPDATE counter SET n = n + 1", 0, 0, 0);
  sqlite3_exec(s->db, "COMMIT", 0, 0, 0);
}
void store_save_bad(struct store *s) {
  if (store_begin(s) != SQLITE_OK)
    return;
  store_flush(s); // expect: session-shared-across-functions 'store_flush' ends the transaction on 'db'
  store_commit(s);
}

// --- Through two helpers. ---

static void step_inner(sqlite3 *db) { sqlite3_exec(db, "ROLLBACK", 0, 0, 0); }
static void step_outer(sqlite3 *db) {
  sqlite3_exec(db, "DELETE FROM step", 0, 0, 0);
  step_inner(db);
}
void steps_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  step_outer(db); // expect: session-shared-across-functions 'step_outer' ends the transaction on 'db'
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

// --- The caller listens. ---

void listening_ok(PGconn *conn) {
  PQclear(PQexec(conn, "BEGIN"));
  if (add_row(conn, "INSERT INTO log VALUES (1)") < 0)
    return;
  PQclear(PQexec(conn, "COMMIT"));
}

// --- It rolls back again, which does no harm. ---

void twice_rolled_back_ok(PGconn *conn) {
  PQclear(PQexec(conn, "BEGIN"));
  if (add_row(conn, "INSERT INTO log VALUES (1)") < 0) {
    PQclear(PQexec(conn, "ROLLBACK"));
    return;
  }
  PQclear(PQexec(conn, "COMMIT"));
}

// --- Helpers that only query. ---

static int count(sqlite3 *db) {
  return sqlite3_exec(db, "SELECT count(*) FROM item", 0, 0, 0);
}
void querying_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  count(db);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

// --- The program's own end, used once. ---

void store_plain_ok(struct store *s) {
  if (store_begin(s) != SQLITE_OK)
    return;
  sqlite3_exec(s->db, "DELETE FROM queue", 0, 0, 0);
  store_commit(s);
}

// --- It ends one and begins the next: chunks. ---

static void next_chunk(sqlite3 *db) {
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
}
void chunks_ok(sqlite3 *db, int n) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  for (int i = 0; i < n; ++i) {
    sqlite3_exec(db, "INSERT INTO item VALUES (1)", 0, 0, 0);
    if (i % 100 == 0)
      next_chunk(db);
  }
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

// --- It counts how deep it is. ---

static int depth;
static void enter(sqlite3 *db) {
  if (depth++ == 0)
    sqlite3_exec(db, "BEGIN", 0, 0, 0);
}
static void leave(sqlite3 *db) {
  if (--depth == 0)
    sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
void counted_ok(sqlite3 *db) {
  enter(db);
  enter(db);
  sqlite3_exec(db, "DELETE FROM queue", 0, 0, 0);
  leave(db);
  leave(db);
}

// --- It asks whether a transaction is open. ---

static void commit_if_open(sqlite3 *db) {
  if (!sqlite3_get_autocommit(db))
    sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
void asking_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "DELETE FROM queue", 0, 0, 0);
  commit_if_open(db);
  commit_if_open(db);
}
void asking_after_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  add_item(db, "INSERT INTO item VALUES (1)");
  if (!sqlite3_get_autocommit(db))
    sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

// --- A savepoint of its own. ---

static void in_savepoint(sqlite3 *db) {
  sqlite3_exec(db, "SAVEPOINT step", 0, 0, 0);
  if (sqlite3_exec(db, "DELETE FROM step", 0, 0, 0) != SQLITE_OK)
    sqlite3_exec(db, "ROLLBACK TO step", 0, 0, 0);
  sqlite3_exec(db, "RELEASE step", 0, 0, 0);
}
void savepoint_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  in_savepoint(db);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

// --- It is told whether it was the last step. ---

static void one_step(sqlite3 *db, int last) {
  sqlite3_exec(db, "DELETE FROM step", 0, 0, 0);
  if (last)
    sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
void told_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  one_step(db, 0);
  one_step(db, 1);
}

// --- Its own transaction, begun and ended by the helper. ---

static void whole(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "DELETE FROM step", 0, 0, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
void one_after_the_other_ok(sqlite3 *db) {
  whole(db);
  whole(db);
}
