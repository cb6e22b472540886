// __attribute__((cleanup)): the function gets the variable's address.
#include <sqlite3.h>
#include <stddef.h>

int work(int n);

static void close_db(sqlite3 **db) {
  if (*db)
    sqlite3_close(*db);
}
static void keep_db(sqlite3 **db) { work(sqlite3_changes(*db)); }
static sqlite3 *steal_db(sqlite3 **db) {
  sqlite3 *taken = *db;
  *db = NULL;
  return taken;
}
#define auto_db __attribute__((cleanup(close_db)))
#define idle_db __attribute__((cleanup(keep_db)))

int failed_open_bad(const char *file) {
  sqlite3 *raw = NULL;
  if (sqlite3_open(file, &raw) != SQLITE_OK)
    return -1; // expect: session-leak 'raw' is not closed
  auto_db sqlite3 *db = raw;
  return work(sqlite3_changes(db));
}

int failed_open_ok(const char *file) {
  auto_db sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  return work(sqlite3_changes(db));
}

// A function that closes nothing.
int return_bad(const char *file) {
  idle_db sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1; // expect: session-leak even then
  return work(sqlite3_changes(db)); // expect: session-leak on that path
}

int return_ok(const char *const *files, int n) {
  for (int i = 0; i < n; ++i) {
    auto_db sqlite3 *db = NULL;
    if (sqlite3_open(files[i], &db) != SQLITE_OK)
      continue;
    if (work(i) == 3)
      return i;
    if (sqlite3_exec(db, "VACUUM", NULL, NULL, NULL) != SQLITE_OK)
      break;
    if (work(i) == 4)
      goto out;
  }
  return n;
out:
  return -1;
}

// Nothing is thrown in C: an error that jumps stands for it.
int throw_bad(const char *file, int n) {
  sqlite3 *raw = NULL;
  int rc = sqlite3_open(file, &raw);
  if (n < 0)
    goto fail;
  {
    auto_db sqlite3 *db = raw;
    rc = rc ? rc : work(sqlite3_changes(db));
  }
fail:
  return rc; // expect: session-leak 'raw' is not closed
}

int throw_ok(const char *file, int n) {
  int rc;
  {
    auto_db sqlite3 *db = NULL;
    rc = sqlite3_open(file, &db);
    if (rc != SQLITE_OK || n < 0)
      goto fail;
    rc = work(sqlite3_changes(db));
  }
fail:
  return rc;
}

int release_bad(const char *file) {
  auto_db sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  sqlite3 *mine = steal_db(&db);
  return work(sqlite3_changes(mine)); // expect: session-leak
}

sqlite3 *release_ok(const char *file) {
  auto_db sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return NULL;
  return steal_db(&db);
}

int reset_bad(const char *file) {
  auto_db sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  sqlite3_close(db);
  return 0; // expect: session-use-after-close 'db' is closed a second time
}

int reset_ok(const char *file) {
  auto_db sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  int changes = sqlite3_changes(db);
  sqlite3_close(db);
  db = NULL;
  return work(changes);
}

// Both variables close it.
int move_bad(const char *file) {
  auto_db sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  auto_db sqlite3 *other = db;
  return work(sqlite3_changes(other)); // expect: session-use-after-close closed a second time
}

int move_ok(const char *file) {
  auto_db sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  auto_db sqlite3 *other = steal_db(&db);
  return work(sqlite3_changes(other));
}
