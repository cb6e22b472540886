// LevelDB: a database that whoever opened it deletes.
#include <leveldb/c.h>
#include <leveldb/db.h>
#include <memory>
#include <stdexcept>
#include <string>

int step(int);
int c_step(int) noexcept;

bool open_bad(const std::string &path, std::string *value) {
  leveldb::DB *db;
  leveldb::Options options;
  options.create_if_missing = true;
  leveldb::Status status = leveldb::DB::Open(options, path, &db);
  if (!status.ok())
    return false;
  status = db->Get(leveldb::ReadOptions(), "key", value);
  if (!status.ok())
    return false; // expect: session-leak 'db' is not closed on the return
  delete db;
  return true;
}

bool open_ok(const std::string &path, std::string *value) {
  leveldb::DB *db = nullptr;
  leveldb::Status status = leveldb::DB::Open(leveldb::Options(), path, &db);
  if (!status.ok())
    return false;
  status = db->Get(leveldb::ReadOptions(), "key", value);
  delete db;
  return status.ok();
}

bool assigned_ok(const std::string &path) {
  leveldb::DB *db;
  leveldb::Status status;
  status = leveldb::DB::Open(leveldb::Options(), path, &db);
  if (!status.ok())
    return false;
  delete db;
  return true;
}

void thrown_bad(const std::string &path) {
  leveldb::DB *db;
  leveldb::Status status = leveldb::DB::Open(leveldb::Options(), path, &db);
  if (!status.ok())
    throw std::runtime_error(status.ToString());
  step(1); // expect: session-leak 'db' is not closed when 'step' throws
  delete db;
}

std::unique_ptr<leveldb::DB> owned_ok(const std::string &path) {
  leveldb::DB *db = nullptr;
  leveldb::Status status = leveldb::DB::Open(leveldb::Options(), path, &db);
  if (!status.ok())
    throw std::runtime_error(status.ToString());
  return std::unique_ptr<leveldb::DB>(db);
}

int rows_ok(leveldb::DB *db) {
  std::unique_ptr<leveldb::Iterator> it(db->NewIterator(leveldb::ReadOptions()));
  int n = 0;
  for (it->SeekToFirst(); it->Valid(); it->Next())
    n += step(1);
  return n;
}

int rows_bad(leveldb::DB *db, bool dry) {
  leveldb::Iterator *it = db->NewIterator(leveldb::ReadOptions());
  it->SeekToFirst();
  if (dry)
    return 0; // expect: session-statement-leak 'it' is not ended on the return
  delete it;
  return 1;
}

bool snapshot_bad(leveldb::DB *db, std::string *value) {
  leveldb::ReadOptions options;
  const leveldb::Snapshot *snapshot = db->GetSnapshot();
  options.snapshot = snapshot;
  if (!db->Get(options, "key", value).ok())
    return false; // expect: session-statement-leak 'snapshot' is not ended on the return
  db->ReleaseSnapshot(snapshot);
  return true;
}

int c_bad(const leveldb_options_t *options) {
  char *error = nullptr;
  leveldb_t *db = leveldb_open(options, "shop", &error);
  if (!db)
    return -1;
  if (c_step(1))
    return -1; // expect: session-leak 'db' is not closed
  leveldb_close(db);
  return 0;
}

void deleted_bad(leveldb::DB *db) {
  delete db;
  db->CompactRange(nullptr, nullptr); // expect: session-use-after-close 'db' is used by
}

bool iterator_outlives_bad(leveldb::DB *db) {
  leveldb::Iterator *it = db->NewIterator(leveldb::ReadOptions());
  delete db;
  bool valid = it->Valid(); // expect: session-use-after-close
  delete it;
  return valid;
}

void iterator_deleted_bad(leveldb::DB *db) {
  leveldb::Iterator *it = db->NewIterator(leveldb::ReadOptions());
  delete it;
  it->SeekToFirst(); // expect: session-use-after-close 'it' is used by
}

void both_deleted_ok(leveldb::DB *db) {
  leveldb::Iterator *it = db->NewIterator(leveldb::ReadOptions());
  for (it->SeekToFirst(); it->Valid(); it->Next())
    c_step(int(it->key().size()));
  delete it;
  delete db;
}

bool iterator_owned_ok(const std::string &path) {
  leveldb::DB *db = nullptr;
  if (!leveldb::DB::Open(leveldb::Options(), path, &db).ok())
    return false;
  std::unique_ptr<leveldb::DB> owner(db);
  std::unique_ptr<leveldb::Iterator> it(owner->NewIterator(leveldb::ReadOptions()));
  it->SeekToFirst();
  return it->Valid();
}
