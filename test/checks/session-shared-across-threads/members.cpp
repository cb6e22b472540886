// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Sessions in members: how they were opened, who started what on them.
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <thread>

// --- Opened so that all may use it. ---

class Serialised {
  sqlite3 *db_ = nullptr;
  std::thread worker_;

public:
  explicit Serialised(const char *file) {
    if (sqlite3_open_v2(file, &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, nullptr)) {
      sqlite3_close(db_);
      db_ = nullptr;
    }
  }
  Serialised(const Serialised &) = delete;
  ~Serialised() {
    if (worker_.joinable())
      worker_.join();
    sqlite3_close(db_);
  }
  void start_ok() {
    worker_ = std::thread([this] { sqlite3_exec(db_, "SELECT 1", nullptr, nullptr, nullptr); });
  }
  void put_ok() { sqlite3_exec(db_, "SELECT 2", nullptr, nullptr, nullptr); }
};

class NotSerialised {
  sqlite3 *db_ = nullptr;
  std::thread worker_;

public:
  explicit NotSerialised(const char *file) {
    if (sqlite3_open_v2(file, &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr)) {
      sqlite3_close(db_);
      db_ = nullptr;
    }
  }
  NotSerialised(const NotSerialised &) = delete;
  ~NotSerialised() {
    worker_.join();
    sqlite3_close(db_);
  }
  void start_bad() {
    worker_ = std::thread([this] { sqlite3_exec(db_, "SELECT 1", nullptr, nullptr, nullptr); }); // expect: session-shared-across-threads
  }
  void put_bad() { sqlite3_exec(db_, "SELECT 2", nullptr, nullptr, nullptr); }
};

// --- A thread that the constructor starts on what it is given. ---

class Feeder {
  PGconn *conn_;
  std::thread worker_;
  void loop() { PQclear(PQexec(conn_, "SELECT 1")); }

public:
  explicit Feeder(PGconn *conn) : conn_(conn), worker_([this] { loop(); }) {} // expect: session-shared-across-threads
  ~Feeder() { worker_.join(); }
  void put_bad() { PQclear(PQexec(conn_, "SELECT 2")); }
};

class Loner {
  PGconn *conn_;
  PGconn *mine_;
  std::thread worker_;
  void loop() { PQclear(PQexec(conn_, "SELECT 1")); }

public:
  Loner(PGconn *conn, PGconn *mine) : conn_(conn), mine_(mine), worker_([this] { loop(); }) {}
  ~Loner() { worker_.join(); }
  void put_ok() { PQclear(PQexec(mine_, "SELECT 2")); }
};

// --- Threads behind a pointer. ---

void owned_bad(PGconn *conn) {
  auto worker = std::make_unique<std::thread>([conn] { PQclear(PQexec(conn, "SELECT 1")); }); // expect: session-shared-across-threads
  PQclear(PQexec(conn, "SELECT 2"));
  worker->join();
}
void owned_ok(PGconn *conn) {
  auto worker = std::make_unique<std::thread>([conn] { PQclear(PQexec(conn, "SELECT 1")); });
  worker->join();
  PQclear(PQexec(conn, "SELECT 2"));
}
