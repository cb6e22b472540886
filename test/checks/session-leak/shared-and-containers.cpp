// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// shared_ptr with deleter, optional, vector, map, pair, tuple, struct of owners.
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

int work(int);

struct Finisher {
  void operator()(PGconn *conn) const { PQfinish(conn); }
};
using PgPtr = std::unique_ptr<PGconn, Finisher>;

int shared_ok(const char *conninfo) {
  std::shared_ptr<PGconn> conn(PQconnectdb(conninfo), PQfinish);
  return work(PQserverVersion(conn.get()));
}

int shared_lambda_ok(const char *file) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  std::shared_ptr<sqlite3> db(raw, [](sqlite3 *p) { sqlite3_close_v2(p); });
  return rc ? rc : work(1);
}

int shared_empty_deleter_bad(const char *conninfo) {
  std::shared_ptr<PGconn> conn(PQconnectdb(conninfo), [](PGconn *) {});
  return PQserverVersion(conn.get()); // expect: session-leak
}

int shared_copy_ok(const char *conninfo) {
  std::shared_ptr<PGconn> conn(PQconnectdb(conninfo), PQfinish);
  auto other = conn;
  conn.reset();
  return work(PQserverVersion(other.get()));
}

int shared_reset_ok(const char *conninfo) {
  std::shared_ptr<PGconn> conn;
  conn.reset(PQconnectdb(conninfo), PQfinish);
  return work(1);
}

int shared_from_unique_ok(const char *conninfo) {
  PgPtr conn(PQconnectdb(conninfo));
  std::shared_ptr<PGconn> shared = std::move(conn);
  return work(1);
}

int shared_too_late_bad(const char *conninfo) {
  PGconn *raw = PQconnectdb(conninfo);
  if (PQstatus(raw) != CONNECTION_OK)
    return -1; // expect: session-leak
  std::shared_ptr<PGconn> conn(raw, PQfinish);
  return work(1);
}

int optional_ok(const char *conninfo, bool need) {
  std::optional<PgPtr> conn;
  if (need)
    conn.emplace(PQconnectdb(conninfo));
  return work(need);
}

int optional_assigned_ok(const char *conninfo, bool need) {
  std::optional<PgPtr> conn;
  if (need)
    conn = PgPtr(PQconnectdb(conninfo));
  return work(conn.has_value());
}

int optional_released_bad(const char *conninfo) {
  std::optional<PgPtr> conn(PgPtr(PQconnectdb(conninfo)));
  PGconn *raw = conn->release();
  return PQserverVersion(raw); // expect: session-leak
}

int optional_of_raw_bad(const char *conninfo) {
  std::optional<PGconn *> conn = PQconnectdb(conninfo);
  return PQserverVersion(*conn); // expect: session-leak
}

int optional_of_raw_ok(const char *conninfo) {
  std::optional<PGconn *> conn = PQconnectdb(conninfo);
  int version = PQserverVersion(*conn);
  PQfinish(*conn);
  return version;
}

int vector_ok(const std::vector<std::string> &servers) {
  std::vector<PgPtr> conns;
  for (const auto &server : servers)
    conns.push_back(PgPtr(PQconnectdb(server.c_str())));
  return work(static_cast<int>(conns.size()));
}

int vector_emplace_ok(const std::vector<std::string> &servers) {
  std::vector<PgPtr> conns;
  for (const auto &server : servers)
    conns.emplace_back(PQconnectdb(server.c_str()));
  return work(1);
}

int vector_move_ok(const char *conninfo) {
  std::vector<PgPtr> conns;
  PgPtr conn(PQconnectdb(conninfo));
  if (PQstatus(conn.get()) != CONNECTION_OK)
    return -1;
  conns.push_back(std::move(conn));
  return work(1);
}

int vector_too_late_bad(const std::vector<std::string> &servers) {
  std::vector<PgPtr> conns;
  for (const auto &server : servers) {
    PGconn *conn = PQconnectdb(server.c_str());
    if (PQstatus(conn) != CONNECTION_OK)
      continue; // expect: session-leak
    conns.emplace_back(conn);
  }
  return work(1);
}

// A container of raw pointers that the caller keeps.
int raw_vector_of_caller_ok(std::vector<PGconn *> &conns, const char *conninfo) {
  conns.push_back(PQconnectdb(conninfo));
  return work(1);
}

int raw_vector_closed_ok(const std::vector<std::string> &servers) {
  std::vector<PGconn *> conns;
  for (const auto &server : servers)
    conns.push_back(PQconnectdb(server.c_str()));
  int up = 0;
  for (auto *conn : conns) {
    up += PQstatus(conn) == CONNECTION_OK;
    PQfinish(conn);
  }
  return up;
}

int map_ok(std::map<std::string, PgPtr> &conns, const std::string &name) {
  conns[name] = PgPtr(PQconnectdb(name.c_str()));
  return work(1);
}

int map_emplace_ok(std::map<std::string, PgPtr> &conns, const std::string &name) {
  PgPtr conn(PQconnectdb(name.c_str()));
  if (PQstatus(conn.get()) != CONNECTION_OK)
    return -1;
  conns.emplace(name, std::move(conn));
  return work(1);
}

int map_of_raw_ok(std::map<std::string, PGconn *> &conns, const std::string &name) {
  auto &slot = conns[name];
  if (!slot)
    slot = PQconnectdb(name.c_str());
  return PQstatus(slot) == CONNECTION_OK;
}

int pair_ok(const char *a, const char *b) {
  std::pair<PgPtr, PgPtr> both{PgPtr(PQconnectdb(a)), PgPtr(PQconnectdb(b))};
  return work(PQserverVersion(both.first.get()));
}

int tuple_ok(const char *conninfo) {
  std::tuple<int, PgPtr> t(1, PgPtr(PQconnectdb(conninfo)));
  return work(std::get<0>(t));
}

struct Session {
  std::string name;
  PgPtr conn;
};

int struct_of_owner_ok(const char *conninfo) {
  Session s{"main", PgPtr(PQconnectdb(conninfo))};
  if (PQstatus(s.conn.get()) != CONNECTION_OK)
    throw std::runtime_error(s.name);
  return work(1);
}

struct RawSession {
  int id = 0;
  PGconn *conn = nullptr;
};

int struct_of_raw_bad(const char *conninfo) {
  RawSession s;
  s.conn = PQconnectdb(conninfo);
  return PQserverVersion(s.conn); // expect: session-leak
}

int struct_of_raw_ok(const char *conninfo) {
  RawSession s;
  s.conn = PQconnectdb(conninfo);
  int version = PQserverVersion(s.conn);
  PQfinish(s.conn);
  return version;
}

int binding_bad(const char *conninfo) {
  RawSession s{1, PQconnectdb(conninfo)};
  auto [id, conn] = s;
  if (id == 2)
    PQfinish(conn);
  return id; // expect: session-leak
}

int binding_ok(const char *conninfo) {
  RawSession s{1, PQconnectdb(conninfo)};
  auto &[id, conn] = s;
  PQfinish(conn);
  return id;
}
