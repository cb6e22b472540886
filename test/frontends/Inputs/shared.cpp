// What functions and threads do together, for the form of a unit as a file.
#include <memory>
#include <mutex>
#include <sqlite3.h>
#include <string>
#include <thread>
#include <vector>

static sqlite3 *Everybodys;
static std::mutex Mutex;

void add() {
  std::lock_guard<std::mutex> hold(Mutex);
  sqlite3_exec(Everybodys, "INSERT INTO t VALUES (1)", nullptr, nullptr, nullptr);
}
void forget() { sqlite3_exec(Everybodys, "DELETE FROM t", nullptr, nullptr, nullptr); }

void both(sqlite3 *db) {
  std::thread worker([db] { sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr); });
  sqlite3_exec(db, "SELECT 2", nullptr, nullptr, nullptr);
  worker.join();
}

struct Pool {
  sqlite3 *conns[4];
  int n;
  sqlite3 *get() {
    if (n == 0)
      return nullptr;
    return conns[--n];
  }
  void put(sqlite3 *db) { conns[n++] = db; }
};
void two(Pool &pool) {
  sqlite3 *first = pool.get();
  if (!first)
    return;
  sqlite3 *second = pool.get();
  if (second)
    pool.put(second);
  pool.put(first);
}

static thread_local sqlite3 *Mine;
static std::string Path;
sqlite3 *mine() {
  if (!Mine)
    sqlite3_open(Path.c_str(), &Mine);
  return Mine;
}
void configure(const std::string &path) { Path = path; }
void late(const std::string &path) {
  sqlite3_exec(mine(), "SELECT 1", nullptr, nullptr, nullptr);
  configure(path);
}
