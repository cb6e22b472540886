// FLAGS: -std=c++17
// Handles in a record that only the class's file knows.
#include <memory>
#include <sqlite3.h>
#include <string>

// --- The record has no destructor. ---

class Cache {
public:
  explicit Cache(const std::string &path);
  ~Cache();
  int size() const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
struct Cache::Impl {
  sqlite3 *db = nullptr;
  std::string path;
};
Cache::Cache(const std::string &path) : impl_(std::make_unique<Impl>()) {
  impl_->path = path;
  sqlite3_open(path.c_str(), &impl_->db); // expect: session-leak member 'db' is opened here, but its class does not close it
}
Cache::~Cache() = default;
int Cache::size() const { return sqlite3_total_changes(impl_->db); }

// --- Its destructor closes. ---

class Index {
public:
  explicit Index(const std::string &path);
  ~Index();

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
struct Index::Impl {
  sqlite3 *db = nullptr;
  ~Impl() { sqlite3_close(db); }
};
Index::Index(const std::string &path) : impl_(std::make_unique<Impl>()) { sqlite3_open(path.c_str(), &impl_->db); }
Index::~Index() = default;

// --- The class's destructor closes. ---

class Journal {
public:
  explicit Journal(const std::string &path);
  ~Journal();

private:
  struct Impl;
  Impl *impl_;
};
struct Journal::Impl {
  sqlite3 *db = nullptr;
};
Journal::Journal(const std::string &path) : impl_(new Impl) { sqlite3_open(path.c_str(), &impl_->db); }
Journal::~Journal() {
  sqlite3_close(impl_->db);
  delete impl_;
}

class Queue {
public:
  explicit Queue(const std::string &path);
  ~Queue();

private:
  struct Impl;
  Impl *impl_;
};
struct Queue::Impl {
  sqlite3 *db = nullptr;
};
Queue::Queue(const std::string &path) : impl_(new Impl) {
  sqlite3_open(path.c_str(), &impl_->db); // expect: session-leak member 'db' is opened here, but its class does not close it
}
Queue::~Queue() { delete impl_; }

// --- A member of the class closes. ---

class Log {
public:
  explicit Log(const std::string &path);
  ~Log();
  void close();

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
struct Log::Impl {
  sqlite3 *db = nullptr;
};
Log::Log(const std::string &path) : impl_(new Impl) { sqlite3_open(path.c_str(), &impl_->db); }
Log::~Log() { close(); }
void Log::close() {
  sqlite3_close(impl_->db);
  impl_->db = nullptr;
}

// --- The record's own member opens. ---

class Stats {
public:
  explicit Stats(const std::string &path);
  ~Stats();

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
struct Stats::Impl {
  sqlite3 *db = nullptr;
  explicit Impl(const std::string &path) {
    sqlite3_open(path.c_str(), &db); // expect: session-leak member 'db' is opened here, but its class does not close it
  }
};
Stats::Stats(const std::string &path) : impl_(std::make_unique<Impl>(path)) {}
Stats::~Stats() = default;

// --- The record holds an owner. ---

struct Close {
  void operator()(sqlite3 *db) const { sqlite3_close(db); }
};
class Table {
public:
  explicit Table(const std::string &path);
  ~Table();

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
struct Table::Impl {
  std::unique_ptr<sqlite3, Close> db;
};
Table::Table(const std::string &path) : impl_(std::make_unique<Impl>()) {
  sqlite3 *db = nullptr;
  sqlite3_open(path.c_str(), &db);
  impl_->db.reset(db);
}
Table::~Table() = default;
