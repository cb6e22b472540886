// FLAGS: -isystem /usr/include/postgresql
// Handles inside structs, heap objects, lists and arrays.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int step(int);

struct store {
  char *name;
  sqlite3 *db;
  int readonly;
};

static int store_init_ok(struct store *s, const char *file) {
  memset(s, 0, sizeof *s);
  int rc = sqlite3_open(file, &s->db);
  if (rc != SQLITE_OK) {
    sqlite3_close(s->db);
    s->db = NULL;
    return -1;
  }
  return 0;
}

static void store_free_ok(struct store *s) {
  free(s->name);
  sqlite3_close(s->db);
  s->db = NULL;
}

// Releases the struct's memory, not the handle in it.
static void store_forget(struct store *s) {
  free(s->name);
  s->name = NULL;
}

int init_free_ok(const char *file) {
  struct store s;
  if (store_init_ok(&s, file) < 0)
    return -1;
  int rc = step(1);
  store_free_ok(&s);
  return rc;
}

int init_without_free_bad(const char *file) {
  struct store s;
  if (store_init_ok(&s, file) < 0)
    return -1;
  if (step(1))
    return -2; // expect: session-leak
  store_free_ok(&s);
  return 0;
}

int half_free_bad(const char *file) {
  struct store s;
  if (store_init_ok(&s, file) < 0)
    return -1;
  int rc = step(1);
  store_forget(&s);
  return rc; // expect: session-leak
}

int local_struct_bad(const char *file) {
  struct store s = {0};
  s.readonly = 1;
  int rc = sqlite3_open_v2(file, &s.db, SQLITE_OPEN_READONLY, NULL);
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak
  sqlite3_close(s.db);
  return 0;
}

int local_struct_ok(const char *file) {
  struct store s = {0};
  s.readonly = 1;
  int rc = sqlite3_open_v2(file, &s.db, SQLITE_OPEN_READONLY, NULL);
  sqlite3_close(s.db);
  return rc;
}

// Stored through a parameter: the holder of the struct has the duty.
int attach_ok(struct store *s, const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  s->db = db;
  return 0;
}

int attach_bad(struct store *s, const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (s->readonly)
    return -2; // expect: session-leak
  s->db = db;
  return 0;
}

// Heap object: constructor and destructor in C.
struct store *store_new_ok(const char *file) {
  struct store *s = calloc(1, sizeof *s);
  if (!s)
    return NULL;
  if (sqlite3_open(file, &s->db) != SQLITE_OK) {
    sqlite3_close(s->db);
    free(s);
    return NULL;
  }
  return s;
}

struct store *store_new_bad(const char *file) {
  struct store *s = calloc(1, sizeof *s);
  if (!s)
    return NULL;
  if (sqlite3_open(file, &s->db) != SQLITE_OK) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(s->db));
    free(s); // expect: session-leak
    return NULL;
  }
  return s;
}

void store_delete_ok(struct store *s) {
  if (!s)
    return;
  sqlite3_close(s->db);
  free(s->name);
  free(s);
}

int new_delete_ok(const char *file) {
  struct store *s = store_new_ok(file);
  if (!s)
    return -1;
  int rc = sqlite3_exec(s->db, "SELECT 1", NULL, NULL, NULL);
  store_delete_ok(s);
  return rc;
}

int new_free_bad(const char *file) {
  struct store *s = store_new_ok(file);
  if (!s)
    return -1;
  int rc = sqlite3_exec(s->db, "SELECT 1", NULL, NULL, NULL);
  free(s); // expect: session-leak
  return rc;
}

int malloc_fails_bad(const char *conninfo, PGconn ***out) {
  PGconn *conn = PQconnectdb(conninfo);
  PGconn **cell = malloc(sizeof *cell);
  if (!cell)
    return -1; // expect: session-leak
  *cell = conn;
  *out = cell;
  return 0;
}

int malloc_fails_ok(const char *conninfo, PGconn ***out) {
  PGconn **cell = malloc(sizeof *cell);
  if (!cell)
    return -1;
  *cell = PQconnectdb(conninfo);
  *out = cell;
  return 0;
}

// A list that the caller keeps.
struct node {
  struct node *next;
  PGconn *conn;
};

int push_ok(struct node **head, const char *conninfo) {
  struct node *n = malloc(sizeof *n);
  if (!n)
    return -1;
  n->conn = PQconnectdb(conninfo);
  n->next = *head;
  *head = n;
  return 0;
}

int push_bad(struct node **head, const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  struct node *n = malloc(sizeof *n);
  if (!n)
    return -1; // expect: session-leak
  n->conn = conn;
  n->next = *head;
  *head = n;
  return 0;
}

void drop_all_ok(struct node *head) {
  while (head) {
    struct node *next = head->next;
    PQfinish(head->conn);
    free(head);
    head = next;
  }
}

// Arrays of handles.
int array_ok(char **files, int n) {
  sqlite3 *dbs[16] = {0};
  int i, rc = 0;
  for (i = 0; i < n && i < 16; i++)
    if (sqlite3_open(files[i], &dbs[i]) != SQLITE_OK)
      rc = -1;
  for (i = 0; i < 16; i++)
    sqlite3_close(dbs[i]);
  return rc;
}

int array_heap_ok(char **servers, int n) {
  PGconn **conns = calloc(n, sizeof *conns);
  if (!conns)
    return -1;
  for (int i = 0; i < n; i++)
    conns[i] = PQconnectdb(servers[i]);
  int up = 0;
  for (int i = 0; i < n; i++) {
    up += PQstatus(conns[i]) == CONNECTION_OK;
    PQfinish(conns[i]);
  }
  free(conns);
  return up;
}

int two_slots_FN(const char *a) {
  PGconn *conns[2] = {NULL, NULL};
  conns[0] = PQconnectdb(a);
  return PQstatus(conns[0]) == CONNECTION_OK;
}

int two_slots_ok(const char *a, const char *b) {
  PGconn *conns[2];
  conns[0] = PQconnectdb(a);
  conns[1] = PQconnectdb(b);
  int ok = PQstatus(conns[0]) == CONNECTION_OK;
  for (int i = 0; i < 2; i++)
    PQfinish(conns[i]);
  return ok;
}

// Struct returned by value takes the handle along.
struct store by_value_ok(const char *file) {
  struct store s = {0};
  if (sqlite3_open(file, &s.db) != SQLITE_OK) {
    sqlite3_close(s.db);
    s.db = NULL;
  }
  return s;
}

int use_by_value_ok(const char *file) {
  struct store s = by_value_ok(file);
  if (!s.db)
    return -1;
  int rc = step(2);
  sqlite3_close(s.db);
  return rc;
}

int use_by_value_bad(const char *file) {
  struct store s = by_value_ok(file);
  if (!s.db)
    return -1;
  if (step(2))
    return -2; // expect: session-leak
  sqlite3_close(s.db);
  return 0;
}

// Struct copied: either copy may close.
int copied_ok(const char *file) {
  struct store a = {0}, b;
  sqlite3_open(file, &a.db);
  b = a;
  return sqlite3_close(b.db);
}

// An "is open" flag that is cleared too early.
struct client {
  PGconn *conn;
  int open;
};

static void client_close(struct client *c) {
  if (c->open) {
    PQfinish(c->conn);
    c->conn = NULL;
    c->open = 0;
  }
}

int flag_cleared_bad(const char *conninfo) {
  struct client c;
  c.conn = PQconnectdb(conninfo);
  c.open = 1;
  if (PQstatus(c.conn) != CONNECTION_OK)
    c.open = 0;
  client_close(&c);
  return c.open; // expect: session-leak
}

int flag_cleared_ok(const char *conninfo) {
  struct client c;
  c.conn = PQconnectdb(conninfo);
  c.open = 1;
  int ok = PQstatus(c.conn) == CONNECTION_OK;
  client_close(&c);
  return ok;
}

// Two levels of structs.
struct session {
  struct client *client;
  struct store store;
};

int nested_ok(struct session *s, const char *conninfo, const char *file) {
  s->client->conn = PQconnectdb(conninfo);
  s->client->open = 1;
  return sqlite3_open(file, &s->store.db);
}

int nested_local_bad(const char *conninfo) {
  struct client c = {NULL, 0};
  struct session s = {&c, {NULL, NULL, 0}};
  s.client->conn = PQconnectdb(conninfo);
  return PQstatus(c.conn) == CONNECTION_OK; // expect: session-leak
}

int nested_local_ok(const char *conninfo) {
  struct client c = {NULL, 0};
  struct session s = {&c, {NULL, NULL, 0}};
  s.client->conn = PQconnectdb(conninfo);
  int ok = PQstatus(c.conn) == CONNECTION_OK;
  PQfinish(c.conn);
  return ok;
}
