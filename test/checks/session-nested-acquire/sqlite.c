// FLAGS:
// A second connection to a file that the first one is writing to.
#include <sqlite3.h>

int copy_bad(const char *path) {
  sqlite3 *db, *log;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0); // note: 'sqlite3_exec' begins a transaction on 'db' here
  sqlite3_exec(db, "DELETE FROM item", 0, 0, 0);
  if (sqlite3_open(path, &log) == SQLITE_OK) // expect: session-nested-acquire 'db' is inside a transaction where 'sqlite3_open' opens the same database again, and what that writes waits for 'db'; use one connection, or commit before
    sqlite3_exec(log, "INSERT INTO log VALUES (1)", 0, 0, 0);
  sqlite3_close(log);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  sqlite3_close(db);
  return 0;
}

static void write_log(const char *path) {
  sqlite3 *log;
  if (sqlite3_open(path, &log) == SQLITE_OK)
    sqlite3_exec(log, "INSERT INTO log VALUES (1)", 0, 0, 0);
  sqlite3_close(log);
}
int helper_bad(const char *path) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0);
  write_log(path); // expect: session-nested-acquire 'db' is inside a transaction where 'write_log' opens the same database again
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  sqlite3_close(db);
  return 0;
}

// --- After the commit, another file, no transaction. ---

int after_ok(const char *path) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  write_log(path);
  sqlite3_close(db);
  return 0;
}
int other_ok(const char *path, const char *log) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0);
  write_log(log);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  sqlite3_close(db);
  return 0;
}
int reading_ok(const char *path) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_exec(db, "SELECT 1", 0, 0, 0);
  write_log(path);
  sqlite3_close(db);
  return 0;
}
int two_in_memory_ok(void) {
  sqlite3 *one, *two;
  if (sqlite3_open(":memory:", &one) != SQLITE_OK) {
    sqlite3_close(one);
    return -1;
  }
  sqlite3_exec(one, "BEGIN", 0, 0, 0);
  sqlite3_open(":memory:", &two);
  sqlite3_close(two);
  sqlite3_exec(one, "COMMIT", 0, 0, 0);
  sqlite3_close(one);
  return 0;
}
int same_text_FN(void) {
  sqlite3 *db;
  if (sqlite3_open("shop.db", &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0);
  write_log("shop.db");
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  sqlite3_close(db);
  return 0;
}

/* The transaction is begun by a helper. */
static int begin_now(sqlite3 *db) {
  return sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0);
}

int helper_begins_bad(const char *path) {
  sqlite3 *a = 0, *b = 0;
  if (sqlite3_open(path, &a) == SQLITE_OK && begin_now(a) == SQLITE_OK) {
    if (sqlite3_open(path, &b) == SQLITE_OK) // expect: session-nested-acquire opens the same database again
      sqlite3_exec(b, "INSERT INTO t VALUES(1)", 0, 0, 0);
    sqlite3_close(b);
    sqlite3_exec(a, "ROLLBACK", 0, 0, 0);
  }
  sqlite3_close(a);
  return 0;
}

int helper_begins_elsewhere_ok(const char *path, const char *other) {
  sqlite3 *a = 0, *b = 0;
  if (sqlite3_open(path, &a) == SQLITE_OK && begin_now(a) == SQLITE_OK) {
    if (sqlite3_open(other, &b) == SQLITE_OK)
      sqlite3_exec(b, "INSERT INTO t VALUES(1)", 0, 0, 0);
    sqlite3_close(b);
    sqlite3_exec(a, "ROLLBACK", 0, 0, 0);
  }
  sqlite3_close(a);
  return 0;
}
