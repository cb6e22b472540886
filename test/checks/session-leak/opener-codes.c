// Openers of the program whose result says with a number of its own which of
// their ways out it was.
#include <sqlite3.h>
#include <stddef.h>

int check(int);

enum status { ST_OK, ST_NO_FILE, ST_NO_SCHEMA, ST_LOCKED };

static enum status attach(const char *path, sqlite3 **out) {
  sqlite3 *db;
  *out = NULL;
  if (sqlite3_open(path, &db)) {
    sqlite3_close(db);
    return ST_NO_FILE;
  }
  *out = db;
  if (check(1))
    return ST_NO_SCHEMA;
  return ST_OK;
}

int named_code_ok(const char *path) {
  sqlite3 *db;
  if (attach(path, &db) == ST_NO_FILE)
    return -1;
  sqlite3_close(db);
  return 0;
}

int named_code_bad(const char *path) {
  sqlite3 *db;
  if (attach(path, &db) == ST_NO_SCHEMA)
    return -1; // expect: session-leak 'db' is not closed on the return
  sqlite3_close(db);
  return 0;
}

int by_switch_ok(const char *path) {
  sqlite3 *db;
  switch (attach(path, &db)) {
  case ST_NO_FILE:
    return -1;
  case ST_NO_SCHEMA:
    sqlite3_close(db);
    return -2;
  default:
    break;
  }
  sqlite3_close(db);
  return 0;
}

static int negative(const char *path, sqlite3 **out) {
  sqlite3 *db;
  *out = NULL;
  if (sqlite3_open(path, &db)) {
    sqlite3_close(db);
    return -1;
  }
  *out = db;
  if (check(1))
    return -2;
  return 0;
}

int negative_code_ok(const char *path) {
  sqlite3 *db;
  int rc = negative(path, &db);
  if (rc == -1)
    return -1;
  check(rc);
  sqlite3_close(db);
  return rc;
}

int negative_code_bad(const char *path) {
  sqlite3 *db;
  int rc = negative(path, &db);
  if (rc < 0)
    return -1; // expect: session-leak 'db' is not closed on the return
  sqlite3_close(db);
  return 0;
}

/* The codes of another library are far from each other. */
static int far_apart(const char *path, sqlite3 **out) {
  sqlite3 *db;
  *out = NULL;
  if (sqlite3_open(path, &db)) {
    sqlite3_close(db);
    return -5;
  }
  *out = db;
  if (check(1))
    return -1000;
  return 0;
}

int far_code_ok(const char *path) {
  sqlite3 *db;
  int rc = far_apart(path, &db);
  if (rc == -5)
    return -1;
  sqlite3_close(db);
  return rc;
}

int far_code_bad(const char *path) {
  sqlite3 *db;
  int rc = far_apart(path, &db);
  if (rc == -1000)
    return -1; // expect: session-leak 'db' is not closed on the return
  if (rc != -5)
    sqlite3_close(db);
  return rc;
}
