// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Handlers and guards that close a second time; lambdas that close.
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

int work(int);
int calm(int) noexcept;

template <class F> struct Guard {
  F f;
  ~Guard() { f(); }
};
template <class F> Guard(F) -> Guard<F>;

// Closed before the throw and again in the handler.
int handler_bad(const char *file) {
  sqlite3 *db = nullptr;
  try {
    if (sqlite3_open(file, &db) != SQLITE_OK) {
      sqlite3_close(db);
      throw std::runtime_error("open");
    }
  } catch (const std::exception &) {
    sqlite3_close(db); // expect: session-use-after-close
    return -1;
  }
  sqlite3_close(db);
  return 0;
}

int handler_ok(const char *file) {
  sqlite3 *db = nullptr;
  try {
    if (sqlite3_open(file, &db) != SQLITE_OK)
      throw std::runtime_error("open");
  } catch (const std::exception &) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_close(db);
  return 0;
}

// The handler closes, the code after it closes again.
int after_handler_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    work(1);
  } catch (const std::exception &) {
    PQfinish(conn);
  }
  PQfinish(conn); // expect: session-use-after-close
  return 0;
}

int after_handler_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    work(1);
  } catch (const std::exception &) {
    PQfinish(conn);
    return -1;
  }
  PQfinish(conn);
  return 0;
}

// The try block closes, then something throws.
int close_then_throw_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    int version = PQserverVersion(conn);
    PQfinish(conn);
    work(version);
  } catch (const std::exception &) {
    PQfinish(conn); // expect: session-use-after-close
    return -1;
  }
  return 0;
}

int close_then_throw_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    int version = PQserverVersion(conn);
    PQfinish(conn);
    conn = nullptr;
    work(version);
  } catch (const std::exception &) {
    PQfinish(conn);
    return -1;
  }
  return 0;
}

// Error text in the handler.
std::string message_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    if (PQstatus(conn) != CONNECTION_OK)
      throw std::runtime_error("connect");
  } catch (const std::exception &) {
    PQfinish(conn);
    return PQerrorMessage(conn); // expect: session-use-after-close
  }
  PQfinish(conn);
  return "";
}

std::string message_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    std::string why = PQerrorMessage(conn);
    PQfinish(conn);
    return why;
  }
  PQfinish(conn);
  return "";
}

// A guard and an explicit close.
void guard_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  Guard g{[&] { PQfinish(conn); }};
  if (calm(1))
    PQfinish(conn);
} // expect: session-use-after-close

void guard_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  Guard g{[&] { PQfinish(conn); }};
  if (calm(1)) {
    PQfinish(conn);
    conn = nullptr;
  }
}

// Captured by value: clearing the variable does not reach the guard.
void guard_by_value_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  Guard g{[conn] { PQfinish(conn); }};
  PQfinish(conn);
  conn = nullptr;
} // expect: session-use-after-close

void guard_by_value_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  Guard g{[conn] { PQfinish(conn); }};
  PQclear(PQexec(conn, "SELECT 1"));
}

// A lambda that closes, called twice.
int lambda_twice_bad(const char *file) {
  sqlite3 *db = nullptr;
  auto close = [&] { sqlite3_close(db); };
  if (sqlite3_open(file, &db) != SQLITE_OK)
    close();
  close(); // expect: session-use-after-close
  return 0;
}

int lambda_twice_ok(const char *file) {
  sqlite3 *db = nullptr;
  auto close = [&] {
    sqlite3_close(db);
    db = nullptr;
  };
  if (sqlite3_open(file, &db) != SQLITE_OK)
    close();
  close();
  return 0;
}

int lambda_uses_bad(const char *file) {
  sqlite3 *db = nullptr;
  auto changes = [&] { return sqlite3_changes(db); };
  sqlite3_open(file, &db);
  sqlite3_close(db);
  return changes(); // expect: session-use-after-close
}

int lambda_uses_ok(const char *file) {
  sqlite3 *db = nullptr;
  auto changes = [&] { return sqlite3_changes(db); };
  sqlite3_open(file, &db);
  int n = changes();
  sqlite3_close(db);
  return n;
}

// The helper closes before it throws; the caller's handler closes again.
static void check(PGconn *conn) {
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    throw std::runtime_error("connect");
  }
}

int throwing_helper_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    check(conn);
  } catch (const std::exception &) {
    PQfinish(conn); // expect: session-use-after-close
    return -1;
  }
  PQfinish(conn);
  return 0;
}

int throwing_helper_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  check(conn);
  PQfinish(conn);
  return 0;
}

// Templates: one finding for two instantiations.
template <class T> int generic_bad(T *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  sqlite3_close(db);
  return sqlite3_changes(db); // expect: session-use-after-close
}
template int generic_bad<const char>(const char *);
template int generic_bad<char>(char *);

template <class T> int generic_ok(T *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = sqlite3_changes(db);
  sqlite3_close(db);
  return n;
}
template int generic_ok<const char>(const char *);
template int generic_ok<char>(char *);
