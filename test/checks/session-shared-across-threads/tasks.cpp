// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Callables that wait to be run on another thread: packaged tasks, contexts of
// handlers, queues of the program with a worker.
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <libpq-fe.h>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

static void run(PGconn *conn, const char *sql) { PQclear(PQexec(conn, sql)); }

// --- Packaged tasks. ---

void packaged_bad(PGconn *conn) {
  std::packaged_task<void()> task([conn] { run(conn, "CALL refresh()"); });
  std::thread worker(std::move(task)); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
  worker.join();
}
void packaged_future_bad(PGconn *conn) {
  std::packaged_task<int()> task([conn] {
    run(conn, "CALL refresh()");
    return 1;
  });
  std::future<int> done = task.get_future();
  std::thread worker(std::move(task)); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
  done.get();
  worker.join();
}
void packaged_ok(PGconn *conn) {
  std::packaged_task<void()> task([conn] { run(conn, "CALL refresh()"); });
  std::future<void> done = task.get_future();
  std::thread worker(std::move(task));
  done.wait();
  run(conn, "SELECT 1");
  worker.join();
}
void packaged_joined_ok(PGconn *conn) {
  std::packaged_task<void()> task([conn] { run(conn, "CALL refresh()"); });
  std::thread worker(std::move(task));
  worker.join();
  run(conn, "SELECT 1");
}
void packaged_here_ok(PGconn *conn) {
  std::packaged_task<void()> task([conn] { run(conn, "CALL refresh()"); });
  task();
  run(conn, "SELECT 1");
}
void packaged_own_ok(const char *info) {
  std::packaged_task<void()> task([info] {
    PGconn *conn = PQconnectdb(info);
    run(conn, "CALL refresh()");
    PQfinish(conn);
  });
  std::thread worker(std::move(task));
  worker.join();
}

// --- Objects that are called, and made of a session. ---

class Refresh {
public:
  explicit Refresh(PGconn *conn) : conn_(conn) {}
  void operator()() { run(conn_, "CALL refresh()"); }

private:
  PGconn *conn_;
};
void functor_bad(PGconn *conn) {
  Refresh refresh(conn);
  std::thread worker(refresh); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
  worker.join();
}
void functor_ok(PGconn *conn) {
  Refresh refresh(conn);
  std::thread worker(refresh);
  worker.join();
  run(conn, "SELECT 1");
}
void two_functors_bad(PGconn *conn) {
  std::thread a(Refresh{conn}); // expect: session-shared-across-threads
  std::thread b(Refresh{conn});
  a.join();
  b.join();
}
void two_functors_ok(PGconn *one, PGconn *two) {
  std::thread a(Refresh{one});
  std::thread b(Refresh{two});
  a.join();
  b.join();
}

// --- A thread on the heap. ---

void heap_thread_bad(PGconn *conn) {
  auto worker = std::make_unique<std::thread>([conn] { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
  worker->join();
}
void new_thread_bad(PGconn *conn) {
  std::thread *worker = new std::thread([conn] { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
  worker->join();
  delete worker;
}
void heap_thread_ok(PGconn *conn) {
  auto worker = std::make_unique<std::thread>([conn] { run(conn, "CALL refresh()"); });
  worker->join();
  run(conn, "SELECT 1");
}

// --- Handlers of a context that another thread runs. ---

void context_bad(PGconn *conn) {
  boost::asio::io_context io;
  boost::asio::post(io, [conn] { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads the thread that starts here uses 'conn' while 'context_bad' may use it too
  std::thread worker([&io] { io.run(); });
  run(conn, "SELECT 1");
  worker.join();
}
void context_posted_later_bad(PGconn *conn) {
  boost::asio::io_context io;
  auto guard = boost::asio::make_work_guard(io);
  std::thread worker([&io] { io.run(); });
  boost::asio::post(io, [conn] { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
  guard.reset();
  worker.join();
}
void context_pool_bad(PGconn *conn, int jobs) {
  boost::asio::io_context io;
  for (int i = 0; i < jobs; ++i)
    boost::asio::post(io, [conn] { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads
  std::vector<std::thread> workers;
  for (int i = 0; i < 4; ++i)
    workers.emplace_back([&io] { io.run(); });
  for (auto &worker : workers)
    worker.join();
}
void context_service_bad(PGconn *conn) {
  boost::asio::io_context io;
  std::thread worker([&] {
    auto guard = boost::asio::make_work_guard(io);
    io.run();
  });
  io.post([conn] { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
  io.stop();
  worker.join();
}
void used_before_posting_ok(PGconn *conn) {
  boost::asio::io_context io;
  std::thread worker([&io] { io.run(); });
  run(conn, "SELECT 1");
  boost::asio::post(io, [conn] { run(conn, "CALL refresh()"); });
  worker.join();
}
void used_before_running_ok(PGconn *conn) {
  boost::asio::io_context io;
  boost::asio::post(io, [conn] { run(conn, "CALL refresh()"); });
  run(conn, "SELECT 1");
  std::thread worker([&io] { io.run(); });
  worker.join();
}
void two_handlers_of_one_thread_ok(PGconn *conn) {
  boost::asio::io_context io;
  boost::asio::post(io, [conn] { run(conn, "CALL totals()"); });
  boost::asio::post(io, [conn] { run(conn, "CALL averages()"); });
  std::thread worker([&io] { io.run(); });
  worker.join();
}
void other_context_ok(PGconn *conn) {
  boost::asio::io_context io, here;
  boost::asio::post(here, [conn] { run(conn, "CALL totals()"); });
  std::thread worker([&io] { io.run(); });
  run(conn, "SELECT 1");
  here.run();
  worker.join();
}
void context_here_ok(PGconn *conn) {
  boost::asio::io_context io;
  boost::asio::post(io, [conn] { run(conn, "CALL refresh()"); });
  run(conn, "SELECT 1");
  io.run();
  run(conn, "SELECT 2");
}
void context_joined_ok(PGconn *conn) {
  boost::asio::io_context io;
  boost::asio::post(io, [conn] { run(conn, "CALL refresh()"); });
  std::thread worker([&io] { io.run(); });
  worker.join();
  run(conn, "SELECT 1");
}
void context_one_thread_ok(PGconn *conn, int jobs) {
  boost::asio::io_context io;
  for (int i = 0; i < jobs; ++i)
    boost::asio::post(io, [conn] { run(conn, "CALL refresh()"); });
  std::thread worker([&io] { io.run(); });
  worker.join();
}
class Server {
public:
  explicit Server(const char *info) : conn_(PQconnectdb(info)) {}
  ~Server() {
    io_.stop();
    for (auto &thread : threads_)
      thread.join();
    PQfinish(conn_);
  }
  void start(int n) {
    for (int i = 0; i < n; ++i)
      threads_.emplace_back([this] { io_.run(); });
  }
  void submit(int id) {
    boost::asio::post(io_, [this, id] { store(id); }); // expect: session-shared-across-threads
  }

private:
  void store(int) { run(conn_, "INSERT INTO t VALUES (1)"); }
  boost::asio::io_context io_;
  PGconn *conn_;
  std::vector<std::thread> threads_;
};
class OneThreadServer {
public:
  explicit OneThreadServer(const char *info) : conn_(PQconnectdb(info)) {}
  void start() {
    thread_ = std::thread([this] { io_.run(); });
  }
  ~OneThreadServer() {
    io_.stop();
    thread_.join();
    PQfinish(conn_);
  }
  void submit_ok(int id) {
    boost::asio::post(io_, [this, id] { store(id); });
  }

private:
  void store(int) { run(conn_, "INSERT INTO t VALUES (1)"); }
  boost::asio::io_context io_;
  PGconn *conn_;
  std::thread thread_;
};
class LockedServer {
public:
  explicit LockedServer(const char *info) : conn_(PQconnectdb(info)) {}
  ~LockedServer() {
    io_.stop();
    for (auto &thread : threads_)
      thread.join();
    PQfinish(conn_);
  }
  void start(int n) {
    for (int i = 0; i < n; ++i)
      threads_.emplace_back([this] { io_.run(); });
  }
  void submit_ok(int id) {
    boost::asio::post(io_, [this, id] { store(id); });
  }

private:
  void store(int) {
    std::lock_guard<std::mutex> lock(mutex_);
    run(conn_, "INSERT INTO t VALUES (1)");
  }
  boost::asio::io_context io_;
  std::mutex mutex_;
  PGconn *conn_;
  std::vector<std::thread> threads_;
};

// --- Queues of the program. ---

class Worker {
public:
  Worker() : thread_([this] { loop(); }) {}
  ~Worker() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }
  void post(std::function<void()> job) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      jobs_.push(std::move(job));
    }
    wake_.notify_one();
  }

private:
  void loop() {
    for (;;) {
      std::function<void()> job;
      {
        std::unique_lock<std::mutex> lock(mutex_);
        wake_.wait(lock, [this] { return stop_ || !jobs_.empty(); });
        if (stop_ && jobs_.empty())
          return;
        job = std::move(jobs_.front());
        jobs_.pop();
      }
      job();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::queue<std::function<void()>> jobs_;
  bool stop_ = false;
  std::thread thread_;
};
void queued_bad(Worker &worker, PGconn *conn) {
  worker.post([conn] { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
}
void queued_ok(Worker &worker, const char *info) {
  worker.post([info] {
    PGconn *conn = PQconnectdb(info);
    run(conn, "CALL refresh()");
    PQfinish(conn);
  });
}
void queued_and_ended_ok(PGconn *conn) {
  {
    Worker worker;
    worker.post([conn] { run(conn, "CALL refresh()"); });
  }
  run(conn, "SELECT 1");
}
// A queue of tasks whose results are asked for.
class Executor {
public:
  Executor() : thread_([this] { loop(); }) {}
  ~Executor() {
    post(nullptr);
    thread_.join();
  }
  std::future<void> submit(std::function<void()> job) {
    auto task = std::make_shared<std::packaged_task<void()>>(std::move(job));
    std::future<void> done = task->get_future();
    post([task] { (*task)(); });
    return done;
  }

private:
  void post(std::function<void()> job) {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.push_back(std::move(job));
    wake_.notify_one();
  }
  void loop() {
    while (std::function<void()> job = next())
      job();
  }
  std::function<void()> next() {
    std::unique_lock<std::mutex> lock(mutex_);
    wake_.wait(lock, [this] { return !jobs_.empty(); });
    std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  std::thread thread_;
};
void submitted_bad(Executor &executor, PGconn *conn) {
  auto done = executor.submit([conn] { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
  done.wait();
}
void submitted_ok(Executor &executor, PGconn *conn) {
  auto done = executor.submit([conn] { run(conn, "CALL refresh()"); });
  done.wait();
  run(conn, "SELECT 1");
}
// A pool that starts a thread for each callable.
struct Threads {
  std::vector<std::thread> threads;
  void submit(std::function<void()> job) { threads.emplace_back(std::move(job)); }
  void wait() {
    for (auto &thread : threads)
      thread.join();
    threads.clear();
  }
};
void thread_each_bad(PGconn *conn) {
  Threads threads;
  threads.submit([conn] { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
  threads.wait();
}
void thread_each_ok(PGconn *conn) {
  Threads threads;
  threads.submit([conn] { run(conn, "CALL refresh()"); });
  threads.wait();
  run(conn, "SELECT 1");
}
