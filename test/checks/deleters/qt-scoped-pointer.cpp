// FLAGS: -fPIC -std=c++17 -isystem /usr/include/x86_64-linux-gnu/qt5 -isystem /usr/include/x86_64-linux-gnu/qt5/QtCore
// NEEDS: /usr/include/x86_64-linux-gnu/qt5/QtCore/QScopedPointer
// QScopedPointer, the deleter a struct with a static cleanup.
#include <QScopedPointer>
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
  static void cleanup(sqlite3 *db) { sqlite3_close(db); }
};
struct Logger {
  static void cleanup(sqlite3 *db) { work(sqlite3_changes(db)); }
};
using Db = QScopedPointer<sqlite3, Closer>;
using Idle = QScopedPointer<sqlite3, Logger>;

int failed_open_bad(const char *file) {
  sqlite3 *raw = nullptr;
  if (sqlite3_open(file, &raw) != SQLITE_OK)
    return -1; // expect: session-leak 'raw' is not closed
  Db db(raw);
  return work(sqlite3_changes(db.data()));
}

int failed_open_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw);
  if (rc != SQLITE_OK)
    return -1;
  return work(sqlite3_changes(db.data()));
}

// A deleter of the same form that closes nothing.
int return_FN(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Idle db(raw);
  if (rc != SQLITE_OK)
    return rc;
  return work(sqlite3_changes(db.data()));
}

int return_ok(const char *file, int n) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw);
  if (rc != SQLITE_OK)
    return rc;
  for (int i = 0; i < n; ++i) {
    if (work(i) == 3)
      return i;
    if (sqlite3_exec(db.data(), "VACUUM", nullptr, nullptr, nullptr) != SQLITE_OK)
      break;
  }
  return work(sqlite3_changes(db.data()));
}

int throw_bad(const char *file, int n) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  checked(n); // expect: session-leak 'raw' is not closed
  Db db(raw);
  return rc ? rc : work(sqlite3_changes(db.data()));
}

int throw_ok(const char *file, int n) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw);
  if (rc != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db.data()));
  checked(n);
  return work(sqlite3_changes(db.data()));
}

int release_bad(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw);
  if (rc != SQLITE_OK)
    return rc;
  sqlite3 *mine = db.take();
  return work(sqlite3_changes(mine)); // expect: session-leak
}

int release_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw);
  if (rc != SQLITE_OK)
    return rc;
  sqlite3 *mine = db.take();
  int changes = sqlite3_changes(mine);
  sqlite3_close(mine);
  return changes;
}

sqlite3 *release_to_caller_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw);
  if (rc != SQLITE_OK)
    return nullptr;
  return db.take();
}

int reset_FN(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw);
  if (rc != SQLITE_OK)
    return rc;
  db.reset();
  return sqlite3_changes(raw);
}

int reset_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw);
  if (rc != SQLITE_OK)
    return rc;
  int changes = sqlite3_changes(db.data());
  db.reset();
  return work(changes);
}

// Each turn's session ends the one before.
int reset_in_loop_ok(const char *const *files, int n) {
  Db db;
  for (int i = 0; i < n; ++i) {
    sqlite3 *raw = nullptr;
    int rc = sqlite3_open(files[i], &raw);
    db.reset(raw);
    if (rc == SQLITE_OK)
      break;
  }
  return work(n);
}

int move_FN(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw);
  if (rc != SQLITE_OK)
    return rc;
  Db other; other.swap(db);
  work(sqlite3_changes(other.data()));
  return sqlite3_changes(db.data());
}

int move_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  Db db(raw);
  if (rc != SQLITE_OK)
    return rc;
  Db other; other.swap(db);
  return work(sqlite3_changes(other.data()));
}
