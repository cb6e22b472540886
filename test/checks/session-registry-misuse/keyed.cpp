// FLAGS: -std=c++17 -isystem /usr/include/mariadb
// Scoped sessions that are kept in a map, by thread or by what a scope function
// says, under a lock.
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <mysql.h>
#include <pqxx/pqxx>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_map>

bool nextJob(std::string *sql);

// --- A class with a map by thread. ---

class Registry {
public:
  void configure(std::string host) { host_ = host; }
  MYSQL *current() {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = map_.find(std::this_thread::get_id());
    if (it != map_.end())
      return it->second.get();
    std::unique_ptr<MYSQL, void (*)(MYSQL *)> m(mysql_init(nullptr), mysql_close);
    if (!mysql_real_connect(m.get(), host_.c_str(), "u", "p", "d", 0, nullptr, 0))
      throw std::runtime_error("connect");
    return map_.emplace(std::this_thread::get_id(), std::move(m)).first->second.get();
  }
  void remove() {
    std::lock_guard<std::mutex> lock(mutex_);
    map_.erase(std::this_thread::get_id());
  }
  void closeAll() {
    std::lock_guard<std::mutex> lock(mutex_);
    map_.clear();
  }

private:
  std::map<std::thread::id, std::unique_ptr<MYSQL, void (*)(MYSQL *)>> map_;
  std::mutex mutex_;
  std::string host_;
};
static Registry registry;

void late_bad() {
  mysql_query(registry.current(), "SELECT 1"); // note: is opened here by 'Registry::current'
  registry.configure("other"); // expect: session-registry-misuse 'Registry::configure' sets up what 'map_' is opened with, but it is open already and stays as it is; do this before the first use, or remove the session first
}
void early_ok() {
  registry.configure("other");
  mysql_query(registry.current(), "SELECT 1");
}
void removed_before_ok() {
  mysql_query(registry.current(), "SELECT 1");
  registry.remove();
  registry.configure("other");
}
void all_closed_before_ok() {
  mysql_query(registry.current(), "SELECT 1");
  registry.closeAll();
  registry.configure("other");
}
void on_some_paths_ok(bool first) {
  if (first)
    mysql_query(registry.current(), "SELECT 1");
  registry.configure("other");
}

static void forgetful() {
  std::string sql;
  while (nextJob(&sql))
    mysql_query(registry.current(), sql.c_str()); // expect: session-registry-misuse
}
static void careless() {
  std::string sql;
  while (nextJob(&sql)) {
    if (mysql_query(registry.current(), sql.c_str()))
      registry.closeAll(); // expect: session-registry-misuse
    registry.remove();
  }
}
static void careful_ok() {
  std::string sql;
  while (nextJob(&sql)) {
    mysql_query(registry.current(), sql.c_str());
    registry.remove();
  }
}
void start() {
  std::thread a(forgetful), b(careless), c(careful_ok);
  a.join();
  b.join();
  c.join();
}
void shut_down_ok() {
  mysql_query(registry.current(), "SELECT 1");
  registry.closeAll();
}

// --- Free functions around a static map. ---

static std::mutex sessionsMutex;
static std::unordered_map<std::thread::id, std::shared_ptr<pqxx::connection>> sessions;
static std::string sessionInfo;

std::shared_ptr<pqxx::connection> session() {
  std::lock_guard<std::mutex> lock(sessionsMutex);
  auto &slot = sessions[std::this_thread::get_id()];
  if (!slot)
    slot = std::make_shared<pqxx::connection>(sessionInfo);
  return slot;
}
void configureSessions(const std::string &info) {
  std::lock_guard<std::mutex> lock(sessionsMutex);
  sessionInfo = info;
}
void removeSession() {
  std::lock_guard<std::mutex> lock(sessionsMutex);
  sessions.erase(std::this_thread::get_id());
}

void late_free_bad(const std::string &info) {
  pqxx::work(*session()).exec("SELECT 1");
  configureSessions(info); // expect: session-registry-misuse
}
void late_free_ok(const std::string &info) {
  pqxx::work(*session()).exec("SELECT 1");
  removeSession();
  configureSessions(info);
}

// --- By what a scope function says; a proxy that forwards. ---

class Scoped {
public:
  explicit Scoped(std::function<std::string()> scope) : scope_(std::move(scope)) {}
  void configure(const std::string &info) {
    std::lock_guard<std::mutex> lock(mutex_);
    info_ = info;
  }
  bool has() {
    std::lock_guard<std::mutex> lock(mutex_);
    return sessions_.count(scope_()) != 0;
  }
  pqxx::connection &get() {
    std::lock_guard<std::mutex> lock(mutex_);
    std::string key = scope_();
    auto found = sessions_.find(key);
    if (found == sessions_.end())
      found = sessions_.emplace(key, std::make_unique<pqxx::connection>(info_)).first;
    return *found->second;
  }
  pqxx::connection &get(const std::string &info) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto &slot = sessions_[scope_()];
    if (!slot)
      slot = std::make_unique<pqxx::connection>(info);
    return *slot;
  }
  void remove() {
    std::lock_guard<std::mutex> lock(mutex_);
    sessions_.erase(scope_());
  }
  pqxx::connection *operator->() { return &get(); }

private:
  std::function<std::string()> scope_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<pqxx::connection>> sessions_;
  std::string info_;
};

void proxied_late_bad(Scoped &db, const std::string &info) {
  db->prepare("a", "SELECT 1");
  db.configure(info); // expect: session-registry-misuse
}
void in_vain_bad(Scoped &db, const std::string &info) {
  pqxx::work(db.get()).exec("SELECT 1");
  pqxx::work(db.get(info)).exec("SELECT 2"); // expect: session-registry-misuse
}
void asked_once_ok(Scoped &db, const std::string &info) {
  pqxx::work(db.get(info)).exec("SELECT 1");
  pqxx::work(db.get()).exec("SELECT 2");
}
void asked_first_ok(Scoped &db, const std::string &info) {
  if (!db.has())
    pqxx::work(db.get(info)).exec("SELECT 1");
}
void removed_ok(Scoped &db, const std::string &info) {
  pqxx::work(db.get()).exec("SELECT 1");
  db.remove();
  db.configure(info);
  pqxx::work(db.get(info)).exec("SELECT 2");
}

// --- No registry: kept by a name that the caller gives. ---

class Cache {
public:
  void setInfo(const std::string &info) { info_ = info; }
  pqxx::connection &get(const std::string &name) {
    auto &slot = conns_[name];
    if (!slot)
      slot = std::make_unique<pqxx::connection>(info_);
    return *slot;
  }
  void remove(const std::string &name) { conns_.erase(name); }

private:
  std::map<std::string, std::unique_ptr<pqxx::connection>> conns_;
  std::string info_;
};
void cache_ok(Cache &cache, const std::string &info) {
  pqxx::work(cache.get("a")).exec("SELECT 1");
  cache.setInfo(info);
  pqxx::work(cache.get("b")).exec("SELECT 1");
}
