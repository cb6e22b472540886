// FLAGS: -std=c++17 -fno-exceptions -isystem /usr/include/postgresql
// Without exceptions nothing throws; everything else stays as it is.
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <vector>

int work(int);

int unseen_callee_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  int n = work(1);
  PQfinish(conn);
  return n;
}

int stoi_ok(const char *conninfo, const std::string &text) {
  PGconn *conn = PQconnectdb(conninfo);
  int n = std::stoi(text);
  PQfinish(conn);
  return n;
}

class Store_ok {
  sqlite3 *db_ = nullptr;

public:
  explicit Store_ok(const char *file) {
    sqlite3_open(file, &db_);
    sqlite3_busy_timeout(db_, work(1));
  }
  ~Store_ok() { sqlite3_close(db_); }
  Store_ok(const Store_ok &) = delete;
  Store_ok &operator=(const Store_ok &) = delete;
};

int early_return_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (work(1))
    return -1; // expect: session-leak
  PQfinish(conn);
  return 0;
}

int early_return_ok(const char *conninfo) {
  std::unique_ptr<PGconn, decltype(&PQfinish)> conn(PQconnectdb(conninfo), PQfinish);
  if (work(1))
    return -1;
  return 0;
}

int failed_open_bad(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1; // expect: session-leak
  sqlite3_close(db);
  return 0;
}

int virtual_ok(const char *file, std::vector<std::string> &names) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  names.emplace_back(names.at(0));
  sqlite3_close(db);
  return 0;
}
