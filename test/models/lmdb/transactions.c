// The handle of a transaction is gone after its commit, failed or not.
#include <lmdb.h>
#include <stdio.h>

int open_failed_bad(const char *path) {
  MDB_env *env;
  int rc = mdb_env_create(&env);
  if (rc)
    return rc;
  rc = mdb_env_open(env, path, 0, 0664);
  if (rc) {
    fprintf(stderr, "%s\n", mdb_strerror(rc));
    return rc; // expect: session-leak 'env' is not closed on the return
  }
  mdb_env_close(env);
  return 0;
}

int open_ok(const char *path) {
  MDB_env *env;
  int rc = mdb_env_create(&env);
  if (rc)
    return rc;
  rc = mdb_env_set_mapsize(env, 10485760);
  if (rc == MDB_SUCCESS)
    rc = mdb_env_open(env, path, MDB_NOSUBDIR, 0664);
  mdb_env_close(env);
  return rc;
}

int put_bad(MDB_env *env, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
  MDB_txn *txn;
  int rc = mdb_txn_begin(env, NULL, 0, &txn);
  if (rc)
    return rc;
  rc = mdb_put(txn, dbi, key, data, 0);
  if (rc)
    return rc; // expect: session-missing-rollback the transaction 'txn' stays open on the return at line 38; mdb_txn_abort is needed on that path
  return mdb_txn_commit(txn);
}

int put_ok(MDB_env *env, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
  MDB_txn *txn;
  int rc = mdb_txn_begin(env, NULL, 0, &txn);
  if (rc)
    return rc;
  rc = mdb_put(txn, dbi, key, data, 0);
  if (rc) {
    mdb_txn_abort(txn);
    return rc;
  }
  return mdb_txn_commit(txn);
}

// A reader that stays open keeps old pages alive; not found is an outcome too.
int get_bad(MDB_env *env, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
  MDB_txn *txn;
  if (mdb_txn_begin(env, NULL, MDB_RDONLY, &txn))
    return -1;
  if (mdb_get(txn, dbi, key, data) == MDB_NOTFOUND)
    return 0; // expect: session-missing-rollback the transaction 'txn' stays open on the return
  mdb_txn_abort(txn);
  return 1;
}

// Freed twice.
int abort_after_commit_bad(MDB_env *env, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
  MDB_txn *txn;
  int rc = mdb_txn_begin(env, NULL, 0, &txn);
  if (rc)
    return rc;
  rc = mdb_put(txn, dbi, key, data, 0);
  if (rc == 0)
    rc = mdb_txn_commit(txn);
  if (rc)
    mdb_txn_abort(txn); // expect: session-use-after-close 'txn' is ended a second time by 'mdb_txn_abort'
  return rc;
}

int goto_ok(MDB_env *env, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
  MDB_txn *txn = NULL;
  int rc = mdb_txn_begin(env, NULL, 0, &txn);
  if (rc)
    goto fail;
  rc = mdb_put(txn, dbi, key, data, MDB_NOOVERWRITE);
  if (rc)
    goto fail;
  rc = mdb_txn_commit(txn);
  txn = NULL;
fail:
  if (txn)
    mdb_txn_abort(txn);
  return rc;
}

int used_after_commit_bad(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
  mdb_txn_commit(txn);
  return mdb_get(txn, dbi, key, data); // expect: session-use-after-close 'txn' is used by 'mdb_get' after it was closed
}

// A reset reader is taken up again.
int reader_ok(MDB_env *env, MDB_dbi dbi, MDB_val *keys, int n, MDB_val *data) {
  MDB_txn *txn;
  int found = 0;
  if (mdb_txn_begin(env, NULL, MDB_RDONLY, &txn))
    return -1;
  for (int i = 0; i < n; i++) {
    found += mdb_get(txn, dbi, &keys[i], data) == 0;
    mdb_txn_reset(txn);
    mdb_txn_renew(txn);
  }
  mdb_txn_abort(txn);
  return found;
}

// A child transaction ends by itself.
int nested_bad(MDB_env *env, MDB_txn *parent, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
  MDB_txn *child;
  if (mdb_txn_begin(env, parent, 0, &child))
    return -1;
  if (mdb_put(child, dbi, key, data, 0))
    return -1; // expect: session-missing-rollback the transaction 'child' stays open
  return mdb_txn_commit(child);
}

// Whoever gave the place has it.
int begin_ok(MDB_env *env, MDB_txn **txn) { return mdb_txn_begin(env, NULL, 0, txn); }

int begun_elsewhere_bad(MDB_env *env, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
  MDB_txn *txn;
  if (begin_ok(env, &txn))
    return -1;
  if (mdb_del(txn, dbi, key, data))
    return -1; // expect: session-missing-rollback the transaction 'txn' stays open
  return mdb_txn_commit(txn);
}

void closed_bad(MDB_env *env) {
  mdb_env_close(env);
  mdb_env_sync(env, 1); // expect: session-use-after-close 'env' is used by 'mdb_env_sync' after it was closed
}

int cursor_bad(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
  MDB_cursor *cursor;
  int rc = mdb_cursor_open(txn, dbi, &cursor);
  if (rc)
    return rc;
  mdb_cursor_close(cursor);
  return mdb_cursor_get(cursor, key, data, MDB_FIRST); // expect: session-use-after-close 'cursor' is used by
}

// A write transaction takes its cursors along.
int cursor_left_ok(MDB_env *env, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
  MDB_txn *txn;
  MDB_cursor *cursor;
  if (mdb_txn_begin(env, NULL, 0, &txn))
    return -1;
  if (mdb_cursor_open(txn, dbi, &cursor) || mdb_cursor_put(cursor, key, data, 0)) {
    mdb_txn_abort(txn);
    return -1;
  }
  return mdb_txn_commit(txn);
}

// A read-only one does not.
int cursor_closed_ok(MDB_env *env, MDB_dbi dbi, MDB_val *key, MDB_val *data) {
  MDB_txn *txn;
  MDB_cursor *cursor;
  int rc;
  if (mdb_txn_begin(env, NULL, MDB_RDONLY, &txn))
    return -1;
  if (mdb_cursor_open(txn, dbi, &cursor)) {
    mdb_txn_abort(txn);
    return -1;
  }
  rc = mdb_cursor_get(cursor, key, data, MDB_FIRST);
  mdb_txn_abort(txn);
  mdb_cursor_close(cursor);
  return rc;
}
