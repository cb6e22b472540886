// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// What the program's own pools lend: it is given back on every path, not used
// after that, and not given back inside a transaction.
#include <condition_variable>
#include <deque>
#include <libpq-fe.h>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

int parse(const std::string &text); // may throw
void note(const char *text) noexcept;

static void run(PGconn *conn, const char *sql) {
  PGresult *result = PQexec(conn, sql);
  bool worked = PQresultStatus(result) == PGRES_COMMAND_OK;
  PQclear(result);
  if (!worked)
    throw std::runtime_error(PQerrorMessage(conn));
}

class Pool {
public:
  ~Pool() {
    for (PGconn *conn : idle_)
      PQfinish(conn);
  }
  PGconn *get() {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return !idle_.empty(); });
    PGconn *conn = idle_.front();
    idle_.pop_front();
    return conn;
  }
  void put(PGconn *conn) {
    std::lock_guard<std::mutex> lock(mutex_);
    idle_.push_back(conn);
    ready_.notify_one();
  }

private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<PGconn *> idle_;
};

class Lease {
public:
  explicit Lease(Pool &pool) : pool_(pool), conn_(pool.get()) {}
  ~Lease() { pool_.put(conn_); }
  Lease(const Lease &) = delete;
  Lease &operator=(const Lease &) = delete;
  PGconn *get() const { return conn_; }

private:
  Pool &pool_;
  PGconn *conn_;
};

// --- Given back on every path ---

void thrown_bad(Pool &pool) {
  PGconn *conn = pool.get();
  run(conn, "UPDATE t SET a = 1"); // expect: session-leak 'conn' is not given back when 'run' throws
  pool.put(conn);
}
int early_bad(Pool &pool, bool quick) {
  PGconn *conn = pool.get();
  if (quick)
    return -1; // expect: session-leak 'conn' is not given back on the return
  PQclear(PQexec(conn, "SELECT 1"));
  pool.put(conn);
  return 0;
}
void thrown_ok(Pool &pool) {
  PGconn *conn = pool.get();
  try {
    run(conn, "UPDATE t SET a = 1");
  } catch (...) {
    pool.put(conn);
    throw;
  }
  pool.put(conn);
}
void leased_ok(Pool &pool) {
  Lease lease(pool);
  run(lease.get(), "UPDATE t SET a = 1");
}
void dropped_ok(Pool &pool) {
  PGconn *conn = pool.get();
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    conn = PQconnectdb("dbname=shop");
  }
  PQclear(PQexec(conn, "SELECT 1"));
  pool.put(conn);
}
PGconn *handed_on_ok(Pool &pool) { return pool.get(); }
struct Request {
  PGconn *conn;
};
void kept_ok(Pool &pool, Request &request) { request.conn = pool.get(); }
void finished_ok(Pool &pool, Request &request) {
  pool.put(request.conn);
  request.conn = nullptr;
}
std::unique_ptr<Lease> made_ok(Pool &pool) { return std::make_unique<Lease>(pool); }

// --- Not used after that ---

void late_bad(Pool &pool) {
  PGconn *conn = pool.get();
  PGresult *result = PQexec(conn, "UPDATE t SET a = 1");
  bool worked = PQresultStatus(result) == PGRES_COMMAND_OK;
  PQclear(result);
  pool.put(conn);
  if (!worked)
    note(PQerrorMessage(conn)); // expect: session-use-after-close 'conn' is used by 'PQerrorMessage' after it was given back
}
void late_ok(Pool &pool) {
  PGconn *conn = pool.get();
  PGresult *result = PQexec(conn, "UPDATE t SET a = 1");
  if (PQresultStatus(result) != PGRES_COMMAND_OK)
    note(PQerrorMessage(conn));
  PQclear(result);
  pool.put(conn);
}
void twice_bad(Pool &pool) {
  PGconn *conn = pool.get();
  pool.put(conn);
  pool.put(conn); // expect: session-use-after-close 'conn' is given back a second time
}
void again_ok(Pool &pool) {
  PGconn *conn = pool.get();
  pool.put(conn);
  conn = pool.get();
  PQclear(PQexec(conn, "SELECT 1"));
  pool.put(conn);
}

// --- Not inside a transaction ---

void transaction_bad(Pool &pool, const std::string &text) {
  Lease lease(pool); // expect: session-missing-rollback goes back to its pool with a transaction open
  run(lease.get(), "BEGIN");
  int n = parse(text);
  run(lease.get(), ("UPDATE t SET a = " + std::to_string(n)).c_str());
  run(lease.get(), "COMMIT");
}
void transaction_ok(Pool &pool, const std::string &text) {
  int n = parse(text);
  Lease lease(pool);
  run(lease.get(), "BEGIN");
  try {
    run(lease.get(), ("UPDATE t SET a = " + std::to_string(n)).c_str());
    run(lease.get(), "COMMIT");
  } catch (...) {
    PQclear(PQexec(lease.get(), "ROLLBACK"));
    throw;
  }
}

// --- A pool that rolls back what comes back to it ---

class Cleaning {
public:
  PGconn *get() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (idle_.empty())
      throw std::runtime_error("busy");
    PGconn *conn = idle_.back();
    idle_.pop_back();
    return conn;
  }
  void put(PGconn *conn) noexcept {
    if (PQtransactionStatus(conn) != PQTRANS_IDLE)
      PQclear(PQexec(conn, "ROLLBACK"));
    std::lock_guard<std::mutex> lock(mutex_);
    idle_.push_back(conn);
  }

private:
  std::mutex mutex_;
  std::vector<PGconn *> idle_;
};
int cleaned_ok(Cleaning &pool, int n) {
  PGconn *conn = pool.get();
  PQclear(PQexec(conn, "BEGIN"));
  if (n < 0) {
    pool.put(conn);
    return -1;
  }
  PQclear(PQexec(conn, "COMMIT"));
  pool.put(conn);
  return 0;
}
