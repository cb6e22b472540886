// FLAGS: -isystem /usr/include/postgresql
// The program's own functions and objects say whether a statement worked.
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>

static bool is_done(int rc) {
  if (rc == SQLITE_OK)
    return true;
  return false;
}

bool two_returns_ok(sqlite3 *db) {
  if (!is_done(sqlite3_exec(db, "BEGIN", 0, 0, 0)))
    return false;
  if (!is_done(sqlite3_exec(db, "DELETE FROM t", 0, 0, 0))) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return false;
  }
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return true;
}

bool two_returns_bad(sqlite3 *db) {
  if (!is_done(sqlite3_exec(db, "BEGIN", 0, 0, 0)))
    return false;
  if (!is_done(sqlite3_exec(db, "DELETE FROM t", 0, 0, 0)))
    return false; // expect: session-missing-rollback the transaction on 'db' stays open
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return true;
}

// An object that says it.
struct Status {
  int rc;
  explicit operator bool() const { return rc != 0; }
};
static Status run(sqlite3 *db, const char *sql) {
  return Status{sqlite3_exec(db, sql, 0, 0, 0)};
}

bool object_ok(sqlite3 *db) {
  if (run(db, "BEGIN"))
    return false;
  if (run(db, "DELETE FROM t")) {
    run(db, "ROLLBACK");
    return false;
  }
  run(db, "COMMIT");
  return true;
}

// A result in an owner.
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;
static Result query(PGconn *c, const char *sql) {
  return Result(PQexec(c, sql), PQclear);
}
static bool is_good(const Result &r) {
  return PQresultStatus(r.get()) == PGRES_COMMAND_OK;
}

int owned_ok(PGconn *c) {
  if (!is_good(query(c, "BEGIN")))
    return -1;
  if (!is_good(query(c, "DELETE FROM t"))) {
    query(c, "ROLLBACK");
    return -1;
  }
  query(c, "COMMIT");
  return 0;
}

// The last code, kept in a field.
class Connection {
  sqlite3 *Db;
  int Code = 0;

public:
  explicit Connection(sqlite3 *Db) : Db(Db) {}
  Connection &run(const char *Sql) {
    Code = sqlite3_exec(Db, Sql, 0, 0, 0);
    return *this;
  }
  bool good() const { return Code == SQLITE_OK; }
};

bool kept_FP(Connection &c) {
  c.run("BEGIN");
  if (!c.good())
    return false; // expect: session-missing-rollback stays open on the return
  c.run("DELETE FROM t");
  if (!c.good()) {
    c.run("ROLLBACK");
    return false;
  }
  c.run("COMMIT");
  return true;
}

// Which status is the right one is the caller's to say.
static bool expects(PGconn *c, const char *sql, ExecStatusType wanted = PGRES_COMMAND_OK) {
  Result r(PQexec(c, sql), PQclear);
  return PQresultStatus(r.get()) == wanted;
}

bool wanted_ok(PGconn *c) {
  if (!expects(c, "BEGIN"))
    return false;
  if (!expects(c, "SELECT 1", PGRES_TUPLES_OK) || !expects(c, "DELETE FROM t")) {
    expects(c, "ROLLBACK");
    return false;
  }
  expects(c, "COMMIT");
  return true;
}
