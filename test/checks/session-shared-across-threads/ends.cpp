// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// When a thread has ended, and when it only may have.
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <future>
#include <libpq-fe.h>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

static void run(PGconn *conn, const char *sql) { PQclear(PQexec(conn, sql)); }

// --- join() if there is something to join. ---

void joinable_ok(PGconn *conn) {
  std::thread worker([conn] { run(conn, "SELECT 1"); });
  if (worker.joinable())
    worker.join();
  run(conn, "SELECT 2");
}
void not_joinable_ok(PGconn *conn) {
  std::thread worker([conn] { run(conn, "SELECT 1"); });
  bool runs = worker.joinable();
  if (!runs) {
    run(conn, "SELECT 2");
    return;
  }
  worker.join();
}
void joinable_bad(PGconn *conn) {
  std::thread worker([conn] { run(conn, "SELECT 1"); }); // expect: session-shared-across-threads
  if (worker.joinable())
    run(conn, "SELECT 2");
  worker.join();
}
void all_joinable_ok(PGconn *conn) {
  std::vector<std::thread> workers;
  workers.emplace_back([conn] { run(conn, "SELECT 1"); });
  for (std::thread &worker : workers)
    if (worker.joinable())
      worker.join();
  run(conn, "SELECT 2");
}

// --- Futures. ---

void waits_ok(PGconn *conn) {
  auto done = std::async(std::launch::async, [conn] { run(conn, "SELECT 1"); });
  done.wait();
  run(conn, "SELECT 2");
}
void waits_late_bad(PGconn *conn) {
  auto done = std::async(std::launch::async, [conn] { run(conn, "SELECT 1"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 2");
  done.wait();
}
void polls_ok(PGconn *conn) {
  auto done = std::async(std::launch::async, [conn] { run(conn, "SELECT 1"); });
  while (done.wait_for(std::chrono::seconds(1)) != std::future_status::ready) {
  }
  run(conn, "SELECT 2");
}
void asks_whether_ready_ok(PGconn *conn) {
  auto done = std::async(std::launch::async, [conn] { run(conn, "SELECT 1"); });
  if (done.wait_for(std::chrono::seconds(1)) == std::future_status::ready)
    run(conn, "SELECT 2");
}
void gives_up_waiting_bad(PGconn *conn) {
  auto done = std::async(std::launch::async, [conn] { run(conn, "SELECT 1"); }); // expect: session-shared-across-threads
  if (done.wait_for(std::chrono::seconds(1)) != std::future_status::ready)
    run(conn, "SELECT 2");
}
void deferred_ok(PGconn *conn) {
  auto done = std::async(std::launch::deferred, [conn] { run(conn, "SELECT 1"); });
  run(conn, "SELECT 2");
  done.get();
}
void perhaps_deferred_bad(PGconn *conn) {
  auto done = std::async(std::launch::deferred | std::launch::async, // expect: session-shared-across-threads
                         [conn] { run(conn, "SELECT 1"); });
  run(conn, "SELECT 2");
  done.get();
}

// --- Objects that join. ---

struct Joiner {
  std::thread worker;
  explicit Joiner(std::thread given) : worker(std::move(given)) {}
  Joiner(const Joiner &) = delete;
  ~Joiner() {
    if (worker.joinable())
      worker.join();
  }
};
void joiner_ok(PGconn *conn) {
  { Joiner joins(std::thread([conn] { run(conn, "SELECT 1"); })); }
  run(conn, "SELECT 2");
}
void joiner_bad(PGconn *conn) {
  Joiner joins(std::thread([conn] { run(conn, "SELECT 1"); })); // expect: session-shared-across-threads
  run(conn, "SELECT 2");
}
struct Crew {
  std::vector<std::thread> workers;
  void stop() {
    for (std::thread &worker : workers)
      worker.join();
    workers.clear();
  }
};
void crew_ok(PGconn *conn) {
  Crew crew;
  crew.workers.emplace_back([conn] { run(conn, "SELECT 1"); });
  crew.stop();
  run(conn, "SELECT 2");
}
void crew_bad(PGconn *conn) {
  Crew crew;
  crew.workers.emplace_back([conn] { run(conn, "SELECT 1"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 2");
  crew.stop();
}

// --- A pool of one thread. ---

void one_by_one_ok(PGconn *conn) {
  boost::asio::thread_pool pool(1);
  boost::asio::post(pool, [conn] { run(conn, "SELECT 1"); });
  boost::asio::post(pool, [conn] { run(conn, "SELECT 2"); });
  pool.join();
}
void two_at_a_time_bad(PGconn *conn) {
  boost::asio::thread_pool pool(2);
  boost::asio::post(pool, [conn] { run(conn, "SELECT 1"); }); // expect: session-shared-across-threads
  boost::asio::post(pool, [conn] { run(conn, "SELECT 2"); });
  pool.join();
}
void one_thread_and_this_bad(PGconn *conn) {
  boost::asio::thread_pool pool(1);
  boost::asio::post(pool, [conn] { run(conn, "SELECT 1"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 2");
  pool.join();
}

// --- Callables that a thread is made of. ---

void task_bad(PGconn *conn) {
  std::packaged_task<void()> task([conn] { run(conn, "SELECT 1"); });
  std::thread worker(std::move(task)); // expect: session-shared-across-threads
  run(conn, "SELECT 2");
  worker.join();
}
void task_ok(PGconn *conn) {
  std::packaged_task<void()> task([conn] { run(conn, "SELECT 1"); });
  auto done = task.get_future();
  std::thread worker(std::move(task));
  worker.join();
  run(conn, "SELECT 2");
}
struct Threads {
  std::vector<std::thread> workers;
  void submit(std::function<void()> job) { workers.emplace_back(std::move(job)); }
  void wait() {
    for (std::thread &worker : workers)
      worker.join();
  }
};
void own_threads_bad(PGconn *conn) {
  Threads threads;
  threads.submit([conn] { run(conn, "SELECT 1"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 2");
  threads.wait();
}
void own_threads_ok(PGconn *conn) {
  Threads threads;
  threads.submit([conn] { run(conn, "SELECT 1"); });
  threads.wait();
  run(conn, "SELECT 2");
}
