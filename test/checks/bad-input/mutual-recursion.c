// FLAGS: -Wno-infinite-recursion
// Functions that call each other in circles, with and without an end.
#include <sqlite3.h>
#include <stddef.h>

int step(int);

static int ping(sqlite3 *db, int n);
static int pong(sqlite3 *db, int n) { return n ? ping(db, n - 1) : sqlite3_changes(db); }
static int ping(sqlite3 *db, int n) { return n ? pong(db, n - 1) : 0; }

int circle_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  int n = ping(db, 10);
  sqlite3_close(db);
  return n;
}

int circle_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  int n = step(10);
  if (n)
    return n; // expect: session-leak
  n = ping(db, 10);
  sqlite3_close(db);
  return n;
}

// A circle of four; one of them closes.
static void north(sqlite3 *db, int n);
static void west(sqlite3 *db, int n) { north(db, n - 1); }
static void south(sqlite3 *db, int n) { west(db, n - 1); }
static void east(sqlite3 *db, int n) { south(db, n - 1); }
static void north(sqlite3 *db, int n) {
  if (n <= 0)
    sqlite3_close(db);
  else
    east(db, n);
}

int compass_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  north(db, 100);
  return rc;
}

// Circles without an end, and ones that open on the way.
static int forever(sqlite3 *db) { return forever(db); }

int endless_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  return forever(db);
}

static sqlite3 *odd(const char *file, int n);
static sqlite3 *even(const char *file, int n) {
  sqlite3 *db = NULL;
  if (n > 0)
    return odd(file, n - 1);
  sqlite3_open(file, &db);
  return db;
}
static sqlite3 *odd(const char *file, int n) {
  if (n > 0)
    return even(file, n - 1);
  return NULL;
}

int odd_ok(const char *file) {
  sqlite3 *db = odd(file, 7);
  int n = db ? sqlite3_changes(db) : 0;
  sqlite3_close(db);
  return n;
}

// Through a pointer.
static int (*indirect)(sqlite3 *, int);
static int by_pointer(sqlite3 *db, int n) { return n ? indirect(db, n - 1) : sqlite3_changes(db); }

int by_pointer_ok(const char *file) {
  sqlite3 *db = NULL;
  indirect = by_pointer;
  sqlite3_open(file, &db);
  int n = indirect(db, 3);
  sqlite3_close(db);
  return n;
}
