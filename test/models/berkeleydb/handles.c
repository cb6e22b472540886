// FLAGS: -D_GNU_SOURCE
// Berkeley DB: functions are members of the handle.
#include <db.h>
#include <string.h>

int open_failed_bad(const char *home) {
  DB_ENV *env;
  int ret = db_env_create(&env, 0);
  if (ret)
    return ret;
  if ((ret = env->open(env, home, DB_CREATE | DB_INIT_MPOOL | DB_INIT_TXN, 0)) != 0) {
    env->err(env, ret, "open %s", home);
    return ret; // expect: session-leak 'env' is not closed on the return
  }
  return env->close(env, 0);
}

int open_ok(const char *home) {
  DB_ENV *env;
  int ret, t_ret;
  if ((ret = db_env_create(&env, 0)) != 0)
    return ret;
  ret = env->open(env, home, DB_CREATE | DB_INIT_MPOOL | DB_INIT_TXN, 0);
  if ((t_ret = env->close(env, 0)) != 0 && ret == 0)
    ret = t_ret;
  return ret;
}

int database_bad(DB_ENV *env, const char *file) {
  DB *db;
  int ret = db_create(&db, env, 0);
  if (ret)
    return ret;
  ret = db->open(db, NULL, file, NULL, DB_BTREE, DB_CREATE, 0664);
  if (ret)
    return ret; // expect: session-leak 'db' is not closed on the return
  return db->close(db, 0);
}

int put_bad(DB_ENV *env, DB *db, DBT *key, DBT *data) {
  DB_TXN *txn;
  int ret;
  if ((ret = env->txn_begin(env, NULL, &txn, 0)) != 0)
    return ret;
  if ((ret = db->put(db, txn, key, data, 0)) != 0)
    return ret; // expect: session-missing-rollback the transaction 'txn' stays open on the return
  return txn->commit(txn, 0);
}

int put_ok(DB_ENV *env, DB *db, DBT *key, DBT *data) {
  DB_TXN *txn;
  int ret;
  if ((ret = env->txn_begin(env, NULL, &txn, 0)) != 0)
    return ret;
  if ((ret = db->put(db, txn, key, data, 0)) != 0) {
    txn->abort(txn);
    return ret;
  }
  return txn->commit(txn, 0);
}

// After commit the handle is gone, whether or not it worked.
int abort_after_commit_bad(DB_ENV *env) {
  DB_TXN *txn;
  int ret;
  if ((ret = env->txn_begin(env, NULL, &txn, 0)) != 0)
    return ret;
  if ((ret = txn->commit(txn, 0)) != 0)
    txn->abort(txn); // expect: session-use-after-close 'txn' is ended a second time
  return ret;
}

int cursor_bad(DB *db, DBT *key, DBT *data) {
  DBC *cursor;
  int ret = db->cursor(db, NULL, &cursor, 0);
  if (ret)
    return ret;
  if ((ret = cursor->get(cursor, key, data, DB_SET)) != 0)
    return ret; // expect: session-statement-leak 'cursor' is not ended on the return
  return cursor->close(cursor);
}

int cursor_ok(DB *db, DBT *key, DBT *data) {
  DBC *cursor;
  int n = 0, ret = db->cursor(db, NULL, &cursor, 0);
  if (ret)
    return ret;
  while ((ret = cursor->get(cursor, key, data, DB_NEXT)) == 0)
    n++;
  cursor->close(cursor);
  return n;
}

int closed_bad(DB *db, DBT *key, DBT *data) {
  db->close(db, 0);
  return db->get(db, NULL, key, data, 0); // expect: session-use-after-close 'db' is used by
}

int told_late_bad(const char *home) {
  DB_ENV *env;
  int ret = db_env_create(&env, 0);
  if (ret != 0)
    return ret;
  if ((ret = env->open(env, home, DB_CREATE | DB_INIT_MPOOL, 0)) != 0) {
    env->close(env, 0);
    env->err(env, ret, "cannot open %s", home); // expect: session-use-after-close 'env' is used by '__db_env::err' after it was closed
    return ret;
  }
  return env->close(env, 0);
}
int told_ok(const char *home) {
  DB_ENV *env;
  int ret = db_env_create(&env, 0);
  if (ret != 0)
    return ret;
  if ((ret = env->open(env, home, DB_CREATE | DB_INIT_MPOOL, 0)) != 0) {
    env->err(env, ret, "cannot open %s", home);
    env->close(env, 0);
    return ret;
  }
  return env->close(env, 0);
}
