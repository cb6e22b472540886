// FLAGS: -std=c++17
// NEEDS: /usr/include/gsl/util
// gsl::finally. It cannot be cancelled.
#include <gsl/util>
#include <sqlite3.h>
#include <stdexcept>
#include <utility>

int work(int) noexcept;

// Throws: what runs between an opening and its guard decides.
void checked(int n) {
  if (n < 0)
    throw std::runtime_error("negative");
}

int failed_open_bad(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1; // expect: session-leak 'db' is not closed
  auto guard = gsl::finally([&] { sqlite3_close(db); });
  return work(sqlite3_changes(db));
}

int failed_open_ok(const char *file) {
  sqlite3 *db = nullptr;
  auto guard = gsl::finally([&] { sqlite3_close(db); });
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  return work(sqlite3_changes(db));
}

// A guard of the same form that closes nothing.
int return_bad(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  auto guard = gsl::finally([&] { work(sqlite3_changes(db)); });
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak even then
  return work(sqlite3_changes(db)); // expect: session-leak on that path
}

int return_ok(const char *const *files, int n) {
  for (int i = 0; i < n; ++i) {
    sqlite3 *db = nullptr;
    int rc = sqlite3_open(files[i], &db);
    auto guard = gsl::finally([&] { sqlite3_close(db); });
    if (rc != SQLITE_OK)
      continue;
    if (work(i) == 3)
      return i;
    if (sqlite3_exec(db, "VACUUM", nullptr, nullptr, nullptr) != SQLITE_OK)
      break;
  }
  return n;
}

int throw_bad(const char *file, int n) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  checked(n); // expect: session-leak 'db' is not closed
  auto guard = gsl::finally([&] { sqlite3_close(db); });
  return rc ? rc : work(sqlite3_changes(db));
}

int throw_ok(const char *file, int n) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  auto guard = gsl::finally([&] { sqlite3_close(db); });
  if (rc != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db));
  checked(n);
  return work(sqlite3_changes(db));
}

// Nothing ends the guard early but its scope.
int reset_bad(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  {
    auto guard = gsl::finally([&] { sqlite3_close(db); });
    work(rc);
  }
  return sqlite3_changes(db); // expect: session-use-after-close
}

int reset_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db), changes = 0;
  {
    auto guard = gsl::finally([&] { sqlite3_close(db); });
    if (rc == SQLITE_OK)
      changes = sqlite3_changes(db);
  }
  return work(changes);
}

// The guard that was moved to closes, where its scope ends.
int move_bad(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  auto guard = gsl::finally([&] { sqlite3_close(db); });
  {
    auto inner = std::move(guard);
    work(rc);
  }
  return sqlite3_changes(db); // expect: session-use-after-close
}

int move_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  auto guard = gsl::finally([&] { sqlite3_close(db); });
  auto other = std::move(guard);
  return rc ? rc : work(sqlite3_changes(db));
}
