// FLAGS: -std=c++17
// Chains of methods: each object forwards to the one that it holds.
#include <sqlite3.h>

int work(int) noexcept;

class Gate1 {
public:
  sqlite3 *open(const char *file) const noexcept {
    sqlite3 *db = nullptr;
    if (sqlite3_open(file, &db) != SQLITE_OK) {
      sqlite3_close(db);
      return nullptr;
    }
    return db;
  }
  void close(sqlite3 *db) const noexcept { sqlite3_close(db); }
  int begin(sqlite3 *db) const noexcept {
    return sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
  }
  int commit(sqlite3 *db) const noexcept {
    return sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  }
  void rollback(sqlite3 *db) const noexcept {
    sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
  }
};

class Gate2 {
  Gate1 inner_;

public:
  sqlite3 *open(const char *file) const noexcept { return inner_.open(file); }
  void close(sqlite3 *db) const noexcept { inner_.close(db); }
  int begin(sqlite3 *db) const noexcept { return inner_.begin(db); }
  int commit(sqlite3 *db) const noexcept { return inner_.commit(db); }
  void rollback(sqlite3 *db) const noexcept { inner_.rollback(db); }
};

class Gate3 {
  Gate2 inner_;

public:
  sqlite3 *open(const char *file) const noexcept { return inner_.open(file); }
  void close(sqlite3 *db) const noexcept { inner_.close(db); }
  int begin(sqlite3 *db) const noexcept { return inner_.begin(db); }
  int commit(sqlite3 *db) const noexcept { return inner_.commit(db); }
  void rollback(sqlite3 *db) const noexcept { inner_.rollback(db); }
};

class Gate4 {
  Gate3 inner_;

public:
  sqlite3 *open(const char *file) const noexcept { return inner_.open(file); }
  void close(sqlite3 *db) const noexcept { inner_.close(db); }
  int begin(sqlite3 *db) const noexcept { return inner_.begin(db); }
  int commit(sqlite3 *db) const noexcept { return inner_.commit(db); }
  void rollback(sqlite3 *db) const noexcept { inner_.rollback(db); }
};

class Gate5 {
  Gate4 inner_;

public:
  sqlite3 *open(const char *file) const noexcept { return inner_.open(file); }
  void close(sqlite3 *db) const noexcept { inner_.close(db); }
  int begin(sqlite3 *db) const noexcept { return inner_.begin(db); }
  int commit(sqlite3 *db) const noexcept { return inner_.commit(db); }
  void rollback(sqlite3 *db) const noexcept { inner_.rollback(db); }
};

// Opened by a chain of 1.
int open_1_bad(const char *file) {
  Gate1 gate;
  sqlite3 *db = gate.open(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_1_ok(const char *file) {
  Gate1 gate;
  sqlite3 *db = gate.open(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 1.
int close_1_bad(const char *file) {
  Gate1 gate;
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    gate.close(db);
    return -1;
  }
  gate.close(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_1_ok(const char *file) {
  Gate1 gate;
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    gate.close(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  gate.close(db);
  return changes;
}

// Begun, committed and rolled back by chains of 1.
int transaction_1_bad(sqlite3 *db, const char *sql) {
  Gate1 gate;
  if (gate.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (gate.commit(db) != SQLITE_OK) {
    gate.rollback(db);
    return -1;
  }
  return 0;
}

int transaction_1_ok(sqlite3 *db, const char *sql) {
  Gate1 gate;
  if (gate.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    gate.rollback(db);
    return -1;
  }
  if (gate.commit(db) != SQLITE_OK) {
    gate.rollback(db);
    return -1;
  }
  return 0;
}

// Opened by a chain of 2.
int open_2_bad(const char *file) {
  Gate2 gate;
  sqlite3 *db = gate.open(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_2_ok(const char *file) {
  Gate2 gate;
  sqlite3 *db = gate.open(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 2.
int close_2_bad(const char *file) {
  Gate2 gate;
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    gate.close(db);
    return -1;
  }
  gate.close(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_2_ok(const char *file) {
  Gate2 gate;
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    gate.close(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  gate.close(db);
  return changes;
}

// Begun, committed and rolled back by chains of 2.
int transaction_2_bad(sqlite3 *db, const char *sql) {
  Gate2 gate;
  if (gate.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (gate.commit(db) != SQLITE_OK) {
    gate.rollback(db);
    return -1;
  }
  return 0;
}

int transaction_2_ok(sqlite3 *db, const char *sql) {
  Gate2 gate;
  if (gate.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    gate.rollback(db);
    return -1;
  }
  if (gate.commit(db) != SQLITE_OK) {
    gate.rollback(db);
    return -1;
  }
  return 0;
}

// Opened by a chain of 5.
int open_5_bad(const char *file) {
  Gate5 gate;
  sqlite3 *db = gate.open(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_5_ok(const char *file) {
  Gate5 gate;
  sqlite3 *db = gate.open(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 5.
int close_5_bad(const char *file) {
  Gate5 gate;
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    gate.close(db);
    return -1;
  }
  gate.close(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_5_ok(const char *file) {
  Gate5 gate;
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    gate.close(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  gate.close(db);
  return changes;
}

// Begun, committed and rolled back by chains of 5.
int transaction_5_bad(sqlite3 *db, const char *sql) {
  Gate5 gate;
  if (gate.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (gate.commit(db) != SQLITE_OK) {
    gate.rollback(db);
    return -1;
  }
  return 0;
}

int transaction_5_ok(sqlite3 *db, const char *sql) {
  Gate5 gate;
  if (gate.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    gate.rollback(db);
    return -1;
  }
  if (gate.commit(db) != SQLITE_OK) {
    gate.rollback(db);
    return -1;
  }
  return 0;
}
