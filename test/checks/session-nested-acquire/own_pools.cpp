// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Pools that the program has of its own, known by what they do.
#include <condition_variable>
#include <deque>
#include <libpq-fe.h>
#include <memory>
#include <mutex>
#include <sqlite3.h>
#include <stdexcept>
#include <vector>

// --- A class that waits. ---

class Pool {
public:
  explicit Pool(const char *info, int n) {
    for (int i = 0; i < n; ++i)
      free_.push_back(PQconnectdb(info));
  }
  ~Pool() {
    for (PGconn *conn : free_)
      PQfinish(conn);
  }
  PGconn *acquire() {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return !free_.empty(); });
    PGconn *conn = free_.back();
    free_.pop_back();
    return conn;
  }
  void release(PGconn *conn) {
    std::lock_guard<std::mutex> lock(mutex_);
    free_.push_back(conn);
    ready_.notify_one();
  }
  int size() const { return int(free_.size()); }

private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::vector<PGconn *> free_;
};

static void write_log(Pool &pool) {
  PGconn *conn = pool.acquire();
  PQclear(PQexec(conn, "INSERT INTO log DEFAULT VALUES"));
  pool.release(conn);
}
void on_request_bad(Pool &pool) {
  PGconn *conn = pool.acquire();
  PQclear(PQexec(conn, "SELECT 1"));
  write_log(pool); // expect: session-nested-acquire 'conn' is still taken from its pool where 'write_log' takes another one inside; when the pool is empty the call waits for what its own thread holds
  pool.release(conn);
}
void on_request_ok(Pool &pool) {
  PGconn *conn = pool.acquire();
  PQclear(PQexec(conn, "SELECT 1"));
  pool.release(conn);
  write_log(pool);
}
void two_pools_ok(Pool &pool, Pool &logs) {
  PGconn *conn = pool.acquire();
  write_log(logs);
  pool.release(conn);
}
void asks_ok(Pool &pool) {
  PGconn *conn = pool.acquire();
  pool.size();
  pool.release(conn);
}

class Lease {
public:
  explicit Lease(Pool &pool) : pool_(&pool), conn_(pool.acquire()) {}
  ~Lease() { pool_->release(conn_); }
  Lease(const Lease &) = delete;
  Lease &operator=(const Lease &) = delete;
  PGconn *get() const { return conn_; }

private:
  Pool *pool_;
  PGconn *conn_;
};
void leased_bad(Pool &pool) {
  Lease lease(pool);
  PGconn *conn = pool.acquire(); // expect: session-nested-acquire 'lease' is still taken from its pool where 'Pool::acquire' takes another one inside
  pool.release(conn);
}
void leased_twice_bad(Pool &pool) {
  Lease from(pool);
  Lease to(pool); // expect: session-nested-acquire 'from' is still taken from its pool
  PQclear(PQexec(from.get(), "SELECT 1"));
}
void leased_ok(Pool &pool, Pool &logs) {
  Lease lease(pool);
  Lease log(logs);
  PQclear(PQexec(lease.get(), "SELECT 1"));
}
void leased_in_turn_ok(Pool &pool) {
  {
    Lease lease(pool);
    PQclear(PQexec(lease.get(), "SELECT 1"));
  }
  Lease lease(pool);
  PQclear(PQexec(lease.get(), "SELECT 1"));
}

class Server {
public:
  void transfer_bad() {
    PGconn *from = pool_.acquire();
    PGconn *to = pool_.acquire(); // expect: session-nested-acquire 'from' is still taken from its pool where 'Pool::acquire' takes another one inside
    pool_.release(to);
    pool_.release(from);
  }
  void transfer_ok() {
    PGconn *from = pool_.acquire();
    pool_.release(from);
    PGconn *to = pool_.acquire();
    pool_.release(to);
  }

private:
  Pool pool_{"dbname=shop", 4};
};

// --- A struct with flags, in the style of C. ---

struct flagged {
  sqlite3 *conns[8];
  int used[8];
};
static sqlite3 *flagged_get(flagged *p) {
  for (int i = 0; i < 8; ++i)
    if (!p->used[i]) {
      p->used[i] = 1;
      return p->conns[i];
    }
  return nullptr;
}
static void flagged_put(flagged *p, sqlite3 *db) {
  for (int i = 0; i < 8; ++i)
    if (p->conns[i] == db)
      p->used[i] = 0;
}
void flagged_bad(flagged *p) {
  sqlite3 *db = flagged_get(p);
  if (!db)
    return;
  sqlite3 *other = flagged_get(p); // expect: session-nested-acquire 'db' is still taken from its pool where 'flagged_get' takes another one inside; when the pool is empty the call returns null
  if (other)
    flagged_put(p, other);
  flagged_put(p, db);
}
void flagged_ok(flagged *p) {
  sqlite3 *db = flagged_get(p);
  if (!db)
    return;
  flagged_put(p, db);
  db = flagged_get(p);
  if (db)
    flagged_put(p, db);
}

// --- Elements with a flag of their own. ---

struct element {
  sqlite3 *db;
  bool busy;
};
static element elements[4];

static element *element_get() {
  for (element &e : elements)
    if (!e.busy) {
      e.busy = true;
      return &e;
    }
  return nullptr;
}
static void element_put(element *e) { e->busy = false; }
static void element_use() {
  element *e = element_get();
  if (!e)
    return;
  sqlite3_exec(e->db, "DELETE FROM t", nullptr, nullptr, nullptr);
  element_put(e);
}
void element_bad() {
  element *e = element_get();
  if (!e)
    return;
  element_use(); // expect: session-nested-acquire
  element_put(e);
}
void element_ok() {
  element_use();
  element_use();
}

// --- A stack of them. ---

struct stack {
  PGconn *conns[16];
  int n;
};
static PGconn *stack_get(stack *s) {
  if (s->n == 0)
    throw std::runtime_error("no connection left");
  return s->conns[--s->n];
}
static void stack_put(stack *s, PGconn *conn) { s->conns[s->n++] = conn; }
void stack_bad(stack *s) {
  PGconn *conn = stack_get(s);
  PGconn *other = stack_get(s); // expect: session-nested-acquire 'conn' is still taken from its pool where 'stack_get' takes another one inside; when the pool is empty the call throws // expect: session-leak 'conn' is not given back when 'stack_get' throws
  stack_put(s, other);
  stack_put(s, conn);
}
void stack_ok(stack *s) {
  PGconn *conn = stack_get(s);
  stack_put(s, conn);
  conn = stack_get(s);
  stack_put(s, conn);
}

// --- Owners that pass in and out. ---

class Owning {
public:
  std::shared_ptr<PGconn> take() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (idle_.empty())
      throw std::runtime_error("no connection left");
    std::shared_ptr<PGconn> conn = idle_.front();
    idle_.pop_front();
    return conn;
  }
  void give(std::shared_ptr<PGconn> conn) {
    std::lock_guard<std::mutex> lock(mutex_);
    idle_.push_back(conn);
  }

private:
  std::mutex mutex_;
  std::deque<std::shared_ptr<PGconn>> idle_;
};
void owning_bad(Owning &pool) {
  std::shared_ptr<PGconn> conn = pool.take();
  std::shared_ptr<PGconn> other = pool.take(); // expect: session-nested-acquire
  pool.give(other);
  pool.give(conn);
}
void owning_ok(Owning &pool) {
  std::shared_ptr<PGconn> conn = pool.take();
  PQclear(PQexec(conn.get(), "SELECT 1"));
  pool.give(conn);
  conn = pool.take();
  pool.give(conn);
}

// --- What is no pool: one for everybody in turn, one by name, one that grows. ---

class RoundRobin {
public:
  void add(PGconn *conn) { conns_.push_back(conn); }
  PGconn *next() { return conns_[next_++ % conns_.size()]; }

private:
  std::vector<PGconn *> conns_;
  unsigned next_ = 0;
};
void round_robin_ok(RoundRobin &all) {
  PGconn *first = all.next();
  PGconn *second = all.next();
  PQclear(PQexec(first, "SELECT 1"));
  PQclear(PQexec(second, "SELECT 1"));
}

struct shards {
  PGconn *conns[4];
  int used[4];
};
static PGconn *shard(shards *s, const char *key) {
  int i = key[0] % 4;
  s->used[i]++;
  return s->conns[i];
}
static void unshard(shards *s, PGconn *conn) {
  for (int i = 0; i < 4; ++i)
    if (s->conns[i] == conn)
      s->used[i]--;
}
void shards_ok(shards *s) {
  PGconn *first = shard(s, "a");
  PGconn *second = shard(s, "b");
  unshard(s, second);
  unshard(s, first);
}

class Growing {
public:
  ~Growing() {
    for (PGconn *conn : free_)
      PQfinish(conn);
  }
  PGconn *acquire() {
    if (free_.empty())
      return PQconnectdb("dbname=shop");
    PGconn *conn = free_.back();
    free_.pop_back();
    return conn;
  }
  void release(PGconn *conn) { free_.push_back(conn); }

private:
  std::vector<PGconn *> free_;
};
void growing_ok(Growing &pool) {
  PGconn *conn = pool.acquire();
  PGconn *other = pool.acquire();
  pool.release(other);
  pool.release(conn);
}

// --- Held on and off. ---

void chunks_ok(Pool &pool, int n) {
  PGconn *conn = pool.acquire();
  for (int i = 0; i < n; ++i) {
    if (i % 100 == 0) {
      pool.release(conn);
      conn = pool.acquire();
    }
    PQclear(PQexec(conn, "SELECT 1"));
  }
  pool.release(conn);
}
void gathered_bad(Pool &pool) {
  PGconn *conns[4];
  for (int i = 0; i < 4; ++i)
    conns[i] = pool.acquire(); // expect: session-nested-acquire each turn of the loop takes 'conns' from its pool and keeps it
  for (int i = 0; i < 4; ++i)
    pool.release(conns[i]);
}
void each_ok(Pool &pool) {
  for (int i = 0; i < 4; ++i) {
    PGconn *conn = pool.acquire();
    PQclear(PQexec(conn, "SELECT 1"));
    pool.release(conn);
  }
}
