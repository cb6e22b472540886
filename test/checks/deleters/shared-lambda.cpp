// FLAGS: -std=c++17
// std::shared_ptr, the deleter a lambda.
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <utility>

int work(int) noexcept;

// Throws: what runs between an opening and its owner decides.
void checked(int n) {
  if (n < 0)
    throw std::runtime_error("negative");
}

using Db = std::shared_ptr<sqlite3>;

int failed_open_bad(const char *file) {
  sqlite3 *raw = nullptr;
  if (sqlite3_open(file, &raw) != SQLITE_OK)
    return -1; // expect: session-leak 'raw' is not closed
  Db db(raw, [](sqlite3 *p) { sqlite3_close(p); });
  return work(sqlite3_changes(db.get()));
}

int failed_open_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw, [](sqlite3 *p) { sqlite3_close(p); });
  if (rc != SQLITE_OK)
    return -1;
  return work(sqlite3_changes(db.get()));
}

// A deleter of the same form that closes nothing.
int return_bad(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw, [](sqlite3 *p) { work(sqlite3_changes(p)); });
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak even then
  return work(sqlite3_changes(db.get())); // expect: session-leak on that path
}

int return_ok(const char *file, int n) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw, [](sqlite3 *p) { sqlite3_close(p); });
  if (rc != SQLITE_OK)
    return rc;
  for (int i = 0; i < n; ++i) {
    if (work(i) == 3)
      return i;
    if (sqlite3_exec(db.get(), "VACUUM", nullptr, nullptr, nullptr) != SQLITE_OK)
      break;
  }
  return work(sqlite3_changes(db.get()));
}

int throw_bad(const char *file, int n) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  checked(n); // expect: session-leak 'raw' is not closed
  Db db(raw, [](sqlite3 *p) { sqlite3_close(p); });
  return rc ? rc : work(sqlite3_changes(db.get()));
}

int throw_ok(const char *file, int n) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw, [](sqlite3 *p) { sqlite3_close(p); });
  if (rc != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db.get()));
  checked(n);
  return work(sqlite3_changes(db.get()));
}

int reset_bad(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw, [](sqlite3 *p) { sqlite3_close(p); });
  if (rc != SQLITE_OK)
    return rc;
  db.reset();
  return sqlite3_changes(raw); // expect: session-use-after-close
}

int reset_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw, [](sqlite3 *p) { sqlite3_close(p); });
  if (rc != SQLITE_OK)
    return rc;
  int changes = sqlite3_changes(db.get());
  db.reset();
  return work(changes);
}

// Each turn's session ends the one before.
int reset_in_loop_ok(const char *const *files, int n) {
  Db db;
  for (int i = 0; i < n; ++i) {
    sqlite3 *raw = nullptr;
    int rc = sqlite3_open(files[i], &raw);
    db.reset(raw, [](sqlite3 *p) { sqlite3_close_v2(p); });
    if (rc == SQLITE_OK)
      break;
  }
  return work(n);
}

int move_bad(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw, [](sqlite3 *p) { sqlite3_close(p); });
  if (rc != SQLITE_OK)
    return rc;
  Db other = std::move(db);
  work(sqlite3_changes(other.get()));
  return sqlite3_changes(db.get()); // expect: session-use-after-close
}

int move_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw, [](sqlite3 *p) { sqlite3_close(p); });
  if (rc != SQLITE_OK)
    return rc;
  Db other = std::move(db);
  return work(sqlite3_changes(other.get()));
}

Db move_to_caller_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw, [](sqlite3 *p) { sqlite3_close(p); });
  if (rc != SQLITE_OK)
    checked(-1);
  return db;
}

int move_from_callee_ok(const char *file) {
  Db db = move_to_caller_ok(file);
  return work(sqlite3_changes(db.get()));
}

// A copy shares: the session ends with the last of them.
int copy_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw, [](sqlite3 *p) { sqlite3_close(p); });
  Db other = db;
  db.reset();
  return rc ? rc : work(sqlite3_changes(other.get()));
}
