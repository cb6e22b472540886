// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Thread pools and job queues of the program, known by what they do.
#include <condition_variable>
#include <deque>
#include <functional>
#include <libpq-fe.h>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

// --- A pool of threads with a queue of callables. ---

class ThreadPool {
public:
  explicit ThreadPool(unsigned n) {
    for (unsigned i = 0; i < n; ++i)
      workers_.emplace_back([this] { work(); });
  }
  ~ThreadPool() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    ready_.notify_all();
    for (std::thread &worker : workers_)
      worker.join();
  }
  void submit(std::function<void()> task) {
    std::lock_guard<std::mutex> lock(mutex_);
    tasks_.push(std::move(task));
    ready_.notify_one();
  }
  void wait_idle() {
    std::unique_lock<std::mutex> lock(mutex_);
    idle_.wait(lock, [this] { return tasks_.empty(); });
  }

private:
  void work() {
    for (;;) {
      std::function<void()> task;
      {
        std::unique_lock<std::mutex> lock(mutex_);
        ready_.wait(lock, [this] { return stop_ || !tasks_.empty(); });
        if (tasks_.empty())
          return;
        task = std::move(tasks_.front());
        tasks_.pop();
      }
      task();
    }
  }
  std::vector<std::thread> workers_;
  std::queue<std::function<void()>> tasks_;
  std::mutex mutex_;
  std::condition_variable ready_, idle_;
  bool stop_ = false;
};

void submitted_bad(ThreadPool &pool, PGconn *conn) {
  pool.submit([conn] { PQclear(PQexec(conn, "DELETE FROM a")); }); // expect: session-shared-across-threads the thread that starts here uses 'conn' while 'submitted_bad' may use it too
  PQclear(PQexec(conn, "DELETE FROM b"));
}
void submitted_twice_bad(ThreadPool &pool, PGconn *conn) {
  pool.submit([conn] { PQclear(PQexec(conn, "DELETE FROM a")); }); // expect: session-shared-across-threads the thread that starts here uses 'conn' while another one does
  pool.submit([conn] { PQclear(PQexec(conn, "DELETE FROM b")); });
}
void submitted_last_ok(ThreadPool &pool, PGconn *conn) {
  PQclear(PQexec(conn, "DELETE FROM b"));
  pool.submit([conn] { PQclear(PQexec(conn, "DELETE FROM a")); });
}
void waited_for_ok(ThreadPool &pool, PGconn *conn) {
  pool.submit([conn] { PQclear(PQexec(conn, "DELETE FROM a")); });
  pool.wait_idle();
  PQclear(PQexec(conn, "DELETE FROM b"));
}
void own_pool_ok(PGconn *conn) {
  {
    ThreadPool pool(4);
    pool.submit([conn] { PQclear(PQexec(conn, "DELETE FROM a")); });
  }
  PQclear(PQexec(conn, "DELETE FROM b"));
}
void locked_ok(ThreadPool &pool, PGconn *conn, std::mutex &mutex) {
  pool.submit([conn, &mutex] {
    std::lock_guard<std::mutex> lock(mutex);
    PQclear(PQexec(conn, "DELETE FROM a"));
  });
  std::lock_guard<std::mutex> lock(mutex);
  PQclear(PQexec(conn, "DELETE FROM b"));
}
void own_session_ok(ThreadPool &pool, PGconn *conn, const char *info) {
  pool.submit([info] {
    PGconn *own = PQconnectdb(info);
    PQclear(PQexec(own, "DELETE FROM a"));
    PQfinish(own);
  });
  PQclear(PQexec(conn, "DELETE FROM b"));
}

// --- An event loop: whoever runs it is the one who posts to it. ---

class Loop {
public:
  void post(std::function<void()> task) { tasks_.push_back(std::move(task)); }
  void run() {
    while (!tasks_.empty()) {
      std::function<void()> task = std::move(tasks_.front());
      tasks_.pop_front();
      task();
    }
  }

private:
  std::deque<std::function<void()>> tasks_;
};
void posted_ok(Loop &loop, PGconn *conn) {
  loop.post([conn] { PQclear(PQexec(conn, "DELETE FROM a")); });
  PQclear(PQexec(conn, "DELETE FROM b"));
  loop.run();
}

// --- The same loop, run on a thread of its own. ---

class Background {
public:
  void start() {
    thread_ = std::thread([this] { run(); });
  }
  void stop() { thread_.join(); }
  void post(std::function<void()> task) {
    std::lock_guard<std::mutex> lock(mutex_);
    tasks_.push_back(std::move(task));
  }

private:
  void run() {
    for (;;) {
      std::lock_guard<std::mutex> lock(mutex_);
      if (tasks_.empty())
        return;
      tasks_.front()();
      tasks_.pop_front();
    }
  }
  std::thread thread_;
  std::mutex mutex_;
  std::deque<std::function<void()>> tasks_;
};
void background_bad(Background &background, PGconn *conn) {
  background.post([conn] { PQclear(PQexec(conn, "DELETE FROM a")); }); // expect: session-shared-across-threads
  PQclear(PQexec(conn, "DELETE FROM b"));
}
void background_ok(Background &background, PGconn *conn) {
  background.post([conn] { PQclear(PQexec(conn, "DELETE FROM a")); });
  background.stop();
  PQclear(PQexec(conn, "DELETE FROM b"));
}
