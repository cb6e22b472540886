// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Copies and moves after which two objects close one raw handle.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdexcept>
#include <utility>
#include <vector>

int work(int);

// Copyable by accident: the implicit copy closes a second time.
struct Wrapper {
  sqlite3 *db = nullptr;
  explicit Wrapper(const char *file) { sqlite3_open(file, &db); }
  ~Wrapper() { sqlite3_close(db); }
};

void take(Wrapper w) { sqlite3_exec(w.db, "SELECT 1", nullptr, nullptr, nullptr); }
void borrow(const Wrapper &w) { sqlite3_exec(w.db, "SELECT 1", nullptr, nullptr, nullptr); }

void by_value_bad(const char *file) {
  Wrapper w(file);
  take(w); // expect: session-use-after-close
}

void by_reference_ok(const char *file) {
  Wrapper w(file);
  borrow(w);
}

void temporary_by_value_ok(const char *file) {
  take(Wrapper(file));
}

void local_copy_bad(const char *file) {
  Wrapper a(file);
  Wrapper b = a; // expect: session-use-after-close
  sqlite3_exec(b.db, "SELECT 1", nullptr, nullptr, nullptr);
}

void local_reference_ok(const char *file) {
  Wrapper a(file);
  Wrapper &b = a;
  sqlite3_exec(b.db, "SELECT 1", nullptr, nullptr, nullptr);
}

// There is no move constructor: std::move copies.
void move_copies_bad(const char *file) {
  Wrapper a(file);
  Wrapper b(std::move(a)); // expect: session-use-after-close
  sqlite3_exec(b.db, "SELECT 1", nullptr, nullptr, nullptr);
}

Wrapper elided_ok(const char *file) { return Wrapper(file); }

int elided_caller_ok(const char *file) {
  Wrapper w = elided_ok(file);
  return sqlite3_changes(w.db);
}

Wrapper named_result_ok(const char *file) {
  Wrapper w(file);
  sqlite3_busy_timeout(w.db, 100);
  return w;
}

void captured_by_value_FN(const char *file) {
  Wrapper w(file);
  auto body = [w] { return sqlite3_changes(w.db); };
  body();
}

void captured_by_reference_ok(const char *file) {
  Wrapper w(file);
  auto body = [&w] { return sqlite3_changes(w.db); };
  body();
}

// A struct that contains one is copied member by member.
struct Session {
  int id = 0;
  Wrapper store;
};

void member_copy_bad(const char *file) {
  Session a{1, Wrapper(file)};
  Session b = a; // expect: session-use-after-close
  b.id = 2;
}

void member_reference_ok(const char *file) {
  Session a{1, Wrapper(file)};
  const Session &b = a;
  sqlite3_exec(b.store.db, "SELECT 1", nullptr, nullptr, nullptr);
}

// By hand, and wrong: reported in the operation.
class HandCopy {
  PGconn *conn_;

public:
  explicit HandCopy(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  HandCopy(const HandCopy &other) : conn_(other.conn_) {} // expect: session-use-after-close
  HandCopy &operator=(const HandCopy &) = delete;
  ~HandCopy() { PQfinish(conn_); }
};

class HandMove {
  PGconn *conn_;

public:
  explicit HandMove(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  HandMove(HandMove &&other) noexcept : conn_(other.conn_) {} // expect: session-use-after-close
  HandMove &operator=(HandMove &&) = delete;
  ~HandMove() { PQfinish(conn_); }
};

class HandMove_ok {
  PGconn *conn_;

public:
  explicit HandMove_ok(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  HandMove_ok(HandMove_ok &&other) noexcept : conn_(other.conn_) { other.conn_ = nullptr; }
  HandMove_ok &operator=(HandMove_ok &&) = delete;
  ~HandMove_ok() { PQfinish(conn_); }
};

void hand_moved_ok(const char *conninfo) {
  HandMove_ok a(conninfo);
  HandMove_ok b(std::move(a));
  work(1);
}

// A copy that opens its own session.
class Reopening {
  const char *conninfo_;
  PGconn *conn_;

public:
  explicit Reopening(const char *conninfo) : conninfo_(conninfo), conn_(PQconnectdb(conninfo)) {}
  Reopening(const Reopening &other) : conninfo_(other.conninfo_), conn_(PQconnectdb(conninfo_)) {}
  Reopening &operator=(const Reopening &) = delete;
  ~Reopening() { PQfinish(conn_); }
  int version() const { return PQserverVersion(conn_); }
};

int reopening_ok(const char *conninfo) {
  Reopening a(conninfo);
  Reopening b(a);
  return a.version() + b.version();
}

// Copies of a view are harmless.
struct View {
  sqlite3 *db;
  int changes() const { return sqlite3_changes(db); }
};

int view_ok(const char *file) {
  Wrapper w(file);
  View a{w.db};
  View b = a;
  return a.changes() + b.changes();
}

// Reference counted by hand.
class Counted {
  struct Box {
    sqlite3 *db = nullptr;
    int uses = 1;
  };
  Box *box_;

public:
  explicit Counted(const char *file) : box_(new Box) { sqlite3_open(file, &box_->db); }
  Counted(const Counted &other) : box_(other.box_) { ++box_->uses; }
  Counted &operator=(const Counted &) = delete;
  ~Counted() {
    if (--box_->uses == 0) {
      sqlite3_close(box_->db);
      delete box_;
    }
  }
  int changes() const { return sqlite3_changes(box_->db); }
};

int counted_ok(const char *file) {
  Counted a(file);
  Counted b(a);
  return a.changes() + b.changes();
}

// Assigned over: the old handle is lost and the new one closed twice.
void assigned_bad(const char *x, const char *y) {
  Wrapper a(x);
  Wrapper b(y);
  b = a; // expect: session-use-after-close // expect: session-leak
}
