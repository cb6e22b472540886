// FLAGS: -std=c++17
// Chains of lambdas, each capturing the one before.
#include <sqlite3.h>

int work(int) noexcept;

// Opened by a chain of 1.
int open_1_bad(const char *file) {
  auto open1 = [](const char *name) noexcept -> sqlite3 * {
    sqlite3 *made = nullptr;
    if (sqlite3_open(name, &made) == SQLITE_OK)
      return made;
    sqlite3_close(made);
    return nullptr;
  };
  sqlite3 *db = open1(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_1_ok(const char *file) {
  auto open1 = [](const char *name) noexcept -> sqlite3 * {
    sqlite3 *made = nullptr;
    if (sqlite3_open(name, &made) == SQLITE_OK)
      return made;
    sqlite3_close(made);
    return nullptr;
  };
  sqlite3 *db = open1(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 1.
int close_1_bad(const char *file) {
  auto close1 = [](sqlite3 *p) noexcept { sqlite3_close(p); };
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close1(db);
    return -1;
  }
  close1(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_1_ok(const char *file) {
  auto close1 = [](sqlite3 *p) noexcept { sqlite3_close(p); };
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close1(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  close1(db);
  return changes;
}

// Begun, committed and rolled back by chains of 1.
int transaction_1_bad(sqlite3 *db, const char *sql) {
  auto begin1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "BEGIN", nullptr, nullptr, nullptr); };
  auto commit1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "COMMIT", nullptr, nullptr, nullptr); };
  auto rollback1 = [](sqlite3 *p) noexcept { sqlite3_exec(p, "ROLLBACK", nullptr, nullptr, nullptr); };
  if (begin1(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (commit1(db) != SQLITE_OK) {
    rollback1(db);
    return -1;
  }
  return 0;
}

int transaction_1_ok(sqlite3 *db, const char *sql) {
  auto begin1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "BEGIN", nullptr, nullptr, nullptr); };
  auto commit1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "COMMIT", nullptr, nullptr, nullptr); };
  auto rollback1 = [](sqlite3 *p) noexcept { sqlite3_exec(p, "ROLLBACK", nullptr, nullptr, nullptr); };
  if (begin1(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    rollback1(db);
    return -1;
  }
  if (commit1(db) != SQLITE_OK) {
    rollback1(db);
    return -1;
  }
  return 0;
}

// Opened by a chain of 2.
int open_2_bad(const char *file) {
  auto open1 = [](const char *name) noexcept -> sqlite3 * {
    sqlite3 *made = nullptr;
    if (sqlite3_open(name, &made) == SQLITE_OK)
      return made;
    sqlite3_close(made);
    return nullptr;
  };
  auto open2 = [=](const char *name) noexcept { return open1(name); };
  sqlite3 *db = open2(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_2_ok(const char *file) {
  auto open1 = [](const char *name) noexcept -> sqlite3 * {
    sqlite3 *made = nullptr;
    if (sqlite3_open(name, &made) == SQLITE_OK)
      return made;
    sqlite3_close(made);
    return nullptr;
  };
  auto open2 = [=](const char *name) noexcept { return open1(name); };
  sqlite3 *db = open2(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 2.
int close_2_bad(const char *file) {
  auto close1 = [](sqlite3 *p) noexcept { sqlite3_close(p); };
  auto close2 = [=](sqlite3 *p) noexcept { return close1(p); };
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close2(db);
    return -1;
  }
  close2(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_2_ok(const char *file) {
  auto close1 = [](sqlite3 *p) noexcept { sqlite3_close(p); };
  auto close2 = [=](sqlite3 *p) noexcept { return close1(p); };
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close2(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  close2(db);
  return changes;
}

// Begun, committed and rolled back by chains of 2.
int transaction_2_bad(sqlite3 *db, const char *sql) {
  auto begin1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "BEGIN", nullptr, nullptr, nullptr); };
  auto begin2 = [=](sqlite3 *p) noexcept { return begin1(p); };
  auto commit1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "COMMIT", nullptr, nullptr, nullptr); };
  auto commit2 = [=](sqlite3 *p) noexcept { return commit1(p); };
  auto rollback1 = [](sqlite3 *p) noexcept { sqlite3_exec(p, "ROLLBACK", nullptr, nullptr, nullptr); };
  auto rollback2 = [=](sqlite3 *p) noexcept { return rollback1(p); };
  if (begin2(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (commit2(db) != SQLITE_OK) {
    rollback2(db);
    return -1;
  }
  return 0;
}

int transaction_2_ok(sqlite3 *db, const char *sql) {
  auto begin1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "BEGIN", nullptr, nullptr, nullptr); };
  auto begin2 = [=](sqlite3 *p) noexcept { return begin1(p); };
  auto commit1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "COMMIT", nullptr, nullptr, nullptr); };
  auto commit2 = [=](sqlite3 *p) noexcept { return commit1(p); };
  auto rollback1 = [](sqlite3 *p) noexcept { sqlite3_exec(p, "ROLLBACK", nullptr, nullptr, nullptr); };
  auto rollback2 = [=](sqlite3 *p) noexcept { return rollback1(p); };
  if (begin2(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    rollback2(db);
    return -1;
  }
  if (commit2(db) != SQLITE_OK) {
    rollback2(db);
    return -1;
  }
  return 0;
}

// Opened by a chain of 5.
int open_5_bad(const char *file) {
  auto open1 = [](const char *name) noexcept -> sqlite3 * {
    sqlite3 *made = nullptr;
    if (sqlite3_open(name, &made) == SQLITE_OK)
      return made;
    sqlite3_close(made);
    return nullptr;
  };
  auto open2 = [=](const char *name) noexcept { return open1(name); };
  auto open3 = [&](const char *name) noexcept { return open2(name); };
  auto open4 = [=](const char *name) noexcept { return open3(name); };
  auto open5 = [&](const char *name) noexcept { return open4(name); };
  sqlite3 *db = open5(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_5_ok(const char *file) {
  auto open1 = [](const char *name) noexcept -> sqlite3 * {
    sqlite3 *made = nullptr;
    if (sqlite3_open(name, &made) == SQLITE_OK)
      return made;
    sqlite3_close(made);
    return nullptr;
  };
  auto open2 = [=](const char *name) noexcept { return open1(name); };
  auto open3 = [&](const char *name) noexcept { return open2(name); };
  auto open4 = [=](const char *name) noexcept { return open3(name); };
  auto open5 = [&](const char *name) noexcept { return open4(name); };
  sqlite3 *db = open5(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 5.
int close_5_bad(const char *file) {
  auto close1 = [](sqlite3 *p) noexcept { sqlite3_close(p); };
  auto close2 = [=](sqlite3 *p) noexcept { return close1(p); };
  auto close3 = [&](sqlite3 *p) noexcept { return close2(p); };
  auto close4 = [=](sqlite3 *p) noexcept { return close3(p); };
  auto close5 = [&](sqlite3 *p) noexcept { return close4(p); };
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close5(db);
    return -1;
  }
  close5(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_5_ok(const char *file) {
  auto close1 = [](sqlite3 *p) noexcept { sqlite3_close(p); };
  auto close2 = [=](sqlite3 *p) noexcept { return close1(p); };
  auto close3 = [&](sqlite3 *p) noexcept { return close2(p); };
  auto close4 = [=](sqlite3 *p) noexcept { return close3(p); };
  auto close5 = [&](sqlite3 *p) noexcept { return close4(p); };
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close5(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  close5(db);
  return changes;
}

// Begun, committed and rolled back by chains of 5.
int transaction_5_bad(sqlite3 *db, const char *sql) {
  auto begin1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "BEGIN", nullptr, nullptr, nullptr); };
  auto begin2 = [=](sqlite3 *p) noexcept { return begin1(p); };
  auto begin3 = [&](sqlite3 *p) noexcept { return begin2(p); };
  auto begin4 = [=](sqlite3 *p) noexcept { return begin3(p); };
  auto begin5 = [&](sqlite3 *p) noexcept { return begin4(p); };
  auto commit1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "COMMIT", nullptr, nullptr, nullptr); };
  auto commit2 = [=](sqlite3 *p) noexcept { return commit1(p); };
  auto commit3 = [&](sqlite3 *p) noexcept { return commit2(p); };
  auto commit4 = [=](sqlite3 *p) noexcept { return commit3(p); };
  auto commit5 = [&](sqlite3 *p) noexcept { return commit4(p); };
  auto rollback1 = [](sqlite3 *p) noexcept { sqlite3_exec(p, "ROLLBACK", nullptr, nullptr, nullptr); };
  auto rollback2 = [=](sqlite3 *p) noexcept { return rollback1(p); };
  auto rollback3 = [&](sqlite3 *p) noexcept { return rollback2(p); };
  auto rollback4 = [=](sqlite3 *p) noexcept { return rollback3(p); };
  auto rollback5 = [&](sqlite3 *p) noexcept { return rollback4(p); };
  if (begin5(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (commit5(db) != SQLITE_OK) {
    rollback5(db);
    return -1;
  }
  return 0;
}

int transaction_5_ok(sqlite3 *db, const char *sql) {
  auto begin1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "BEGIN", nullptr, nullptr, nullptr); };
  auto begin2 = [=](sqlite3 *p) noexcept { return begin1(p); };
  auto begin3 = [&](sqlite3 *p) noexcept { return begin2(p); };
  auto begin4 = [=](sqlite3 *p) noexcept { return begin3(p); };
  auto begin5 = [&](sqlite3 *p) noexcept { return begin4(p); };
  auto commit1 = [](sqlite3 *p) noexcept { return sqlite3_exec(p, "COMMIT", nullptr, nullptr, nullptr); };
  auto commit2 = [=](sqlite3 *p) noexcept { return commit1(p); };
  auto commit3 = [&](sqlite3 *p) noexcept { return commit2(p); };
  auto commit4 = [=](sqlite3 *p) noexcept { return commit3(p); };
  auto commit5 = [&](sqlite3 *p) noexcept { return commit4(p); };
  auto rollback1 = [](sqlite3 *p) noexcept { sqlite3_exec(p, "ROLLBACK", nullptr, nullptr, nullptr); };
  auto rollback2 = [=](sqlite3 *p) noexcept { return rollback1(p); };
  auto rollback3 = [&](sqlite3 *p) noexcept { return rollback2(p); };
  auto rollback4 = [=](sqlite3 *p) noexcept { return rollback3(p); };
  auto rollback5 = [&](sqlite3 *p) noexcept { return rollback4(p); };
  if (begin5(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    rollback5(db);
    return -1;
  }
  if (commit5(db) != SQLITE_OK) {
    rollback5(db);
    return -1;
  }
  return 0;
}
