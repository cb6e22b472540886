// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// A constructor that throws while a raw member is open: no destructor runs.
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

int work(int);
int calm(int) noexcept;

class OpenThrows_bad {
  sqlite3 *db_ = nullptr;

public:
  explicit OpenThrows_bad(const char *file) {
    if (sqlite3_open(file, &db_) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db_)); // expect: session-leak
  }
  ~OpenThrows_bad() { sqlite3_close(db_); }
  OpenThrows_bad(const OpenThrows_bad &) = delete;
  OpenThrows_bad &operator=(const OpenThrows_bad &) = delete;
};

class OpenThrows_ok {
  sqlite3 *db_ = nullptr;

public:
  explicit OpenThrows_ok(const char *file) {
    if (sqlite3_open(file, &db_) != SQLITE_OK) {
      std::string why = sqlite3_errmsg(db_);
      sqlite3_close(db_);
      throw std::runtime_error(why);
    }
  }
  ~OpenThrows_ok() { sqlite3_close(db_); }
  OpenThrows_ok(const OpenThrows_ok &) = delete;
  OpenThrows_ok &operator=(const OpenThrows_ok &) = delete;
};

// Opened well, then a later step fails.
class PragmaThrows_bad {
  sqlite3 *db_ = nullptr;

public:
  explicit PragmaThrows_bad(const char *file) {
    if (sqlite3_open(file, &db_) != SQLITE_OK) {
      sqlite3_close(db_);
      throw std::runtime_error("open");
    }
    if (sqlite3_exec(db_, "PRAGMA foreign_keys=ON", nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error("pragma"); // expect: session-leak
  }
  ~PragmaThrows_bad() { sqlite3_close(db_); }
  PragmaThrows_bad(const PragmaThrows_bad &) = delete;
  PragmaThrows_bad &operator=(const PragmaThrows_bad &) = delete;
};

class PragmaThrows_ok {
  sqlite3 *db_ = nullptr;

public:
  explicit PragmaThrows_ok(const char *file) {
    int rc = sqlite3_open(file, &db_);
    if (rc == SQLITE_OK)
      rc = sqlite3_exec(db_, "PRAGMA foreign_keys=ON", nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK) {
      sqlite3_close(db_);
      throw std::runtime_error("open");
    }
  }
  ~PragmaThrows_ok() { sqlite3_close(db_); }
  PragmaThrows_ok(const PragmaThrows_ok &) = delete;
  PragmaThrows_ok &operator=(const PragmaThrows_ok &) = delete;
};

// Through an init helper, in the body of the constructor.
class InitThrows_bad {
  PGconn *conn_ = nullptr;
  void init(const char *sql) {
    PGresult *res = PQexec(conn_, sql);
    bool ok = PQresultStatus(res) == PGRES_COMMAND_OK;
    PQclear(res);
    if (!ok)
      throw std::runtime_error("init");
  }

public:
  explicit InitThrows_bad(const char *conninfo) : conn_(PQconnectdb(conninfo)) {
    init("SET client_encoding TO 'UTF8'"); // expect: session-leak
  }
  ~InitThrows_bad() { PQfinish(conn_); }
  InitThrows_bad(const InitThrows_bad &) = delete;
  InitThrows_bad &operator=(const InitThrows_bad &) = delete;
};

class InitThrows_ok {
  PGconn *conn_ = nullptr;
  void init(const char *sql) {
    PGresult *res = PQexec(conn_, sql);
    bool ok = PQresultStatus(res) == PGRES_COMMAND_OK;
    PQclear(res);
    if (!ok) {
      PQfinish(conn_);
      throw std::runtime_error("init");
    }
  }

public:
  explicit InitThrows_ok(const char *conninfo) : conn_(PQconnectdb(conninfo)) {
    init("SET client_encoding TO 'UTF8'");
  }
  ~InitThrows_ok() { PQfinish(conn_); }
  InitThrows_ok(const InitThrows_ok &) = delete;
  InitThrows_ok &operator=(const InitThrows_ok &) = delete;
};

// A later member's constructor throws.
struct Schema {
  explicit Schema(int version);
  ~Schema();
};

class MemberOrder_bad {
  PGconn *conn_;
  Schema schema_;

public:
  explicit MemberOrder_bad(const char *conninfo)
      : conn_(PQconnectdb(conninfo)),
        schema_(PQserverVersion(conn_)) {} // expect: session-leak
  ~MemberOrder_bad() { PQfinish(conn_); }
  MemberOrder_bad(const MemberOrder_bad &) = delete;
  MemberOrder_bad &operator=(const MemberOrder_bad &) = delete;
};

// Members are built in the order of their declaration.
class MemberOrder_ok {
  Schema schema_;
  PGconn *conn_;

public:
  explicit MemberOrder_ok(const char *conninfo)
      : schema_(3), conn_(PQconnectdb(conninfo)) {}
  ~MemberOrder_ok() { PQfinish(conn_); }
  MemberOrder_ok(const MemberOrder_ok &) = delete;
  MemberOrder_ok &operator=(const MemberOrder_ok &) = delete;
};

// A member that is an owner is destroyed when the body throws.
class OwnerMember_ok {
  std::unique_ptr<PGconn, decltype(&PQfinish)> conn_;

public:
  explicit OwnerMember_ok(const char *conninfo)
      : conn_(PQconnectdb(conninfo), &PQfinish) {
    if (PQstatus(conn_.get()) != CONNECTION_OK)
      throw std::runtime_error("connect");
    work(1);
  }
};

// A base class that is complete is destroyed, too.
class Handle_ok {
protected:
  PGconn *conn_;
  explicit Handle_ok(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  ~Handle_ok() { PQfinish(conn_); }
  Handle_ok(const Handle_ok &) = delete;
  Handle_ok &operator=(const Handle_ok &) = delete;
};

class OwnerBase_ok : Handle_ok {
public:
  explicit OwnerBase_ok(const char *conninfo) : Handle_ok(conninfo) {
    if (PQstatus(conn_) != CONNECTION_OK)
      throw std::runtime_error("connect");
  }
};

// After a delegated constructor the object is complete: its destructor runs.
class Delegating_ok {
  sqlite3 *db_ = nullptr;
  Delegating_ok() noexcept = default;

public:
  explicit Delegating_ok(const char *file) : Delegating_ok() {
    if (sqlite3_open(file, &db_) != SQLITE_OK)
      throw std::runtime_error("open");
    work(1);
  }
  ~Delegating_ok() { sqlite3_close(db_); }
  Delegating_ok(const Delegating_ok &) = delete;
  Delegating_ok &operator=(const Delegating_ok &) = delete;
};

// The target of the delegation itself is not complete.
class DelegatedTo_bad {
  sqlite3 *db_ = nullptr;
  DelegatedTo_bad(const char *file, int timeout) {
    if (sqlite3_open(file, &db_) != SQLITE_OK) {
      sqlite3_close(db_);
      throw std::runtime_error("open");
    }
    sqlite3_busy_timeout(db_, work(timeout)); // expect: session-leak
  }

public:
  explicit DelegatedTo_bad(const char *file) : DelegatedTo_bad(file, 100) {}
  ~DelegatedTo_bad() { sqlite3_close(db_); }
  DelegatedTo_bad(const DelegatedTo_bad &) = delete;
  DelegatedTo_bad &operator=(const DelegatedTo_bad &) = delete;
};

// Catches its own exception and closes.
class CatchesItself_ok {
  sqlite3 *db_ = nullptr;

public:
  explicit CatchesItself_ok(const char *file) {
    try {
      if (sqlite3_open(file, &db_) != SQLITE_OK)
        throw std::runtime_error("open");
      work(1);
    } catch (...) {
      sqlite3_close(db_);
      throw;
    }
  }
  ~CatchesItself_ok() { sqlite3_close(db_); }
  CatchesItself_ok(const CatchesItself_ok &) = delete;
  CatchesItself_ok &operator=(const CatchesItself_ok &) = delete;
};

// A function try block around the members.
class TryBlock_ok {
  PGconn *conn_;
  Schema schema_;
  static PGconn *&last() {
    static thread_local PGconn *conn = nullptr;
    return conn;
  }

public:
  explicit TryBlock_ok(const char *conninfo) try : conn_(nullptr), schema_(1) {
    conn_ = PQconnectdb(conninfo);
    last() = conn_;
  } catch (const std::exception &) {
    PQfinish(last());
  }
  ~TryBlock_ok() { PQfinish(conn_); }
  TryBlock_ok(const TryBlock_ok &) = delete;
  TryBlock_ok &operator=(const TryBlock_ok &) = delete;
};

// Nothing after the open may throw.
class NothingThrows_ok {
  sqlite3 *db_ = nullptr;
  int version_;

public:
  explicit NothingThrows_ok(const char *file) : version_(work(1)) {
    sqlite3_open(file, &db_);
    sqlite3_busy_timeout(db_, calm(version_));
  }
  ~NothingThrows_ok() { sqlite3_close(db_); }
  NothingThrows_ok(const NothingThrows_ok &) = delete;
  NothingThrows_ok &operator=(const NothingThrows_ok &) = delete;
};

// A local that becomes the member last of all.
class LocalFirst_bad {
  PGconn *conn_ = nullptr;

public:
  explicit LocalFirst_bad(const char *conninfo) {
    PGconn *conn = PQconnectdb(conninfo);
    if (PQstatus(conn) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(conn)); // expect: session-leak
    conn_ = conn;
  }
  ~LocalFirst_bad() { PQfinish(conn_); }
  LocalFirst_bad(const LocalFirst_bad &) = delete;
  LocalFirst_bad &operator=(const LocalFirst_bad &) = delete;
};

class LocalFirst_ok {
  PGconn *conn_ = nullptr;

public:
  explicit LocalFirst_ok(const char *conninfo) {
    std::unique_ptr<PGconn, decltype(&PQfinish)> conn(PQconnectdb(conninfo), PQfinish);
    if (PQstatus(conn.get()) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(conn.get()));
    conn_ = conn.release();
  }
  ~LocalFirst_ok() { PQfinish(conn_); }
  LocalFirst_ok(const LocalFirst_ok &) = delete;
  LocalFirst_ok &operator=(const LocalFirst_ok &) = delete;
};
