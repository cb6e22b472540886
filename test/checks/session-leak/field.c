// FLAGS: -isystem /usr/include/postgresql
// Shapes met in programs of the field (docs/field-notes.md), in own words.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdlib.h>

void say(const char *);

// --- A connection kept in a registry is lent to the caller, not given. ---

static PGconn *Shared;

static PGconn *shared_ok(const char *info) {
  if (!Shared)
    Shared = PQconnectdb(info);
  return Shared;
}

int uses_shared_ok(const char *info) {
  PGconn *conn = shared_ok(info);
  if (PQstatus(conn) != CONNECTION_OK)
    return -1;
  return PQsocket(conn);
}

static PGconn *renewed_ok(const char *info) {
  PQfinish(Shared);
  Shared = PQconnectdb(info);
  return Shared;
}

int uses_renewed_ok(const char *info) {
  PGconn *conn = renewed_ok(info);
  return PQsocket(conn);
}

static PGconn *remembered_ok(const char *info) {
  static PGconn *conn;
  if (conn == NULL)
    conn = PQconnectdb(info);
  return conn;
}

int uses_remembered_ok(const char *info) {
  return PQsocket(remembered_ok(info));
}

struct link {
  PGconn *conn;
  struct link *next;
};
static struct link *Links;

static PGconn *listed_ok(const char *info) {
  PGconn *conn = PQconnectdb(info);
  struct link *link = malloc(sizeof *link);
  if (!link) {
    PQfinish(conn);
    return NULL;
  }
  link->conn = conn;
  link->next = Links;
  Links = link;
  return conn;
}

int uses_listed_ok(const char *info) {
  PGconn *conn = listed_ok(info);
  if (!conn)
    return -1;
  return PQsocket(conn);
}

static void close_listed_ok(PGconn *conn) {
  struct link **at = &Links;
  for (struct link *link = Links; link; link = link->next) {
    if (link->conn == conn) {
      *at = link->next;
      break;
    }
    at = &link->next;
  }
  PQfinish(conn);
}

void opens_and_closes_listed_ok(const char *info) {
  PGconn *conn = listed_ok(info);
  if (conn)
    close_listed_ok(conn);
}

// --- A pool in the caller's object: slots are found, or made. ---

struct slot {
  int busy;
  PGconn *conn;
};
struct pool {
  const char *info;
  int count;
  struct slot *slots;
};

static struct slot *idle_slot_ok(struct pool *pool) {
  for (int i = 0; i < pool->count; i++)
    if (!pool->slots[i].busy)
      return &pool->slots[i];
  return NULL;
}

static PGconn *lend_found_ok(struct pool *pool) {
  struct slot *slot = NULL;
  for (int i = 0; i < pool->count && !slot; i++)
    if (!pool->slots[i].busy)
      slot = &pool->slots[i];
  if (!slot)
    return NULL;
  slot->conn = PQconnectdb(pool->info);
  return slot->conn;
}

static PGconn *lend_ok(struct pool *pool) {
  struct slot *slot = idle_slot_ok(pool);
  if (!slot) {
    struct slot *more = calloc(pool->count + 1, sizeof *more);
    if (!more)
      return NULL;
    for (int i = 0; i < pool->count; i++)
      more[i] = pool->slots[i];
    free(pool->slots);
    pool->slots = more;
    slot = &more[pool->count++];
  }
  slot->conn = PQconnectdb(pool->info);
  if (slot->conn) {
    if (PQstatus(slot->conn) == CONNECTION_OK) {
      slot->busy = 1;
    } else {
      say(PQerrorMessage(slot->conn));
      PQfinish(slot->conn);
      slot->conn = NULL;
    }
  }
  return slot->conn;
}

static void take_back_ok(struct pool *pool, PGconn *conn) {
  for (int i = 0; i < pool->count; i++)
    if (pool->slots[i].conn == conn) {
      pool->slots[i].busy = 0;
      return;
    }
  say("not mine");
}

int uses_found_ok(struct pool *pool) {
  PGconn *conn = lend_found_ok(pool);
  if (!conn)
    return -1;
  return PQsocket(conn);
}

int uses_pool_ok(struct pool *pool) {
  PGconn *conn = lend_ok(pool);
  if (!conn)
    return -1;
  int socket = PQsocket(conn);
  take_back_ok(pool, conn);
  return socket;
}

struct cursor {
  struct pool *pool;
  PGconn *conn;
};

static void drop_cursor_ok(struct cursor *cursor) {
  if (cursor->conn) {
    take_back_ok(cursor->pool, cursor->conn);
    cursor->conn = NULL;
  }
  free(cursor);
}

struct cursor *new_cursor_ok(struct pool *pool) {
  struct cursor *cursor = calloc(1, sizeof *cursor);
  if (!cursor)
    return NULL;
  cursor->pool = pool;
  cursor->conn = lend_ok(pool);
  if (!cursor->conn || PQsetnonblocking(cursor->conn, 1)) {
    drop_cursor_ok(cursor);
    return NULL;
  }
  return cursor;
}

// --- A high bit of a field is asked for. ---

struct flagged {
  unsigned flags;
  sqlite3 *db;
};

int flag_bits_ok(struct flagged *flagged) {
  if ((flagged->flags & (1u << 20)) == 0)
    return 0;
  return sqlite3_changes(flagged->db);
}

// --- True ones. ---

// Two ways to open, one error exit that forgets both.
int either_bad(const char *path, int wide, sqlite3 **out) {
  sqlite3 *db;
  int code = wide ? sqlite3_open16(path, &db) : sqlite3_open(path, &db);
  if (code) {
    say("no database");
    return -1; // expect: session-leak after 'sqlite3_open16' failed // expect: session-leak after 'sqlite3_open' failed
  }
  *out = db;
  return 0;
}

// What opened is recorded; the one that did not is dropped by the break.
static PGconn *Workers[8];

int start_workers_bad(const char *info, int count) {
  int i;
  for (i = 0; i < count && i < 8; i++) {
    PGconn *conn = PQconnectdb(info);
    if (PQstatus(conn) != CONNECTION_OK) {
      say(PQerrorMessage(conn));
      break; // expect: session-leak after 'PQconnectdb' failed
    }
    Workers[i] = conn;
  }
  return i;
}

// --- Misses. ---

struct holder {
  sqlite3 *db;
};

// The record that holds the session is dropped.
struct holder *drops_record_bad(const char *path) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return NULL;
  }
  struct holder *holder = calloc(1, sizeof *holder);
  if (!holder) {
    sqlite3_close(db);
    return NULL;
  }
  holder->db = db;
  if (sqlite3_busy_timeout(db, 100) != SQLITE_OK)
    return NULL; // expect: session-leak 'db' is not closed on the return
  return holder;
}

// A helper overwrites the only handle.
static void forget(struct holder *holder) {
  if (holder->db)
    holder->db = NULL;
}

int forgets_bad(struct holder *holder, const char *path) {
  if (sqlite3_open(path, &holder->db) != SQLITE_OK) {
    forget(holder); // expect: session-leak
    return -1;
  }
  return 0;
}
