// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Methods that leave a closed handle behind; base and derived that both close.
#include <functional>
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <utility>

int work(int);
int calm(int) noexcept;

// close() leaves the pointer: the destructor closes again.
class KeepsPointer_bad {
  PGconn *conn_;

public:
  explicit KeepsPointer_bad(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  ~KeepsPointer_bad() { PQfinish(conn_); } // expect: session-use-after-close
  KeepsPointer_bad(const KeepsPointer_bad &) = delete;
  KeepsPointer_bad &operator=(const KeepsPointer_bad &) = delete;
  void close() { PQfinish(conn_); }
};

class ClearsPointer_ok {
  PGconn *conn_;

public:
  explicit ClearsPointer_ok(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  ~ClearsPointer_ok() { close(); }
  ClearsPointer_ok(const ClearsPointer_ok &) = delete;
  ClearsPointer_ok &operator=(const ClearsPointer_ok &) = delete;
  void close() {
    PQfinish(conn_);
    conn_ = nullptr;
  }
};

class FlagTells_ok {
  PGconn *conn_;
  bool open_ = true;

public:
  explicit FlagTells_ok(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  ~FlagTells_ok() { close(); }
  FlagTells_ok(const FlagTells_ok &) = delete;
  FlagTells_ok &operator=(const FlagTells_ok &) = delete;
  void close() {
    if (!open_)
      return;
    PQfinish(conn_);
    open_ = false;
  }
};

// One method closes twice.
class Store {
  sqlite3 *db_ = nullptr;

  void shut() {
    sqlite3_close(db_);
    db_ = nullptr;
  }
  void shutCarelessly() { sqlite3_close(db_); }

public:
  Store() = default;
  ~Store() { shut(); }
  Store(const Store &) = delete;
  Store &operator=(const Store &) = delete;

  int open_ok(const char *file) {
    shut();
    int rc = sqlite3_open(file, &db_);
    if (rc != SQLITE_OK)
      shut();
    return rc;
  }

  std::string open_bad(const char *file) {
    shut();
    if (sqlite3_open(file, &db_) == SQLITE_OK)
      return "";
    shutCarelessly();
    std::string why = sqlite3_errmsg(db_); // expect: session-use-after-close
    db_ = nullptr;
    return why;
  }

  int vacuum_ok() {
    int rc = sqlite3_exec(db_, "VACUUM", nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK)
      shut();
    return rc;
  }

  bool isOpen() const { return db_ != nullptr; }
  int changes() const { return sqlite3_changes(db_); }
};

// Base and derived both close.
class Base_bad {
protected:
  sqlite3 *db_ = nullptr;

public:
  explicit Base_bad(const char *file) { sqlite3_open(file, &db_); }
  Base_bad(const Base_bad &) = delete;
  Base_bad &operator=(const Base_bad &) = delete;
  virtual ~Base_bad() { sqlite3_close(db_); }
};

class Derived_bad : public Base_bad {
public:
  using Base_bad::Base_bad;
  ~Derived_bad() override { sqlite3_close(db_); } // expect: session-use-after-close
};

class Derived_ok : public Base_bad {
public:
  using Base_bad::Base_bad;
  ~Derived_ok() override {
    sqlite3_close(db_);
    db_ = nullptr;
  }
};

// An object used after its close().
class Link {
  PGconn *conn_;

public:
  explicit Link(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  ~Link() { PQfinish(conn_); }
  Link(const Link &) = delete;
  Link &operator=(const Link &) = delete;
  void disconnect() {
    PQfinish(conn_);
    conn_ = nullptr;
  }
  PGconn *get() const { return conn_; }
};

int view_bad(const char *conninfo) {
  Link link(conninfo);
  PGconn *view = link.get();
  link.disconnect();
  return PQserverVersion(view); // expect: session-use-after-close
}

int view_ok(const char *conninfo) {
  Link link(conninfo);
  PGconn *view = link.get();
  int version = PQserverVersion(view);
  link.disconnect();
  return version;
}

int view_after_scope_bad(const char *conninfo) {
  PGconn *view;
  {
    Link link(conninfo);
    view = link.get();
  }
  return PQserverVersion(view); // expect: session-use-after-close
}

int view_after_delete_bad(const char *conninfo) {
  auto *link = new Link(conninfo);
  PGconn *view = link->get();
  delete link;
  return PQserverVersion(view); // expect: session-use-after-close
}

int view_after_delete_ok(const char *conninfo) {
  auto *link = new Link(conninfo);
  int version = PQserverVersion(link->get());
  delete link;
  return version;
}

// The handle of the wrapper is closed by hand.
void by_hand_bad(const char *conninfo) {
  Link link(conninfo);
  PQfinish(link.get());
} // expect: session-use-after-close

void by_hand_ok(const char *conninfo) {
  Link link(conninfo);
  PQclear(PQexec(link.get(), "SELECT 1"));
}

// A free function closes the member through a reference.
struct Client {
  PGconn *conn = nullptr;
  std::string name;
};

void hangUp(Client &client) { PQfinish(client.conn); }
void hangUpAndClear(Client &client) {
  PQfinish(client.conn);
  client.conn = nullptr;
}

int client_bad(Client &client) {
  hangUp(client);
  return PQserverVersion(client.conn); // expect: session-use-after-close
}

int client_ok(Client &client) {
  hangUpAndClear(client);
  return client.conn ? PQserverVersion(client.conn) : 0;
}

void closeHandle(sqlite3 *&db) {
  sqlite3_close(db);
  db = nullptr;
}
void closeHandleByValue(sqlite3 *db) { sqlite3_close(db); }

int by_pointer_reference_ok(sqlite3 *db) {
  closeHandle(db);
  return sqlite3_close(db);
}

int by_pointer_value_bad(sqlite3 *db) {
  closeHandleByValue(db);
  return sqlite3_close(db); // expect: session-use-after-close
}
