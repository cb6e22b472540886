// FLAGS: -isystem /usr/include/glib-2.0 -isystem /usr/lib/x86_64-linux-gnu/glib-2.0/include
// NEEDS: /usr/include/glib-2.0/glib.h
// g_autoptr, g_auto, g_steal_pointer, g_clear_pointer of GLib.
#include <glib.h>
#include <sqlite3.h>

int work(int n);

static void close_db(sqlite3 *db) { sqlite3_close(db); }
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3, close_db)

typedef struct {
  sqlite3 *db;
} Idle;
static void idle_clear(Idle *idle) { work(sqlite3_changes(idle->db)); }
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Idle, idle_clear)

int failed_open_bad(const char *file) {
  sqlite3 *raw = NULL;
  if (sqlite3_open(file, &raw) != SQLITE_OK)
    return -1; // expect: session-leak 'raw' is not closed
  g_autoptr(sqlite3) db = raw;
  return work(sqlite3_changes(db));
}

int failed_open_ok(const char *file) {
  g_autoptr(sqlite3) db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  return work(sqlite3_changes(db));
}

int return_bad(const char *file) {
  g_auto(Idle) idle = {NULL};
  if (sqlite3_open(file, &idle.db) != SQLITE_OK)
    return -1; // expect: session-leak even then
  return work(sqlite3_changes(idle.db)); // expect: session-leak on that path
}

int return_ok(const char *const *files, int n) {
  for (int i = 0; i < n; ++i) {
    g_autoptr(sqlite3) db = NULL;
    if (sqlite3_open(files[i], &db) != SQLITE_OK)
      continue;
    if (work(i) == 3)
      return i;
  }
  return n;
}

// Nothing is thrown in C: what returns early stands for it.
int throw_bad(const char *file, int n) {
  sqlite3 *raw = NULL;
  int rc = sqlite3_open(file, &raw);
  if (n < 0)
    return -1; // expect: session-leak 'raw' is not closed
  g_autoptr(sqlite3) db = raw;
  return rc ? rc : work(sqlite3_changes(db));
}

// What g_return_val_if_fail warns of is a mistake of the programmer: GLib itself
// tells analysers that it does not return.
int checked_ok(const char *file, int n) {
  sqlite3 *raw = NULL;
  int rc = sqlite3_open(file, &raw);
  g_return_val_if_fail(n >= 0, -1);
  g_autoptr(sqlite3) db = raw;
  return rc ? rc : work(sqlite3_changes(db));
}

int throw_ok(const char *file, int n) {
  g_autoptr(sqlite3) db = NULL;
  int rc = sqlite3_open(file, &db);
  g_return_val_if_fail(rc == SQLITE_OK && n >= 0, -1);
  return work(sqlite3_changes(db));
}

int release_bad(const char *file) {
  g_autoptr(sqlite3) db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  sqlite3 *mine = g_steal_pointer(&db);
  return work(sqlite3_changes(mine)); // expect: session-leak
}

sqlite3 *release_ok(const char *file) {
  g_autoptr(sqlite3) db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return NULL;
  return g_steal_pointer(&db);
}

int reset_bad(const char *file) {
  g_autoptr(sqlite3) db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  close_db(db);
  return 0; // expect: session-use-after-close 'db' is closed a second time
}

int reset_ok(const char *file) {
  g_autoptr(sqlite3) db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  int changes = sqlite3_changes(db);
  g_clear_pointer(&db, close_db);
  return work(changes);
}

int move_bad(const char *file) {
  g_autoptr(sqlite3) db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  g_autoptr(sqlite3) other = db;
  return work(sqlite3_changes(other)); // expect: session-use-after-close closed a second time
}

int move_ok(const char *file) {
  g_autoptr(sqlite3) db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  g_autoptr(sqlite3) other = g_steal_pointer(&db);
  return work(sqlite3_changes(other));
}
