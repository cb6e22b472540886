// FLAGS: -I/usr/include/mariadb
// Callees that begin inside the transaction of their caller.
#include <mysql.h>
#include <sqlite3.h>
#include <stdlib.h>

// --- The helper is a unit of work, and so is its caller. ---

static int add_entry(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "INSERT INTO entry VALUES (1)", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}
int handler_bad(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK) // note: 'sqlite3_exec' begins a transaction on 'db' here
    return 500;
  if (add_entry(db) < 0) { // expect: session-shared-across-functions 'add_entry' begins a transaction on 'db' inside the one of 'handler_bad'; begin and end it in one function, or use a savepoint here
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return 500;
  }
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 200;
}

// --- The server commits the first one by itself. ---

static void book(MYSQL *db) {
  mysql_query(db, "START TRANSACTION");
  mysql_query(db, "UPDATE account SET n = n - 1");
  mysql_query(db, "COMMIT");
}
void transfer_bad(MYSQL *db) {
  mysql_query(db, "START TRANSACTION");
  book(db); // expect: session-shared-across-functions 'book' begins a transaction on 'db' inside the one of 'transfer_bad'
  mysql_query(db, "COMMIT");
}

// --- The program's own begin, twice. ---

struct store {
  sqlite3 *db;
};
static int store_begin(struct store *s) {
  return sqlite3_exec(s->db, "BEGIN IMMEDIATE", 0, 0, 0);
}
static int store_commit(struct store *s) {
  return sqlite3_exec(s->db, "COMMIT", 0, 0, 0);
}
void store_twice_bad(struct store *s) {
  if (store_begin(s) != SQLITE_OK)
    return;
  store_begin(s); // expect: session-shared-across-functions 'store_begin' begins a transaction on 'db'
  store_commit(s);
}

// --- Deep below. ---

static void third(sqlite3 *db) { add_entry(db); }
static void second(sqlite3 *db) { third(db); }
static void first(sqlite3 *db) { second(db); }
void deep_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  first(db); // expect: session-shared-across-functions 'first' begins a transaction on 'db'
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

// --- One after the other. ---

int handler_ok(sqlite3 *db) {
  if (add_entry(db) < 0)
    return 500;
  return add_entry(db) < 0 ? 500 : 200;
}

// --- The first one is over by then. ---

void over_ok(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return;
  if (sqlite3_exec(db, "DELETE FROM entry", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    add_entry(db);
    return;
  }
  if (sqlite3_exec(db, "COMMIT", 0, 0, 0) != SQLITE_OK)
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
  add_entry(db);
}

// --- It begins only when nobody has. ---

static void begin_if_needed(sqlite3 *db) {
  if (sqlite3_get_autocommit(db))
    sqlite3_exec(db, "BEGIN", 0, 0, 0);
}
void needed_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  begin_if_needed(db);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

// --- It keeps in mind whether somebody has. ---

struct session {
  sqlite3 *db;
  int inside;
};
static int session_begin(struct session *s) {
  if (s->inside)
    return 0;
  if (sqlite3_exec(s->db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return -1;
  s->inside = 1;
  return 0;
}
static void session_end(struct session *s) {
  if (!s->inside)
    return;
  sqlite3_exec(s->db, "COMMIT", 0, 0, 0);
  s->inside = 0;
}
void session_ok(struct session *s) {
  if (session_begin(s) < 0)
    return;
  session_begin(s);
  session_end(s);
}

// --- It is told. ---

static void maybe(sqlite3 *db, int own) {
  if (own)
    sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "DELETE FROM entry", 0, 0, 0);
  if (own)
    sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
void told_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  maybe(db, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
void told_by_caller_ok(sqlite3 *db, int whole) {
  if (whole)
    sqlite3_exec(db, "BEGIN", 0, 0, 0);
  maybe(db, !whole);
  if (whole)
    sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

// --- A savepoint is made for that. ---

static void part(sqlite3 *db) {
  sqlite3_exec(db, "SAVEPOINT part", 0, 0, 0);
  sqlite3_exec(db, "DELETE FROM entry", 0, 0, 0);
  sqlite3_exec(db, "RELEASE part", 0, 0, 0);
}
void part_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  part(db);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

// --- Another session. ---

void other_ok(sqlite3 *db, sqlite3 *log) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  add_entry(log);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
