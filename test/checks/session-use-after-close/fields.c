// FLAGS: -isystem /usr/include/postgresql
// A closed handle that stays in a struct, an array, a static.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int step(int);

struct store {
  sqlite3 *db;
  int users;
};

int open_failed_bad(struct store *s, const char *file) {
  if (sqlite3_open(file, &s->db) != SQLITE_OK)
    sqlite3_close(s->db);
  step(1);
  sqlite3_close(s->db); // expect: session-use-after-close
  s->db = NULL;
  return 0;
}

int open_failed_ok(struct store *s, const char *file) {
  if (sqlite3_open(file, &s->db) != SQLITE_OK) {
    sqlite3_close(s->db);
    s->db = NULL;
  }
  step(1);
  sqlite3_close(s->db);
  s->db = NULL;
  return 0;
}

static void store_close(struct store *s) { sqlite3_close(s->db); }

static void store_close_and_clear(struct store *s) {
  sqlite3_close(s->db);
  s->db = NULL;
}

static void store_free(struct store *s) {
  sqlite3_close(s->db);
  s->db = NULL;
  s->users = 0;
}

int close_then_free_bad(const char *file) {
  struct store s = {0};
  sqlite3_open(file, &s.db);
  int rc = step(1);
  store_close(&s);
  store_free(&s); // expect: session-use-after-close
  return rc;
}

int close_then_free_ok(const char *file) {
  struct store s = {0};
  sqlite3_open(file, &s.db);
  int rc = step(1);
  store_close_and_clear(&s);
  store_free(&s);
  return rc;
}

int use_field_bad(struct store *s) {
  store_close(s);
  return sqlite3_changes(s->db); // expect: session-use-after-close
}

int use_field_ok(struct store *s) {
  int n = sqlite3_changes(s->db);
  store_close(s);
  return n;
}

// Closed through a local copy of the field's pointer.
int through_copy_bad(struct store *s) {
  sqlite3 *db = s->db;
  sqlite3_close(db);
  return sqlite3_total_changes(s->db); // expect: session-use-after-close
}

int through_copy_ok(struct store *s) {
  sqlite3 *db = s->db;
  s->db = NULL;
  sqlite3_close(db);
  if (!s->db)
    return 0;
  return sqlite3_total_changes(s->db);
}

// The last user closes.
void release_ok(struct store *s) {
  if (--s->users == 0) {
    sqlite3_close(s->db);
    s->db = NULL;
  }
}

void release_bad(struct store *s) {
  if (--s->users == 0)
    sqlite3_close(s->db);
  sqlite3_db_release_memory(s->db); // expect: session-use-after-close
}

// Reconnect loop that tears down twice.
struct client {
  PGconn *conn;
  char *conninfo;
};

int reconnect_bad(struct client *c) {
  for (int i = 0; i < 3; i++) {
    PQfinish(c->conn); // expect: session-use-after-close
    if (step(i))
      continue;
    c->conn = PQconnectdb(c->conninfo);
    if (PQstatus(c->conn) == CONNECTION_OK)
      return 0;
  }
  return -1;
}

int reconnect_ok(struct client *c) {
  for (int i = 0; i < 3; i++) {
    PQfinish(c->conn);
    c->conn = NULL;
    if (step(i))
      continue;
    c->conn = PQconnectdb(c->conninfo);
    if (PQstatus(c->conn) == CONNECTION_OK)
      return 0;
  }
  return -1;
}

// Statics.
static PGconn *shared;

void static_bad(void) {
  PQfinish(shared);
  PQclear(PQexec(shared, "SELECT 1")); // expect: session-use-after-close
}

void static_ok(void) {
  PQfinish(shared);
  shared = PQconnectdb("");
  PQclear(PQexec(shared, "SELECT 1"));
}

int static_restart_ok(const char *conninfo) {
  if (shared) {
    PQfinish(shared);
    shared = NULL;
  }
  shared = PQconnectdb(conninfo);
  return PQstatus(shared) == CONNECTION_OK;
}

// Arrays: another element is another session.
int array_ok(PGconn **conns, int n) {
  for (int i = 0; i < n; i++)
    PQfinish(conns[i]);
  return n;
}

int array_fixed_FN(PGconn **conns) {
  PQfinish(conns[0]);
  return PQserverVersion(conns[0]);
}

int array_fixed_ok(PGconn **conns) {
  PQfinish(conns[0]);
  return PQserverVersion(conns[1]);
}

// A list: each cell has its own.
struct node {
  struct node *next;
  PGconn *conn;
};

void list_ok(struct node *head) {
  while (head) {
    struct node *next = head->next;
    PQfinish(head->conn);
    free(head);
    head = next;
  }
}

// The cleanup attribute closes again what was closed by hand.
static void close_db(sqlite3 **db) { sqlite3_close(*db); }
#define AUTO_CLOSE __attribute__((cleanup(close_db)))

void auto_close_bad(const char *file) {
  AUTO_CLOSE sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) == SQLITE_OK)
    step(1);
  sqlite3_close(db);
} // expect: session-use-after-close

void auto_close_ok(const char *file) {
  AUTO_CLOSE sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) == SQLITE_OK)
    step(1);
  sqlite3_close(db);
  db = NULL;
}
