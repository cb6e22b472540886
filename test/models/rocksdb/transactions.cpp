// NEEDS: /usr/include/rocksdb/db.h
// RocksDB: databases and transactions that whoever opened them deletes.
#include <memory>
#include <rocksdb/c.h>
#include <rocksdb/db.h>
#include <rocksdb/utilities/transaction.h>
#include <rocksdb/utilities/transaction_db.h>
#include <stdexcept>
#include <string>

using namespace ROCKSDB_NAMESPACE;
int step(int);

bool open_bad(const std::string &path) {
  TransactionDB *db;
  Status s = TransactionDB::Open(Options(), TransactionDBOptions(), path, &db);
  if (!s.ok())
    return false;
  s = db->Put(WriteOptions(), "key", "value");
  if (!s.ok())
    return false; // expect: session-leak 'db' is not closed on the return
  delete db;
  return true;
}

bool open_ok(const std::string &path) {
  DB *db;
  Options options;
  options.create_if_missing = true;
  Status s = DB::Open(options, path, &db);
  if (!s.ok())
    return false;
  s = db->Put(WriteOptions(), "key", "value");
  delete db;
  return s.ok();
}

bool transfer_bad(TransactionDB *db) {
  Transaction *txn = db->BeginTransaction(WriteOptions());
  Status s = txn->Put("abc", "def");
  if (!s.ok())
    return false; // expect: session-missing-rollback the transaction 'txn' stays open on the return
  s = txn->Commit();
  delete txn;
  return s.ok();
}

bool transfer_ok(TransactionDB *db) {
  Transaction *txn = db->BeginTransaction(WriteOptions());
  Status s = txn->Put("abc", "def");
  if (s.ok())
    s = txn->Commit();
  delete txn;
  return s.ok();
}

bool owned_ok(TransactionDB *db) {
  std::unique_ptr<Transaction> txn(db->BeginTransaction(WriteOptions(), TransactionOptions()));
  if (!txn->Put("abc", "def").ok())
    return false;
  step(1);
  return txn->Commit().ok();
}

void thrown_bad(TransactionDB *db) {
  Transaction *txn = db->BeginTransaction(WriteOptions());
  step(1); // expect: session-missing-rollback the transaction 'txn' stays open when 'step' throws
  txn->Commit();
  delete txn;
}

// The old object begins again.
bool again_ok(TransactionDB *db) {
  Transaction *txn = db->BeginTransaction(WriteOptions());
  txn->Put("abc", "def");
  txn->Commit();
  txn = db->BeginTransaction(WriteOptions(), TransactionOptions(), txn);
  Status s = txn->Commit();
  delete txn;
  return s.ok();
}

void deleted_bad(TransactionDB *db) {
  Transaction *txn = db->BeginTransaction(WriteOptions());
  delete txn;
  txn->Rollback(); // expect: session-use-after-close 'txn' is used by
}

int c_bad(rocksdb_transactiondb_t *db, const rocksdb_writeoptions_t *write,
          const rocksdb_transaction_options_t *options) {
  char *error = nullptr;
  rocksdb_transaction_t *txn = rocksdb_transaction_begin(db, write, options, nullptr);
  rocksdb_transaction_put(txn, "k", 1, "v", 1, &error);
  if (error)
    return -1; // expect: session-missing-rollback the transaction 'txn' stays open on the return
  rocksdb_transaction_commit(txn, &error);
  rocksdb_transaction_destroy(txn);
  return 0;
}

bool iterator_outlives_bad(rocksdb::DB *db) {
  rocksdb::Iterator *it = db->NewIterator(rocksdb::ReadOptions());
  delete db;
  bool valid = it->Valid(); // expect: session-use-after-close
  delete it;
  return valid;
}

int iterator_ok(rocksdb::DB *db) {
  rocksdb::Iterator *it = db->NewIterator(rocksdb::ReadOptions());
  int n = 0;
  for (it->SeekToFirst(); it->Valid(); it->Next())
    n += int(it->value().size());
  delete it;
  delete db;
  return n;
}
