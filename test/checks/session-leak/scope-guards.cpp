// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Scope guards: a template of one's own, finally, dismiss, defer macros.
#include <libpq-fe.h>
#include <functional>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <utility>

int work(int);

template <class F> struct Guard {
  F f;
  ~Guard() { f(); }
};
template <class F> Guard(F) -> Guard<F>;

template <class F> class Finally {
  F f_;
  bool active_ = true;

public:
  explicit Finally(F f) : f_(std::move(f)) {}
  Finally(const Finally &) = delete;
  Finally &operator=(const Finally &) = delete;
  ~Finally() {
    if (active_)
      f_();
  }
  void dismiss() noexcept { active_ = false; }
};
template <class F> Finally<F> finally(F f) { return Finally<F>(std::move(f)); }

class AnyGuard {
  std::function<void()> f_;

public:
  explicit AnyGuard(std::function<void()> f) : f_(std::move(f)) {}
  AnyGuard(const AnyGuard &) = delete;
  ~AnyGuard() {
    if (f_)
      f_();
  }
};

// A guard whose destructor forgets to call.
template <class F> struct Idle {
  F f;
  ~Idle() {}
};
template <class F> Idle(F) -> Idle<F>;

#define CONCAT_(a, b) a##b
#define CONCAT(a, b) CONCAT_(a, b)
#define DEFER auto CONCAT(defer_, __LINE__) = DeferTag() + [&]
struct DeferTag {};
template <class F> Finally<F> operator+(DeferTag, F f) { return Finally<F>(std::move(f)); }

int aggregate_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  Guard g{[&] { PQfinish(conn); }};
  if (PQstatus(conn) != CONNECTION_OK)
    throw std::runtime_error("connect");
  return work(1);
}

int by_value_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  Guard g{[conn] { PQfinish(conn); }};
  return work(1);
}

int idle_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  Idle g{[&] { PQfinish(conn); }};
  return PQserverVersion(conn); // expect: session-leak
}

int too_late_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    throw std::runtime_error("connect"); // expect: session-leak
  Guard g{[&] { PQfinish(conn); }};
  return work(1);
}

int finally_ok(const char *file) {
  sqlite3 *db = nullptr;
  auto close = finally([&db] { sqlite3_close(db); });
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  return work(1);
}

int finally_wrong_one_bad(const char *from, const char *to) {
  sqlite3 *src = nullptr, *dst = nullptr;
  auto close = finally([&] { sqlite3_close(src); });
  if (sqlite3_open(from, &src) != SQLITE_OK)
    return -1;
  if (sqlite3_open(to, &dst) != SQLITE_OK)
    return -1; // expect: session-leak
  sqlite3_close(dst);
  return 0;
}

sqlite3 *dismissed_ok(const char *file) {
  sqlite3 *db = nullptr;
  auto close = finally([&] { sqlite3_close(db); });
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return nullptr;
  work(1);
  close.dismiss();
  return db;
}

int dismissed_bad(const char *file) {
  sqlite3 *db = nullptr;
  auto close = finally([&] { sqlite3_close(db); });
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  close.dismiss();
  return sqlite3_changes(db); // expect: session-leak
}

int any_guard_ok(const char *file) {
  sqlite3 *db = nullptr;
  AnyGuard close([&] { sqlite3_close(db); });
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  return work(1);
}

int any_guard_bad(const char *file) {
  sqlite3 *db = nullptr;
  AnyGuard close([&] { sqlite3_changes(db); });
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    db = nullptr;
    return -1;
  }
  return sqlite3_changes(db); // expect: session-leak
}

int defer_ok(const char *file) {
  sqlite3 *db = nullptr;
  DEFER { sqlite3_close(db); };
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1;
  return work(1);
}

// unique_ptr over void* or a fake pointer as a guard.
int pointer_guard_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  auto finish = [conn](void *) { PQfinish(conn); };
  std::unique_ptr<void, decltype(finish)> guard(conn, finish);
  return work(1);
}

// The guard closes early and tells itself so.
class Lease_ok {
  PGconn *conn_;

public:
  explicit Lease_ok(const char *conninfo) : conn_(PQconnectdb(conninfo)) {}
  Lease_ok(const Lease_ok &) = delete;
  ~Lease_ok() { done(); }
  void done() {
    if (conn_) {
      PQfinish(conn_);
      conn_ = nullptr;
    }
  }
};

int early_done_ok(const char *conninfo) {
  Lease_ok lease(conninfo);
  if (work(1))
    lease.done();
  return work(2);
}

// Guards in inner scopes run where the scope ends.
int inner_scope_ok(char **files, int n) {
  for (int i = 0; i < n; ++i) {
    sqlite3 *db = nullptr;
    Guard g{[&] { sqlite3_close(db); }};
    if (sqlite3_open(files[i], &db) != SQLITE_OK)
      continue;
    if (work(i))
      break;
  }
  return n;
}

int reopened_under_guard_bad(const char *a, const char *b) {
  sqlite3 *db = nullptr;
  Guard g{[&] { sqlite3_close(db); }};
  int rc = sqlite3_open(a, &db);
  if (rc != SQLITE_OK)
    rc = sqlite3_open(b, &db); // expect: session-leak
  return rc;
}

int reopened_under_guard_ok(const char *a, const char *b) {
  sqlite3 *db = nullptr;
  Guard g{[&] { sqlite3_close(db); }};
  int rc = sqlite3_open(a, &db);
  if (rc != SQLITE_OK) {
    sqlite3_close(db);
    rc = sqlite3_open(b, &db);
  }
  return rc;
}

// --- Guards whose pointer is not the session. ---

void guard_of_null_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  std::shared_ptr<void> guard(nullptr, [conn](void *) { PQfinish(conn); });
  work(PQsocket(conn));
}

void guard_of_any_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  auto finish = [&](void *) { PQfinish(conn); };
  std::unique_ptr<void, decltype(finish)> guard(&conn, finish);
  work(PQsocket(conn));
}

void guard_never_runs_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  auto finish = [&](void *) { PQfinish(conn); };
  std::unique_ptr<void, decltype(finish)> guard(nullptr, finish);
  work(PQsocket(conn)); // expect: session-leak 'conn' is not closed when 'work' throws
} // expect: session-leak 'conn' is not closed when 'guard_never_runs_bad' ends
