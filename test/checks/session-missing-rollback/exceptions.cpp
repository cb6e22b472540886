// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Exceptions between begin and commit.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

int work(int); // of the project, unseen: may throw
void logIt(const char *) noexcept;

void calleeThrows_bad(PGconn *c) {
  PQclear(PQexec(c, "BEGIN")); // note: begins a transaction on 'c' here
  work(4); // expect: session-missing-rollback the transaction on 'c' stays open when 'work' throws // note: may throw
  PQclear(PQexec(c, "COMMIT"));
}

void rolledBackAndRethrown_ok(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  try {
    work(4);
    PQclear(PQexec(c, "COMMIT"));
  } catch (...) {
    PQclear(PQexec(c, "ROLLBACK"));
    throw;
  }
}

bool swallowed_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
  try {
    work(3);
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  } catch (const std::exception &e) {
    logIt(e.what());
    return false; // expect: session-missing-rollback
  }
  return true;
}

bool swallowedAfterRollback_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
  try {
    work(3);
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  } catch (const std::exception &e) {
    sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
    logIt(e.what());
    return false;
  }
  return true;
}

void thrownHere_bad(sqlite3 *db, int n) {
  sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
  if (n < 0)
    throw std::invalid_argument("n"); // expect: session-missing-rollback
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
}

void checkedBefore_ok(sqlite3 *db, int n) {
  if (n < 0)
    throw std::invalid_argument("n");
  work(n);
  sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
}

// A guard of the program's own, inferred.
class Transaction {
public:
  explicit Transaction(sqlite3 *db) : Db(db) { run("BEGIN"); }
  Transaction(const Transaction &) = delete;
  ~Transaction() {
    if (!Done)
      sqlite3_exec(Db, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  void commit() {
    run("COMMIT");
    Done = true;
  }

private:
  void run(const char *sql) {
    if (sqlite3_exec(Db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(Db));
  }
  sqlite3 *Db;
  bool Done = false;
};

void guarded_ok(sqlite3 *db) {
  Transaction t(db);
  work(1);
  t.commit();
}

bool guardedEarlyReturn_ok(sqlite3 *db, int n) {
  Transaction t(db);
  if (n == 0)
    return false;
  work(n);
  t.commit();
  return true;
}

// A guard that does nothing at its end.
class Careless {
public:
  explicit Careless(sqlite3 *db) : Db(db) {
    sqlite3_exec(Db, "BEGIN", nullptr, nullptr, nullptr);
  }
  ~Careless() {}
  void commit() { sqlite3_exec(Db, "COMMIT", nullptr, nullptr, nullptr); }

private:
  sqlite3 *Db;
};

void careless_bad(sqlite3 *db) {
  Careless t(db);
  work(1); // expect: session-missing-rollback
  t.commit();
}

// A store with begin(), commit(), rollback().
class Store {
public:
  explicit Store(sqlite3 *db) : Db(db) {}
  void begin() { exec("BEGIN"); }
  void commit() { exec("COMMIT"); }
  void rollback() noexcept {
    sqlite3_exec(Db, "ROLLBACK", nullptr, nullptr, nullptr);
  }

  void save_bad(int n) {
    begin();
    work(n); // expect: session-missing-rollback
    commit();
  }
  void saveSafely_ok(int n) {
    begin();
    try {
      work(n);
      commit();
    } catch (...) {
      rollback();
      throw;
    }
  }

private:
  void exec(const char *sql) {
    char *error = nullptr;
    if (sqlite3_exec(Db, sql, nullptr, nullptr, &error) != SQLITE_OK) {
      std::string text = error ? error : "unknown";
      sqlite3_free(error);
      throw std::runtime_error(text);
    }
  }
  sqlite3 *Db;
};

void useStore_bad(Store &store) {
  store.begin();
  work(1); // expect: session-missing-rollback
  store.commit();
}

// The session is the function's own: closing ends the transaction.
struct Closer {
  void operator()(sqlite3 *db) const noexcept { sqlite3_close(db); }
};

void ownSession_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  std::unique_ptr<sqlite3, Closer> db(raw);
  if (rc != SQLITE_OK)
    throw std::runtime_error("open");
  sqlite3_exec(db.get(), "BEGIN", nullptr, nullptr, nullptr);
  work(1);
  sqlite3_exec(db.get(), "COMMIT", nullptr, nullptr, nullptr);
}

// The session is a member's.
class Importer {
public:
  void run_bad() {
    sqlite3_exec(Db.get(), "BEGIN", nullptr, nullptr, nullptr);
    work(7); // expect: session-missing-rollback
    sqlite3_exec(Db.get(), "COMMIT", nullptr, nullptr, nullptr);
  }
  void quiet_ok() noexcept {
    sqlite3_exec(Db.get(), "BEGIN", nullptr, nullptr, nullptr);
    work(7);
    sqlite3_exec(Db.get(), "COMMIT", nullptr, nullptr, nullptr);
  }

private:
  std::unique_ptr<sqlite3, Closer> Db;
};

template <typename Body> void inTransaction_ok(sqlite3 *db, Body body) {
  sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
  try {
    body();
  } catch (...) {
    sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
}

void callable_ok(sqlite3 *db) {
  inTransaction_ok(db, [&] { work(1); });
}

void eachItemItsOwn_bad(sqlite3 *db, int n) {
  for (int i = 0; i < n; ++i) {
    sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr); // expect: session-missing-rollback while one is open
    try {
      work(i);
      sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    } catch (const std::exception &e) {
      logIt(e.what());
    }
  }
} // expect: session-missing-rollback stays open when 'eachItemItsOwn_bad' ends
