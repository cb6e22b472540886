// FLAGS: -std=c++17 -isystem /usr/include/soci
// A rollback that throws has been tried: nobody owes another one.
#include <exception>
#include <soci/soci.h>
#include <sqlite3.h>
#include <stdexcept>

int transform(int);

static void undo(soci::session &sql) { sql.rollback(); }

void by_helper_ok(soci::session &sql) {
  sql.begin();
  try {
    transform(1);
    sql.commit();
  } catch (...) {
    undo(sql);
    throw;
  }
}

void by_lambda_ok(soci::session &sql) {
  sql.begin();
  auto undo = [&] { sql.rollback(); };
  try {
    transform(1);
    sql.commit();
  } catch (...) {
    undo();
    throw;
  }
}

class Guard {
public:
  explicit Guard(soci::session &sql) : sql(sql) { sql.begin(); }
  ~Guard() {
    if (done)
      return;
    try {
      undo();
    } catch (...) {
    }
  }
  void commit() {
    sql.commit();
    done = true;
  }

private:
  void undo() { sql.rollback(); }
  soci::session &sql;
  bool done = false;
};

void by_guard_ok(soci::session &sql) {
  Guard guard(sql);
  transform(1);
  guard.commit();
}

void not_undone_bad(soci::session &sql) {
  sql.begin();
  try {
    transform(1); // expect: session-missing-rollback stays open when 'transform' throws
    sql.commit();
  } catch (const std::exception &) {
    throw;
  }
}

// --- Guards that ask whether they are left by an exception. ---

static void run(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, sql, 0, 0, 0) != SQLITE_OK)
    throw std::runtime_error(sql);
}

class Asking {
public:
  explicit Asking(sqlite3 *db) : db(db) { run(db, "BEGIN"); }
  ~Asking() {
    if (std::uncaught_exceptions() > before ||
        sqlite3_exec(db, "COMMIT", 0, 0, 0) != SQLITE_OK)
      sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
  }

private:
  sqlite3 *db;
  int before = std::uncaught_exceptions();
};

void asks_ok(sqlite3 *db) {
  Asking guard(db);
  run(db, "DELETE FROM a");
}
