// FLAGS: -isystem /usr/include/postgresql
// Callbacks, user data, cleanup attributes, allocators with destructors.
#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int step(int);

// Unseen library of the project: keeps the pointer, runs the function later.
void pool_register(void *pool, void *data, void (*cleanup)(void *));
void *pool_alloc(void *pool, size_t size);
void pool_free(void *object);
void pool_set_destructor(const void *object, int (*destructor)(void *));

static void finish_cb(void *data) { PQfinish(data); }
static void close_db(sqlite3 **db) { sqlite3_close(*db); }
#define AUTO_CLOSE __attribute__((cleanup(close_db)))

int registered_ok(void *pool, const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  pool_register(pool, conn, finish_cb);
  return 0;
}

int registered_too_late_bad(void *pool, const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    return -1; // expect: session-leak
  pool_register(pool, conn, finish_cb);
  return 0;
}

int auto_close_ok(const char *file) {
  AUTO_CLOSE sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL) != SQLITE_OK)
    return -2;
  return 0;
}

int auto_close_missing_bad(const char *file) {
  AUTO_CLOSE sqlite3 *db = NULL;
  sqlite3 *other = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  if (sqlite3_open(":memory:", &other) != SQLITE_OK)
    return -2; // expect: session-leak
  sqlite3_close(other);
  return 0;
}

int auto_close_in_loop_ok(char **files, int n) {
  for (int i = 0; i < n; i++) {
    AUTO_CLOSE sqlite3 *db = NULL;
    if (sqlite3_open(files[i], &db) != SQLITE_OK)
      continue;
    if (step(i))
      break;
  }
  return n;
}

// Steals the handle from its automatic close.
sqlite3 *auto_close_stolen_ok(const char *file) {
  AUTO_CLOSE sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return NULL;
  sqlite3 *result = db;
  db = NULL;
  return result;
}

int auto_close_stolen_bad(const char *file) {
  AUTO_CLOSE sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  sqlite3 *kept = db;
  db = NULL;
  return sqlite3_changes(kept); // expect: session-leak
}

// The session of a callback's user data: stored through a parameter.
struct ctx {
  sqlite3 *db;
  int rows;
};

static int on_row(void *data, int n, char **values, char **names) {
  struct ctx *c = data;
  c->rows++;
  (void)n, (void)values, (void)names;
  return 0;
}

int with_callback_ok(const char *file) {
  struct ctx c = {NULL, 0};
  if (sqlite3_open(file, &c.db) == SQLITE_OK)
    sqlite3_exec(c.db, "SELECT 1", on_row, &c, NULL);
  sqlite3_close(c.db);
  return c.rows;
}

int with_callback_bad(const char *file) {
  struct ctx c = {NULL, 0};
  if (sqlite3_open(file, &c.db) != SQLITE_OK) {
    sqlite3_close(c.db);
    return -1;
  }
  sqlite3_exec(c.db, "SELECT 1", on_row, &c, NULL);
  return c.rows; // expect: session-leak
}

static int on_start_ok(void *data, const char *file) {
  struct ctx *c = data;
  return sqlite3_open(file, &c->db);
}

static int on_start_bad(void *data, const char *file) {
  struct ctx *c = data;
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK)
    c->db = db;
  return rc; // expect: session-leak
}

static void on_stop_ok(void *data) {
  struct ctx *c = data;
  sqlite3_close(c->db);
  c->db = NULL;
}

struct hooks {
  int (*start)(void *, const char *);
  void (*stop)(void *);
};
const struct hooks good_hooks = {on_start_ok, on_stop_ok};
const struct hooks other_hooks = {on_start_bad, on_stop_ok};

// A visible helper that calls what it is given.
static int with_db(const char *file, int (*body)(sqlite3 *)) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK)
    rc = body(db);
  sqlite3_close(db);
  return rc;
}

static int count_rows(sqlite3 *db) { return sqlite3_total_changes(db); }

int with_db_ok(const char *file) { return with_db(file, count_rows); }

// Allocator with destructors, as talloc: the object's destructor closes.
static int ctx_destructor(void *object) {
  struct ctx *c = object;
  sqlite3_close(c->db);
  return 0;
}

struct ctx *pool_ctx_ok(void *pool, const char *file) {
  struct ctx *c = pool_alloc(pool, sizeof *c);
  if (!c)
    return NULL;
  memset(c, 0, sizeof *c);
  pool_set_destructor(c, ctx_destructor);
  if (sqlite3_open(file, &c->db) != SQLITE_OK) {
    pool_free(c);
    return NULL;
  }
  return c;
}

// A local handle that never reached the object is nobody's.
struct ctx *pool_ctx_bad(void *pool, const char *file) {
  sqlite3 *db = NULL;
  struct ctx *c;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return NULL;
  }
  c = pool_alloc(pool, sizeof *c);
  if (!c)
    return NULL; // expect: session-leak
  c->db = db;
  pool_set_destructor(c, ctx_destructor);
  return c;
}

// Thread-specific data: its destructor closes, when there is one.
int thread_data_ok(const char *conninfo) {
  static pthread_key_t key;
  if (pthread_key_create(&key, finish_cb))
    return -1;
  PGconn *conn = PQconnectdb(conninfo);
  pthread_setspecific(key, conn);
  return 0;
}

// A key that was made elsewhere may have one.
int thread_data_elsewhere_ok(pthread_key_t key, const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  return pthread_setspecific(key, conn);
}

int thread_data_bad(const char *conninfo) {
  pthread_key_t key;
  if (pthread_key_create(&key, NULL))
    return -1;
  PGconn *conn = PQconnectdb(conninfo);
  pthread_setspecific(key, conn);
  return 0; // expect: session-leak
}
