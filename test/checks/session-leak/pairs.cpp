// FLAGS: -std=c++17
// A handle in a pair: by its fields, and by structured bindings.
#include <memory>
#include <sqlite3.h>
#include <string>
#include <utility>

struct Close {
  void operator()(sqlite3 *db) const noexcept { sqlite3_close(db); }
};
using Ptr = std::unique_ptr<sqlite3, Close>;

static std::pair<sqlite3 *, int> opened(const char *path) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(path, &db);
  return {db, rc};
}
static std::pair<sqlite3 *, int> made(const char *path) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(path, &db);
  return std::make_pair(db, rc);
}
static std::pair<Ptr, int> owned(const char *path) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(path, &db);
  return {Ptr(db), rc};
}

int bound_bad(const char *path) {
  auto [db, rc] = opened(path);
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak is not closed on the return
  sqlite3_close(db);
  return 0;
}
int bound_ok(const char *path) {
  auto [db, rc] = opened(path);
  if (rc != SQLITE_OK) {
    sqlite3_close(db);
    return rc;
  }
  sqlite3_close(db);
  return 0;
}
int first_bad(const char *path) {
  auto result = opened(path);
  return sqlite3_exec(result.first, "SELECT 1", nullptr, nullptr, nullptr); // expect: session-leak is not closed on the return
}
int first_ok(const char *path) {
  auto result = opened(path);
  int rc = sqlite3_exec(result.first, "SELECT 1", nullptr, nullptr, nullptr);
  sqlite3_close(result.first);
  return rc;
}
int made_bad(const char *path) {
  std::pair<sqlite3 *, int> result = made(path);
  return result.second; // expect: session-leak is not closed on the return
}
int made_ok(const char *path) {
  std::pair<sqlite3 *, int> result = made(path);
  sqlite3_close(result.first);
  return result.second;
}
int owned_ok(const char *path) {
  auto [db, rc] = owned(path);
  return rc == SQLITE_OK ? sqlite3_total_changes(db.get()) : -1;
}
int owned_whole_ok(const char *path) {
  auto result = owned(path);
  return sqlite3_exec(result.first.get(), "SELECT 1", nullptr, nullptr, nullptr);
}
std::pair<sqlite3 *, std::string> handed_on_ok(const char *path) {
  auto [db, rc] = opened(path);
  return {db, rc == SQLITE_OK ? "open" : "failed"};
}
sqlite3 *handed_out_ok(const char *path) {
  auto result = opened(path);
  return result.first;
}
int passed_ok(const char *path) {
  std::pair<sqlite3 *, int> result = opened(path);
  Ptr keep(result.first);
  return result.second;
}
int assigned_ok(const char *path) {
  std::pair<sqlite3 *, int> result{nullptr, 0};
  result = opened(path);
  sqlite3_close(result.first);
  return result.second;
}
int used_after_bad(const char *path) {
  auto [db, rc] = opened(path);
  sqlite3_close(db);
  return rc == SQLITE_OK ? sqlite3_changes(db) : -1; // expect: session-use-after-close used by 'sqlite3_changes' after it was closed
}
