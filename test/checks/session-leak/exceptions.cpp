// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Exceptions that leave with a raw handle open.
#include <cstdio>
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <vector>

int work(int);                 // unseen, may throw
int calm(int) noexcept;        // unseen, never throws
extern "C" int c_work(int);    // C does not throw
struct DbError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void throw_here_bad(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    throw DbError("open");
  }
  if (sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr) != SQLITE_OK)
    throw DbError("select"); // expect: session-leak
  sqlite3_close(db);
}

void throw_here_ok(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    throw DbError("open");
  }
  int rc = sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr);
  sqlite3_close(db);
  if (rc != SQLITE_OK)
    throw DbError("select");
}

void throw_failed_open_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    throw DbError(PQerrorMessage(conn)); // expect: session-leak
  PQfinish(conn);
}

void throw_failed_open_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    std::string why = PQerrorMessage(conn);
    PQfinish(conn);
    throw DbError(why);
  }
  PQfinish(conn);
}

int unseen_callee_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int rows = work(1); // expect: session-leak
  PQfinish(conn);
  return rows;
}

int unseen_callee_ok(const char *conninfo) {
  int rows = work(1);
  PGconn *conn = PQconnectdb(conninfo);
  rows += PQserverVersion(conn);
  PQfinish(conn);
  return work(rows);
}

int noexcept_callee_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int rows = calm(1);
  PQfinish(conn);
  return rows;
}

int c_callee_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int rows = c_work(1) + std::printf("working\n");
  PQfinish(conn);
  return rows;
}

// Several may throw: the first is named, the others are a note.
int many_callees_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int rows = calm(0);
  rows += work(1); // expect: session-leak
  rows += work(2);
  rows += work(3);
  PQfinish(conn);
  return rows;
}

// The throw is in a callee that is seen.
static void require(bool condition, const char *what) {
  if (!condition)
    throw DbError(what);
}
static void require_deep(bool condition) { require(condition, "deep"); }
static int quiet(int n) { return n < 0 ? 0 : calm(n); }

void visible_callee_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  require_deep(sqlite3_changes(db) > 0); // expect: session-leak
  sqlite3_close(db);
}

void visible_callee_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = quiet(sqlite3_changes(db));
  sqlite3_close(db);
  require_deep(n > 0);
}

// A throw that its own function catches does not leave it.
static bool swallowed() {
  try {
    require(false, "never seen outside");
  } catch (const std::exception &) {
    return false;
  }
  return true;
}

bool swallowed_callee_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  bool done = swallowed();
  sqlite3_close(db);
  return done;
}

// A noexcept function ends the process instead of unwinding.
void terminates_ok(const char *conninfo) noexcept {
  PGconn *conn = PQconnectdb(conninfo);
  work(1);
  PQfinish(conn);
}

int guarded_before_throw_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  std::unique_ptr<PGconn, decltype(&PQfinish)> owner(conn, &PQfinish);
  return work(PQserverVersion(conn));
}

int guarded_too_late_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int n = work(1); // expect: session-leak
  std::unique_ptr<PGconn, decltype(&PQfinish)> owner(conn, &PQfinish);
  return n + PQserverVersion(conn);
}

// Thrown inside an expression.
int conditional_throw_bad(const char *file, bool strict) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = sqlite3_changes(db);
  n = n > 0 || !strict ? n : throw DbError("nothing changed"); // expect: session-leak
  sqlite3_close(db);
  return n;
}

int conditional_throw_ok(const char *file, bool strict) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = sqlite3_changes(db);
  sqlite3_close(db);
  return n > 0 || !strict ? n : throw DbError("nothing changed");
}

// A constructor of the project may throw as any function.
struct Parser {
  explicit Parser(const char *text);
  ~Parser();
};
struct Point {
  int x = 0, y = 0;
};

void constructor_throws_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  Parser parser("SELECT 1"); // expect: session-leak
  sqlite3_close(db);
}

void constructor_throws_ok(const char *file) {
  Parser parser("SELECT 1");
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  Point p;
  sqlite3_close(db);
  (void)p;
}

// Operators and conversions are calls, too.
struct Amount {
  Amount operator+(const Amount &other) const;
  operator int() const;
};

void operator_throws_bad(const char *file, const Amount &a, const Amount &b) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  a + b; // expect: session-leak
  sqlite3_close(db);
}

void conversion_throws_bad(const char *file, const Amount &a) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  sqlite3_busy_timeout(db, a); // expect: session-leak
  sqlite3_close(db);
}

void conversion_first_ok(const char *file, const Amount &a, const Amount &b) {
  int timeout = a + b;
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  sqlite3_busy_timeout(db, timeout);
  sqlite3_close(db);
}

// A virtual method without body, a callable, a function pointer.
struct Visitor {
  virtual ~Visitor() = default;
  virtual void visit(int column) = 0;
  virtual void leave() noexcept = 0;
};

void virtual_call_bad(const char *file, Visitor &visitor) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  visitor.visit(sqlite3_changes(db)); // expect: session-leak
  sqlite3_close(db);
}

void virtual_call_ok(const char *file, Visitor &visitor) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  visitor.leave();
  sqlite3_close(db);
}

void function_pointer_bad(const char *file, void (*report)(int)) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  report(sqlite3_changes(db)); // expect: session-leak
  sqlite3_close(db);
}

void function_pointer_ok(const char *file, void (*report)(int) noexcept) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  report(sqlite3_changes(db));
  sqlite3_close(db);
}
