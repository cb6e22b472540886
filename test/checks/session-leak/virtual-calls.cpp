// FLAGS: -std=c++17
// Virtual calls: what the overriders that are visible do, where they agree or
// nothing unseen can override; else whatever an unseen one may do.
#include <memory>
#include <sqlite3.h>
#include <string>
#include <vector>

int load(int id) noexcept;

// --- A class of a header: anybody may derive from it. All that is here agrees. ---

class Task {
public:
  virtual ~Task() = default;
  virtual int run(sqlite3 *db) noexcept = 0;
  virtual void finish(sqlite3 *db) noexcept = 0;
  virtual sqlite3 *source() = 0;
};

class Count : public Task {
public:
  int run(sqlite3 *db) noexcept override { return sqlite3_exec(db, "SELECT count(*) FROM t", nullptr, nullptr, nullptr); }
  void finish(sqlite3 *db) noexcept override { sqlite3_close(db); }
  sqlite3 *source() override {
    sqlite3 *db = nullptr;
    sqlite3_open("count.db", &db);
    return db;
  }
};

class Sweep : public Task {
public:
  int run(sqlite3 *db) noexcept override {
    sqlite3_exec(db, "DELETE FROM t", nullptr, nullptr, nullptr);
    return sqlite3_exec(db, "VACUUM", nullptr, nullptr, nullptr);
  }
  void finish(sqlite3 *db) noexcept override { sqlite3_close(db); }
  sqlite3 *source() override {
    sqlite3 *db = nullptr;
    sqlite3_open("sweep.db", &db);
    return db;
  }
};

int task_runs_bad(Task &task, const char *path) {
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  return task.run(db); // expect: session-leak 'db' is not closed on the return
}
int task_runs_ok(Task &task, const char *path) {
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  int n = task.run(db);
  sqlite3_close(db);
  return n;
}
void task_finishes_ok(Task &task, const char *path) {
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  task.finish(db);
}
int task_finished_bad(Task &task, const char *path) {
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  task.finish(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used by 'sqlite3_changes' after it was closed
}
int task_opens_bad(Task &task) {
  sqlite3 *db = task.source();
  return sqlite3_total_changes(db); // expect: session-leak 'db' is not closed on the return
}
int task_opens_ok(Task &task) {
  sqlite3 *db = task.source();
  int n = sqlite3_total_changes(db);
  task.finish(db);
  return n;
}
int task_closes_both_bad(std::vector<std::unique_ptr<Task>> &tasks, const char *path) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  for (auto &task : tasks)
    if (task->run(db) != SQLITE_OK)
      return -1; // expect: session-leak 'db' is not closed on the return
  sqlite3_close(db);
  return 0;
}
int task_closes_both_ok(std::vector<std::unique_ptr<Task>> &tasks, const char *path) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(path, &db);
  for (auto &task : tasks)
    if (rc == SQLITE_OK)
      rc = task->run(db);
  sqlite3_close(db);
  return rc;
}

// --- What is visible disagrees, or does nothing: an unseen one may close. ---

class Store {
public:
  virtual ~Store() = default;
  virtual void drop(sqlite3 *db) = 0;
  virtual void either(sqlite3 *db) noexcept = 0;
};
class FakeStore : public Store {
public:
  int dropped = 0;
  void drop(sqlite3 *) override { ++dropped; }
  void either(sqlite3 *db) noexcept override { sqlite3_close(db); }
};
class LoggingStore : public Store {
public:
  int dropped = 0;
  void drop(sqlite3 *) override { ++dropped; }
  void either(sqlite3 *db) noexcept override { sqlite3_exec(db, "INSERT INTO log DEFAULT VALUES", nullptr, nullptr, nullptr); }
};
void dropped_by_store_ok(Store &store, const char *path) noexcept {
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  store.drop(db);
}
void either_ok(Store &store, const char *path) {
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  store.either(db);
}
void either_then_used_ok(Store &store, const char *path) {
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  store.either(db);
  sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr);
}

// --- Of this file only. ---

namespace {
class Sink {
public:
  virtual ~Sink() = default;
  virtual void put(sqlite3 *db) = 0;
};
class ClosingSink : public Sink {
public:
  void put(sqlite3 *db) override { sqlite3_close(db); }
};
class PrintingSink : public Sink {
public:
  void put(sqlite3 *db) override { sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr); }
};

class Step {
public:
  virtual ~Step() = default;
  virtual void apply(sqlite3 *db) = 0;
  virtual const char *name() const { return "step"; }
};
class Create : public Step {
public:
  void apply(sqlite3 *db) override { sqlite3_exec(db, "CREATE TABLE t(a)", nullptr, nullptr, nullptr); }
};
class Nothing : public Step {
public:
  void apply(sqlite3 *) override {}
  const char *name() const override { return "nothing"; }
};

class Taker {
public:
  virtual ~Taker() = default;
  virtual bool keeps() const = 0;
  virtual void take(sqlite3 *db) = 0;
};
class Keeper : public Taker {
public:
  bool keeps() const override { return true; }
  void take(sqlite3 *db) override { sqlite3_close(db); }
};
class Looker : public Taker {
public:
  bool keeps() const override { return false; }
  void take(sqlite3 *) override {}
};
} // namespace

void sink_bad(Sink &sink, const char *path) {
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  sink.put(db);
} // expect: session-leak 'db' is not closed when 'sink_bad' ends
void steps_bad(Step &step, const char *path) {
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  step.apply(db);
} // expect: session-leak 'db' is not closed when 'steps_bad' ends
void steps_ok(Step &step, const char *path) {
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  step.apply(db);
  sqlite3_close(db);
}
void taker_ok(Taker &taker, const char *path) {
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  taker.take(db);
  if (!taker.keeps())
    sqlite3_close(db);
}
void known_class_ok(const char *path) {
  ClosingSink sink;
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  sink.put(db);
}
void known_class_bad(const char *path) {
  PrintingSink sink;
  sqlite3 *db = nullptr;
  sqlite3_open(path, &db);
  sink.put(db);
} // expect: session-leak 'db' is not closed when 'known_class_bad' ends
void all_used_ok(const char *path) {
  ClosingSink closing;
  PrintingSink printing;
  Create create;
  Nothing nothing;
  Keeper keeper;
  Looker looker;
  sink_bad(closing, path);
  sink_bad(printing, path);
  steps_ok(create, path);
  steps_ok(nothing, path);
  taker_ok(keeper, path);
  taker_ok(looker, path);
}

// --- Backends that keep what they open. ---

class Backend {
public:
  virtual ~Backend() = default;
  virtual bool open() = 0;
  virtual void close() = 0;
};
class Lite : public Backend {
public:
  ~Lite() override { close(); }
  bool open() override { return db_ || sqlite3_open("lite.db", &db_) == SQLITE_OK; }
  void close() override {
    sqlite3_close(db_);
    db_ = nullptr;
  }

private:
  sqlite3 *db_ = nullptr;
};
class Memory : public Backend {
public:
  bool open() override { return true; }
  void close() override {}
};
int backend_ok(Backend &backend) {
  if (!backend.open())
    return -1;
  int n = load(1);
  backend.close();
  return n;
}
int made_ok(bool lite) {
  std::unique_ptr<Backend> backend;
  if (lite)
    backend = std::make_unique<Lite>();
  else
    backend = std::make_unique<Memory>();
  return backend->open() ? load(2) : -1;
}
int deleted_ok(bool lite) {
  Backend *backend = lite ? static_cast<Backend *>(new Lite) : new Memory;
  int n = backend->open() ? load(3) : -1;
  delete backend;
  return n;
}
