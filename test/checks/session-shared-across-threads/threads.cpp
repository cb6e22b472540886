// FLAGS: -std=c++20 -isystem /usr/include/postgresql
// Threads of C++ programs: captures, members, futures, containers of threads.
#include <functional>
#include <future>
#include <libpq-fe.h>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

struct Finish {
  void operator()(PGconn *conn) const { PQfinish(conn); }
};
using Conn = std::unique_ptr<PGconn, Finish>;
using Shared = std::shared_ptr<PGconn>;

static void run(PGconn *conn, const char *sql) { PQclear(PQexec(conn, sql)); }

// --- Captured by pointer and by reference. ---

void two_captures_bad(const char *info) {
  Conn conn(PQconnectdb(info));
  std::thread first([&conn] { run(conn.get(), "SELECT 1"); }); // expect: session-shared-across-threads the thread that starts here uses 'conn' while another one does
  std::thread second([&conn] { run(conn.get(), "SELECT 2"); });
  first.join();
  second.join();
}
void by_pointer_bad(PGconn *conn) {
  std::thread worker([conn] { run(conn, "SELECT 1"); }); // expect: session-shared-across-threads the thread that starts here uses 'conn' while 'by_pointer_bad' may use it too
  run(conn, "SELECT 2");
  worker.join();
}
void as_argument_bad(PGconn *conn) {
  std::thread worker(run, conn, "SELECT 1"); // expect: session-shared-across-threads
  run(conn, "SELECT 2");
  worker.join();
}
static void run_owned(Conn &conn) { run(conn.get(), "SELECT 1"); }
void by_ref_bad(const char *info) {
  Conn conn(PQconnectdb(info));
  std::thread worker(run_owned, std::ref(conn)); // expect: session-shared-across-threads
  run(conn.get(), "SELECT 2");
  worker.join();
}
void shared_copy_bad(const char *info) {
  Shared conn(PQconnectdb(info), PQfinish);
  std::thread worker([conn] { run(conn.get(), "SELECT 1"); }); // expect: session-shared-across-threads
  run(conn.get(), "SELECT 2");
  worker.join();
}
void named_closure_bad(PGconn *conn) {
  auto body = [conn] { run(conn, "SELECT 1"); };
  std::thread first(body), second(body); // expect: session-shared-across-threads
  first.join();
  second.join();
}

// --- Joined first; moved in; one for each. ---

void joined_first_ok(PGconn *conn) {
  std::thread worker([conn] { run(conn, "SELECT 1"); });
  worker.join();
  run(conn, "SELECT 2");
}
void moved_in_ok(const char *info) {
  Conn conn(PQconnectdb(info));
  std::thread worker([conn = std::move(conn)] { run(conn.get(), "SELECT 1"); });
  worker.detach();
}
void moved_as_argument_ok(const char *info) {
  Conn conn(PQconnectdb(info));
  std::thread worker([](Conn own) { run(own.get(), "SELECT 1"); }, std::move(conn));
  worker.join();
}
void one_each_ok(const char *info) {
  auto body = [info] {
    Conn conn(PQconnectdb(info));
    run(conn.get(), "SELECT 1");
  };
  std::thread first(body), second(body);
  first.join();
  second.join();
}
void one_each_in_a_loop_ok(const char *info) {
  std::vector<std::thread> workers;
  for (int i = 0; i < 4; ++i)
    workers.emplace_back([info] {
      Conn conn(PQconnectdb(info));
      run(conn.get(), "SELECT 1");
    });
  for (std::thread &worker : workers)
    worker.join();
}

// --- Containers of threads. ---

void loop_bad(PGconn *conn) {
  std::vector<std::thread> workers;
  for (int i = 0; i < 4; ++i)
    workers.emplace_back([conn] { run(conn, "SELECT 1"); }); // expect: session-shared-across-threads
  for (std::thread &worker : workers)
    worker.join();
}
void container_joined_ok(PGconn *conn) {
  std::vector<std::thread> workers;
  workers.emplace_back([conn] { run(conn, "SELECT 1"); });
  for (std::thread &worker : workers)
    worker.join();
  run(conn, "SELECT 2");
}

// --- jthread and async wait when they go. ---

void jthread_bad(PGconn *conn) {
  std::jthread worker([conn] { run(conn, "SELECT 1"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 2");
}
void jthread_scope_ok(PGconn *conn) {
  {
    std::jthread worker([conn] { run(conn, "SELECT 1"); });
  }
  run(conn, "SELECT 2");
}
int async_bad(PGconn *conn) {
  auto answer = std::async(std::launch::async, [conn] { return PQsocket(conn); }); // expect: session-shared-across-threads
  run(conn, "SELECT 2");
  return answer.get();
}
int async_got_ok(PGconn *conn) {
  auto answer = std::async(std::launch::async, [conn] { return PQsocket(conn); });
  int socket = answer.get();
  run(conn, "SELECT 2");
  return socket;
}
void async_discarded_ok(PGconn *conn) {
  (void)std::async(std::launch::async, [conn] { run(conn, "SELECT 1"); });
  run(conn, "SELECT 2");
}

// --- One mutex. ---

void one_mutex_ok(PGconn *conn) {
  std::mutex mutex;
  auto body = [&mutex, conn] {
    std::lock_guard hold(mutex);
    run(conn, "SELECT 1");
  };
  std::thread first(body), second(body);
  {
    std::lock_guard hold(mutex);
    run(conn, "SELECT 2");
  }
  first.join();
  second.join();
}

// --- A worker thread of an object. ---

class Poller {
public:
  explicit Poller(const char *info) : conn_(PQconnectdb(info)) {}
  ~Poller() {
    stop();
    PQfinish(conn_);
  }
  void start() { thread_ = std::thread(&Poller::poll, this); } // expect: session-shared-across-threads the thread that starts here uses 'conn_' while 'Poller::status_bad' may use it too
  void stop() {
    if (thread_.joinable())
      thread_.join();
  }
  int status_bad() { return PQstatus(conn_); }

private:
  void poll() { run(conn_, "SELECT 1"); }
  PGconn *conn_;
  std::thread thread_;
};

class LockedPoller {
public:
  explicit LockedPoller(const char *info) : conn_(PQconnectdb(info)) {}
  ~LockedPoller() {
    thread_.join();
    PQfinish(conn_);
  }
  void start_ok() {
    thread_ = std::thread([this] { poll(); });
  }
  int status_ok() {
    std::lock_guard<std::mutex> hold(mutex_);
    return PQstatus(conn_);
  }

private:
  void poll() {
    std::lock_guard<std::mutex> hold(mutex_);
    run(conn_, "SELECT 1");
  }
  PGconn *conn_;
  std::mutex mutex_;
  std::thread thread_;
};

class PrivatePoller {
public:
  void start_ok() {
    thread_ = std::thread([this] { poll(); });
  }
  void stop_ok() { thread_.join(); }

private:
  void poll() {
    conn_ = PQconnectdb("");
    run(conn_, "SELECT 1");
    PQfinish(conn_);
  }
  PGconn *conn_ = nullptr;
  std::thread thread_;
};

// --- A global that threads use; this hides session-shared-across-functions. ---

static PGconn *Global;
static void first_job() { run(Global, "SELECT 1"); }
static void second_job() { run(Global, "SELECT 2"); }
void jobs_bad() {
  std::thread first(first_job); // expect: session-shared-across-threads the thread that starts here uses 'Global' while another one does
  std::thread second(second_job);
  first.join();
  second.join();
}

static PGconn *Exclusive;
void exclusive_ok() {
  std::thread only([] { run(Exclusive, "SELECT 1"); });
  only.join();
}

// --- Known misses. ---

// The join is another thread's; the one in the container still runs.
void joins_another_FN(PGconn *conn, std::thread &other) {
  std::vector<std::thread> workers;
  workers.emplace_back([conn] { run(conn, "SELECT 1"); });
  other.join();
  run(conn, "SELECT 2");
  workers.front().join();
}

// --- A start that fails. ---

static void finish(PGconn *conn) { PQfinish(conn); }

void not_started_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    std::thread worker(finish, conn);
    worker.detach();
  } catch (...) {
    PQfinish(conn);
    throw;
  }
}

void beside_bad(PGconn *conn) {
  std::thread worker(finish, conn); // expect: session-shared-across-threads the thread that starts here uses 'conn'
  try {
    PQreset(conn);
  } catch (...) {
  }
  worker.detach();
}
