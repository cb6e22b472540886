// FLAGS: -std=c++17
// NEEDS: /usr/include/boost/scope_exit.hpp
// BOOST_SCOPE_EXIT: a macro around a class of its own for each guard.
#include <boost/scope_exit.hpp>
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
  BOOST_SCOPE_EXIT(&db) { sqlite3_close(db); }
  BOOST_SCOPE_EXIT_END
  return work(sqlite3_changes(db));
}

int failed_open_ok(const char *file) {
  sqlite3 *db = nullptr;
  BOOST_SCOPE_EXIT(&db) { sqlite3_close(db); }
  BOOST_SCOPE_EXIT_END
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  return work(sqlite3_changes(db));
}

// A guard of the same form that closes nothing.
int return_bad(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  BOOST_SCOPE_EXIT(&db) { work(sqlite3_changes(db)); }
  BOOST_SCOPE_EXIT_END
  if (rc != SQLITE_OK)
    return rc; // expect: session-leak even then
  return work(sqlite3_changes(db)); // expect: session-leak on that path
}

int return_ok(const char *const *files, int n) {
  for (int i = 0; i < n; ++i) {
    sqlite3 *db = nullptr;
    int rc = sqlite3_open(files[i], &db);
    BOOST_SCOPE_EXIT(&db) { sqlite3_close(db); }
  BOOST_SCOPE_EXIT_END
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
  BOOST_SCOPE_EXIT(&db) { sqlite3_close(db); }
  BOOST_SCOPE_EXIT_END
  return rc ? rc : work(sqlite3_changes(db));
}

int throw_ok(const char *file, int n) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  BOOST_SCOPE_EXIT(&db) { sqlite3_close(db); }
  BOOST_SCOPE_EXIT_END
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
    BOOST_SCOPE_EXIT(&db) { sqlite3_close(db); }
  BOOST_SCOPE_EXIT_END
    work(rc);
  }
  return sqlite3_changes(db); // expect: session-use-after-close
}

int reset_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db), changes = 0;
  {
    BOOST_SCOPE_EXIT(&db) { sqlite3_close(db); }
  BOOST_SCOPE_EXIT_END
    if (rc == SQLITE_OK)
      changes = sqlite3_changes(db);
  }
  return work(changes);
}
