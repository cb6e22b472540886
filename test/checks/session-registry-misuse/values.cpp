// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Scoped sessions as thread_local values: an optional, a raw handle behind a
// class, an object with has, set and remove.
#include <SQLiteCpp/SQLiteCpp.h>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <libpq-fe.h>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <thread>

bool nextJob(std::string *sql);

// --- optional. ---

namespace opt {
static std::string path = "app.db";
static thread_local std::optional<SQLite::Database> session;
SQLite::Database &current() {
  if (!session)
    session.emplace(path, SQLite::OPEN_READWRITE);
  return *session;
}
SQLite::Database &current(const std::string &other) {
  if (!session.has_value())
    session.emplace(other, SQLite::OPEN_READWRITE);
  return *session;
}
void configure(const std::string &to) { path = to; }
void remove() { session.reset(); }
} // namespace opt

void late_bad() {
  opt::current().exec("SELECT 1");
  opt::configure("other.db"); // expect: session-registry-misuse
}
void in_vain_bad() {
  opt::current().exec("SELECT 1");
  opt::current("other.db").exec("SELECT 2"); // expect: session-registry-misuse
}
void removed_ok() {
  opt::current().exec("SELECT 1");
  opt::remove();
  opt::configure("other.db");
  opt::current("other.db").exec("SELECT 2");
}
void work_bad() {
  std::string sql;
  while (nextJob(&sql))
    opt::current().exec(sql); // expect: session-registry-misuse
}
void work_ok() {
  std::string sql;
  while (nextJob(&sql)) {
    opt::current().exec(sql);
    opt::remove();
  }
}
void work_once_ok() { opt::current().exec("SELECT 1"); }
void start() {
  std::thread a(work_bad), b(work_ok), c(work_once_ok);
  a.join();
  b.join();
  c.join();
}

// --- A raw handle behind a class. ---

class Session {
public:
  static PGconn *get() {
    if (!conn_)
      conn_ = PQconnectdb(info_.c_str());
    return conn_;
  }
  static bool has() { return conn_ != nullptr; }
  static void set(const std::string &info) { info_ = info; }
  static void remove() {
    if (conn_)
      PQfinish(conn_);
    conn_ = nullptr;
  }

private:
  static thread_local PGconn *conn_;
  static std::string info_;
};
thread_local PGconn *Session::conn_ = nullptr;
std::string Session::info_;

static void run(const char *sql) { PQclear(PQexec(Session::get(), sql)); }

void set_late_bad(const std::string &info) {
  run("SELECT 1");
  PQclear(PQexec(Session::get(), "SELECT 2"));
  Session::set(info); // expect: session-registry-misuse
}
void set_through_helper_bad(const std::string &info) {
  run("SELECT 1");
  Session::set(info); // expect: session-registry-misuse
}
void set_early_ok(const std::string &info) {
  Session::set(info);
  run("SELECT 1");
}
void set_when_none_ok(const std::string &info) {
  if (!Session::has())
    Session::set(info);
  run("SELECT 1");
}
struct Unit {
  ~Unit() { Session::remove(); }
};
void set_after_unit_ok(const std::string &info) {
  {
    Unit unit;
    run("SELECT 1");
  }
  Session::set(info);
}

// --- A pool of threads: what one task leaves behind the next one finds. ---

void handle(boost::asio::thread_pool &pool) {
  boost::asio::post(pool, [] {
    Unit unit;
    run("SELECT 1");
  });
  boost::asio::post(pool, [] {
    run("SELECT 2"); // expect: session-registry-misuse
  });
}

// --- A proxy. ---

class Proxy {
public:
  pqxx::connection *operator->() const { return &current(); }
  pqxx::connection &operator*() const { return current(); }
  static void configure(const std::string &info) { info_ = info; }
  static void close() { conn_.reset(); }

private:
  static pqxx::connection &current() {
    if (!conn_)
      conn_ = std::make_unique<pqxx::connection>(info_);
    return *conn_;
  }
  static thread_local std::unique_ptr<pqxx::connection> conn_;
  static std::string info_;
};
thread_local std::unique_ptr<pqxx::connection> Proxy::conn_;
std::string Proxy::info_;
static Proxy db;

void proxy_late_bad(const std::string &info) {
  db->prepare("a", "SELECT 1");
  Proxy::configure(info); // expect: session-registry-misuse
}
void proxy_ok(const std::string &info) {
  Proxy::configure(info);
  db->prepare("a", "SELECT 1");
  pqxx::work(*db).exec("SELECT 1");
  Proxy::close();
}
