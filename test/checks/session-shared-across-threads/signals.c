// FLAGS: -isystem /usr/include/postgresql
// Joins under a flag, and semaphores between threads.
#include <libpq-fe.h>
#include <pthread.h>
#include <semaphore.h>

static void *work(void *arg) {
  PQclear(PQexec((PGconn *)arg, "SELECT 1"));
  return NULL;
}

// --- Whether it runs is kept in a flag. ---

void started_ok(PGconn *conn) {
  pthread_t id;
  int started = pthread_create(&id, NULL, work, conn) == 0;
  if (started)
    pthread_join(id, NULL);
  PQclear(PQexec(conn, "SELECT 2"));
}
void set_when_started_ok(PGconn *conn) {
  pthread_t id;
  int started = 0;
  if (pthread_create(&id, NULL, work, conn) == 0)
    started = 1;
  if (started)
    pthread_join(id, NULL);
  PQclear(PQexec(conn, "SELECT 2"));
}
struct job {
  pthread_t id;
  int running;
};
void flag_in_record_ok(struct job *job, PGconn *conn) {
  job->running = 1;
  if (pthread_create(&job->id, NULL, work, conn))
    job->running = 0;
  if (job->running)
    pthread_join(job->id, NULL);
  PQclear(PQexec(conn, "SELECT 2"));
}
void other_flag_bad(PGconn *conn, int waits) {
  pthread_t id;
  int started = pthread_create(&id, NULL, work, conn) == 0; // expect: session-shared-across-threads
  if (started && waits)
    pthread_join(id, NULL);
  PQclear(PQexec(conn, "SELECT 2"));
}

// --- Semaphores. ---

struct shared {
  PGconn *conn;
  sem_t done, go;
};
static void *work_then_post(void *arg) {
  struct shared *s = arg;
  PQclear(PQexec(s->conn, "SELECT 1"));
  sem_post(&s->done);
  return NULL;
}
void handed_back_ok(struct shared *s) {
  pthread_t id;
  sem_init(&s->done, 0, 0);
  if (pthread_create(&id, NULL, work_then_post, s))
    return;
  sem_wait(&s->done);
  PQclear(PQexec(s->conn, "SELECT 2"));
  pthread_join(id, NULL);
}
void used_before_bad(struct shared *s) {
  pthread_t id;
  sem_init(&s->done, 0, 0);
  if (pthread_create(&id, NULL, work_then_post, s)) // expect: session-shared-across-threads
    return;
  PQclear(PQexec(s->conn, "SELECT 2"));
  sem_wait(&s->done);
  pthread_join(id, NULL);
}
static void *take_turns(void *arg) {
  struct shared *s = arg;
  for (;;) {
    sem_wait(&s->go);
    PQclear(PQexec(s->conn, "SELECT 1"));
    sem_post(&s->done);
  }
  return NULL;
}
void turns_ok(struct shared *s, int n) {
  pthread_t id;
  if (pthread_create(&id, NULL, take_turns, s))
    return;
  for (int i = 0; i < n; i++) {
    PQclear(PQexec(s->conn, "SELECT 2"));
    sem_post(&s->go);
    sem_wait(&s->done);
  }
  pthread_join(id, NULL);
}
void out_of_turn_bad(struct shared *s, int n) {
  pthread_t id;
  if (pthread_create(&id, NULL, take_turns, s)) // expect: session-shared-across-threads
    return;
  for (int i = 0; i < n; i++) {
    sem_post(&s->go);
    PQclear(PQexec(s->conn, "SELECT 2"));
    sem_wait(&s->done);
  }
  pthread_join(id, NULL);
}
static void *one_at_a_time(void *arg) {
  struct shared *s = arg;
  sem_wait(&s->go);
  PQclear(PQexec(s->conn, "SELECT 1"));
  sem_post(&s->go);
  return NULL;
}
void as_a_mutex_ok(struct shared *s) {
  pthread_t id;
  sem_init(&s->go, 0, 1);
  if (pthread_create(&id, NULL, one_at_a_time, s))
    return;
  sem_wait(&s->go);
  PQclear(PQexec(s->conn, "SELECT 2"));
  sem_post(&s->go);
  pthread_join(id, NULL);
}
void without_the_semaphore_bad(struct shared *s) {
  pthread_t id;
  sem_init(&s->go, 0, 1);
  if (pthread_create(&id, NULL, one_at_a_time, s)) // expect: session-shared-across-threads
    return;
  PQclear(PQexec(s->conn, "SELECT 2"));
  pthread_join(id, NULL);
}
