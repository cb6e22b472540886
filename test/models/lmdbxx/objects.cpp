// lmdb++: objects that close themselves.
#include <lmdb++.h>

int step(int);

void put_ok(lmdb::env &env, const char *key, const char *value) {
  auto txn = lmdb::txn::begin(env);
  auto dbi = lmdb::dbi::open(txn, nullptr);
  dbi.put(txn, key, value);
  txn.commit();
}

void early_return_ok(lmdb::env &env, bool dry) {
  auto txn = lmdb::txn::begin(env);
  if (dry)
    return;
  step(1);
  txn.commit();
}

void open_ok(const char *path) {
  auto env = lmdb::env::create();
  env.set_mapsize(1UL << 30);
  env.open(path, 0, 0664);
  step(1);
}

void used_after_commit_bad(lmdb::env &env, lmdb::dbi &dbi, const char *key, const char *value) {
  auto txn = lmdb::txn::begin(env);
  dbi.put(txn, key, value);
  txn.commit();
  dbi.put(txn, value, key); // expect: session-use-after-close 'txn' is used
}

void committed_twice_bad(lmdb::env &env) {
  auto txn = lmdb::txn::begin(env, nullptr, MDB_RDONLY);
  txn.commit();
  txn.commit(); // expect: session-use-after-close 'txn' is used
}

void closed_bad(const char *path) {
  auto env = lmdb::env::create();
  env.open(path);
  env.close();
  auto txn = lmdb::txn::begin(env); // expect: session-use-after-close 'env' is used
}

void raw_bad(lmdb::env &env, MDB_dbi dbi, MDB_val *key) {
  MDB_txn *txn = nullptr;
  if (mdb_txn_begin(env.handle(), nullptr, 0, &txn) != MDB_SUCCESS)
    return;
  lmdb::dbi_del(txn, dbi, key, nullptr); // expect: session-missing-rollback the transaction 'txn' stays open when
  mdb_txn_commit(txn);
}
