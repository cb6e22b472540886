// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Shapes of leaks in C++, each with its corrected twin (docs/bug-shapes.md).
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <pqxx/pqxx>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <utility>

int work(int) noexcept;

// The open fails, the handle is there, the function throws.
int open_throws_bad(const std::string &file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file.c_str(), &db) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db)); // expect: session-leak
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

int open_throws_ok(const std::string &file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file.c_str(), &db) != SQLITE_OK) {
    std::string why = sqlite3_errmsg(db);
    sqlite3_close(db);
    throw std::runtime_error(why);
  }
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// The constructor's later step throws: the destructor does not run.
class LaterStep_bad {
  sqlite3 *db_ = nullptr;

public:
  explicit LaterStep_bad(const std::string &file) {
    int rc = sqlite3_open(file.c_str(), &db_);
    if (rc == SQLITE_OK)
      rc = sqlite3_exec(db_, "PRAGMA foreign_keys = ON", nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK)
      throw std::runtime_error("cannot open " + file); // expect: session-leak
  }
  LaterStep_bad(const LaterStep_bad &) = delete;
  ~LaterStep_bad() { sqlite3_close(db_); }
};

class LaterStep_ok {
  sqlite3 *db_ = nullptr;

public:
  explicit LaterStep_ok(const std::string &file) {
    int rc = sqlite3_open(file.c_str(), &db_);
    if (rc == SQLITE_OK)
      rc = sqlite3_exec(db_, "PRAGMA foreign_keys = ON", nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK) {
      sqlite3_close(db_);
      throw std::runtime_error("cannot open " + file);
    }
  }
  LaterStep_ok(const LaterStep_ok &) = delete;
  ~LaterStep_ok() { sqlite3_close(db_); }
};

// The same by way of a helper.
class Helper_bad {
  sqlite3 *db_ = nullptr;
  void prepare() {
    if (sqlite3_exec(db_, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error("no write-ahead log");
  }

public:
  explicit Helper_bad(const char *file) {
    if (sqlite3_open(file, &db_) != SQLITE_OK) {
      sqlite3_close(db_);
      throw std::runtime_error("cannot open");
    }
    prepare(); // expect: session-leak
  }
  Helper_bad(const Helper_bad &) = delete;
  ~Helper_bad() { sqlite3_close(db_); }
};

class Helper_ok {
  struct Closer {
    void operator()(sqlite3 *db) const noexcept { sqlite3_close(db); }
  };
  std::unique_ptr<sqlite3, Closer> db_;
  void prepare() {
    if (sqlite3_exec(db_.get(), "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr) !=
        SQLITE_OK)
      throw std::runtime_error("no write-ahead log");
  }

public:
  explicit Helper_ok(const char *file) {
    sqlite3 *raw = nullptr;
    int rc = sqlite3_open(file, &raw);
    db_.reset(raw);
    if (rc != SQLITE_OK)
      throw std::runtime_error("cannot open");
    prepare();
  }
};

// delete in place of the library's close.
void deleted_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  delete db; // expect: session-leak
}

void deleted_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  sqlite3_close(db);
}

// A pool's destructor lets an array of raw handles go.
class Pool_FN {
  static constexpr int Size = 4;
  PGconn **slots_;

public:
  explicit Pool_FN(const char *conninfo) : slots_(new PGconn *[Size]) {
    for (int i = 0; i < Size; ++i)
      slots_[i] = PQconnectdb(conninfo);
  }
  Pool_FN(const Pool_FN &) = delete;
  ~Pool_FN() { delete[] slots_; }
};

class Pool_ok {
  static constexpr int Size = 4;
  PGconn **slots_;

public:
  explicit Pool_ok(const char *conninfo) : slots_(new PGconn *[Size]) {
    for (int i = 0; i < Size; ++i)
      slots_[i] = PQconnectdb(conninfo);
  }
  Pool_ok(const Pool_ok &) = delete;
  ~Pool_ok() {
    for (int i = 0; i < Size; ++i)
      PQfinish(slots_[i]);
    delete[] slots_;
  }
};

// A commit that throws leaves the lease's owner in its map.
class Desk {
  std::map<int, std::unique_ptr<pqxx::work>> open_;

public:
  void finish_FN(int id) {
    auto it = open_.find(id);
    if (it == open_.end())
      return;
    it->second->commit();
    open_.erase(it);
  }
  void finish_ok(int id) {
    auto it = open_.find(id);
    if (it == open_.end())
      return;
    std::unique_ptr<pqxx::work> tx = std::move(it->second);
    open_.erase(it);
    tx->commit();
  }
};
