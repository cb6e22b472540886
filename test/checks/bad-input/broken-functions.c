// Functions with errors are skipped; their neighbours still report.
#include <sqlite3.h>
#include <stddef.h>

int before_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1; // expect: session-leak
  sqlite3_close(db);
  return 0;
}

int unknown_type(const char *file) {
  database_t *handle = NULL; // expect: clang-diagnostic-error // expect: clang-diagnostic-error
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  return 0;
}

int unknown_function(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  no_such_function_of_ours(db); // expect: clang-diagnostic-implicit-function-declaration
  return 0;
}

int unknown_variable(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  if (nowhere > 0) // expect: clang-diagnostic-error
    return -1;
  return 0;
}

int wrong_arguments(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file); // expect: clang-diagnostic-error
  return 0;
}

int missing_semicolon(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db) // expect: clang-diagnostic-error
  return 0;
}

int label_is_missing(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  goto out; // expect: clang-diagnostic-error
}

int unknown_member(struct holder *h, const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  h->db = db; // expect: clang-diagnostic-error
  return 0;
}

// What a broken callee does is unknown, not nothing.
static void broken_closer(sqlite3 *db) {
  sqlite3_close(db; // expect: clang-diagnostic-error
}

int caller_of_broken_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  broken_closer(db);
  return rc;
}

static sqlite3 *broken_opener(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  return nothing_known; // expect: clang-diagnostic-error
}

int caller_of_broken_opener_ok(const char *file) {
  return sqlite3_changes(broken_opener(file));
}

int after_bad(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  sqlite3_close(db);
  return sqlite3_changes(db); // expect: session-use-after-close
}
