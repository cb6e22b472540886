// One thread at a time; a static context that several functions use.
#include <hiredis/hiredis.h>
#include <pthread.h>

static redisContext *Shared; // expect: session-shared-across-functions 'Shared'

int set_a(void) {
  redisReply *reply = redisCommand(Shared, "SET a 1");
  freeReplyObject(reply);
  return reply != NULL;
}
int set_b(void) {
  redisReply *reply = redisCommand(Shared, "SET b 1");
  freeReplyObject(reply);
  return reply != NULL;
}

static redisContext *Locked;
static pthread_mutex_t Lock = PTHREAD_MUTEX_INITIALIZER;

int locked_a_ok(void) {
  pthread_mutex_lock(&Lock);
  redisReply *reply = redisCommand(Locked, "SET a 1");
  pthread_mutex_unlock(&Lock);
  freeReplyObject(reply);
  return reply != NULL;
}
int locked_b_ok(void) {
  pthread_mutex_lock(&Lock);
  redisReply *reply = redisCommand(Locked, "SET b 1");
  pthread_mutex_unlock(&Lock);
  freeReplyObject(reply);
  return reply != NULL;
}

static void *worker(void *arg) {
  redisContext *c = arg;
  freeReplyObject(redisCommand(c, "INCR n"));
  return NULL;
}
int thread_bad(redisContext *c) {
  pthread_t id;
  pthread_create(&id, NULL, worker, c); // expect: session-shared-across-threads uses 'c' while 'thread_bad' may use it too
  freeReplyObject(redisCommand(c, "INCR n"));
  return pthread_join(id, NULL);
}
int thread_ok(redisContext *c) {
  pthread_t id;
  pthread_create(&id, NULL, worker, c);
  pthread_join(id, NULL);
  freeReplyObject(redisCommand(c, "INCR n"));
  return 0;
}
