// LMDB from C++.
#include <lmdb.h>
#include <memory>
#include <stdexcept>

int step(int);

struct Abort {
  void operator()(MDB_txn *txn) const { mdb_txn_abort(txn); }
};
using Txn = std::unique_ptr<MDB_txn, Abort>;

static void check(int rc) {
  if (rc)
    throw std::runtime_error(mdb_strerror(rc));
}

void put_ok(MDB_env *env, MDB_dbi dbi, MDB_val key, MDB_val data) {
  MDB_txn *raw;
  check(mdb_txn_begin(env, nullptr, 0, &raw));
  Txn txn(raw);
  check(mdb_put(txn.get(), dbi, &key, &data, 0));
  check(mdb_txn_commit(txn.release()));
}

void put_bad(MDB_env *env, MDB_dbi dbi, MDB_val key, MDB_val data) {
  MDB_txn *txn;
  check(mdb_txn_begin(env, nullptr, 0, &txn));
  check(mdb_put(txn, dbi, &key, &data, 0)); // expect: session-missing-rollback the transaction 'txn' stays open when 'check' throws
  check(mdb_txn_commit(txn));
}

// The owner aborts what the commit has freed.
void not_released_bad(MDB_env *env, MDB_dbi dbi, MDB_val key, MDB_val data) {
  MDB_txn *raw;
  check(mdb_txn_begin(env, nullptr, 0, &raw));
  Txn txn(raw);
  check(mdb_put(txn.get(), dbi, &key, &data, 0));
  check(mdb_txn_commit(txn.get()));
} // expect: session-use-after-close 'raw' is ended a second time

void caught_bad(MDB_env *env, MDB_dbi dbi, MDB_val key, MDB_val data) {
  MDB_txn *txn;
  check(mdb_txn_begin(env, nullptr, 0, &txn));
  try {
    check(mdb_put(txn, dbi, &key, &data, 0));
    check(mdb_txn_commit(txn));
  } catch (...) {
    mdb_txn_abort(txn); // expect: session-use-after-close 'txn' is ended a second time
    throw;
  }
}

MDB_env *opened_bad(const char *path) {
  MDB_env *env;
  check(mdb_env_create(&env));
  check(mdb_env_open(env, path, 0, 0664)); // expect: session-leak 'env' is not closed when 'check' throws
  return env;
}
