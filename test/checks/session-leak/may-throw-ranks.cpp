// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// What counts as a call that may throw: shown, project, foreign.
#include <algorithm>
#include <any>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iostream>
#include <libpq-fe.h>
#include <map>
#include <mutex>
#include <numeric>
#include <sqlite3.h>
#include <sstream>
#include <string>
#include <vector>

int work(int);
int calm(int) noexcept;
int old_calm(int) throw();

// Foreign: growth of strings and containers, streams, locks: silent.
int string_growth_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  std::string text = "version ";
  text += std::to_string(PQserverVersion(conn));
  text.append(20, '.');
  PQfinish(conn);
  return static_cast<int>(text.size());
}

int string_constructor_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  std::string name(PQdb(conn));
  PQfinish(conn);
  return static_cast<int>(name.size());
}

int vector_growth_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  std::vector<std::string> rows;
  PGresult *res = PQexec(conn, "SELECT name FROM t");
  for (int i = 0; i < PQntuples(res); ++i)
    rows.push_back(PQgetvalue(res, i, 0));
  PQclear(res);
  PQfinish(conn);
  return static_cast<int>(rows.size());
}

int stream_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  std::cout << "connected to " << PQdb(conn) << std::endl;
  std::ostringstream os;
  os << PQserverVersion(conn);
  PQfinish(conn);
  return static_cast<int>(os.str().size());
}

int map_growth_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  std::map<std::string, int> counts;
  counts["one"] = PQserverVersion(conn);
  PQfinish(conn);
  return counts["one"];
}

std::mutex gate;
int lock_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int version;
  {
    std::lock_guard<std::mutex> lock(gate);
    version = PQserverVersion(conn);
  }
  PQfinish(conn);
  return version;
}

int new_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int *numbers = new int[16]();
  int version = PQserverVersion(conn) + numbers[0];
  delete[] numbers;
  PQfinish(conn);
  return version;
}

int c_library_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  char *copy = strdup(PQdb(conn));
  std::puts(copy);
  std::free(copy);
  PQfinish(conn);
  return 0;
}

// Shown: the standard library says that it throws.
int at_bad(const char *conninfo, const std::vector<int> &numbers) {
  PGconn *conn = PQconnectdb(conninfo);
  int n = numbers.at(3); // expect: session-leak
  PQfinish(conn);
  return n;
}

int at_ok(const char *conninfo, const std::vector<int> &numbers) {
  PGconn *conn = PQconnectdb(conninfo);
  int n = numbers[3];
  PQfinish(conn);
  return n;
}

int stoi_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PGresult *res = PQexec(conn, "SELECT count(*) FROM t");
  int n = std::stoi(PQgetvalue(res, 0, 0)); // expect: session-leak
  PQclear(res);
  PQfinish(conn);
  return n;
}

int stoi_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PGresult *res = PQexec(conn, "SELECT count(*) FROM t");
  int n = std::atoi(PQgetvalue(res, 0, 0));
  PQclear(res);
  PQfinish(conn);
  return n;
}

int map_at_bad(const char *conninfo, const std::map<std::string, int> &limits) {
  PGconn *conn = PQconnectdb(conninfo);
  int n = limits.at("rows"); // expect: session-leak
  PQfinish(conn);
  return n;
}

int map_find_ok(const char *conninfo, const std::map<std::string, int> &limits) {
  PGconn *conn = PQconnectdb(conninfo);
  auto it = limits.find("rows");
  int n = it == limits.end() ? 0 : it->second;
  PQfinish(conn);
  return n;
}

int any_cast_bad(const char *conninfo, const std::any &value) {
  PGconn *conn = PQconnectdb(conninfo);
  int n = std::any_cast<int>(value); // expect: session-leak
  PQfinish(conn);
  return n;
}

int any_cast_ok(const char *conninfo, const std::any &value) {
  PGconn *conn = PQconnectdb(conninfo);
  const int *n = std::any_cast<int>(&value);
  PQfinish(conn);
  return n ? *n : 0;
}

// Project: an unseen C++ function; and the ways to say that it never throws.
int project_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  work(1); // expect: session-leak
  sqlite3_close(db);
  return 0;
}

int noexcept_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  calm(1);
  old_calm(2);
  sqlite3_close(db);
  return 0;
}

int through_algorithm_ok(const char *file, std::vector<int> &numbers) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  std::sort(numbers.begin(), numbers.end());
  int sum = std::accumulate(numbers.begin(), numbers.end(), 0);
  sqlite3_close(db);
  return sum;
}

// A std::function from nowhere may throw as project code.
int callable_bad(const char *file, const std::function<int(int)> &body) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = body(sqlite3_changes(db)); // expect: session-leak
  sqlite3_close(db);
  return n;
}

// What is in it is seen.
int callable_calm_ok(const char *file) {
  std::function<int(int)> body = [](int n) { return n + 1; };
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = body(sqlite3_changes(db));
  sqlite3_close(db);
  return n;
}

// It throws for some arguments only.
static int at_most_one(int n) {
  if (n > 1)
    throw std::out_of_range("more than one");
  return n;
}

int argument_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = at_most_one(2); // expect: session-leak // note: its body reaches a throw
  sqlite3_close(db);
  return n;
}

int argument_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = at_most_one(1);
  sqlite3_close(db);
  return n;
}

static int asks(int n) { return work(n) + 1; }

int calls_unseen_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = asks(2); // expect: session-leak // note: it calls code that is not noexcept and not seen here
  sqlite3_close(db);
  return n;
}

int callable_ok(const char *file, const std::function<int(int)> &body) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = sqlite3_changes(db);
  sqlite3_close(db);
  return body(n);
}

// A template parameter throws as its argument does: nothing, here.
template <class F> int with_db_ok(const char *file, F body) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = body(db);
  sqlite3_close(db);
  return n;
}

int quiet_body_ok(const char *file) {
  return with_db_ok(file, [](sqlite3 *db) { return sqlite3_changes(db); });
}

// And something, here.
template <class F> int with_db_bad(const char *file, F body) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int n = body(db); // expect: session-leak
  sqlite3_close(db);
  return n;
}

int loud_body_ok(const char *file) {
  return with_db_bad(file, [](sqlite3 *db) { return work(sqlite3_changes(db)); });
}

// dynamic_cast of a reference throws, of a pointer does not.
struct Shape {
  virtual ~Shape() = default;
};
struct Circle : Shape {
  int radius = 0;
};

int pointer_cast_ok(const char *file, const Shape &shape) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  const auto *circle = dynamic_cast<const Circle *>(&shape);
  int n = circle ? circle->radius : 0;
  sqlite3_close(db);
  return n;
}
