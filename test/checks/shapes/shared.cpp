// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Shapes of shared sessions, each with its corrected twin (docs/bug-shapes.md).
#include <libpq-fe.h>
#include <mutex>
#include <shared_mutex>
#include <sqlite3.h>
#include <string>
#include <thread>
#include <vector>

static void run(PGconn *conn, const char *sql) { PQclear(PQexec(conn, sql)); }

// The main loop and a worker have one connection.
class Server_bad {
  PGconn *conn_;
  std::thread worker_;

public:
  explicit Server_bad(PGconn *conn) : conn_(conn) {}
  void start_bad() {
    worker_ = std::thread([this] { run(conn_, "VACUUM"); }); // expect: session-shared-across-threads
    run(conn_, "SELECT 1");
  }
  void stop_bad() { worker_.join(); }
};

class Server_ok {
  PGconn *conn_;
  std::string conninfo_;
  std::thread worker_;

public:
  Server_ok(PGconn *conn, std::string conninfo) : conn_(conn), conninfo_(std::move(conninfo)) {}
  void start_ok() {
    worker_ = std::thread([info = conninfo_] {
      PGconn *own = PQconnectdb(info.c_str());
      run(own, "VACUUM");
      PQfinish(own);
    });
    run(conn_, "SELECT 1");
  }
  void stop_ok() { worker_.join(); }
};

// Searches under a shared lock, on one handle with its current statement.
class Index {
  sqlite3 *db_;
  sqlite3_stmt *current_ = nullptr;
  std::shared_mutex mutex_;

public:
  explicit Index(sqlite3 *db) : db_(db) {}
  int search_bad(const char *word) {
    std::shared_lock<std::shared_mutex> reading(mutex_);
    if (sqlite3_prepare_v2(db_, "SELECT id FROM words WHERE word = ?", -1, &current_, nullptr))
      return -1;
    sqlite3_bind_text(current_, 1, word, -1, SQLITE_STATIC);
    int id = sqlite3_step(current_) == SQLITE_ROW ? sqlite3_column_int(current_, 0) : -1;
    sqlite3_finalize(current_);
    return id;
  }
  void searchAll_bad() {
    std::thread one([this] { search_bad("one"); }), two([this] { search_bad("two"); }); // expect: session-shared-across-threads under a shared lock, which lets both run at once
    one.join();
    two.join();
  }
};

class Index_ok {
  sqlite3 *db_;
  std::mutex mutex_;

public:
  explicit Index_ok(sqlite3 *db) : db_(db) {}
  int search_ok(const char *word) {
    std::lock_guard<std::mutex> alone(mutex_);
    sqlite3_stmt *current = nullptr;
    if (sqlite3_prepare_v2(db_, "SELECT id FROM words WHERE word = ?", -1, &current, nullptr))
      return -1;
    sqlite3_bind_text(current, 1, word, -1, SQLITE_STATIC);
    int id = sqlite3_step(current) == SQLITE_ROW ? sqlite3_column_int(current, 0) : -1;
    sqlite3_finalize(current);
    return id;
  }
  void searchAll_ok() {
    std::thread one([this] { search_ok("one"); }), two([this] { search_ok("two"); });
    one.join();
    two.join();
  }
};

// A manager of leases with one connection, used by the threads of packets.
class Leases_bad {
  PGconn *conn_;

public:
  explicit Leases_bad(PGconn *conn) : conn_(conn) {}
  void renew() { run(conn_, "UPDATE lease SET ends = now()"); }
  void serve_bad() {
    std::vector<std::thread> packets;
    for (int i = 0; i < 4; ++i)
      packets.emplace_back([this] { renew(); }); // expect: session-shared-across-threads
    for (std::thread &packet : packets)
      packet.join();
  }
};

class Leases_ok {
  std::string conninfo_;

public:
  explicit Leases_ok(std::string conninfo) : conninfo_(std::move(conninfo)) {}
  void renew() {
    thread_local PGconn *conn = PQconnectdb(conninfo_.c_str());
    run(conn, "UPDATE lease SET ends = now()");
  }
  void serve_ok() {
    std::vector<std::thread> packets;
    for (int i = 0; i < 4; ++i)
      packets.emplace_back([this] { renew(); });
    for (std::thread &packet : packets)
      packet.join();
  }
};
