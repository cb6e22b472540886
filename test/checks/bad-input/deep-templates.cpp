// FLAGS: -std=c++17
// Two hundred instantiations, one calling the next.
#include <sqlite3.h>
#include <tuple>
#include <utility>

template <int N> struct Down {
  static int run(sqlite3 *db) { return Down<N - 1>::run(db) + 1; }
  static void close(sqlite3 *db) { Down<N - 1>::close(db); }
};
template <> struct Down<0> {
  static int run(sqlite3 *db) { return sqlite3_changes(db); }
  static void close(sqlite3 *db) { sqlite3_close(db); }
};

int deep_use_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = Down<200>::run(db);
  sqlite3_close(db);
  return n;
}

int deep_close_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  Down<200>::close(db);
  return rc;
}

int shallow_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  return Down<1>::run(db); // expect: session-leak
}

// A type two hundred levels deep that owns one handle at its bottom.
template <int N> struct Nest {
  Nest<N - 1> inner;
  explicit Nest(const char *file) : inner(file) {}
};
template <> struct Nest<0> {
  sqlite3 *db = nullptr;
  explicit Nest(const char *file) { sqlite3_open(file, &db); }
  ~Nest() { sqlite3_close(db); }
  Nest(const Nest &) = delete;
};

void nested_ok(const char *file) { Nest<200> nest(file); }

// A wide one.
template <std::size_t... I> int wide_ok(const char *file, std::index_sequence<I...>) {
  sqlite3 *db = nullptr;
  int rc = sqlite3_open(file, &db);
  ((rc += sqlite3_busy_timeout(db, static_cast<int>(I))), ...);
  sqlite3_close(db);
  return rc;
}
int use_wide_ok(const char *file) { return wide_ok(file, std::make_index_sequence<200>{}); }

constexpr int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
template <int N = fib(15)> int computed_ok(sqlite3 *db) { return sqlite3_busy_timeout(db, N); }
int use_computed_ok(sqlite3 *db) { return computed_ok<>(db); }
