// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Exceptions and owners.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <memory>
#include <stdexcept>
#include <string>

int work(int);

struct Clear {
  void operator()(PGresult *r) const noexcept { PQclear(r); }
};
using Result = std::unique_ptr<PGresult, Clear>;

int thrown_bad(PGconn *c) {
  PGresult *r = PQexec(c, "SELECT 1");
  int n = work(PQntuples(r)); // expect: session-statement-leak 'r' is not ended when 'work' throws
  PQclear(r);
  return n;
}

int owned_ok(PGconn *c) {
  Result r(PQexec(c, "SELECT 1"));
  return work(PQntuples(r.get()));
}

class Statement {
public:
  Statement(sqlite3 *db, const char *sql) {
    if (sqlite3_prepare_v2(db, sql, -1, &Stmt, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db));
  }
  Statement(const Statement &) = delete;
  ~Statement() { sqlite3_finalize(Stmt); }
  bool step() { return sqlite3_step(Stmt) == SQLITE_ROW; }

private:
  sqlite3_stmt *Stmt = nullptr;
};

int wrapped_ok(sqlite3 *db) {
  Statement s(db, "SELECT 1");
  int n = 0;
  while (s.step())
    n += work(n);
  return n;
}

int checkedThenThrown_bad(sqlite3 *db) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db));
  if (sqlite3_step(stmt) != SQLITE_ROW)
    throw std::runtime_error("empty"); // expect: session-statement-leak
  int n = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return n;
}
