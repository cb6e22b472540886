// FLAGS: -isystem /usr/include/postgresql
// Shapes met in C programs of the field (docs/field-notes.md), in own words.
#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>

// --- The callbacks of a thread's own event loop. ---

struct loop;
typedef void (*timer)(void *);
struct loop *loop_new(void);
void on_timer(struct loop *l, timer call, void *arg);
void run(struct loop *l);

static PGconn *Replies;
static struct loop *Events;

static void refresh(void *unused) {
  PQclear(PQexec(Replies, "DELETE FROM replies"));
}

static void shrink(void *unused) {
  PQclear(PQexec(Replies, "VACUUM"));
}

static void set_timers(void) {
  on_timer(Events, shrink, 0);
}

static void *keeps_replies(void *unused) {
  PQclear(PQexec(Replies, "SELECT 1"));
  on_timer(Events, refresh, 0);
  set_timers();
  run(Events);
  return unused;
}

int start_replies_ok(void) {
  pthread_t id;
  Events = loop_new();
  return pthread_create(&id, 0, keeps_replies, 0);
}

// --- A callback that somebody else registers. ---

static PGconn *Watched;

static void watch(void *unused) {
  PQclear(PQexec(Watched, "SELECT 2")); // note: 'watch' uses it here
}

static void *keeps_watch(void *unused) {
  PQclear(PQexec(Watched, "SELECT 1")); // note: 'keeps_watch' uses it here
  on_timer(Events, watch, 0);
  run(Events);
  return unused;
}

int start_watch_bad(struct loop *mine) {
  pthread_t id;
  on_timer(mine, watch, 0);
  return pthread_create(&id, 0, keeps_watch, 0); // expect: session-shared-across-threads the thread that starts here uses 'Watched' while 'watch' may use it too
}

// --- A call that is made for other threads. ---

static sqlite3 *Index;
static pthread_mutex_t Guard = PTHREAD_MUTEX_INITIALIZER;

static void *builds_index(void *unused) {
  sqlite3_exec(Index, "REINDEX", 0, 0, 0);
  return unused;
}

void cancel_ok(void) {
  pthread_mutex_lock(&Guard);
  sqlite3_interrupt(Index);
  pthread_mutex_unlock(&Guard);
}

int start_index_ok(void) {
  pthread_t id;
  return pthread_create(&id, 0, builds_index, 0);
}
