// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Shapes met in C++ programs of the field (docs/field-notes.md), in own words.
#include <libpq-fe.h>
#include <memory>
#include <mutex>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

void log(const std::string &);

// --- Owners that open in their constructor. ---

struct Finish {
  void operator()(PGconn *conn) const noexcept { PQfinish(conn); }
};

class Link_ok {
  std::unique_ptr<PGconn, Finish> conn_;
  unsigned id_;

public:
  Link_ok(const std::string &info, unsigned id)
      : conn_(PQconnectdb(info.c_str())), id_(id) {
    if (!conn_)
      throw std::runtime_error("no memory");
    if (PQstatus(conn_.get()) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(conn_.get()));
    log("opened " + std::to_string(id_));
  }
  void close() {
    log("closing");
    conn_.reset();
  }
};

void link_user_ok(const std::string &info) {
  Link_ok link(info, 1);
  log("working");
  link.close();
}

std::unique_ptr<Link_ok> new_link_ok(const std::string &info) {
  auto link = std::make_unique<Link_ok>(info, 2);
  log("made");
  return link;
}

// A raw member, cleaned up by the constructor's own handler.
struct Driver {
  virtual ~Driver() = default;
};

class Raw_ok : public Driver {
  sqlite3 *db_ = nullptr;

public:
  Raw_ok(const std::string &path, int timeout) {
    try {
      if (sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READONLY, nullptr) !=
          SQLITE_OK) {
        if (!db_)
          throw std::runtime_error("no memory");
        throw std::runtime_error(std::string("open: ") + sqlite3_errmsg(db_));
      }
      if (timeout != -1 && sqlite3_busy_timeout(db_, timeout) != SQLITE_OK)
        throw std::runtime_error("timeout");
    } catch (...) {
      if (db_) {
        sqlite3_close(db_);
        db_ = nullptr;
      }
      throw;
    }
  }
  Raw_ok(const Raw_ok &) = delete;
  Raw_ok &operator=(const Raw_ok &) = delete;
  ~Raw_ok() override { sqlite3_close(db_); }
};

Driver *make_driver_ok(const std::string &path) { return new Raw_ok(path, 5); }

// The handler forgets to close before it forgets the handle.
class RawForgets_bad : public Driver {
  sqlite3 *db_ = nullptr;

public:
  explicit RawForgets_bad(const std::string &path) {
    try {
      if (sqlite3_open(path.c_str(), &db_) != SQLITE_OK)
        throw std::runtime_error("open");
    } catch (...) {
      db_ = nullptr; // expect: session-leak
      throw;
    }
  }
  RawForgets_bad(const RawForgets_bad &) = delete;
  RawForgets_bad &operator=(const RawForgets_bad &) = delete;
  ~RawForgets_bad() override { sqlite3_close(db_); }
};

// --- A class with a connect method, kept in a list of its own. ---

class Node {
  PGconn *conn_ = nullptr;
  Node *next_ = nullptr;
  std::string error_;
  bool busy_ = false;
  static Node *first_;
  static std::mutex lock_;

  explicit Node(const std::string &info) { connect(info); }
  ~Node() {
    if (conn_) {
      PQfinish(conn_);
      conn_ = nullptr;
    }
  }
  bool connect(const std::string &info);

public:
  Node(const Node &) = delete;
  Node &operator=(const Node &) = delete;
  static Node *first_ok(const std::string &info);
  static Node *get_bad(const std::string &info);
  static Node *get_ok(const std::string &info);
  static void clear_ok();
};

bool Node::connect(const std::string &info) {
  log("connecting");
  conn_ = PQconnectdb(info.c_str());
  if (PQstatus(conn_) != CONNECTION_OK) {
    error_ = PQerrorMessage(conn_);
    PQfinish(conn_);
    conn_ = nullptr;
    return false;
  }
  return true;
}

Node *Node::first_ok(const std::string &info) {
  std::lock_guard<std::mutex> hold(lock_);
  first_ = new Node(info);
  if (!first_->conn_) {
    std::string error = first_->error_;
    delete first_;
    first_ = nullptr;
    log("failed: " + error);
    return nullptr;
  }
  first_->busy_ = true;
  return first_;
}

// Logging between the opening and the linking may throw.
Node *Node::get_bad(const std::string &info) {
  std::lock_guard<std::mutex> hold(lock_);
  Node *node = new Node(info);
  if (!node->conn_) {
    delete node;
    return nullptr;
  }
  log("one more"); // expect: session-leak when 'log' throws
  node->next_ = first_;
  first_ = node;
  return node;
}

Node *Node::get_ok(const std::string &info) {
  std::lock_guard<std::mutex> hold(lock_);
  Node *node = new Node(info);
  if (!node->conn_) {
    delete node;
    return nullptr;
  }
  node->next_ = first_;
  first_ = node;
  log("one more");
  return node;
}

void Node::clear_ok() {
  std::lock_guard<std::mutex> hold(lock_);
  while (first_) {
    Node *next = first_->next_;
    delete first_;
    first_ = next;
  }
}

// --- Classes that never close what they opened. ---

class Silent_bad : public Driver {
  PGconn *conn_ = nullptr;

public:
  explicit Silent_bad(const char *info) {
    conn_ = PQconnectdb(info); // expect: session-leak
    if (PQstatus(conn_) != CONNECTION_OK) {
      PQfinish(conn_);
      conn_ = nullptr;
      throw std::runtime_error("connect");
    }
  }
  Silent_bad(const Silent_bad &) = delete;
  Silent_bad &operator=(const Silent_bad &) = delete;
  ~Silent_bad() override {}
};

Driver *make_silent(const char *info) { return new Silent_bad(info); }
