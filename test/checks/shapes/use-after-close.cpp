// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Shapes of uses after the close in C++, each with its corrected twin (docs/bug-shapes.md).
#include <functional>
#include <libpq-fe.h>
#include <lmdb.h>
#include <sqlite3.h>
#include <stdexcept>
#include <utility>

int work(int) noexcept;

// Closed in one method, used in another.
class Link_bad {
  PGconn *conn_;

public:
  explicit Link_bad(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  Link_bad(const Link_bad &) = delete;
  ~Link_bad() { PQfinish(conn_); } // expect: session-use-after-close
  void stop() { PQfinish(conn_); }
};

class Link_ok {
  PGconn *conn_;

public:
  explicit Link_ok(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  Link_ok(const Link_ok &) = delete;
  ~Link_ok() { PQfinish(conn_); }
  void stop() { PQfinish(std::exchange(conn_, nullptr)); }
};

// The guard aborts what the failing commit has freed.
class Write_FN {
  MDB_txn *txn_ = nullptr;

public:
  explicit Write_FN(MDB_env *env) {
    if (mdb_txn_begin(env, nullptr, 0, &txn_) != 0)
      throw std::runtime_error("begin");
  }
  Write_FN(const Write_FN &) = delete;
  ~Write_FN() {
    if (txn_)
      mdb_txn_abort(txn_);
  }
  void commit() {
    if (mdb_txn_commit(txn_) != 0)
      throw std::runtime_error("commit");
    txn_ = nullptr;
  }
};

class Write_ok {
  MDB_txn *txn_ = nullptr;

public:
  explicit Write_ok(MDB_env *env) {
    if (mdb_txn_begin(env, nullptr, 0, &txn_) != 0)
      throw std::runtime_error("begin");
  }
  Write_ok(const Write_ok &) = delete;
  ~Write_ok() {
    if (txn_)
      mdb_txn_abort(txn_);
  }
  void commit() {
    if (mdb_txn_commit(std::exchange(txn_, nullptr)) != 0)
      throw std::runtime_error("commit");
  }
};

// Base and derived class both close what they share.
class Base_bad {
protected:
  sqlite3 *db_ = nullptr;

public:
  explicit Base_bad(const char *file) { sqlite3_open(file, &db_); }
  Base_bad(const Base_bad &) = delete;
  ~Base_bad() { sqlite3_close(db_); }
};
class Derived_bad : public Base_bad {
public:
  using Base_bad::Base_bad;
  ~Derived_bad() { sqlite3_close(db_); } // expect: session-use-after-close
};
int both_close_bad(const char *file) {
  Derived_bad store(file);
  return work(1);
}

class Base_ok {
protected:
  sqlite3 *db_ = nullptr;

public:
  explicit Base_ok(const char *file) { sqlite3_open(file, &db_); }
  Base_ok(const Base_ok &) = delete;
  ~Base_ok() { sqlite3_close(db_); }
};
class Derived_ok : public Base_ok {
public:
  using Base_ok::Base_ok;
  ~Derived_ok() { work(sqlite3_changes(db_)); }
};
int both_close_ok(const char *file) {
  Derived_ok store(file);
  return work(1);
}

// The callback that the disconnection runs disconnects as well.
class Client {
  PGconn *conn_;
  std::function<void(Client &)> onEnd_;

public:
  Client(const char *conninfo, std::function<void(Client &)> onEnd)
      : conn_(PQconnectdb(conninfo)), onEnd_(std::move(onEnd)) {}
  Client(const Client &) = delete;
  ~Client() { disconnect(); }
  void disconnect_FN() {
    if (!conn_)
      return;
    PQfinish(conn_);
    if (onEnd_)
      onEnd_(*this); // which calls disconnect_FN
    conn_ = nullptr;
  }
  void disconnect() {
    PGconn *old = std::exchange(conn_, nullptr);
    if (!old)
      return;
    PQfinish(old);
    if (onEnd_)
      onEnd_(*this);
  }
};
