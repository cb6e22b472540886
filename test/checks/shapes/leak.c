// FLAGS: -D_GNU_SOURCE -isystem /usr/include/postgresql -isystem /usr/include/mariadb
// Shapes of leaks in C, each with its corrected twin (docs/bug-shapes.md).
#include <libpq-fe.h>
#include <lmdb.h>
#include <mysql.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int work(int n);

// The open fails, the handle is there all the same.
int open_fails_bad(const char *file) {
  sqlite3 *db;
  if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
    fprintf(stderr, "cannot open %s: %s\n", file, sqlite3_errmsg(db));
    return -1; // expect: session-leak 'db' is not closed
  }
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

int open_fails_ok(const char *file) {
  sqlite3 *db;
  if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
    fprintf(stderr, "cannot open %s: %s\n", file, sqlite3_errmsg(db));
    sqlite3_close(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// A loop opens again into the variable of the connection that failed.
PGconn *retry_bad(const char *conninfo) {
  PGconn *conn = NULL;
  for (int turn = 0; turn < 5; ++turn) {
    conn = PQconnectdb(conninfo); // expect: session-leak
    if (PQstatus(conn) == CONNECTION_OK)
      return conn;
    sleep(1);
  }
  PQfinish(conn);
  return NULL;
}

PGconn *retry_ok(const char *conninfo) {
  PGconn *conn = NULL;
  for (int turn = 0; turn < 5; ++turn) {
    conn = PQconnectdb(conninfo);
    if (PQstatus(conn) == CONNECTION_OK)
      return conn;
    PQfinish(conn);
    sleep(1);
  }
  return NULL;
}

// One label of several forgets one of two environments.
int labels_bad(const char *from, const char *to) {
  MDB_env *source = NULL, *target = NULL;
  int rc = mdb_env_create(&source);
  if (rc)
    return rc;
  rc = mdb_env_create(&target);
  if (rc)
    goto close_source;
  rc = mdb_env_open(source, from, MDB_RDONLY, 0644);
  if (rc)
    goto close_both;
  rc = mdb_env_open(target, to, 0, 0644);
  if (rc)
    goto close_source;
  rc = mdb_env_copy(source, to);
close_both:
  mdb_env_close(target);
close_source:
  mdb_env_close(source);
  return rc; // expect: session-leak 'target' is not closed
}

int labels_ok(const char *from, const char *to) {
  MDB_env *source = NULL, *target = NULL;
  int rc = mdb_env_create(&source);
  if (rc)
    return rc;
  rc = mdb_env_create(&target);
  if (rc)
    goto close_source;
  rc = mdb_env_open(source, from, MDB_RDONLY, 0644);
  if (rc)
    goto close_both;
  rc = mdb_env_open(target, to, 0, 0644);
  if (rc)
    goto close_both;
  rc = mdb_env_copy(source, to);
close_both:
  mdb_env_close(target);
close_source:
  mdb_env_close(source);
  return rc;
}

// The error path closes the wrong one of the two.
int wrong_one_bad(const char *from, const char *to) {
  sqlite3 *source = NULL, *target = NULL;
  if (sqlite3_open(from, &source) != SQLITE_OK) {
    sqlite3_close(source);
    return -1;
  }
  if (sqlite3_open(to, &target) != SQLITE_OK) {
    sqlite3_close(target);
    return -1; // expect: session-leak 'source' is not closed
  }
  int rc = work(sqlite3_changes(source));
  sqlite3_close(target);
  sqlite3_close(source);
  return rc;
}

int wrong_one_ok(const char *from, const char *to) {
  sqlite3 *source = NULL, *target = NULL;
  if (sqlite3_open(from, &source) != SQLITE_OK) {
    sqlite3_close(source);
    return -1;
  }
  if (sqlite3_open(to, &target) != SQLITE_OK) {
    sqlite3_close(target);
    sqlite3_close(source);
    return -1;
  }
  int rc = work(sqlite3_changes(source));
  sqlite3_close(target);
  sqlite3_close(source);
  return rc;
}

// A helper that closes only what is in good health.
static void finish_if_good(PGconn *conn) {
  if (PQstatus(conn) == CONNECTION_OK)
    PQfinish(conn);
}
static void finish_always(PGconn *conn) {
  if (conn)
    PQfinish(conn);
}

int closes_the_good_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int version = work(PQserverVersion(conn));
  finish_if_good(conn);
  return version; // expect: session-leak
}

int closes_the_good_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int version = work(PQserverVersion(conn));
  finish_always(conn);
  return version;
}

// The wrapper's free releases the record, not the handle in it.
struct store {
  sqlite3 *db;
  int is_open;
  char *name;
};

static struct store *store_new(const char *file) {
  struct store *s = calloc(1, sizeof *s);
  if (!s)
    return NULL;
  if (sqlite3_open(file, &s->db) != SQLITE_OK) {
    sqlite3_close(s->db);
    free(s);
    return NULL;
  }
  s->is_open = 1;
  s->name = strdup(file);
  return s;
}
static void store_free_short(struct store *s) {
  free(s->name);
  free(s);
}
static void store_free(struct store *s) {
  sqlite3_close(s->db);
  free(s->name);
  free(s);
}

int free_of_record_bad(const char *file) {
  struct store *s = store_new(file);
  if (!s)
    return -1;
  int changes = work(sqlite3_changes(s->db));
  store_free_short(s);
  return changes; // expect: session-leak
}

int free_of_record_ok(const char *file) {
  struct store *s = store_new(file);
  if (!s)
    return -1;
  int changes = work(sqlite3_changes(s->db));
  store_free(s);
  return changes;
}

// The flag is cleared before the end asks for it.
static void store_end(struct store *s) {
  if (s->is_open)
    sqlite3_close(s->db);
  free(s->name);
  free(s);
}

int flag_cleared_bad(const char *file) {
  struct store *s = store_new(file);
  if (!s)
    return -1;
  int changes = work(sqlite3_changes(s->db));
  s->is_open = 0;
  store_end(s); // expect: session-leak
  return changes;
}

int flag_cleared_ok(const char *file) {
  struct store *s = store_new(file);
  if (!s)
    return -1;
  int changes = work(sqlite3_changes(s->db));
  store_end(s);
  return changes;
}

// free() in place of the library's close.
void freed_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) == SQLITE_OK)
    work(sqlite3_changes(db));
  free(db); // expect: session-leak
}

void freed_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) == SQLITE_OK)
    work(sqlite3_changes(db));
  sqlite3_close(db);
}

// A close that is refused: a statement is still there.
int busy_bad(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2(db, "SELECT count(*) FROM t", -1, &stmt, NULL);
  if (rc != SQLITE_OK) {
    sqlite3_close(db);
    return rc;
  }
  rc = sqlite3_step(stmt);
  sqlite3_close(db); // expect: session-leak 'db' stays open
  db = NULL;
  return rc;
}

int busy_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2(db, "SELECT count(*) FROM t", -1, &stmt, NULL);
  if (rc != SQLITE_OK) {
    sqlite3_close(db);
    return rc;
  }
  rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  sqlite3_close(db);
  db = NULL;
  return rc;
}

// A thread's way out misses the close.
void *thread_bad(void *argument) {
  PGconn *conn = PQconnectdb(argument);
  if (PQstatus(conn) != CONNECTION_OK)
    goto out;
  while (work(PQsocket(conn)))
    sleep(1);
  PQfinish(conn);
  return argument;
out:
  fprintf(stderr, "thread ends\n");
  return NULL; // expect: session-leak 'conn' is not closed
}

void *thread_ok(void *argument) {
  PGconn *conn = PQconnectdb(argument);
  if (PQstatus(conn) != CONNECTION_OK)
    goto out;
  while (work(PQsocket(conn)))
    sleep(1);
out:
  PQfinish(conn);
  return NULL;
}

// A connection a thread, in a key without a destructor.
static pthread_key_t bareKey, keptKey;
static void end_connection(void *conn) { PQfinish(conn); }

void make_bare_key(void) { pthread_key_create(&bareKey, NULL); }
void make_kept_key(void) { pthread_key_create(&keptKey, end_connection); }

PGconn *thread_key_FN(const char *conninfo) {
  PGconn *conn = pthread_getspecific(bareKey);
  if (!conn) {
    conn = PQconnectdb(conninfo);
    pthread_setspecific(bareKey, conn);
  }
  return conn;
}

PGconn *thread_key_ok(const char *conninfo) {
  PGconn *conn = pthread_getspecific(keptKey);
  if (!conn) {
    conn = PQconnectdb(conninfo);
    pthread_setspecific(keptKey, conn);
  }
  return conn;
}

// The turn of a server that fails goes on with its connection open.
int servers_bad(const char *const *servers, int n) {
  int up = 0;
  for (int i = 0; i < n; ++i) {
    PGconn *conn = PQconnectdb(servers[i]);
    if (PQstatus(conn) != CONNECTION_OK) {
      fprintf(stderr, "%s is down\n", servers[i]);
      continue; // expect: session-leak
    }
    ++up;
    PQfinish(conn);
  }
  return up;
}

int servers_ok(const char *const *servers, int n) {
  int up = 0;
  for (int i = 0; i < n; ++i) {
    PGconn *conn = PQconnectdb(servers[i]);
    if (PQstatus(conn) != CONNECTION_OK) {
      fprintf(stderr, "%s is down\n", servers[i]);
      PQfinish(conn);
      continue;
    }
    ++up;
    PQfinish(conn);
  }
  return up;
}

// A cell of a list keeps the one that failed, and is thrown away.
struct cell {
  PGconn *conn;
  struct cell *next;
};

int cells_bad(struct cell **list, const char *conninfo) {
  struct cell *made = malloc(sizeof *made);
  if (!made)
    return -1;
  made->conn = PQconnectdb(conninfo);
  if (PQstatus(made->conn) != CONNECTION_OK) {
    free(made); // expect: session-leak
    return -1;
  }
  made->next = *list;
  *list = made;
  return 0;
}

int cells_ok(struct cell **list, const char *conninfo) {
  struct cell *made = malloc(sizeof *made);
  if (!made)
    return -1;
  made->conn = PQconnectdb(conninfo);
  if (PQstatus(made->conn) != CONNECTION_OK) {
    PQfinish(made->conn);
    free(made);
    return -1;
  }
  made->next = *list;
  *list = made;
  return 0;
}

// The only pointer is given away for a null.
int only_pointer_bad(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return -1;
  conn = mysql_real_connect(conn, host, "u", "p", "d", 0, NULL, 0); // expect: session-leak
  if (!conn)
    return -1;
  int version = work((int)mysql_get_server_version(conn));
  mysql_close(conn);
  return version;
}

int only_pointer_ok(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return -1;
  if (!mysql_real_connect(conn, host, "u", "p", "d", 0, NULL, 0)) {
    mysql_close(conn);
    return -1;
  }
  int version = work((int)mysql_get_server_version(conn));
  mysql_close(conn);
  return version;
}

// A connection of the module that its end forgets, opened at each start.
static PGconn *moduleConn, *modulesOwn;

int module_start_FN(const char *conninfo) {
  moduleConn = PQconnectdb(conninfo);
  return PQstatus(moduleConn) == CONNECTION_OK ? 0 : -1;
}
void module_stop_bad(void) { moduleConn = NULL; }

int module_start_ok(const char *conninfo) {
  if (modulesOwn)
    PQfinish(modulesOwn);
  modulesOwn = PQconnectdb(conninfo);
  return PQstatus(modulesOwn) == CONNECTION_OK ? 0 : -1;
}
void module_stop_ok(void) {
  PQfinish(modulesOwn);
  modulesOwn = NULL;
}
