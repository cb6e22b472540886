// Flags that are what a begin returned.
#include <sqlite3.h>

class Unit {
public:
  explicit Unit(sqlite3 *db) : db(db) {}

  bool tell_ok() {
    if (!begin())
      return false;
    if (!run("DELETE FROM t") || !commit()) {
      rollback();
      return false;
    }
    return true;
  }

  bool note_ok() {
    note();
    if (!run("DELETE FROM t") || !commit()) {
      rollback();
      return false;
    }
    return true;
  }

  bool forget_bad() {
    if (!begin())
      return false;
    if (!run("DELETE FROM t"))
      return false; // expect: session-missing-rollback the transaction on 'db' stays open on the return
    return commit();
  }

private:
  bool begin() {
    inside = sqlite3_exec(db, "BEGIN", 0, 0, 0) == SQLITE_OK;
    return inside;
  }
  void note() { inside = sqlite3_exec(db, "BEGIN", 0, 0, 0) == SQLITE_OK; }
  bool run(const char *sql) {
    return sqlite3_exec(db, sql, 0, 0, 0) == SQLITE_OK;
  }
  void rollback() {
    if (inside)
      sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    inside = false;
  }
  bool commit() {
    if (!inside || sqlite3_exec(db, "COMMIT", 0, 0, 0) != SQLITE_OK)
      return false;
    inside = false;
    return true;
  }

  sqlite3 *db;
  bool inside = false;
};

bool uses_unit(sqlite3 *db) {
  Unit unit(db);
  return unit.tell_ok() && unit.note_ok() && unit.forget_bad();
}

void lambda_ok(sqlite3 *db) {
  bool inside = false;
  auto begin = [&] {
    inside = sqlite3_exec(db, "BEGIN", 0, 0, 0) == SQLITE_OK;
  };
  begin();
  bool good = sqlite3_exec(db, "DELETE FROM t", 0, 0, 0) == SQLITE_OK;
  if (inside)
    sqlite3_exec(db, good ? "COMMIT" : "ROLLBACK", 0, 0, 0);
}

static void begin(sqlite3 *db, bool *inside) {
  *inside = sqlite3_exec(db, "BEGIN", 0, 0, 0) == SQLITE_OK;
}

int by_pointer_ok(sqlite3 *db) {
  bool inside;
  begin(db, &inside);
  int rc = sqlite3_exec(db, "DELETE FROM t", 0, 0, 0);
  if (inside)
    sqlite3_exec(db, rc ? "ROLLBACK" : "COMMIT", 0, 0, 0);
  return rc;
}

int by_pointer_bad(sqlite3 *db) {
  bool inside;
  begin(db, &inside);
  int rc = sqlite3_exec(db, "DELETE FROM t", 0, 0, 0);
  if (rc != SQLITE_OK)
    return rc; // expect: session-missing-rollback the transaction on 'db' stays open on the return
  if (inside)
    rc = sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return rc;
}
