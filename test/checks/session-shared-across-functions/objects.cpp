// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Statics in C++: owners, singletons, static members, locks that are objects.
#include <functional>
#include <libpq-fe.h>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <sqlite3.h>
#include <string>

struct Finish {
  void operator()(PGconn *conn) const { PQfinish(conn); }
};
using Conn = std::unique_ptr<PGconn, Finish>;

static void run(PGconn *conn, const char *sql) { PQclear(PQexec(conn, sql)); }

// --- An owner closes, but keeps nobody apart. ---

static Conn Owned; // expect: session-shared-across-functions 'Owned' is one session that 2 functions use

void owned_open(const char *info) { Owned.reset(PQconnectdb(info)); }
void owned_add_bad() { run(Owned.get(), "INSERT INTO t VALUES (1)"); }
void owned_delete_bad() { run(Owned.get(), "DELETE FROM t"); }

// --- A static member. ---

class Log {
public:
  static void open_ok(const char *path);
  static void write_bad(const std::string &line);
  static void trim_bad();
  static void close_ok() { sqlite3_close(Db); }

private:
  static sqlite3 *Db;
};
sqlite3 *Log::Db = nullptr; // expect: session-shared-across-functions 'Log::Db' is one session that 2 functions use

void Log::open_ok(const char *path) {
  if (!Db && sqlite3_open(path, &Db) != SQLITE_OK)
    close_ok();
}
void Log::write_bad(const std::string &line) {
  sqlite3_exec(Db, line.c_str(), nullptr, nullptr, nullptr); // note: 'Log::write_bad' uses it here
}
void Log::trim_bad() { sqlite3_exec(Db, "DELETE FROM log", nullptr, nullptr, nullptr); }

// --- A singleton's field. ---

class Store {
public:
  static Store &instance() {
    static Store only; // expect: session-shared-across-functions 'conn_' is one session that 2 functions use
    return only;
  }
  void query(const char *sql) { run(conn_, sql); }

private:
  Store() : conn_(PQconnectdb("")) {}
  ~Store() { PQfinish(conn_); }
  PGconn *conn_;
};

void singleton_add_bad() { Store::instance().query("INSERT INTO t VALUES (1)"); } // note: 'singleton_add_bad' uses it here
void singleton_delete_bad() { Store::instance().query("DELETE FROM t"); }

// --- A singleton that locks. ---

class Locked {
public:
  static Locked *instance() {
    static Locked only;
    return &only;
  }
  void query(const char *sql) {
    std::lock_guard<std::mutex> hold(mutex_);
    run(conn_.get(), sql);
  }
  int socket() {
    std::unique_lock<std::mutex> hold(mutex_);
    return PQsocket(conn_.get());
  }

private:
  Conn conn_{PQconnectdb("")};
  std::mutex mutex_;
};

void locked_add_ok() { Locked::instance()->query("INSERT INTO t VALUES (1)"); }
int locked_socket_ok() { return Locked::instance()->socket(); }

// --- A lock that was given back too early. ---

static PGconn *Unlocked; // expect: session-shared-across-functions 'Unlocked'
static std::mutex UnlockedMutex;

void unlocked_add_bad() {
  std::unique_lock<std::mutex> hold(UnlockedMutex);
  run(Unlocked, "INSERT INTO t VALUES (1)");
}
void unlocked_delete_bad() {
  std::unique_lock<std::mutex> hold(UnlockedMutex);
  hold.unlock();
  run(Unlocked, "DELETE FROM t"); // note: 'unlocked_delete_bad' uses it here without a lock
  hold.lock();
}

// --- All forms of one mutex. ---

static PGconn *Forms;
static std::shared_mutex FormsMutex;

void forms_guard_ok() {
  std::lock_guard hold(FormsMutex);
  run(Forms, "a");
}
void forms_scoped_ok() {
  std::scoped_lock hold(FormsMutex);
  run(Forms, "b");
}
void forms_by_hand_ok() {
  FormsMutex.lock();
  run(Forms, "c");
  FormsMutex.unlock();
}
void forms_deferred_ok() {
  std::unique_lock<std::shared_mutex> hold(FormsMutex, std::defer_lock);
  hold.lock();
  run(Forms, "d");
}

// --- A guard, a lock function and an accessor of the program's own. ---

static PGconn *Own;
static std::mutex &own_mutex() {
  static std::mutex mutex;
  return mutex;
}
class Hold {
public:
  explicit Hold(std::mutex &mutex) : mutex_(mutex) { mutex_.lock(); }
  ~Hold() { mutex_.unlock(); }

private:
  std::mutex &mutex_;
};
static std::unique_lock<std::mutex> hold_own() { return std::unique_lock<std::mutex>(own_mutex()); }

void own_guard_ok() {
  Hold hold(own_mutex());
  run(Own, "a");
}
void own_function_ok() {
  auto hold = hold_own();
  run(Own, "b");
}
int own_exception_ok(const std::string &text) {
  Hold hold(own_mutex());
  int number = std::stoi(text);
  run(Own, "c");
  return number;
}

// --- "With the session, do": the lock is in the helper. ---

static PGconn *With;
static std::mutex WithMutex;

template <typename F> static auto with_session(F work) {
  std::lock_guard<std::mutex> hold(WithMutex);
  return work(With);
}
static void with_lock(const std::function<void()> &work) {
  std::lock_guard<std::mutex> hold(WithMutex);
  work();
}
int with_template_ok() {
  return with_session([](PGconn *conn) { return PQsocket(conn); });
}
void with_function_ok() {
  with_lock([] { run(With, "DELETE FROM t"); });
}

// --- The same without a lock. ---

static PGconn *WithBare; // expect: session-shared-across-functions 'WithBare' is one session that 2 functions use

template <typename F> static auto with_bare(F work) { return work(WithBare); }
int bare_first_bad() {
  return with_bare([](PGconn *conn) { return PQsocket(conn); }); // note: 'bare_first_bad' uses it here
}
int bare_second_bad() {
  return with_bare([](PGconn *conn) { return PQbackendPID(conn); });
}

// --- One for each thread. ---

static PGconn *mine() {
  thread_local Conn conn{PQconnectdb("")};
  return conn.get();
}
void mine_add_ok() { run(mine(), "INSERT INTO t VALUES (1)"); }
void mine_delete_ok() { run(mine(), "DELETE FROM t"); }

// --- A class owns its session and uses it in its methods. ---

class Repository {
public:
  explicit Repository(const char *info) : conn_(PQconnectdb(info)) {}
  void add_ok() { run(conn_.get(), "INSERT INTO t VALUES (1)"); }
  void remove_ok() { run(conn_.get(), "DELETE FROM t"); }

private:
  Conn conn_;
};

// --- Opened in one function, closed by the owner's destructor. ---

class Keeper {
public:
  ~Keeper() { close(); }
  void open() {
    close();
    conn_ = PQconnectdb("");
  }
  void close() {
    PQfinish(conn_);
    conn_ = nullptr;
  }

private:
  PGconn *conn_ = nullptr;
};
static Keeper Kept;

void kept_start_ok() { Kept.open(); }
void kept_stop_ok() { Kept.close(); }

// --- Known misses and known noise. ---

struct Shard {
  std::mutex mutex;
};
static Shard Left, Right;
static PGconn *Sharded;

// Two objects of one class: their mutexes count as one.
void two_objects_with_a_mutex_each_FN() {
  std::lock_guard<std::mutex> hold(Left.mutex);
  run(Sharded, "a");
}
void two_objects_second_FN() {
  std::lock_guard<std::mutex> hold(Right.mutex);
  run(Sharded, "b");
}

static PGconn *Deferred;
static std::mutex DeferredMutex;

// A lock that is deferred and never taken.
void deferred_FN() {
  std::unique_lock<std::mutex> hold(DeferredMutex, std::defer_lock);
  run(Deferred, "a");
}
void deferred_second_ok() {
  std::lock_guard<std::mutex> hold(DeferredMutex);
  run(Deferred, "b");
}
