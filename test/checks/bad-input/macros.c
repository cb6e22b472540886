// Calls that macros make, hide or split.
#include <sqlite3.h>
#include <stddef.h>

int step(int);

#define OPEN(file, db) sqlite3_open((file), (db))
#define CLOSE(db) (sqlite3_close(db), (db) = NULL)
#define CALL(function, ...) function(__VA_ARGS__)
#define GLUE(a, b) a##b
#define TRY(expression)                                                        \
  if ((rc = (expression)) != SQLITE_OK)                                        \
  goto done
#define BEGIN_DB(file)                                                         \
  {                                                                            \
    sqlite3 *db = NULL;                                                        \
    if (sqlite3_open(file, &db) == SQLITE_OK) {
#define END_DB                                                                 \
  }                                                                            \
  sqlite3_close(db);                                                           \
  }
#define WHOLE_FUNCTION(name)                                                   \
  int name(const char *file) {                                                 \
    sqlite3 *db = NULL;                                                        \
    int rc = sqlite3_open(file, &db);                                          \
    sqlite3_close(db);                                                         \
    return rc;                                                                 \
  }
#define FOR_EACH(X) X(one) X(two) X(three)
#define RUN(name) rc += sqlite3_exec(db, #name, NULL, NULL, NULL);

WHOLE_FUNCTION(whole_ok)

int wrapped_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = OPEN(file, &db);
  CLOSE(db);
  return rc;
}

int wrapped_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = OPEN(file, &db);
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak
  CLOSE(db);
  return rc;
}

int called_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = CALL(sqlite3_open, file, &db);
  CALL(GLUE(sqlite3_, close), db);
  return rc;
}

int tried_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc;
  TRY(sqlite3_open(file, &db));
  TRY(sqlite3_exec(db, "A", NULL, NULL, NULL));
  TRY(sqlite3_exec(db, "B", NULL, NULL, NULL));
done:
  sqlite3_close(db);
  return rc;
}

int between_ok(const char *file) {
  int n = 0;
  BEGIN_DB(file)
  n = sqlite3_changes(db);
  END_DB
  return n;
}

int between_bad(const char *file) {
  BEGIN_DB(file)
  if (sqlite3_changes(db) > 3)
    return -1; // expect: session-leak
  END_DB
  return 0;
}

int each_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  FOR_EACH(RUN)
  sqlite3_close(db);
  return rc;
}

// The names mean something else in this file.
#define sqlite3_close_v2(db) step(0)
int redefined_bad(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  return sqlite3_close_v2(db); // expect: session-leak
}
#undef sqlite3_close_v2

#line 1000 "generated.y"
int moved_line_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  sqlite3_close(db);
  return rc;
}
