// NEEDS: /usr/include/libmongoc-1.0/mongoc/mongoc.h
// FLAGS: -isystem /usr/include/libmongoc-1.0 -isystem /usr/include/libbson-1.0
// A client is one thread's, a pool is for all.
#include <mongoc/mongoc.h>
#include <pthread.h>

static void *worker(void *client) {
  mongoc_client_set_appname(client, "worker");
  return NULL;
}
int thread_bad(mongoc_client_t *client) {
  pthread_t id;
  pthread_create(&id, NULL, worker, client); // expect: session-shared-across-threads uses 'client' while 'thread_bad' may use it too
  mongoc_client_set_appname(client, "main");
  return pthread_join(id, NULL);
}

static void *leaser(void *pool) {
  mongoc_client_t *client = mongoc_client_pool_pop(pool);
  mongoc_client_set_appname(client, "worker");
  mongoc_client_pool_push(pool, client);
  return NULL;
}
int pool_ok(mongoc_client_pool_t *pool) {
  pthread_t id;
  pthread_create(&id, NULL, leaser, pool);
  mongoc_client_t *client = mongoc_client_pool_pop(pool);
  mongoc_client_set_appname(client, "main");
  mongoc_client_pool_push(pool, client);
  return pthread_join(id, NULL);
}
