// FLAGS: -isystem /usr/include/postgresql
// One connection for each thread, in the style of C.
#include <libpq-fe.h>
#include <pthread.h>
#include <stddef.h>

static _Thread_local PGconn *mine;
static const char *info = "dbname=shop";
static PGconn *all[64];
static int count;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

PGconn *current(void) {
  if (!mine) {
    mine = PQconnectdb(info);
    pthread_mutex_lock(&mutex);
    all[count++] = mine;
    pthread_mutex_unlock(&mutex);
  }
  return mine;
}
void configure(const char *to) { info = to; }
void remove_current(void) {
  PQfinish(mine);
  mine = NULL;
}
void close_all(void) {
  for (int i = 0; i < count; ++i)
    PQfinish(all[i]);
  count = 0;
}

// --- Configured too late. ---

int start_bad(const char *to) {
  PQclear(PQexec(current(), "SET TIME ZONE 'UTC'")); // note: 'mine' is opened here by 'current' in 'start_bad'
  configure(to); // expect: session-registry-misuse 'configure' sets up what 'mine' is opened with, but it is open already and stays as it is; do this before the first use, or remove the session first
  return PQstatus(current()) == CONNECTION_OK;
}
int start_ok(const char *to) {
  configure(to);
  return PQstatus(current()) == CONNECTION_OK;
}
void restart_ok(const char *to) {
  PQclear(PQexec(current(), "SELECT 1"));
  remove_current();
  configure(to);
}
int start_sometimes_ok(const char *to, int check) {
  if (check)
    PQclear(PQexec(current(), "SELECT 1"));
  configure(to);
  return PQstatus(current()) == CONNECTION_OK;
}

// --- All are closed while this one is at work. ---

void handle_bad(void) {
  PQclear(PQexec(current(), "DELETE FROM a"));
  close_all(); // expect: session-registry-misuse 'close_all' closes the sessions of all threads, 'mine' among them, which 'handle_bad' still uses; remove only the own one here
  PQclear(PQexec(current(), "DELETE FROM b"));
}
void handle_ok(void) {
  PQclear(PQexec(current(), "DELETE FROM a"));
  remove_current();
}
void shut_down_ok(void) {
  PQclear(PQexec(current(), "DELETE FROM a"));
  close_all();
}

// --- Tasks that a pool of the program runs. ---

typedef void (*task)(void);
void submit(task run);

static void tidy_task_ok(void) {
  PQclear(PQexec(current(), "DELETE FROM a"));
  remove_current();
}
static void dirty_task_bad(void) {
  PQclear(PQexec(current(), "DELETE FROM b")); // expect: session-registry-misuse 'dirty_task_bad' uses 'mine' of a thread that goes on to other work, and does not remove it; the next one finds it as it is left, call 'remove_current' at the end
}
static void idle_task_ok(void) {}
void submit_all(void) {
  submit(tidy_task_ok);
  submit(dirty_task_bad);
  submit(idle_task_ok);
}
