// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// std::unique_ptr with every form of deleter; release, reset, get, move.
#include <cstdlib>
#include <functional>
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <type_traits>
#include <utility>

int work(int);

struct Closer {
  void operator()(sqlite3 *db) const { sqlite3_close(db); }
};
struct Finisher {
  void operator()(PGconn *conn) const noexcept {
    if (conn)
      PQfinish(conn);
  }
};
// Looks like a deleter and closes nothing.
struct Keeper {
  void operator()(PGconn *) const {}
};
template <auto F> struct Call {
  template <class T> void operator()(T *p) const { F(p); }
};
namespace std {
template <> struct default_delete<sqlite3> {
  void operator()(sqlite3 *db) const { sqlite3_close_v2(db); }
};
} // namespace std

using PgPtr = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using DbPtr = std::unique_ptr<sqlite3, Closer>;

int function_pointer_ok(const char *conninfo) {
  std::unique_ptr<PGconn, decltype(&PQfinish)> conn(PQconnectdb(conninfo), &PQfinish);
  return work(PQserverVersion(conn.get()));
}

int function_type_ok(const char *conninfo) {
  std::unique_ptr<PGconn, void (*)(PGconn *)> conn{PQconnectdb(conninfo), PQfinish};
  return work(PQserverVersion(conn.get()));
}

int functor_ok(const char *conninfo) {
  std::unique_ptr<PGconn, Finisher> conn(PQconnectdb(conninfo));
  if (PQstatus(conn.get()) != CONNECTION_OK)
    return -1;
  return work(1);
}

int lambda_ok(const char *conninfo) {
  auto finish = [](PGconn *p) { PQfinish(p); };
  std::unique_ptr<PGconn, decltype(finish)> conn(PQconnectdb(conninfo), finish);
  return work(1);
}

int std_function_ok(const char *conninfo) {
  std::unique_ptr<PGconn, std::function<void(PGconn *)>> conn(
      PQconnectdb(conninfo), [](PGconn *p) { PQfinish(p); });
  return work(1);
}

int integral_constant_ok(const char *conninfo) {
  using Deleter = std::integral_constant<decltype(&PQfinish), &PQfinish>;
  std::unique_ptr<PGconn, Deleter> conn(PQconnectdb(conninfo));
  return work(1);
}

int auto_parameter_ok(const char *conninfo) {
  std::unique_ptr<PGconn, Call<PQfinish>> conn(PQconnectdb(conninfo));
  return work(1);
}

int default_delete_ok(const char *file) {
  sqlite3 *raw = nullptr;
  sqlite3_open(file, &raw);
  std::unique_ptr<sqlite3> db(raw);
  return work(1);
}

int deleter_does_nothing_bad(const char *conninfo) {
  std::unique_ptr<PGconn, Keeper> conn(PQconnectdb(conninfo));
  return PQserverVersion(conn.get()); // expect: session-leak
}

int lambda_does_nothing_bad(const char *conninfo) {
  auto keep = [](PGconn *) {};
  std::unique_ptr<PGconn, decltype(keep)> conn(PQconnectdb(conninfo), keep);
  return PQserverVersion(conn.get()); // expect: session-leak
}

void deleter_frees_bad(const char *conninfo) {
  std::unique_ptr<PGconn, decltype(&std::free)> conn(PQconnectdb(conninfo), &std::free);
  PQclear(PQexec(conn.get(), "SELECT 1"));
} // expect: session-leak

int adopt_raw_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  DbPtr db(raw);
  if (rc != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(raw));
  return work(1);
}

int adopt_after_check_bad(const char *file) {
  sqlite3 *raw = nullptr;
  if (sqlite3_open(file, &raw) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(raw)); // expect: session-leak
  DbPtr db(raw);
  return work(1);
}

int reset_ok(const char *file) {
  DbPtr db;
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  db.reset(raw);
  return rc ? rc : work(1);
}

int reset_in_loop_ok(char **servers, int n) {
  PgPtr conn(nullptr, &PQfinish);
  for (int i = 0; i < n; ++i) {
    conn.reset(PQconnectdb(servers[i]));
    if (PQstatus(conn.get()) == CONNECTION_OK)
      break;
  }
  return work(conn != nullptr);
}

int released_bad(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo), &PQfinish);
  PGconn *raw = conn.release();
  int version = PQserverVersion(raw);
  return version; // expect: session-leak
}

int released_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo), &PQfinish);
  PGconn *raw = conn.release();
  int version = PQserverVersion(raw);
  PQfinish(raw);
  return version;
}

// release() is not reset().
void release_discarded_bad(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo), &PQfinish);
  PQclear(PQexec(conn.get(), "SELECT 1"));
  (void)conn.release(); // expect: session-leak
}

void reset_instead_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo), &PQfinish);
  PQclear(PQexec(conn.get(), "SELECT 1"));
  conn.reset();
}

PGconn *release_to_caller_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo), &PQfinish);
  if (PQstatus(conn.get()) != CONNECTION_OK)
    return nullptr;
  return conn.release();
}

int caller_of_release_bad(const char *conninfo) {
  PGconn *conn = release_to_caller_ok(conninfo);
  if (!conn)
    return -1;
  return PQserverVersion(conn); // expect: session-leak
}

int caller_of_release_ok(const char *conninfo) {
  PgPtr conn(release_to_caller_ok(conninfo), &PQfinish);
  return conn ? work(1) : -1;
}

int get_then_close_elsewhere_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo), &PQfinish);
  PGconn *view = conn.get();
  return PQserverVersion(view);
}

int moved_ok(const char *conninfo) {
  PgPtr a(PQconnectdb(conninfo), &PQfinish);
  PgPtr b = std::move(a);
  return work(b != nullptr);
}

void sink(PgPtr conn);

int moved_into_sink_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo), &PQfinish);
  sink(std::move(conn));
  return work(1);
}

int move_assigned_ok(const char *a, const char *b) {
  PgPtr conn(PQconnectdb(a), &PQfinish);
  if (PQstatus(conn.get()) != CONNECTION_OK)
    conn = PgPtr(PQconnectdb(b), &PQfinish);
  return work(1);
}

int swapped_ok(const char *a, const char *b) {
  PgPtr x(PQconnectdb(a), &PQfinish), y(nullptr, &PQfinish);
  x.swap(y);
  std::swap(x, y);
  y.reset(PQconnectdb(b));
  return work(1);
}

int assigned_null_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  DbPtr db(raw);
  db = nullptr;
  return rc;
}

// An address of a local for the opener, an owner only on success.
int owner_only_on_success_bad(const char *file) {
  sqlite3 *raw = nullptr;
  DbPtr db;
  if (sqlite3_open(file, &raw) == SQLITE_OK)
    db.reset(raw);
  return db ? work(1) : -1; // expect: session-leak
}
