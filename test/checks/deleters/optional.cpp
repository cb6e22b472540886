// FLAGS: -std=c++17
// std::optional of an owner.
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <stdexcept>
#include <utility>

int work(int) noexcept;

// Throws: what runs between an opening and its owner decides.
void checked(int n) {
  if (n < 0)
    throw std::runtime_error("negative");
}

struct Closer {
  void operator()(sqlite3 *db) const noexcept { sqlite3_close(db); }
};
struct Logger {
  void operator()(sqlite3 *db) const noexcept { work(sqlite3_changes(db)); }
};
using Db = std::optional<std::unique_ptr<sqlite3, Closer>>;
using Idle = std::optional<std::unique_ptr<sqlite3, Logger>>;

int failed_open_bad(const char *file) {
  sqlite3 *raw = nullptr;
  if (sqlite3_open(file, &raw) != SQLITE_OK)
    return -1; // expect: session-leak 'raw' is not closed
  Db db(std::in_place, raw);
  return work(sqlite3_changes(db->get()));
}

int failed_open_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(std::in_place, raw);
  if (rc != SQLITE_OK)
    return -1;
  return work(sqlite3_changes(db->get()));
}

// A deleter of the same form that closes nothing.
int return_FN(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Idle db(std::in_place, raw);
  if (rc != SQLITE_OK)
    return rc;
  return work(sqlite3_changes(db->get()));
}

int return_ok(const char *file, int n) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(std::in_place, raw);
  if (rc != SQLITE_OK)
    return rc;
  for (int i = 0; i < n; ++i) {
    if (work(i) == 3)
      return i;
    if (sqlite3_exec(db->get(), "VACUUM", nullptr, nullptr, nullptr) != SQLITE_OK)
      break;
  }
  return work(sqlite3_changes(db->get()));
}

int throw_bad(const char *file, int n) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  checked(n); // expect: session-leak 'raw' is not closed
  Db db(std::in_place, raw);
  return rc ? rc : work(sqlite3_changes(db->get()));
}

int throw_ok(const char *file, int n) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(std::in_place, raw);
  if (rc != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db->get()));
  checked(n);
  return work(sqlite3_changes(db->get()));
}

int release_FN(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(std::in_place, raw);
  if (rc != SQLITE_OK)
    return rc;
  sqlite3 *mine = db->release();
  return work(sqlite3_changes(mine));
}

int release_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(std::in_place, raw);
  if (rc != SQLITE_OK)
    return rc;
  sqlite3 *mine = db->release();
  int changes = sqlite3_changes(mine);
  sqlite3_close(mine);
  return changes;
}

sqlite3 *release_to_caller_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(std::in_place, raw);
  if (rc != SQLITE_OK)
    return nullptr;
  return db->release();
}

int reset_FN(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(std::in_place, raw);
  if (rc != SQLITE_OK)
    return rc;
  db.reset();
  return sqlite3_changes(raw);
}

int reset_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(std::in_place, raw);
  if (rc != SQLITE_OK)
    return rc;
  int changes = sqlite3_changes(db->get());
  db.reset();
  return work(changes);
}

// Each turn's session ends the one before.
int reset_in_loop_ok(const char *const *files, int n) {
  Db db;
  for (int i = 0; i < n; ++i) {
    sqlite3 *raw = nullptr;
    int rc = sqlite3_open(files[i], &raw);
    db.emplace(raw);
    if (rc == SQLITE_OK)
      break;
  }
  return work(n);
}

int move_FN(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(std::in_place, raw);
  if (rc != SQLITE_OK)
    return rc;
  Db other = std::move(db);
  work(sqlite3_changes(other->get()));
  return sqlite3_changes(db->get());
}

int move_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(std::in_place, raw);
  if (rc != SQLITE_OK)
    return rc;
  Db other = std::move(db);
  return work(sqlite3_changes(other->get()));
}

Db move_to_caller_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(std::in_place, raw);
  if (rc != SQLITE_OK)
    checked(-1);
  return db;
}

int move_from_callee_ok(const char *file) {
  Db db = move_to_caller_ok(file);
  return work(sqlite3_changes(db->get()));
}
