// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Templates (reported once, at the pattern), lambdas, local classes, namespaces.
#include <algorithm>
#include <functional>
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

int work(int);
int calm(int) noexcept;

// Two instantiations, one finding.
template <int Limit> int limited_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = sqlite3_changes(db);
  if (n > Limit)
    return Limit; // expect: session-leak
  sqlite3_close(db);
  return n;
}
template int limited_bad<10>(const char *);
template int limited_bad<20>(const char *);

template <int Limit> int limited_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = sqlite3_changes(db);
  sqlite3_close(db);
  return n > Limit ? Limit : n;
}
template int limited_ok<10>(const char *);
template int limited_ok<20>(const char *);

// Which branch is there depends on the argument.
template <bool Close> int chosen_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  if constexpr (Close)
    sqlite3_close(db);
  else
    sqlite3_close_v2(db);
  return rc;
}
template int chosen_ok<true>(const char *);
template int chosen_ok<false>(const char *);

template <bool Close> int chosen_bad(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  if constexpr (Close)
    sqlite3_close(db);
  return rc; // expect: session-leak
}
template int chosen_bad<true>(const char *);
template int chosen_bad<false>(const char *);

// A generic owner.
template <class T, void (*Close)(T *)> class Owner {
  T *p_;

public:
  explicit Owner(T *p) noexcept : p_(p) {}
  Owner(const Owner &) = delete;
  Owner &operator=(const Owner &) = delete;
  ~Owner() { Close(p_); }
  T *get() const noexcept { return p_; }
};

int generic_owner_ok(const char *conninfo) {
  Owner<PGconn, PQfinish> conn(PQconnectdb(conninfo));
  if (PQstatus(conn.get()) != CONNECTION_OK)
    return -1;
  return work(1);
}

inline void ignore(PGconn *) {}

int generic_owner_bad(const char *conninfo) {
  Owner<PGconn, ignore> conn(PQconnectdb(conninfo));
  return PQserverVersion(conn.get()); // expect: session-leak
}

// A traits class opens and closes.
struct SqliteTraits {
  using Handle = sqlite3 *;
  static int open(const char *file, Handle *out) { return sqlite3_open(file, out); }
  static void close(Handle db) { sqlite3_close(db); }
};

template <class Traits> int probe_ok(const char *where) {
  typename Traits::Handle handle{};
  int rc = Traits::open(where, &handle);
  Traits::close(handle);
  return rc;
}
template int probe_ok<SqliteTraits>(const char *);

template <class Traits> int probe_bad(const char *where) {
  typename Traits::Handle handle{};
  int rc = Traits::open(where, &handle);
  if (rc)
    return rc; // expect: session-leak
  Traits::close(handle);
  return rc;
}
template int probe_bad<SqliteTraits>(const char *);

// Variadic: one argument after another.
template <class... Sql> int run_all_ok(const char *file, Sql... sql) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  ((rc = rc ? rc : sqlite3_exec(db, sql, nullptr, nullptr, nullptr)), ...);
  sqlite3_close(db);
  return rc;
}

int run_three_ok(const char *file) { return run_all_ok(file, "A", "B", "C"); }

// Lambdas that run at once.
int immediate_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int version = [&] { return PQserverVersion(conn); }();
  PQfinish(conn);
  return version;
}

int immediate_closes_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  auto finish = [&] { PQfinish(conn); };
  if (PQstatus(conn) != CONNECTION_OK) {
    finish();
    return -1;
  }
  finish();
  return 0;
}

int lambda_skipped_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  auto finish = [&] { PQfinish(conn); };
  if (PQstatus(conn) != CONNECTION_OK)
    return -1; // expect: session-leak
  finish();
  return 0;
}

int lambda_opens_ok(const char *conninfo) {
  auto dial = [&] { return PQconnectdb(conninfo); };
  PGconn *conn = dial();
  int version = PQserverVersion(conn);
  PQfinish(conn);
  return version;
}

int lambda_opens_bad(const char *conninfo) {
  auto dial = [&] { return PQconnectdb(conninfo); };
  PGconn *conn = dial();
  return PQserverVersion(conn); // expect: session-leak
}

// The leak is inside the lambda.
int inside_bad(const std::vector<std::string> &files) {
  int sum = 0;
  auto count = [&](const std::string &file) {
    sqlite3 *db = nullptr;
    sqlite3_open(file.c_str(), &db);
    sum += sqlite3_changes(db);
  }; // expect: session-leak
  std::for_each(files.begin(), files.end(), count);
  return sum;
}

int inside_ok(const std::vector<std::string> &files) {
  int sum = 0;
  auto count = [&](const std::string &file) {
    sqlite3 *db = nullptr;
    sqlite3_open(file.c_str(), &db);
    sum += sqlite3_changes(db);
    sqlite3_close(db);
  };
  std::for_each(files.begin(), files.end(), count);
  return sum;
}

// Captured by value in a callable that escapes: handed over.
std::function<int()> deferred_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  return [conn] {
    int version = PQserverVersion(conn);
    PQfinish(conn);
    return version;
  };
}

void enqueue(std::function<void()> task) noexcept;

void enqueued_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  enqueue([conn] { PQfinish(conn); });
}

void moved_into_thread_ok(const char *conninfo) {
  std::unique_ptr<PGconn, decltype(&PQfinish)> conn(PQconnectdb(conninfo), PQfinish);
  std::thread t([conn = std::move(conn)] { PQclear(PQexec(conn.get(), "SELECT 1")); });
  t.join();
}

void thread_of_its_own_ok(const char *file) {
  std::thread t([file] {
    sqlite3 *db = nullptr;
    if (sqlite3_open(file, &db) == SQLITE_OK)
      sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr);
    sqlite3_close(db);
  });
  t.join();
}

void thread_of_its_own_bad(const char *file) {
  std::thread t([file] {
    sqlite3 *db = nullptr;
    if (sqlite3_open(file, &db) == SQLITE_OK) {
      sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr);
      sqlite3_close(db);
    }
  }); // expect: session-leak
  t.join();
}

// A local class, an anonymous namespace, a static member function.
namespace {
struct Tool {
  static int run_bad(const char *conninfo) {
    PGconn *conn = PQconnectdb(conninfo);
    if (calm(1))
      return 1; // expect: session-leak
    PQfinish(conn);
    return 0;
  }
  static int run_ok(const char *conninfo) {
    PGconn *conn = PQconnectdb(conninfo);
    int rc = calm(1);
    PQfinish(conn);
    return rc;
  }
};
} // namespace

int tool_ok(const char *conninfo) { return Tool::run_bad(conninfo) + Tool::run_ok(conninfo); }

int local_class_ok(const char *conninfo) {
  struct Closer {
    PGconn *conn;
    ~Closer() { PQfinish(conn); }
  };
  Closer closer{PQconnectdb(conninfo)};
  return work(PQserverVersion(closer.conn));
}

// Recursive lambda and Y-combinator style.
int recursive_ok(const char *file, int depth) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  auto walk = [&](auto &self, int d) -> int {
    return d == 0 ? sqlite3_changes(db) : self(self, d - 1);
  };
  int n = walk(walk, depth);
  sqlite3_close(db);
  return n;
}

// Lambdas of one signature, at namespace scope and in a template: each is
// itself.
const auto closesIt = [](PGconn *conn) { PQfinish(conn); };
const auto looksAtIt = [](PGconn *conn) { calm(PQserverVersion(conn)); };

int namespace_lambdas_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  looksAtIt(conn);
  closesIt(conn);
  return 0;
}

int namespace_lambdas_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  looksAtIt(conn);
  return 0; // expect: session-leak
}

template <class T> int twoLambdas(const char *conninfo, T value) {
  auto look = [](PGconn *conn) { return PQserverVersion(conn); };
  auto close = [](PGconn *conn) { PQfinish(conn); };
  PGconn *conn = PQconnectdb(conninfo);
  int version = look(conn);
  close(conn);
  return version + static_cast<int>(value);
}

int template_lambdas_ok(const char *conninfo) {
  return twoLambdas(conninfo, 1) + twoLambdas(conninfo, 2.0);
}
