// Berkeley DB's C++ classes: handles close themselves, transactions do not.
#include <db_cxx.h>

int step(int);

void put_bad(DbEnv &env, Db &db, Dbt &key, Dbt &data) {
  DbTxn *txn = nullptr;
  env.txn_begin(nullptr, &txn, 0);
  db.put(txn, &key, &data, 0); // expect: session-missing-rollback the transaction 'txn' stays open when
  txn->commit(0);
}

void put_ok(DbEnv &env, Db &db, Dbt &key, Dbt &data) {
  DbTxn *txn = nullptr;
  env.txn_begin(nullptr, &txn, 0);
  try {
    db.put(txn, &key, &data, 0);
  } catch (DbException &) {
    txn->abort();
    throw;
  }
  txn->commit(0);
}

// A commit that throws has freed the transaction.
void abort_after_commit_bad(DbEnv &env, Db &db, Dbt &key, Dbt &data) {
  DbTxn *txn = nullptr;
  env.txn_begin(nullptr, &txn, 0);
  try {
    db.put(txn, &key, &data, 0);
    txn->commit(0);
  } catch (DbException &) {
    txn->abort(); // expect: session-use-after-close 'txn' is ended a second time
  }
}

int early_return_bad(DbEnv &env, Db &db, Dbt &key, Dbt &data) {
  DbTxn *txn = nullptr;
  env.txn_begin(nullptr, &txn, 0);
  try {
    if (db.get(txn, &key, &data, 0) == DB_NOTFOUND)
      return 0; // expect: session-missing-rollback the transaction 'txn' stays open on the return
  } catch (...) {
    txn->abort();
    return -1;
  }
  txn->commit(0);
  return 1;
}

void environment_ok(const char *home) {
  DbEnv env(0);
  env.open(home, DB_CREATE | DB_INIT_MPOOL | DB_INIT_TXN, 0);
  Db db(&env, 0);
  db.open(nullptr, "shop.db", nullptr, DB_BTREE, DB_CREATE, 0664);
  step(1);
}

void heap_bad(const char *home) {
  DbEnv *env = new DbEnv(0);
  env->open(home, DB_CREATE, 0); // expect: session-leak 'env' is not closed when
  env->close(0);
  delete env;
}

int cursor_bad(Db &db, Dbt &key, Dbt &data) {
  Dbc *cursor = nullptr;
  db.cursor(nullptr, &cursor, 0);
  int ret = cursor->get(&key, &data, DB_FIRST); // expect: session-statement-leak 'cursor' is not ended when
  cursor->close();
  return ret;
}

void closed_bad(const char *home) {
  DbEnv env(0);
  env.close(0);
  env.open(home, DB_CREATE, 0); // expect: session-use-after-close 'env' is used by
}
