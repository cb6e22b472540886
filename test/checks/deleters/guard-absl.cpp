// FLAGS: -std=c++17
// NEEDS: /usr/include/absl/cleanup/cleanup.h
// absl::Cleanup and absl::MakeCleanup.
#include "absl/cleanup/cleanup.h"
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
  absl::Cleanup guard = [&] { sqlite3_close(db); };
  return work(sqlite3_changes(db));
}

int failed_open_ok(const char *file) {
  sqlite3 *db = nullptr;
  absl::Cleanup guard = [&] { sqlite3_close(db); };
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  return work(sqlite3_changes(db));
}

// A guard of the same form that closes nothing.
int return_bad(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  absl::Cleanup guard = [&] { work(sqlite3_changes(db)); };
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak even then
  return work(sqlite3_changes(db)); // expect: session-leak on that path
}

int return_ok(const char *const *files, int n) {
  for (int i = 0; i < n; ++i) {
    sqlite3 *db = nullptr;
    int rc = sqlite3_open(files[i], &db);
    absl::Cleanup guard = [&] { sqlite3_close(db); };
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
  absl::Cleanup guard = [&] { sqlite3_close(db); };
  return rc ? rc : work(sqlite3_changes(db));
}

int throw_ok(const char *file, int n) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  absl::Cleanup guard = [&] { sqlite3_close(db); };
  if (rc != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db));
  checked(n);
  return work(sqlite3_changes(db));
}

int release_bad(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  absl::Cleanup guard = [&] { sqlite3_close(db); };
  if (rc != SQLITE_OK)
    return rc;
  std::move(guard).Cancel();
  return work(sqlite3_changes(db)); // expect: session-leak
}

sqlite3 *release_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  absl::Cleanup guard = [&] { sqlite3_close(db); };
  if (rc != SQLITE_OK)
    return nullptr;
  std::move(guard).Cancel();
  return db;
}

int reset_bad(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  absl::Cleanup guard = [&] { sqlite3_close(db); };
  if (rc != SQLITE_OK)
    return rc;
  std::move(guard).Invoke();
  return sqlite3_changes(db); // expect: session-use-after-close
}

int reset_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  absl::Cleanup guard = [&] { sqlite3_close(db); };
  if (rc != SQLITE_OK)
    return rc;
  int changes = sqlite3_changes(db);
  std::move(guard).Invoke();
  return work(changes);
}

// The guard that was moved to closes, where its scope ends.
int move_bad(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  absl::Cleanup guard = [&] { sqlite3_close(db); };
  {
    auto inner = std::move(guard);
    work(rc);
  }
  return sqlite3_changes(db); // expect: session-use-after-close
}

int move_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  absl::Cleanup guard = [&] { sqlite3_close(db); };
  auto other = std::move(guard);
  return rc ? rc : work(sqlite3_changes(db));
}

int made_ok(const char *file) {
  sqlite3 *db = nullptr;
  auto guard = absl::MakeCleanup([&db] { sqlite3_close(db); });
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  return work(sqlite3_changes(db));
}

int made_bad(const char *file) {
  sqlite3 *db = nullptr;
  auto guard = absl::MakeCleanup([&db] { work(sqlite3_changes(db)); });
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1; // expect: session-leak even then
  return work(sqlite3_changes(db)); // expect: session-leak on that path
}
