// Sessions in records from the heap, made and ended by helpers; tables of
// functions.
#include <sqlite3.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next, *prev;
};

struct app {
  sqlite3 *db;
  int rows;
  struct node link;
  struct app *after;
};

static struct app *app_alloc(void) { return calloc(1, sizeof(struct app)); }

static struct app *app_new(const char *path) {
  struct app *app = app_alloc();
  if (!app)
    return NULL;
  if (sqlite3_open(path, &app->db) != SQLITE_OK) {
    sqlite3_close(app->db);
    free(app);
    return NULL;
  }
  return app;
}

static struct app *app_named(const char *path) { return app_new(path); }

static void app_free(struct app *app) {
  if (!app)
    return;
  sqlite3_close(app->db);
  free(app);
}

static void app_forget(struct app *app) { free(app); }

int closes_ok(const char *path) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  int n = sqlite3_changes(app->db);
  app_free(app);
  return n;
}

int early_return_bad(const char *path) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  int n = sqlite3_changes(app->db);
  if (n == 0)
    return -2; // expect: session-leak 'app' is not closed on the return
  app_free(app);
  return n;
}

int wrong_free_bad(const char *path) {
  struct app *app = app_named(path);
  if (!app)
    return -1;
  int n = sqlite3_changes(app->db);
  app_forget(app);
  return n; // expect: session-leak 'app' is not closed on the return
}

int free_here_bad(const char *path) {
  struct app *app = malloc(sizeof *app);
  if (!app)
    return -1;
  if (sqlite3_open(path, &app->db) != SQLITE_OK) {
    sqlite3_close(app->db);
    free(app);
    return -1;
  }
  int n = sqlite3_changes(app->db);
  free(app); // expect: session-leak is released with 'free', which does not close it
  return n;
}

// --- Handed on: lists, trees, tables, user data, registers. ---

static struct node list = {&list, &list};
static struct app *first;
static struct app *table[8];

static inline void link_node(struct node *node, struct node *head) {
  node->next = head->next;
  node->prev = head;
  head->next->prev = node;
  head->next = node;
}

int into_list_ok(const char *path) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  link_node(&app->link, &list);
  return 0;
}

int into_list_here_ok(const char *path, struct node *head) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  app->link.next = head->next;
  app->link.prev = head;
  head->next = &app->link;
  return 0;
}

int pushed_ok(const char *path) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  app->after = first;
  first = app;
  return 0;
}

int appended_ok(struct app *tail, const char *path) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  while (tail->after)
    tail = tail->after;
  tail->after = app;
  return 0;
}

int by_pointer_to_pointer_ok(struct app **where, const char *path) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  while (*where)
    where = &(*where)->after;
  *where = app;
  return 0;
}

int into_table_ok(const char *path, unsigned slot) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  table[slot % 8] = app;
  return 0;
}

void hash_insert(void *map, const char *key, void *value);

int into_map_ok(void *map, const char *path) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  hash_insert(map, path, app);
  return 0;
}

void timer_add(int ms, void (*tick)(void *), void *user);
static void on_tick(void *user) { app_free(user); }

int as_user_data_ok(const char *path) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  timer_add(100, on_tick, app);
  return 0;
}

void *as_result_ok(const char *path) {
  struct app *app = app_new(path);
  return app ? &app->link : NULL;
}

int in_out_parameter_ok(const char *path, struct app **out) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  *out = app;
  return 0;
}

struct owner {
  struct app *app;
  char name[16];
};

struct owner *in_a_record_ok(const char *path) {
  struct owner *owner = calloc(1, sizeof *owner);
  if (!owner)
    return NULL;
  owner->app = app_new(path);
  if (!owner->app) {
    free(owner);
    return NULL;
  }
  return owner;
}

static void owner_free(struct owner *owner) {
  app_free(owner->app);
  free(owner);
}

int two_levels_ok(const char *path) {
  struct owner *owner = in_a_record_ok(path);
  if (!owner)
    return -1;
  int n = sqlite3_changes(owner->app->db);
  owner_free(owner);
  return n;
}

// A record in a fresh record counts as one that somebody else may know.
int two_levels_FN(const char *path) {
  struct owner *owner = in_a_record_ok(path);
  if (!owner)
    return -1;
  int n = sqlite3_changes(owner->app->db);
  free(owner);
  return n;
}

int grown_ok(const char *path, int more) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  struct app *bigger = realloc(app, sizeof *app * (unsigned)(more + 1));
  if (!bigger) {
    app_free(app);
    return -1;
  }
  app_free(bigger);
  return 0;
}

int copied_ok(const char *path) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  struct app copy = *app;
  free(app);
  sqlite3_close(copy.db);
  return 0;
}

int copied_by_memcpy_ok(const char *path, struct app *to) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  memcpy(to, app, sizeof *to);
  free(app);
  return 0;
}

// The record is found again from its node.
int from_node_FP(const char *path) {
  struct app *app = app_new(path);
  if (!app)
    return -1;
  struct node *node = &app->link;
  struct app *again = (struct app *)((char *)node - offsetof(struct app, link));
  app_free(again);
  return 0; // expect: session-leak 'app' is not closed on the return
}

// --- Tables of functions that never change. ---

struct driver {
  int (*open)(const char *, sqlite3 **);
  int (*close)(sqlite3 *);
};

static int driver_open(const char *path, sqlite3 **db) {
  return sqlite3_open(path, db);
}
static int driver_close(sqlite3 *db) { return sqlite3_close(db); }

static const struct driver own = {driver_open, driver_close};
static const struct driver direct = {.close = sqlite3_close,
                                     .open = &sqlite3_open};
static const struct driver drivers[] = {{driver_open, driver_close},
                                        {sqlite3_open, sqlite3_close}};
static struct driver changing = {driver_open, driver_close};

int by_table_ok(const char *path) {
  sqlite3 *db = NULL;
  int rc = own.open(path, &db);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "SELECT 1", 0, 0, 0);
  own.close(db);
  return rc;
}

int by_table_bad(const char *path) {
  sqlite3 *db = NULL;
  int rc = own.open(path, &db);
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak 'db' is not closed on the return
  own.close(db);
  return rc;
}

int by_named_fields_bad(const char *path) {
  sqlite3 *db = NULL;
  int rc = direct.open(path, &db);
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak 'db' is not closed on the return
  direct.close(db);
  return rc;
}

int by_element_bad(const char *path) {
  sqlite3 *db = NULL;
  int rc = drivers[1].open(path, &db);
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak 'db' is not closed on the return
  drivers[1].close(db);
  return rc;
}

int by_any_element_ok(const char *path, int which) {
  sqlite3 *db = NULL;
  int rc = drivers[which].open(path, &db);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "SELECT 1", 0, 0, 0);
  drivers[which].close(db);
  return rc;
}

// Whoever sets another driver has its contract.
void use_driver(struct driver *with) { changing = *with; }

int by_changing_table_ok(const char *path) {
  sqlite3 *db = NULL;
  int rc = changing.open(path, &db);
  if (rc != SQLITE_OK)
    return rc;
  changing.close(db);
  return rc;
}
