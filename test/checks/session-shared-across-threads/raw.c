// FLAGS: -isystem /usr/include/postgresql
// Threads of C programs: workers, one thread a request, a reload thread.
#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>

void wait_for_work(void);

// --- A worker and the function that starts it. ---

static PGconn *Global;

static void *worker(void *unused) {
  PQclear(PQexec(Global, "SELECT 1")); // note: 'worker' uses it here
  return unused;
}

int start_and_use_bad(void) {
  pthread_t id;
  if (pthread_create(&id, NULL, worker, NULL)) // expect: session-shared-across-threads the thread that starts here uses 'Global' while 'start_and_use_bad' may use it too; give each thread its own session
    return -1;
  PQclear(PQexec(Global, "SELECT 2")); // note: 'start_and_use_bad' uses it here
  return pthread_join(id, NULL);
}

// --- Joined before anybody else uses it. ---

static PGconn *Joined;

static void *joined_worker(void *unused) {
  PQclear(PQexec(Joined, "SELECT 1"));
  return unused;
}
int join_first_ok(void) {
  pthread_t id;
  if (pthread_create(&id, NULL, joined_worker, NULL))
    return -1;
  pthread_join(id, NULL);
  return PQsocket(Joined);
}

// --- Handed over by pointer. ---

static void *uses_its_argument(void *arg) {
  PGconn *conn = arg;
  PQclear(PQexec(conn, "SELECT 1"));
  return NULL;
}
int two_workers_bad(const char *info) {
  pthread_t first, second;
  PGconn *conn = PQconnectdb(info);
  pthread_create(&first, NULL, uses_its_argument, conn); // expect: session-shared-across-threads the thread that starts here uses 'conn' while another one does
  pthread_create(&second, NULL, uses_its_argument, conn); // note: a thread that runs 'uses_its_argument' starts here
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  PQfinish(conn);
  return 0;
}
int one_after_the_other_ok(const char *info) {
  pthread_t id;
  PGconn *conn = PQconnectdb(info);
  for (int i = 0; i < 2; i++) {
    pthread_create(&id, NULL, uses_its_argument, conn);
    pthread_join(id, NULL);
  }
  PQfinish(conn);
  return 0;
}
int many_workers_bad(const char *info) {
  pthread_t ids[4];
  PGconn *conn = PQconnectdb(info);
  for (int i = 0; i < 4; i++)
    pthread_create(&ids[i], NULL, uses_its_argument, conn); // expect: session-shared-across-threads
  for (int i = 0; i < 4; i++)
    pthread_join(ids[i], NULL);
  PQfinish(conn);
  return 0;
}
int one_each_ok(const char *info) {
  pthread_t ids[4];
  PGconn *conns[4];
  for (int i = 0; i < 4; i++) {
    PGconn *conn = PQconnectdb(info);
    conns[i] = conn;
    pthread_create(&ids[i], NULL, uses_its_argument, conn);
  }
  for (int i = 0; i < 4; i++) {
    pthread_join(ids[i], NULL);
    PQfinish(conns[i]);
  }
  return 0;
}

// --- Closed while the thread may still use it. ---

int closed_under_it_bad(const char *info) {
  pthread_t id;
  PGconn *conn = PQconnectdb(info);
  pthread_create(&id, NULL, uses_its_argument, conn); // expect: session-shared-across-threads the thread that starts here uses 'conn' while 'closed_under_it_bad' may use it too
  pthread_detach(id);
  PQfinish(conn); // note: 'conn' is closed here by 'PQfinish' in 'closed_under_it_bad'
  return 0;
}

// --- The thread takes it over. ---

static void *owns_its_argument(void *arg) {
  PGconn *conn = arg;
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
  return NULL;
}
int handed_over_ok(const char *info) {
  pthread_t id;
  PGconn *conn = PQconnectdb(info);
  if (pthread_create(&id, NULL, owns_its_argument, conn))
    PQfinish(conn);
  return pthread_detach(id);
}

// --- A struct that the thread is given, with and without its mutex. ---

struct context {
  PGconn *conn;
  pthread_mutex_t lock;
};
static void *context_worker(void *arg) {
  struct context *context = arg;
  pthread_mutex_lock(&context->lock);
  PQclear(PQexec(context->conn, "SELECT 1"));
  pthread_mutex_unlock(&context->lock);
  return NULL;
}
int context_ok(struct context *context) {
  pthread_t id;
  pthread_create(&id, NULL, context_worker, context);
  pthread_mutex_lock(&context->lock);
  PQclear(PQexec(context->conn, "SELECT 2"));
  pthread_mutex_unlock(&context->lock);
  return pthread_join(id, NULL);
}
int context_bad(struct context *context) {
  pthread_t id;
  pthread_create(&id, NULL, context_worker, context); // expect: session-shared-across-threads the thread that starts here uses 'conn' while 'context_bad' may use it too
  PQclear(PQexec(context->conn, "SELECT 2")); // note: 'context_bad' uses it here without a lock
  return pthread_join(id, NULL);
}

// --- The same, where the thread only tries to get the mutex. ---

static void *trying_worker(void *arg) {
  struct context *context = arg;
  if (pthread_mutex_trylock(&context->lock) == 0) {
    PQclear(PQexec(context->conn, "SELECT 1"));
    pthread_mutex_unlock(&context->lock);
  }
  return NULL;
}
int trying_ok(struct context *context) {
  pthread_t id;
  if (pthread_create(&id, NULL, trying_worker, context))
    return -1;
  pthread_mutex_lock(&context->lock);
  PQclear(PQexec(context->conn, "SELECT 2"));
  pthread_mutex_unlock(&context->lock);
  return pthread_join(id, NULL);
}
int trying_bad(struct context *context) {
  pthread_t id;
  if (pthread_create(&id, NULL, trying_worker, context)) // expect: session-shared-across-threads the thread that starts here uses 'conn' while 'trying_bad' may use it too
    return -1;
  PQclear(PQexec(context->conn, "SELECT 2")); // note: 'trying_bad' uses it here without a lock
  return pthread_join(id, NULL);
}

// --- A daemon: a reload thread that is left running, and the requests. ---

static sqlite3 *Cache;
static pthread_t Reloader;

static void *reload(void *unused) {
  for (;;) {
    wait_for_work();
    sqlite3_exec(Cache, "DELETE FROM cache", NULL, NULL, NULL);
  }
  return unused;
}
int daemon_start(void) {
  if (sqlite3_open("cache.db", &Cache) != SQLITE_OK)
    return -1;
  return pthread_create(&Reloader, NULL, reload, NULL); // expect: session-shared-across-threads the thread that starts here uses 'Cache' while 'handle_request_bad' may use it too
}
int handle_request_bad(const char *sql) {
  return sqlite3_exec(Cache, sql, NULL, NULL, NULL); // note: 'handle_request_bad' uses it here
}
void daemon_stop(void) {
  pthread_join(Reloader, NULL);
  sqlite3_close(Cache);
}

// --- The same with a mutex, by way of one helper. ---

static sqlite3 *Index;
static pthread_mutex_t IndexLock = PTHREAD_MUTEX_INITIALIZER;

static int on_index(const char *sql) {
  pthread_mutex_lock(&IndexLock);
  int code = sqlite3_exec(Index, sql, NULL, NULL, NULL);
  pthread_mutex_unlock(&IndexLock);
  return code;
}
static void *reindex(void *unused) {
  on_index("REINDEX");
  return unused;
}
int index_start_ok(void) {
  pthread_t id;
  return pthread_create(&id, NULL, reindex, NULL);
}
int index_request_ok(const char *sql) { return on_index(sql); }

// --- Only the thread uses it; it opens and closes it itself. ---

static PGconn *Private;

static void *private_worker(void *unused) {
  Private = PQconnectdb("");
  PQclear(PQexec(Private, "SELECT 1"));
  PQfinish(Private);
  return unused;
}
int private_ok(void) {
  pthread_t id;
  return pthread_create(&id, NULL, private_worker, NULL);
}

// --- A helper starts the thread, its caller goes on. ---

static pthread_t start_helper(PGconn *conn) {
  pthread_t id;
  pthread_create(&id, NULL, uses_its_argument, conn);
  return id;
}
int helped_bad(PGconn *conn) {
  pthread_t id = start_helper(conn); // expect: session-shared-across-threads the thread that starts here uses 'conn' while 'helped_bad' may use it too
  PQclear(PQexec(conn, "SELECT 2"));
  return pthread_join(id, NULL);
}
