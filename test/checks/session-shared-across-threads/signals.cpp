// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Threads that hand a session over by a signal.
#include <atomic>
#include <condition_variable>
#include <future>
#include <libpq-fe.h>
#include <mutex>
#include <thread>

static void run(PGconn *conn, const char *sql) { PQclear(PQexec(conn, sql)); }

void promise_ok(PGconn *conn) {
  std::promise<void> done;
  auto waits = done.get_future();
  std::thread worker([&] {
    run(conn, "SELECT 1");
    done.set_value();
  });
  waits.wait();
  run(conn, "SELECT 2");
  worker.join();
}
void promised_early_bad(PGconn *conn) {
  std::promise<void> started;
  auto waits = started.get_future();
  std::thread worker([&] { // expect: session-shared-across-threads
    started.set_value();
    run(conn, "SELECT 1");
  });
  waits.wait();
  run(conn, "SELECT 2");
  worker.join();
}
void not_waited_bad(PGconn *conn) {
  std::promise<void> done;
  auto waits = done.get_future();
  std::thread worker([&] { // expect: session-shared-across-threads
    run(conn, "SELECT 1");
    done.set_value();
  });
  run(conn, "SELECT 2");
  waits.wait();
  worker.join();
}

void flag_ok(PGconn *conn) {
  std::atomic<bool> done{false};
  std::thread worker([&] {
    run(conn, "SELECT 1");
    done = true;
  });
  while (!done)
    std::this_thread::yield();
  run(conn, "SELECT 2");
  worker.join();
}
// A flag that ends the thread says nothing of what it did.
void stop_flag_bad(PGconn *conn) {
  std::atomic<bool> stop{false};
  std::thread worker([&] { // expect: session-shared-across-threads
    while (!stop)
      run(conn, "SELECT 1");
  });
  run(conn, "SELECT 2");
  stop = true;
  worker.join();
}

// --- A condition. ---

struct Gate {
  std::mutex mutex;
  std::condition_variable changed;
  bool open = false;
};
void condition_ok(PGconn *conn, Gate &gate) {
  std::thread worker([&gate, conn] {
    run(conn, "SELECT 1");
    std::lock_guard<std::mutex> lock(gate.mutex);
    gate.open = true;
    gate.changed.notify_one();
  });
  {
    std::unique_lock<std::mutex> lock(gate.mutex);
    gate.changed.wait(lock, [&gate] { return gate.open; });
  }
  run(conn, "SELECT 2");
  worker.join();
}
void told_to_begin_ok(PGconn *conn, Gate &gate) {
  std::thread worker([&gate, conn] {
    {
      std::unique_lock<std::mutex> lock(gate.mutex);
      gate.changed.wait(lock, [&gate] { return gate.open; });
    }
    run(conn, "SELECT 1");
  });
  run(conn, "SELECT 2");
  {
    std::lock_guard<std::mutex> lock(gate.mutex);
    gate.open = true;
  }
  gate.changed.notify_one();
  worker.join();
}
void told_to_begin_bad(PGconn *conn, Gate &gate) {
  std::thread worker([&gate, conn] { // expect: session-shared-across-threads
    {
      std::unique_lock<std::mutex> lock(gate.mutex);
      gate.changed.wait(lock, [&gate] { return gate.open; });
    }
    run(conn, "SELECT 1");
  });
  {
    std::lock_guard<std::mutex> lock(gate.mutex);
    gate.open = true;
  }
  gate.changed.notify_one();
  run(conn, "SELECT 2");
  worker.join();
}

// --- Known misses. ---

// The future is another thread's; it says nothing of this one.
void other_result_FN(PGconn *conn, std::future<void> &other) {
  std::promise<void> done;
  std::thread worker([&] {
    run(conn, "SELECT 1");
    done.set_value();
  });
  other.wait();
  run(conn, "SELECT 2");
  worker.join();
}
