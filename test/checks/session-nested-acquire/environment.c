// FLAGS:
// What an environment has once: the write transaction of a thread.
#include <lmdb.h>
#include <stddef.h>

int two_writers_bad(MDB_env *env) {
  MDB_txn *txn, *other;
  if (mdb_txn_begin(env, NULL, 0, &txn) != MDB_SUCCESS)
    return -1;
  if (mdb_txn_begin(env, NULL, 0, &other) == MDB_SUCCESS) // expect: session-nested-acquire 'txn' is still open where 'mdb_txn_begin' wants a second one on the same thread, which waits for the first for ever; end the first one before
    mdb_txn_abort(other);
  mdb_txn_abort(txn);
  return 0;
}

static void count_request(MDB_env *env) {
  MDB_txn *txn;
  if (mdb_txn_begin(env, NULL, 0, &txn) == MDB_SUCCESS)
    mdb_txn_abort(txn);
}
int through_helper_bad(MDB_env *env) {
  MDB_txn *txn;
  if (mdb_txn_begin(env, NULL, 0, &txn) != MDB_SUCCESS)
    return -1;
  count_request(env); // expect: session-nested-acquire 'txn' is still open where 'count_request' wants a second one
  mdb_txn_abort(txn);
  return 0;
}

// --- One after the other, another environment, a reader, a child. ---

int one_after_the_other_ok(MDB_env *env) {
  count_request(env);
  count_request(env);
  return 0;
}
int other_environment_ok(MDB_env *env, MDB_env *log) {
  MDB_txn *txn;
  if (mdb_txn_begin(env, NULL, 0, &txn) != MDB_SUCCESS)
    return -1;
  count_request(log);
  mdb_txn_abort(txn);
  return 0;
}
int reader_ok(MDB_env *env) {
  MDB_txn *txn;
  if (mdb_txn_begin(env, NULL, MDB_RDONLY, &txn) != MDB_SUCCESS)
    return -1;
  count_request(env);
  mdb_txn_abort(txn);
  return 0;
}
int child_ok(MDB_env *env) {
  MDB_txn *txn, *child;
  if (mdb_txn_begin(env, NULL, 0, &txn) != MDB_SUCCESS)
    return -1;
  if (mdb_txn_begin(env, txn, 0, &child) == MDB_SUCCESS)
    mdb_txn_abort(child);
  mdb_txn_abort(txn);
  return 0;
}
