// FLAGS: -isystem /usr/include/postgresql
// A module with a connection of its own, as C programs have it.
#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stddef.h>

// --- Two functions, no lock. ---

static PGconn *Plain; // expect: session-shared-across-functions 'Plain' is one session that 2 functions use without a lock; give each its own session

int plain_add_bad(void) {
  PGresult *res = PQexec(Plain, "INSERT INTO t VALUES (1)"); // note: 'plain_add_bad' uses it here
  int good = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return good;
}

void plain_delete_bad(void) {
  PQclear(PQexec(Plain, "DELETE FROM t")); // note: 'plain_delete_bad' uses it here
}

// --- One function uses it, whoever opens and closes it. ---

static PGconn *Single;

void single_ok(void) { PQclear(PQexec(Single, "SELECT 1")); }

// --- Through a helper without a lock: those who call the helper share. ---

static sqlite3 *Helped; // expect: session-shared-across-functions 'Helped' is one session that 2 functions use

static int run_helped(const char *sql) {
  return sqlite3_exec(Helped, sql, NULL, NULL, NULL);
}

int helped_add_bad(void) { return run_helped("INSERT INTO t VALUES (1)"); }
int helped_delete_bad(void) { return run_helped("DELETE FROM t"); }

// --- Helpers of one function. ---

static sqlite3 *Owned;

static int owned_count(void) {
  return sqlite3_exec(Owned, "SELECT count(*) FROM t", NULL, NULL, NULL);
}
static int owned_vacuum(void) {
  return sqlite3_exec(Owned, "VACUUM", NULL, NULL, NULL);
}
int owned_ok(void) { return owned_count() + owned_vacuum(); }

// --- Opened, used and closed by each function for itself. ---

static PGconn *Scratch;

int scratch_first_ok(const char *info) {
  Scratch = PQconnectdb(info);
  PQclear(PQexec(Scratch, "SELECT 1"));
  PQfinish(Scratch);
  Scratch = NULL;
  return 0;
}
int scratch_second_ok(const char *info) {
  Scratch = PQconnectdb(info);
  int socket = PQsocket(Scratch);
  PQfinish(Scratch);
  Scratch = NULL;
  return socket;
}

// --- A mutex around every use. ---

static PGconn *Guarded;
static pthread_mutex_t GuardedLock = PTHREAD_MUTEX_INITIALIZER;

void guarded_add_ok(void) {
  pthread_mutex_lock(&GuardedLock);
  PQclear(PQexec(Guarded, "INSERT INTO t VALUES (1)"));
  pthread_mutex_unlock(&GuardedLock);
}
int guarded_delete_ok(int all) {
  int socket = -1;
  pthread_mutex_lock(&GuardedLock);
  if (!all)
    goto out;
  PQclear(PQexec(Guarded, "DELETE FROM t"));
  socket = PQsocket(Guarded);
out:
  pthread_mutex_unlock(&GuardedLock);
  return socket;
}

// --- Helpers that lock and unlock, and one that is only called locked. ---

static PGconn *Wrapped;
static pthread_mutex_t WrappedLock = PTHREAD_MUTEX_INITIALIZER;

static void wrapped_enter(void) { pthread_mutex_lock(&WrappedLock); }
static void wrapped_leave(void) { pthread_mutex_unlock(&WrappedLock); }
static void wrapped_run(const char *sql) { PQclear(PQexec(Wrapped, sql)); }

void wrapped_add_ok(void) {
  wrapped_enter();
  wrapped_run("INSERT INTO t VALUES (1)");
  wrapped_leave();
}
void wrapped_delete_ok(void) {
  wrapped_enter();
  wrapped_run("DELETE FROM t");
  wrapped_leave();
}

// --- Two mutexes are none. ---

static PGconn *TwoLocks; // expect: session-shared-across-functions 'TwoLocks' is one session that 2 functions use, not all of them under one lock
static pthread_mutex_t FirstLock, SecondLock;

void two_locks_add_bad(void) {
  pthread_mutex_lock(&FirstLock);
  PQclear(PQexec(TwoLocks, "INSERT INTO t VALUES (1)")); // note: 'two_locks_add_bad' uses it here under a lock
  pthread_mutex_unlock(&FirstLock);
}
void two_locks_delete_bad(void) {
  pthread_mutex_lock(&SecondLock);
  PQclear(PQexec(TwoLocks, "DELETE FROM t"));
  pthread_mutex_unlock(&SecondLock);
}

// --- Locked on one path only, and freed too early. ---

static PGconn *Sometimes; // expect: session-shared-across-functions 'Sometimes'
static pthread_mutex_t SometimesLock;

void sometimes_add_bad(int careful) {
  if (careful)
    pthread_mutex_lock(&SometimesLock);
  PQclear(PQexec(Sometimes, "INSERT INTO t VALUES (1)")); // note: 'sometimes_add_bad' uses it here without a lock
  if (careful)
    pthread_mutex_unlock(&SometimesLock);
}
void sometimes_delete_bad(void) {
  pthread_mutex_lock(&SometimesLock);
  PQclear(PQexec(Sometimes, "DELETE FROM t")); // note: 'sometimes_delete_bad' uses it here under a lock
  pthread_mutex_unlock(&SometimesLock);
}

static PGconn *Early; // expect: session-shared-across-functions 'Early'
static pthread_mutex_t EarlyLock;

int early_add_bad(void) {
  pthread_mutex_lock(&EarlyLock);
  PGconn *conn = Early;
  pthread_mutex_unlock(&EarlyLock);
  return PQsocket(conn); // note: 'early_add_bad' uses it here without a lock
}
int early_delete_bad(void) {
  pthread_mutex_lock(&EarlyLock);
  int socket = PQsocket(Early);
  pthread_mutex_unlock(&EarlyLock);
  return socket;
}

// --- The session and its lock in one struct. ---

struct store {
  PGconn *conn;
  pthread_mutex_t lock;
};
static struct store Store;

void store_add_ok(void) {
  pthread_mutex_lock(&Store.lock);
  PQclear(PQexec(Store.conn, "INSERT INTO t VALUES (1)"));
  pthread_mutex_unlock(&Store.lock);
}
void store_delete_ok(void) {
  struct store *store = &Store;
  pthread_mutex_lock(&store->lock);
  PQclear(PQexec(store->conn, "DELETE FROM t"));
  pthread_mutex_unlock(&store->lock);
}

// --- A field of a static, by way of a helper that gets the object. ---

static struct store Bare; // expect: session-shared-across-functions 'conn' is one session that 2 functions use

static void bare_run(struct store *store, const char *sql) {
  PQclear(PQexec(store->conn, sql));
}
void bare_add_bad(void) { bare_run(&Bare, "INSERT INTO t VALUES (1)"); }
void bare_delete_bad(void) { bare_run(&Bare, "DELETE FROM t"); }

// --- Each thread has its own. ---

static __thread PGconn *PerThread;

void per_thread_add_ok(void) { PQclear(PQexec(PerThread, "INSERT INTO t VALUES (1)")); }
void per_thread_delete_ok(void) { PQclear(PQexec(PerThread, "DELETE FROM t")); }

// --- The caller's session: whose it is, the caller knows. ---

void callers_add_ok(PGconn *conn) { PQclear(PQexec(conn, "INSERT INTO t VALUES (1)")); }
void callers_delete_ok(struct store *store) { PQclear(PQexec(store->conn, "DELETE FROM t")); }

// --- Opening and closing need no lock; asking whether one is there is no use. ---

static sqlite3 *Started;

int started_open_ok(const char *path) {
  if (Started)
    return 0;
  if (sqlite3_open(path, &Started) != SQLITE_OK) {
    sqlite3_close(Started);
    Started = NULL;
    return -1;
  }
  return sqlite3_exec(Started, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
}
int started_is_open_ok(void) { return Started != NULL; }
int started_query_ok(void) {
  return sqlite3_exec(Started, "SELECT 1", NULL, NULL, NULL);
}
void started_close_ok(void) {
  sqlite3_close(Started);
  Started = NULL;
}

// --- Lazily opened, and used by two. ---

static sqlite3 *Lazy; // expect: session-shared-across-functions 'Lazy' is one session that 2 functions use

static sqlite3 *lazy(void) {
  if (!Lazy && sqlite3_open("lazy.db", &Lazy) != SQLITE_OK) {
    sqlite3_close(Lazy);
    Lazy = NULL;
  }
  return Lazy;
}
int lazy_add_bad(void) { return sqlite3_exec(lazy(), "INSERT INTO t VALUES (1)", NULL, NULL, NULL); }
int lazy_delete_bad(void) { return sqlite3_exec(lazy(), "DELETE FROM t", NULL, NULL, NULL); }

// --- An array of sessions is a pool, and who has which is not seen. ---

static PGconn *Pool[4];

void pool_add_ok(int i) { PQclear(PQexec(Pool[i], "INSERT INTO t VALUES (1)")); }
void pool_delete_ok(int i) { PQclear(PQexec(Pool[i], "DELETE FROM t")); }

// --- Callbacks: control comes from the outside. ---

typedef void handler(int);
void on_event(int event, handler *call);

static PGconn *Evented; // expect: session-shared-across-functions 'Evented'

static void on_timer_bad(int event) {
  (void)event;
  PQclear(PQexec(Evented, "SELECT 1")); // note: 'on_timer_bad' uses it here
}
static void on_data_bad(int event) {
  (void)event;
  PQclear(PQexec(Evented, "SELECT 2"));
}
void listen_for_events(void) {
  on_event(1, on_timer_bad); // note: 'on_timer_bad' is registered here as a callback
  on_event(2, on_data_bad);
}
