// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Factories: raw, owner, struct, out-parameter, optional; and their callers.
#include <libpq-fe.h>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <utility>

int work(int);
int calm(int) noexcept;

struct Finisher {
  void operator()(PGconn *conn) const { PQfinish(conn); }
};
using PgPtr = std::unique_ptr<PGconn, Finisher>;

PgPtr connect_ok(const std::string &conninfo) {
  PgPtr conn(PQconnectdb(conninfo.c_str()));
  if (PQstatus(conn.get()) != CONNECTION_OK)
    throw std::runtime_error(PQerrorMessage(conn.get()));
  return conn;
}

PgPtr connect_direct_ok(const std::string &conninfo) {
  return PgPtr(PQconnectdb(conninfo.c_str()));
}

int use_connect_ok(const std::string &conninfo) {
  auto conn = connect_ok(conninfo);
  return work(PQserverVersion(conn.get()));
}

int use_connect_temporary_ok(const std::string &conninfo) {
  return PQserverVersion(connect_ok(conninfo).get());
}

int use_connect_released_bad(const std::string &conninfo) {
  PGconn *conn = connect_ok(conninfo).release();
  if (calm(1))
    return -1; // expect: session-leak
  PQfinish(conn);
  return 0;
}

// Raw factory: throws instead of handing a failed one over.
PGconn *dial_ok(const std::string &conninfo) {
  PGconn *conn = PQconnectdb(conninfo.c_str());
  if (PQstatus(conn) == CONNECTION_OK)
    return conn;
  std::string why = PQerrorMessage(conn);
  PQfinish(conn);
  throw std::runtime_error(why);
}

PGconn *dial_bad(const std::string &conninfo) {
  PGconn *conn = PQconnectdb(conninfo.c_str());
  if (PQstatus(conn) == CONNECTION_OK)
    return conn;
  throw std::runtime_error(PQerrorMessage(conn)); // expect: session-leak
}

int use_dial_bad(const std::string &conninfo) {
  PGconn *conn = dial_ok(conninfo);
  return PQserverVersion(conn); // expect: session-leak
}

int use_dial_ok(const std::string &conninfo) {
  PgPtr conn(dial_ok(conninfo));
  return work(1);
}

int use_dial_in_try_ok(const std::string &conninfo) {
  PGconn *conn = nullptr;
  try {
    conn = dial_ok(conninfo);
  } catch (const std::exception &) {
    return -1;
  }
  int version = PQserverVersion(conn);
  PQfinish(conn);
  return version;
}

// The second dial throws while the first is open.
int dial_twice_bad(const std::string &a, const std::string &b) {
  PGconn *first = dial_ok(a);
  PGconn *second = dial_ok(b); // expect: session-leak
  PQfinish(second);
  PQfinish(first);
  return 0;
}

int dial_twice_ok(const std::string &a, const std::string &b) {
  PgPtr first(dial_ok(a));
  PgPtr second(dial_ok(b));
  return work(1);
}

// Out-parameter by reference.
bool open_ok(const char *file, sqlite3 *&db) {
  if (sqlite3_open(file, &db) == SQLITE_OK)
    return true;
  sqlite3_close(db);
  db = nullptr;
  return false;
}

int use_open_bad(const char *file) {
  sqlite3 *db = nullptr;
  if (!open_ok(file, db))
    return -1;
  int n = sqlite3_changes(db);
  if (n > 10)
    return n; // expect: session-leak
  sqlite3_close(db);
  return n;
}

int use_open_ok(const char *file) {
  sqlite3 *db = nullptr;
  if (!open_ok(file, db))
    return -1;
  int n = sqlite3_changes(db);
  sqlite3_close(db);
  return n;
}

// A struct that carries the handle out.
struct Opened {
  int code = 0;
  sqlite3 *db = nullptr;
};

Opened open_struct_ok(const char *file) {
  Opened result;
  result.code = sqlite3_open(file, &result.db);
  return result;
}

int use_struct_bad(const char *file) {
  Opened opened = open_struct_ok(file);
  if (opened.code != SQLITE_OK)
    return opened.code; // expect: session-leak
  sqlite3_close(opened.db);
  return 0;
}

int use_struct_ok(const char *file) {
  Opened opened = open_struct_ok(file);
  sqlite3_close(opened.db);
  return opened.code;
}

std::pair<int, sqlite3 *> open_pair_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  return {rc, db};
}

int use_pair_ok(const char *file) {
  auto [rc, db] = open_pair_ok(file);
  sqlite3_close(db);
  return rc;
}

std::optional<PgPtr> maybe_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo));
  if (PQstatus(conn.get()) != CONNECTION_OK)
    return std::nullopt;
  return conn;
}

int use_maybe_ok(const char *conninfo) {
  auto conn = maybe_ok(conninfo);
  if (!conn)
    return -1;
  return work(PQserverVersion(conn->get()));
}

std::shared_ptr<PGconn> shared_ok(const char *conninfo) {
  return {PQconnectdb(conninfo), PQfinish};
}

int use_shared_ok(const char *conninfo) {
  auto conn = shared_ok(conninfo);
  return work(PQserverVersion(conn.get()));
}

// A factory that is a static member, and its class.
class Db_ok {
  sqlite3 *db_;
  explicit Db_ok(sqlite3 *db) noexcept : db_(db) {}

public:
  static Db_ok open(const char *file) {
    sqlite3 *db = nullptr;
    if (sqlite3_open(file, &db) != SQLITE_OK) {
      sqlite3_close(db);
      throw std::runtime_error("open");
    }
    return Db_ok(db);
  }
  Db_ok(Db_ok &&other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
  Db_ok &operator=(Db_ok &&) = delete;
  ~Db_ok() { sqlite3_close(db_); }
  int changes() const { return sqlite3_changes(db_); }
};

int use_static_factory_ok(const char *file) {
  Db_ok db = Db_ok::open(file);
  return work(db.changes());
}

// A factory that works before it wraps.
PgPtr wrap_too_late_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  work(1); // expect: session-leak
  return PgPtr(conn);
}

PgPtr wrap_in_time_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  calm(1);
  return PgPtr(conn);
}
