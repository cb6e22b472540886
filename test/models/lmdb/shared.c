// An environment serves all threads, a transaction only one.
#include <lmdb.h>
#include <pthread.h>

static MDB_env *Environment;
int sync_ok(void) { return mdb_env_sync(Environment, 1); }
int info_ok(MDB_envinfo *info) { return mdb_env_info(Environment, info); }

static void *syncer(void *env) {
  mdb_env_sync(env, 0);
  return NULL;
}
int environment_ok(MDB_env *env, MDB_envinfo *info) {
  pthread_t id;
  pthread_create(&id, NULL, syncer, env);
  mdb_env_info(env, info);
  return pthread_join(id, NULL);
}

struct job {
  MDB_txn *txn;
  MDB_dbi dbi;
  MDB_val key;
};
static void *deleter(void *arg) {
  struct job *job = arg;
  mdb_del(job->txn, job->dbi, &job->key, NULL);
  return NULL;
}
int transaction_FN(struct job *job) {
  pthread_t id;
  pthread_create(&id, NULL, deleter, job);
  mdb_del(job->txn, job->dbi, &job->key, NULL);
  return pthread_join(id, NULL);
}
