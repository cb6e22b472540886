// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Classes that own a raw handle: the destructor decides, not the name.
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <utility>

int work(int);

// The usual wrapper.
class Conn_ok {
  PGconn *conn_;

public:
  explicit Conn_ok(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  ~Conn_ok() { PQfinish(conn_); }
  Conn_ok(const Conn_ok &) = delete;
  Conn_ok &operator=(const Conn_ok &) = delete;
  PGconn *get() const { return conn_; }
  bool up() const { return PQstatus(conn_) == CONNECTION_OK; }
};

int wrapped_ok(const char *conninfo) {
  Conn_ok conn(conninfo);
  if (!conn.up())
    throw std::runtime_error("connect");
  return work(PQserverVersion(conn.get()));
}

int wrapped_return_ok(const char *conninfo) {
  Conn_ok conn(conninfo);
  if (!conn.up())
    return -1;
  return 0;
}

int heap_wrapper_ok(const char *conninfo) {
  auto conn = std::make_unique<Conn_ok>(conninfo);
  return work(conn->up());
}

// No destructor at all.
class NeverClosed_bad {
  PGconn *conn_;

public:
  explicit NeverClosed_bad(const char *conninfo) : conn_(PQconnectdb(conninfo)) {} // expect: session-leak
  int version() const { return PQserverVersion(conn_); }
};

// A destructor that does something else.
class BusyDestructor_bad {
  sqlite3 *db_ = nullptr;

public:
  explicit BusyDestructor_bad(const char *file) {
    sqlite3_open(file, &db_); // expect: session-leak
  }
  ~BusyDestructor_bad() { sqlite3_exec(db_, "PRAGMA optimize", nullptr, nullptr, nullptr); }
};

class BusyDestructor_ok {
  sqlite3 *db_ = nullptr;

public:
  explicit BusyDestructor_ok(const char *file) { sqlite3_open(file, &db_); }
  ~BusyDestructor_ok() {
    sqlite3_exec(db_, "PRAGMA optimize", nullptr, nullptr, nullptr);
    sqlite3_close(db_);
  }
  BusyDestructor_ok(const BusyDestructor_ok &) = delete;
  BusyDestructor_ok &operator=(const BusyDestructor_ok &) = delete;
};

// The destructor closes only when the connection is good.
class ClosesWhenGood_bad {
  PGconn *conn_;

public:
  explicit ClosesWhenGood_bad(const char *conninfo)
      : conn_(PQconnectdb(conninfo)) {} // expect: session-leak
  ~ClosesWhenGood_bad() {
    if (PQstatus(conn_) == CONNECTION_OK)
      PQfinish(conn_);
  }
  ClosesWhenGood_bad(const ClosesWhenGood_bad &) = delete;
  ClosesWhenGood_bad &operator=(const ClosesWhenGood_bad &) = delete;
};

class ClosesIfAny_ok {
  PGconn *conn_;

public:
  explicit ClosesIfAny_ok(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  ~ClosesIfAny_ok() {
    if (conn_)
      PQfinish(conn_);
  }
  ClosesIfAny_ok(const ClosesIfAny_ok &) = delete;
  ClosesIfAny_ok &operator=(const ClosesIfAny_ok &) = delete;
};

// open() and close().
class Store_ok {
  sqlite3 *db_ = nullptr;

public:
  Store_ok() = default;
  ~Store_ok() { close(); }
  Store_ok(const Store_ok &) = delete;
  Store_ok &operator=(const Store_ok &) = delete;

  bool open(const char *file) {
    close();
    if (sqlite3_open(file, &db_) == SQLITE_OK)
      return true;
    close();
    return false;
  }
  void close() {
    sqlite3_close(db_);
    db_ = nullptr;
  }
  bool run(const char *sql) { return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }
};

bool open_and_close_ok(const char *file) {
  Store_ok store;
  if (!store.open(file))
    return false;
  if (!store.run("VACUUM"))
    return false;
  store.close();
  return true;
}

bool reopened_ok(const char *a, const char *b) {
  Store_ok store;
  store.open(a);
  store.open(b);
  return work(1) != 0;
}

// open() while open: the old handle is lost.
class Reopens_bad {
  PGconn *conn_ = nullptr;

public:
  Reopens_bad() = default;
  ~Reopens_bad() { PQfinish(conn_); }
  Reopens_bad(const Reopens_bad &) = delete;
  Reopens_bad &operator=(const Reopens_bad &) = delete;
  void open(const char *conninfo) {
    conn_ = PQconnectdb(conninfo); // expect: session-leak
  }
};

class Reopens_ok {
  PGconn *conn_ = nullptr;

public:
  Reopens_ok() = default;
  ~Reopens_ok() { PQfinish(conn_); }
  Reopens_ok(const Reopens_ok &) = delete;
  Reopens_ok &operator=(const Reopens_ok &) = delete;
  void open(const char *conninfo) {
    if (conn_)
      return;
    conn_ = PQconnectdb(conninfo);
  }
};

// Move only.
class Moves_ok {
  PGconn *conn_ = nullptr;

public:
  Moves_ok() noexcept = default;
  explicit Moves_ok(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  Moves_ok(Moves_ok &&other) noexcept : conn_(std::exchange(other.conn_, nullptr)) {}
  Moves_ok &operator=(Moves_ok &&other) noexcept {
    if (this != &other) {
      PQfinish(conn_);
      conn_ = other.conn_;
      other.conn_ = nullptr;
    }
    return *this;
  }
  ~Moves_ok() { PQfinish(conn_); }
  bool up() const { return PQstatus(conn_) == CONNECTION_OK; }
};

// The move assignment forgets what it held.
class MoveForgets_bad {
  PGconn *conn_ = nullptr;

public:
  explicit MoveForgets_bad(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  MoveForgets_bad(const MoveForgets_bad &) = delete;
  MoveForgets_bad &operator=(MoveForgets_bad &&other) noexcept {
    conn_ = other.conn_; // expect: session-leak
    other.conn_ = nullptr;
    return *this;
  }
  ~MoveForgets_bad() { PQfinish(conn_); }
};

class SwapAssign_ok {
  PGconn *conn_ = nullptr;

public:
  explicit SwapAssign_ok(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  SwapAssign_ok(SwapAssign_ok &&other) noexcept { swap(other); }
  SwapAssign_ok &operator=(SwapAssign_ok other) noexcept {
    swap(other);
    return *this;
  }
  ~SwapAssign_ok() { PQfinish(conn_); }
  void swap(SwapAssign_ok &other) noexcept { std::swap(conn_, other.conn_); }
};

int moved_about_ok(const char *a, const char *b) {
  Moves_ok first(a);
  Moves_ok second(std::move(first));
  first = Moves_ok(b);
  return work(second.up() && first.up());
}

int swapped_ok(const char *a, const char *b) {
  SwapAssign_ok x(a), y(b);
  x = std::move(y);
  SwapAssign_ok z(std::move(x));
  return work(1);
}

// pimpl: the destructor of the implementation closes.
class Facade_ok {
  struct Impl;
  std::unique_ptr<Impl> impl_;

public:
  explicit Facade_ok(const char *file);
  ~Facade_ok();
  int run(const char *sql);
};

struct Facade_ok::Impl {
  sqlite3 *db = nullptr;
  explicit Impl(const char *file) { sqlite3_open(file, &db); }
  ~Impl() { sqlite3_close(db); }
  Impl(const Impl &) = delete;
  Impl &operator=(const Impl &) = delete;
};

Facade_ok::Facade_ok(const char *file) : impl_(std::make_unique<Impl>(file)) {
  if (sqlite3_changes(impl_->db))
    throw std::runtime_error("dirty");
}
Facade_ok::~Facade_ok() = default;
int Facade_ok::run(const char *sql) { return sqlite3_exec(impl_->db, sql, nullptr, nullptr, nullptr); }

// Derived classes: the base closes.
class Base_ok {
protected:
  sqlite3 *db_ = nullptr;

public:
  Base_ok() = default;
  Base_ok(const Base_ok &) = delete;
  Base_ok &operator=(const Base_ok &) = delete;
  virtual ~Base_ok() { sqlite3_close_v2(db_); }
  virtual void load() = 0;
};

class Derived_ok : public Base_ok {
public:
  explicit Derived_ok(const char *file) {
    if (sqlite3_open(file, &db_) != SQLITE_OK)
      throw std::runtime_error("open");
  }
  void load() override { work(1); }
};

int derived_ok(const char *file) {
  Derived_ok d(file);
  d.load();
  return 0;
}

// A view holds a handle that is somebody else's.
class View_ok {
  sqlite3 *db_;

public:
  explicit View_ok(sqlite3 *db) : db_(db) {}
  int changes() const { return sqlite3_changes(db_); }
};

int view_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  View_ok view(db);
  int n = view.changes();
  sqlite3_close(db);
  return n;
}

int view_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  View_ok view(db);
  return view.changes(); // expect: session-leak
}

// A guard adopts in its constructor.
class Adopts_ok {
  sqlite3 *db_;

public:
  explicit Adopts_ok(sqlite3 *db) noexcept : db_(db) {}
  ~Adopts_ok() { sqlite3_close(db_); }
  Adopts_ok(const Adopts_ok &) = delete;
  Adopts_ok &operator=(const Adopts_ok &) = delete;
};

int adopted_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  Adopts_ok owner(db);
  return rc ? rc : work(1);
}

// A temporary guard dies at the end of its full-expression; that is a close.
int adopted_by_temporary_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  Adopts_ok{db};
  return rc;
}

// A static owner, a thread-local one.
Conn_ok &process_wide_ok() {
  static Conn_ok conn("dbname=app");
  return conn;
}

Conn_ok &per_thread_ok() {
  thread_local Conn_ok conn("dbname=app");
  return conn;
}

// The pool's destructor drops an array of raw handles.
class Pool_FN {
  PGconn *slots_[4] = {};

public:
  explicit Pool_FN(const char *conninfo) {
    for (auto &slot : slots_)
      slot = PQconnectdb(conninfo);
  }
  ~Pool_FN() {}
};

class Pool_ok {
  PGconn *slots_[4] = {};

public:
  explicit Pool_ok(const char *conninfo) {
    for (auto &slot : slots_)
      slot = PQconnectdb(conninfo);
  }
  ~Pool_ok() {
    for (auto *slot : slots_)
      PQfinish(slot);
  }
  Pool_ok(const Pool_ok &) = delete;
  Pool_ok &operator=(const Pool_ok &) = delete;
};

// --- Members that say whether the session is there. ---

class Plain {
public:
  bool open(const char *path) {
    close();
    if (sqlite3_open(path, &db) == SQLITE_OK)
      return true;
    close();
    return false;
  }
  void close() {
    sqlite3_close(db);
    db = nullptr;
  }
  bool isOpen() const { return db != nullptr; }
  bool isClosed() const { return !db; }
  explicit operator bool() const { return db; }

private:
  sqlite3 *db = nullptr;
};

int asks_whether_open_ok(const char *path) {
  Plain plain;
  plain.open(path);
  if (!plain.isOpen())
    return -1;
  plain.close();
  return 0;
}

int asks_whether_closed_ok(const char *path) {
  Plain plain;
  plain.open(path);
  if (plain.isClosed())
    return -1;
  plain.close();
  return 0;
}

int asks_the_object_ok(const char *path) {
  Plain plain;
  plain.open(path);
  if (!plain)
    return -1;
  plain.close();
  return 0;
}

int asks_the_wrong_way_bad(const char *path) {
  Plain plain;
  plain.open(path);
  if (plain.isOpen())
    return -1; // expect: session-leak 'plain' is not closed on the return
  plain.close();
  return 0;
}
