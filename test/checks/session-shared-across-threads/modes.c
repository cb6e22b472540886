// Who may use a SQLite session is said when it is opened.
#include <pthread.h>
#include <sqlite3.h>
#include <stddef.h>

static void *count(void *arg) {
  sqlite3_exec(arg, "SELECT count(*) FROM t", NULL, NULL, NULL);
  return NULL;
}

int serialised_ok(const char *path) {
  sqlite3 *db;
  pthread_t id;
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, NULL) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (!pthread_create(&id, NULL, count, db)) {
    sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
    pthread_join(id, NULL);
  }
  return sqlite3_close_v2(db);
}

int not_serialised_bad(const char *path) {
  sqlite3 *db;
  pthread_t id;
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (!pthread_create(&id, NULL, count, db)) { // expect: session-shared-across-threads the thread that starts here uses 'db' while 'not_serialised_bad' may use it too
    sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
    pthread_join(id, NULL);
  }
  return sqlite3_close_v2(db);
}

// Nobody says: it is as the library was built.
int unknown_mode_bad(const char *path) {
  sqlite3 *db;
  pthread_t id;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (!pthread_create(&id, NULL, count, db)) { // expect: session-shared-across-threads
    sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
    pthread_join(id, NULL);
  }
  return sqlite3_close_v2(db);
}

static sqlite3 *Serialised;

int open_serialised_ok(const char *path) {
  if (Serialised)
    return 0;
  return sqlite3_open_v2(path, &Serialised, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, NULL);
}
int first_ok(void) { return sqlite3_exec(Serialised, "SELECT 1", NULL, NULL, NULL); }
int second_ok(void) { return sqlite3_exec(Serialised, "SELECT 2", NULL, NULL, NULL); }

// In a record, opened in one function and used in others.
struct store {
  sqlite3 *db;
  pthread_t id;
};
static void *count_in(void *arg) {
  struct store *s = arg;
  sqlite3_exec(s->db, "SELECT count(*) FROM t", NULL, NULL, NULL);
  return NULL;
}
int field_serialised_ok(struct store *s, const char *path) {
  if (sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, NULL) != SQLITE_OK) {
    sqlite3_close(s->db);
    s->db = NULL;
    return -1;
  }
  if (!pthread_create(&s->id, NULL, count_in, s)) {
    sqlite3_exec(s->db, "SELECT 1", NULL, NULL, NULL);
    pthread_join(s->id, NULL);
  }
  return 0;
}
