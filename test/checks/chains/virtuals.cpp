// FLAGS: -std=c++17
// Chains of virtual calls: each implementation calls the next interface, and
// what the only overrider does is what the call does.
#include <sqlite3.h>

int work(int) noexcept;

class Layer1 {
public:
  virtual ~Layer1() = default;
  virtual sqlite3 *open(const char *file) noexcept = 0;
  virtual void close(sqlite3 *db) noexcept = 0;
  virtual int begin(sqlite3 *db) noexcept = 0;
  virtual int commit(sqlite3 *db) noexcept = 0;
  virtual void rollback(sqlite3 *db) noexcept = 0;
};
class Bottom1 final : public Layer1 {
public:
  sqlite3 *open(const char *file) noexcept override {
    sqlite3 *db = nullptr;
    if (sqlite3_open(file, &db) != SQLITE_OK) {
      sqlite3_close(db);
      return nullptr;
    }
    return db;
  }
  void close(sqlite3 *db) noexcept override { sqlite3_close(db); }
  int begin(sqlite3 *db) noexcept override {
    return sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
  }
  int commit(sqlite3 *db) noexcept override {
    return sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  }
  void rollback(sqlite3 *db) noexcept override {
    sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
  }
};

class Layer2 {
public:
  virtual ~Layer2() = default;
  virtual sqlite3 *open(const char *file) noexcept = 0;
  virtual void close(sqlite3 *db) noexcept = 0;
  virtual int begin(sqlite3 *db) noexcept = 0;
  virtual int commit(sqlite3 *db) noexcept = 0;
  virtual void rollback(sqlite3 *db) noexcept = 0;
};
class Forward2 final : public Layer2 {
  Layer1 &below_;

public:
  explicit Forward2(Layer1 &below) noexcept : below_(below) {}
  sqlite3 *open(const char *file) noexcept override { return below_.open(file); }
  void close(sqlite3 *db) noexcept override { below_.close(db); }
  int begin(sqlite3 *db) noexcept override { return below_.begin(db); }
  int commit(sqlite3 *db) noexcept override { return below_.commit(db); }
  void rollback(sqlite3 *db) noexcept override { below_.rollback(db); }
};

class Layer3 {
public:
  virtual ~Layer3() = default;
  virtual sqlite3 *open(const char *file) noexcept = 0;
  virtual void close(sqlite3 *db) noexcept = 0;
  virtual int begin(sqlite3 *db) noexcept = 0;
  virtual int commit(sqlite3 *db) noexcept = 0;
  virtual void rollback(sqlite3 *db) noexcept = 0;
};
class Forward3 final : public Layer3 {
  Layer2 &below_;

public:
  explicit Forward3(Layer2 &below) noexcept : below_(below) {}
  sqlite3 *open(const char *file) noexcept override { return below_.open(file); }
  void close(sqlite3 *db) noexcept override { below_.close(db); }
  int begin(sqlite3 *db) noexcept override { return below_.begin(db); }
  int commit(sqlite3 *db) noexcept override { return below_.commit(db); }
  void rollback(sqlite3 *db) noexcept override { below_.rollback(db); }
};

class Layer4 {
public:
  virtual ~Layer4() = default;
  virtual sqlite3 *open(const char *file) noexcept = 0;
  virtual void close(sqlite3 *db) noexcept = 0;
  virtual int begin(sqlite3 *db) noexcept = 0;
  virtual int commit(sqlite3 *db) noexcept = 0;
  virtual void rollback(sqlite3 *db) noexcept = 0;
};
class Forward4 final : public Layer4 {
  Layer3 &below_;

public:
  explicit Forward4(Layer3 &below) noexcept : below_(below) {}
  sqlite3 *open(const char *file) noexcept override { return below_.open(file); }
  void close(sqlite3 *db) noexcept override { below_.close(db); }
  int begin(sqlite3 *db) noexcept override { return below_.begin(db); }
  int commit(sqlite3 *db) noexcept override { return below_.commit(db); }
  void rollback(sqlite3 *db) noexcept override { below_.rollback(db); }
};

class Layer5 {
public:
  virtual ~Layer5() = default;
  virtual sqlite3 *open(const char *file) noexcept = 0;
  virtual void close(sqlite3 *db) noexcept = 0;
  virtual int begin(sqlite3 *db) noexcept = 0;
  virtual int commit(sqlite3 *db) noexcept = 0;
  virtual void rollback(sqlite3 *db) noexcept = 0;
};
class Forward5 final : public Layer5 {
  Layer4 &below_;

public:
  explicit Forward5(Layer4 &below) noexcept : below_(below) {}
  sqlite3 *open(const char *file) noexcept override { return below_.open(file); }
  void close(sqlite3 *db) noexcept override { below_.close(db); }
  int begin(sqlite3 *db) noexcept override { return below_.begin(db); }
  int commit(sqlite3 *db) noexcept override { return below_.commit(db); }
  void rollback(sqlite3 *db) noexcept override { below_.rollback(db); }
};

// Opened by a chain of 1.
int open_1_bad(Layer1 &layer, const char *file) {
  sqlite3 *db = layer.open(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed on the return
}

int open_1_ok(Layer1 &layer, const char *file) {
  sqlite3 *db = layer.open(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 1.
int close_1_bad(Layer1 &layer, const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    layer.close(db);
    return -1;
  }
  layer.close(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used by 'sqlite3_changes' after it was closed
}

int close_1_ok(Layer1 &layer, const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    layer.close(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  layer.close(db);
  return changes;
}

// Begun, committed and rolled back by chains of 1.
int transaction_1_bad(Layer1 &layer, sqlite3 *db, const char *sql) {
  if (layer.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback 'db' stays open on the return
  if (layer.commit(db) != SQLITE_OK) {
    layer.rollback(db);
    return -1;
  }
  return 0;
}

int transaction_1_ok(Layer1 &layer, sqlite3 *db, const char *sql) {
  if (layer.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    layer.rollback(db);
    return -1;
  }
  if (layer.commit(db) != SQLITE_OK) {
    layer.rollback(db);
    return -1;
  }
  return 0;
}

// Opened by a chain of 2.
int open_2_bad(Layer2 &layer, const char *file) {
  sqlite3 *db = layer.open(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed on the return
}

int open_2_ok(Layer2 &layer, const char *file) {
  sqlite3 *db = layer.open(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 2.
int close_2_bad(Layer2 &layer, const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    layer.close(db);
    return -1;
  }
  layer.close(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used by 'sqlite3_changes' after it was closed
}

int close_2_ok(Layer2 &layer, const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    layer.close(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  layer.close(db);
  return changes;
}

// Begun, committed and rolled back by chains of 2.
int transaction_2_bad(Layer2 &layer, sqlite3 *db, const char *sql) {
  if (layer.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback 'db' stays open on the return
  if (layer.commit(db) != SQLITE_OK) {
    layer.rollback(db);
    return -1;
  }
  return 0;
}

int transaction_2_ok(Layer2 &layer, sqlite3 *db, const char *sql) {
  if (layer.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    layer.rollback(db);
    return -1;
  }
  if (layer.commit(db) != SQLITE_OK) {
    layer.rollback(db);
    return -1;
  }
  return 0;
}

// Opened by a chain of 5.
int open_5_bad(Layer5 &layer, const char *file) {
  sqlite3 *db = layer.open(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed on the return
}

int open_5_ok(Layer5 &layer, const char *file) {
  sqlite3 *db = layer.open(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 5.
int close_5_bad(Layer5 &layer, const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    layer.close(db);
    return -1;
  }
  layer.close(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used by 'sqlite3_changes' after it was closed
}

int close_5_ok(Layer5 &layer, const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    layer.close(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  layer.close(db);
  return changes;
}

// Begun, committed and rolled back by chains of 5.
int transaction_5_bad(Layer5 &layer, sqlite3 *db, const char *sql) {
  if (layer.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // expect: session-missing-rollback 'db' stays open on the return
  if (layer.commit(db) != SQLITE_OK) {
    layer.rollback(db);
    return -1;
  }
  return 0;
}

int transaction_5_ok(Layer5 &layer, sqlite3 *db, const char *sql) {
  if (layer.begin(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    layer.rollback(db);
    return -1;
  }
  if (layer.commit(db) != SQLITE_OK) {
    layer.rollback(db);
    return -1;
  }
  return 0;
}
