// FLAGS: -std=c++17
// Chains of function templates: each instance calls the one below.
#include <sqlite3.h>

int work(int) noexcept;

template <int N> sqlite3 *open(const char *file) noexcept { return open<N - 1>(file); }
template <> sqlite3 *open<1>(const char *file) noexcept {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return nullptr;
  }
  return db;
}
template <int N> void close(sqlite3 *db) noexcept { close<N - 1>(db); }
template <> void close<1>(sqlite3 *db) noexcept { sqlite3_close(db); }

template <int N> int run(sqlite3 *db, const char *sql) noexcept { return run<N - 1>(db, sql); }
template <> int run<0>(sqlite3 *db, const char *sql) noexcept {
  return sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
}
template <int N> int begin(sqlite3 *db) noexcept { return run<N - 1>(db, "BEGIN"); }
template <int N> int commit(sqlite3 *db) noexcept { return run<N - 1>(db, "COMMIT"); }
template <int N> void rollback(sqlite3 *db) noexcept { run<N - 1>(db, "ROLLBACK"); }

// Opened by a chain of 1.
int open_1_bad(const char *file) {
  sqlite3 *db = open<1>(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_1_ok(const char *file) {
  sqlite3 *db = open<1>(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 1.
int close_1_bad(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close<1>(db);
    return -1;
  }
  close<1>(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_1_ok(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close<1>(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  close<1>(db);
  return changes;
}

// Begun, committed and rolled back by chains of 1.
int transaction_1_bad(sqlite3 *db, const char *sql) {
  if (begin<1>(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (commit<1>(db) != SQLITE_OK) {
    rollback<1>(db);
    return -1;
  }
  return 0;
}

int transaction_1_ok(sqlite3 *db, const char *sql) {
  if (begin<1>(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    rollback<1>(db);
    return -1;
  }
  if (commit<1>(db) != SQLITE_OK) {
    rollback<1>(db);
    return -1;
  }
  return 0;
}

// Opened by a chain of 2.
int open_2_bad(const char *file) {
  sqlite3 *db = open<2>(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_2_ok(const char *file) {
  sqlite3 *db = open<2>(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 2.
int close_2_bad(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close<2>(db);
    return -1;
  }
  close<2>(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_2_ok(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close<2>(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  close<2>(db);
  return changes;
}

// Begun, committed and rolled back by chains of 2.
int transaction_2_bad(sqlite3 *db, const char *sql) {
  if (begin<2>(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (commit<2>(db) != SQLITE_OK) {
    rollback<2>(db);
    return -1;
  }
  return 0;
}

int transaction_2_ok(sqlite3 *db, const char *sql) {
  if (begin<2>(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    rollback<2>(db);
    return -1;
  }
  if (commit<2>(db) != SQLITE_OK) {
    rollback<2>(db);
    return -1;
  }
  return 0;
}

// Opened by a chain of 5.
int open_5_bad(const char *file) {
  sqlite3 *db = open<5>(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_5_ok(const char *file) {
  sqlite3 *db = open<5>(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 5.
int close_5_bad(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close<5>(db);
    return -1;
  }
  close<5>(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_5_ok(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close<5>(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  close<5>(db);
  return changes;
}

// Begun, committed and rolled back by chains of 5.
int transaction_5_bad(sqlite3 *db, const char *sql) {
  if (begin<5>(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (commit<5>(db) != SQLITE_OK) {
    rollback<5>(db);
    return -1;
  }
  return 0;
}

int transaction_5_ok(sqlite3 *db, const char *sql) {
  if (begin<5>(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    rollback<5>(db);
    return -1;
  }
  if (commit<5>(db) != SQLITE_OK) {
    rollback<5>(db);
    return -1;
  }
  return 0;
}
