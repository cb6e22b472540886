// FLAGS: -isystem /usr/include/postgresql
// A job queue in the style of C: function and argument in a table.
#include <libpq-fe.h>
#include <pthread.h>

struct job {
  void (*run)(void *);
  void *arg;
};
struct queue {
  struct job jobs[64];
  int head, tail;
  pthread_mutex_t mutex;
  pthread_cond_t ready;
};

static void *worker(void *arg) {
  struct queue *q = arg;
  for (;;) {
    pthread_mutex_lock(&q->mutex);
    while (q->head == q->tail)
      pthread_cond_wait(&q->ready, &q->mutex);
    struct job *job = &q->jobs[q->head++ % 64];
    pthread_mutex_unlock(&q->mutex);
    job->run(job->arg);
  }
  return 0;
}
int start_worker(struct queue *q, pthread_t *thread) {
  return pthread_create(thread, 0, worker, q);
}
static void push(struct queue *q, void (*run)(void *), void *arg) {
  pthread_mutex_lock(&q->mutex);
  struct job *job = &q->jobs[q->tail++ % 64];
  job->run = run;
  job->arg = arg;
  pthread_cond_signal(&q->ready);
  pthread_mutex_unlock(&q->mutex);
}

static PGconn *shared;

static void cleanup(void *arg) {
  (void)arg;
  PQclear(PQexec(shared, "DELETE FROM old"));
}
void request_bad(struct queue *q) {
  push(q, cleanup, 0); // expect: session-shared-across-threads
  PQclear(PQexec(shared, "INSERT INTO new DEFAULT VALUES"));
}

static PGconn *guarded;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static void cleanup_guarded(void *arg) {
  (void)arg;
  pthread_mutex_lock(&guard);
  PQclear(PQexec(guarded, "DELETE FROM old"));
  pthread_mutex_unlock(&guard);
}
void request_ok(struct queue *q) {
  push(q, cleanup_guarded, 0);
  pthread_mutex_lock(&guard);
  PQclear(PQexec(guarded, "INSERT INTO new DEFAULT VALUES"));
  pthread_mutex_unlock(&guard);
}
