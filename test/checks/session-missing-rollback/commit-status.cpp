// Transaction classes of the program whose commit tells by its result.
#include <sqlite3.h>
#include <stdexcept>

class Transaction {
  sqlite3 *Db;
  bool Live = true;

public:
  explicit Transaction(sqlite3 *Db) : Db(Db) {
    if (sqlite3_exec(Db, "BEGIN", nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error("begin");
  }
  Transaction(const Transaction &) = delete;
  Transaction &operator=(const Transaction &) = delete;
  ~Transaction() {
    if (Live)
      sqlite3_exec(Db, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  bool commit() {
    if (sqlite3_exec(Db, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
      return false;
    Live = false;
    return true;
  }
};

int returned_ok(sqlite3 *db) {
  Transaction t(db);
  sqlite3_exec(db, "UPDATE t SET a=1", nullptr, nullptr, nullptr);
  if (!t.commit())
    return -1;
  return 0;
}

void thrown_ok(sqlite3 *db) {
  Transaction t(db);
  sqlite3_exec(db, "UPDATE t SET a=1", nullptr, nullptr, nullptr);
  if (!t.commit())
    throw std::runtime_error("commit");
}

void unlooked_ok(sqlite3 *db) {
  Transaction t(db);
  t.commit();
}

// Forgets before it knows.
class Forgetful {
  sqlite3 *Db;
  bool Live = true;

public:
  explicit Forgetful(sqlite3 *Db) : Db(Db) {
    sqlite3_exec(Db, "BEGIN", nullptr, nullptr, nullptr);
  }
  Forgetful(const Forgetful &) = delete;
  Forgetful &operator=(const Forgetful &) = delete;
  ~Forgetful() {
    if (Live)
      sqlite3_exec(Db, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  bool commit() {
    Live = false;
    return sqlite3_exec(Db, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK;
  }
};

int forgotten_bad(sqlite3 *db) {
  Forgetful t(db);
  sqlite3_exec(db, "UPDATE t SET a=1", nullptr, nullptr, nullptr);
  if (!t.commit())
    return -1; // expect: session-missing-rollback after its commit failed
  return 0;
}

// A flag that only tells.
struct Flagged {
  sqlite3 *Db;
  bool Inside;
};

static bool commitFlagged(Flagged *f) {
  if (sqlite3_exec(f->Db, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
    return false;
  f->Inside = false;
  return true;
}

int flagged_commit_fails_FN(Flagged *f) {
  sqlite3_exec(f->Db, "BEGIN", nullptr, nullptr, nullptr);
  if (!commitFlagged(f))
    return -1;
  return 0;
}
