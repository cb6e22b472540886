// FLAGS: -isystem /usr/include/postgresql
// Shapes met in C++ programs of the field (docs/field-notes.md), in own words.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

// --- A helper that is given a status and throws when it is bad. ---

static void check(int status) {
  if (status != SQLITE_OK)
    throw std::runtime_error("it failed");
}

static void verify(int status, const char *what, int wanted = SQLITE_OK) {
  if (status != wanted)
    throw std::runtime_error(what);
}

void check_elsewhere(sqlite3 *db, int status);

void begin_ok(sqlite3 *db) { check(sqlite3_exec(db, "BEGIN", 0, 0, 0)); }

void begin_verified_ok(sqlite3 *db) {
  verify(sqlite3_exec(db, "BEGIN", 0, 0, 0), "begin");
}

void begin_elsewhere_ok(sqlite3 *db) {
  check_elsewhere(db, sqlite3_exec(db, "BEGIN", 0, 0, 0));
}

void append_ok(sqlite3 *db) {
  begin_verified_ok(db);
  try {
    verify(sqlite3_exec(db, "INSERT INTO log VALUES (1)", 0, 0, 0), "append");
    verify(sqlite3_exec(db, "COMMIT", 0, 0, 0), "end");
  } catch (...) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    throw;
  }
}

// The library leaves the transaction open when it cannot be committed.
void end_bad(sqlite3 *db) {
  begin_verified_ok(db);
  verify(sqlite3_exec(db, "COMMIT", 0, 0, 0), "end"); // expect: session-missing-rollback the transaction on 'db' stays open when 'verify' throws
}

void append_bad(sqlite3 *db) {
  begin_verified_ok(db);
  verify(sqlite3_exec(db, "INSERT INTO log VALUES (1)", 0, 0, 0), "append"); // expect: session-missing-rollback the transaction on 'db' stays open when 'verify' throws
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

void append_elsewhere_bad(sqlite3 *db) {
  begin_elsewhere_ok(db);
  check_elsewhere(db, sqlite3_exec(db, "INSERT INTO log VALUES (1)", 0, 0, 0)); // expect: session-missing-rollback the transaction on 'db' stays open when 'check_elsewhere' throws
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

// A helper that throws whatever it is given is not thought of.
static void count(int status, int limit) {
  static int calls;
  if (++calls > limit || status == SQLITE_MISUSE)
    throw std::runtime_error("too many");
}

void checker_throws_for_itself_FN(sqlite3 *db) {
  count(sqlite3_exec(db, "BEGIN", 0, 0, 0), 3);
}

// --- A result that a helper tests, and throws. ---

class Store {
public:
  void begin();
  void end();
  void save_bad(const char *row);
  void save_ok(const char *row);

private:
  PGresult *checked(PGresult *result);
  void run(const char *sql);

  PGconn *conn;
};

PGresult *Store::checked(PGresult *result) {
  switch (PQresultStatus(result)) {
  case PGRES_COMMAND_OK:
  case PGRES_TUPLES_OK:
    return result;
  default:
    break;
  }
  std::string why = PQresultErrorMessage(result);
  PQclear(result);
  throw std::runtime_error(why);
}

void Store::run(const char *sql) { PQclear(checked(PQexec(conn, sql))); }

void Store::begin() { PQclear(checked(PQexec(conn, "BEGIN"))); }

void Store::end() { PQclear(checked(PQexec(conn, "COMMIT"))); }

void Store::save_bad(const char *row) {
  begin();
  run(row); // expect: session-missing-rollback the transaction on 'conn' stays open when 'Store::run' throws
  end();
}

void Store::save_ok(const char *row) {
  begin();
  try {
    run(row);
  } catch (...) {
    run("ROLLBACK");
    throw;
  }
  end();
}

// --- What a callee begins and leaves by its exception is the callee's. ---

class Journal {
public:
  void flush_bad();
  void add_ok(const char *row);
  int look_up_ok();

private:
  sqlite3 *db;
  int waiting = 0;
};

void Journal::flush_bad() {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  for (int i = 0; i < waiting; i++)
    check(sqlite3_exec(db, "INSERT INTO journal VALUES (1)", 0, 0, 0)); // expect: session-missing-rollback the transaction on 'db' stays open when 'check' throws
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  waiting = 0;
}

void Journal::add_ok(const char *row) {
  if (++waiting >= 500)
    flush_bad();
}

int Journal::look_up_ok() {
  flush_bad();
  return sqlite3_changes(db);
}
