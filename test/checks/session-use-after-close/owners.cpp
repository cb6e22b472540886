// FLAGS: -std=c++17 -isystem /usr/include/postgresql -Wno-dangling-gsl -Wno-return-stack-address
// Used after its owner closed it, or after it was moved away.
#include <libpq-fe.h>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

int work(int);

struct Finisher {
  void operator()(PGconn *conn) const { PQfinish(conn); }
};
using PgPtr = std::unique_ptr<PGconn, Finisher>;
void sink(PgPtr conn);
void look(const PgPtr &conn);

int moved_into_sink_bad(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo));
  sink(std::move(conn));
  return PQserverVersion(conn.get()); // expect: session-use-after-close
}

int moved_into_sink_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo));
  int version = PQserverVersion(conn.get());
  sink(std::move(conn));
  return version;
}

int moved_to_other_bad(const char *conninfo) {
  PgPtr a(PQconnectdb(conninfo));
  PgPtr b = std::move(a);
  PQclear(PQexec(a.get(), "SELECT 1")); // expect: session-use-after-close
  return PQserverVersion(b.get());
}

int moved_to_other_ok(const char *conninfo) {
  PgPtr a(PQconnectdb(conninfo));
  PgPtr b = std::move(a);
  PQclear(PQexec(b.get(), "SELECT 1"));
  return a == nullptr;
}

// Moved from, then given a new value.
int refilled_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo));
  sink(std::move(conn));
  conn.reset(PQconnectdb(conninfo));
  return PQserverVersion(conn.get());
}

int moved_on_one_path_bad(const char *conninfo, bool give) {
  PgPtr conn(PQconnectdb(conninfo));
  if (give)
    sink(std::move(conn));
  return PQserverVersion(conn.get()); // expect: session-use-after-close
}

int moved_on_one_path_ok(const char *conninfo, bool give) {
  PgPtr conn(PQconnectdb(conninfo));
  if (give)
    sink(std::move(conn));
  return conn ? PQserverVersion(conn.get()) : 0;
}

int moved_in_loop_FN(const char *conninfo, int n) {
  PgPtr conn(PQconnectdb(conninfo));
  std::vector<PgPtr> kept;
  for (int i = 0; i < n; ++i) {
    PQclear(PQexec(conn.get(), "SELECT 1"));
    kept.push_back(std::move(conn));
  }
  return 0;
}

int moved_in_loop_ok(const char *conninfo, int n) {
  std::vector<PgPtr> kept;
  for (int i = 0; i < n; ++i) {
    PgPtr conn(PQconnectdb(conninfo));
    PQclear(PQexec(conn.get(), "SELECT 1"));
    kept.push_back(std::move(conn));
  }
  return 0;
}

// std::move alone moves nothing.
int move_alone_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo));
  look(std::move(conn));
  return PQserverVersion(conn.get());
}

// A raw view outlives its owner.
int view_after_reset_bad(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo));
  PGconn *view = conn.get();
  conn.reset();
  return PQserverVersion(view); // expect: session-use-after-close
}

int view_after_reset_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo));
  PGconn *view = conn.get();
  int version = PQserverVersion(view);
  conn.reset();
  return version;
}

int view_after_scope_bad(const char *conninfo) {
  PGconn *view = nullptr;
  {
    PgPtr conn(PQconnectdb(conninfo));
    view = conn.get();
  }
  return PQserverVersion(view); // expect: session-use-after-close
}

int view_after_scope_ok(const char *conninfo) {
  PgPtr kept;
  PGconn *view = nullptr;
  {
    PgPtr conn(PQconnectdb(conninfo));
    view = conn.get();
    kept = std::move(conn);
  }
  return PQserverVersion(view);
}

int view_after_assignment_bad(const char *a, const char *b) {
  PgPtr conn(PQconnectdb(a));
  PGconn *view = conn.get();
  conn = PgPtr(PQconnectdb(b));
  return PQserverVersion(view); // expect: session-use-after-close
}

int view_after_assignment_ok(const char *a, const char *b) {
  PgPtr conn(PQconnectdb(a));
  conn = PgPtr(PQconnectdb(b));
  PGconn *view = conn.get();
  return PQserverVersion(view);
}

// Closed by hand although an owner will close.
int closed_by_hand_bad(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo));
  int version = PQserverVersion(conn.get());
  PQfinish(conn.get());
  return version; // expect: session-use-after-close
}

int closed_by_hand_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo));
  int version = PQserverVersion(conn.get());
  PQfinish(conn.release());
  return version;
}

// Two owners of one raw handle.
void two_owners_bad(const char *conninfo) {
  PGconn *raw = PQconnectdb(conninfo);
  PgPtr first(raw);
  PgPtr second(raw);
  PQclear(PQexec(raw, "SELECT 1"));
} // expect: session-use-after-close

void two_owners_ok(const char *conninfo) {
  PGconn *raw = PQconnectdb(conninfo);
  PgPtr first(raw);
  PgPtr second(first.release());
  PQclear(PQexec(raw, "SELECT 1"));
}

// Shared: the last copy closes.
int shared_view_bad(const char *conninfo) {
  std::shared_ptr<PGconn> conn(PQconnectdb(conninfo), PQfinish);
  PGconn *view = conn.get();
  conn.reset();
  return PQserverVersion(view); // expect: session-use-after-close
}

int shared_view_ok(const char *conninfo) {
  std::shared_ptr<PGconn> conn(PQconnectdb(conninfo), PQfinish);
  auto copy = conn;
  PGconn *view = conn.get();
  conn.reset();
  return PQserverVersion(view);
}

// optional: reset ends what is inside.
int optional_view_bad(const char *conninfo) {
  std::optional<PgPtr> conn(PgPtr(PQconnectdb(conninfo)));
  PGconn *view = conn->get();
  conn.reset();
  return PQserverVersion(view); // expect: session-use-after-close
}

int optional_view_ok(const char *conninfo) {
  std::optional<PgPtr> conn(PgPtr(PQconnectdb(conninfo)));
  PGconn *view = conn->get();
  int version = PQserverVersion(view);
  conn.reset();
  return version;
}

// A factory's temporary owner dies at the end of the full-expression.
PgPtr dial(const char *conninfo) { return PgPtr(PQconnectdb(conninfo)); }

int temporary_bad(const char *conninfo) {
  PGconn *conn = dial(conninfo).get();
  return PQserverVersion(conn); // expect: session-use-after-close
}

int temporary_ok(const char *conninfo) {
  return PQserverVersion(dial(conninfo).get());
}

// Lifetime extension keeps it.
int extended_ok(const char *conninfo) {
  const PgPtr &conn = dial(conninfo);
  return PQserverVersion(conn.get());
}

// The function hands out a handle that its own owner closes.
PGconn *dangling(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo));
  return conn.get();
}

int use_dangling_bad(const char *conninfo) {
  return PQserverVersion(dangling(conninfo)); // expect: session-use-after-close
}

// --- Classes of the program that leave null behind. ---

class Handle {
public:
  explicit Handle(const char *path) {
    if (sqlite3_open(path, &db) != SQLITE_OK) {
      sqlite3_close(db);
      throw std::runtime_error("cannot open");
    }
  }
  Handle(Handle &&other) noexcept : db(std::exchange(other.db, nullptr)) {}
  Handle &operator=(Handle &&other) noexcept {
    std::swap(db, other.db);
    return *this;
  }
  ~Handle() { sqlite3_close(db); }
  sqlite3 *get() const { return db; }
  explicit operator bool() const { return db != nullptr; }

private:
  sqlite3 *db = nullptr;
};

int class_moved_bad(const char *path) {
  Handle first(path);
  Handle second(std::move(first));
  return sqlite3_changes(first.get()); // expect: session-use-after-close 'first' is used by 'sqlite3_changes' after it was moved from
}

int class_moved_ok(const char *path) {
  Handle first(path);
  Handle second(std::move(first));
  return sqlite3_changes(second.get());
}

int class_moved_tested_ok(const char *path, bool give) {
  Handle first(path);
  if (give)
    Handle second(std::move(first));
  return first ? sqlite3_changes(first.get()) : 0;
}

int class_moved_and_renewed_ok(const char *path) {
  Handle first(path);
  Handle second(std::move(first));
  Handle third(path);
  first = std::move(third);
  return sqlite3_changes(first.get()) + sqlite3_changes(second.get());
}
