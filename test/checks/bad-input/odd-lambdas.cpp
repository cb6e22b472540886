// FLAGS: -std=c++17
// Lambdas in default arguments, member initialisers, template arguments, enums.
#include <array>
#include <functional>
#include <initializer_list>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <utility>

int with_default_ok(const char *file, int (*run)(sqlite3 *) = [](sqlite3 *db) {
  return sqlite3_changes(db);
}) noexcept {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = run(db);
  sqlite3_close(db);
  return n;
}

int opened_default_ok(sqlite3 *db = [] {
  sqlite3 *fresh = nullptr;
  sqlite3_open(":memory:", &fresh);
  return fresh;
}()) {
  int n = sqlite3_changes(db);
  sqlite3_close(db);
  return n;
}

int use_opened_default_ok() { return opened_default_ok(); }

struct Holder {
  sqlite3 *db = [] {
    sqlite3 *fresh = nullptr;
    sqlite3_open(":memory:", &fresh);
    return fresh;
  }();
  Holder() = default;
  Holder(const Holder &) = delete;
  ~Holder() { sqlite3_close(db); }
};

int holder_ok() {
  Holder holder;
  return sqlite3_changes(holder.db);
}

template <auto F> int call(sqlite3 *db) { return F(db); }
constexpr auto changes = [](sqlite3 *db) { return sqlite3_changes(db); };

int template_argument_ok(sqlite3 *db) { return call<+changes>(db); }

int nested_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = [&] { return [&] { return [&] { return changes(db); }(); }(); }();
  sqlite3_close(db);
  return n;
}

int nested_bad(const char *file) {
  return [&] {
    return [&] {
      sqlite3 *db = nullptr;
      sqlite3_open(file, &db);
      return changes(db); // expect: session-leak
    }();
  }();
}

int generic_ok(const char *file) {
  auto run = [](auto *db, auto... sql) { return (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) + ... + 0); };
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int rc = run(db, "A", "B");
  sqlite3_close(db);
  return rc;
}

int init_capture_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  auto run = [d = db, &db, text = std::string("SELECT 1")]() mutable {
    text += ";";
    db = nullptr;
    return sqlite3_close(d);
  };
  return run();
}

int conditional_lambda_ok(const char *file, bool v2) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int (*close)(sqlite3 *) = v2 ? sqlite3_close_v2 : sqlite3_close;
  return close(db);
}

int member_pointer_ok(const char *file) {
  struct Box {
    sqlite3 *db = nullptr;
    int close() { return sqlite3_close(db); }
  } box;
  sqlite3 *Box::*field = &Box::db;
  int (Box::*close)() = &Box::close;
  sqlite3_open(file, &(box.*field));
  return (box.*close)();
}

int in_initialiser_list_ok(const char *file) {
  int sum = 0;
  for (auto f : {+[](const char *name) {
         sqlite3 *db = nullptr;
         int rc = sqlite3_open(name, &db);
         sqlite3_close(db);
         return rc;
       }})
    sum += f(file);
  return sum;
}

struct Converts {
  operator sqlite3 *() const noexcept;
  explicit operator bool() const noexcept;
};
int conversion_ok(const Converts &c) { return c ? sqlite3_changes(c) : 0; }

union Mixed {
  sqlite3 *db;
  long number;
  Mixed() : number(0) {}
};
int union_ok(const char *file) {
  Mixed m;
  int rc = sqlite3_open(file, &m.db);
  sqlite3_close(m.db);
  return rc;
}

inline namespace v1 {
extern "C++" {
namespace {
int deep_ok(const char *file) {
  if (sqlite3 *db = nullptr; sqlite3_open(file, &db) == SQLITE_OK)
    return sqlite3_close(db);
  else
    return sqlite3_close(db), -1;
}
} // namespace
}
} // namespace v1

int use_deep_ok(const char *file) { return deep_ok(file); }

int fails() { throw 1; }

int throw_in_everything_ok(const char *file) try {
  struct Odd {
    int n = fails();
    Odd() noexcept(false) {}
  };
  if (file)
    Odd odd;
  return noexcept(Odd()) ? 1 : sizeof(Odd);
} catch (int) {
  return 0;
} catch (...) {
  throw;
}
