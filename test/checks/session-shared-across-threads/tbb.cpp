// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Threads of oneTBB, and the standard algorithms that run on several.
#include <algorithm>
#include <execution>
#include <libpq-fe.h>
#include <memory>
#include <mutex>
#include <pqxx/pqxx>
#include <string>
#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_for_each.h>
#include <tbb/parallel_invoke.h>
#include <tbb/parallel_reduce.h>
#include <tbb/spin_mutex.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>
#include <vector>

static void run(PGconn *conn, const char *sql) { PQclear(PQexec(conn, sql)); }

void loop_bad(PGconn *conn, int n) {
  tbb::parallel_for(0, n, [conn](int) { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads the thread that starts here uses 'conn' while another one does
}
void range_bad(PGconn *conn, int n) {
  tbb::parallel_for(tbb::blocked_range<int>(0, n), [&](const tbb::blocked_range<int> &part) { // expect: session-shared-across-threads
    for (int i = part.begin(); i != part.end(); ++i)
      run(conn, "CALL refresh()");
  });
}
struct Insert {
  PGconn *conn;
  void operator()(const tbb::blocked_range<int> &) const { run(conn, "CALL refresh()"); }
};
void body_object_bad(PGconn *conn, int n) {
  tbb::parallel_for(tbb::blocked_range<int>(0, n), Insert{conn}); // expect: session-shared-across-threads
}
void each_bad(pqxx::connection &conn, const std::vector<std::string> &rows) {
  tbb::parallel_for_each(rows, [&conn](const std::string &row) { // expect: session-shared-across-threads
    pqxx::nontransaction(conn).exec("INSERT INTO t VALUES ('" + row + "')");
  });
}
void each_of_iterators_bad(PGconn *conn, const std::vector<std::string> &sql) {
  tbb::parallel_for_each(sql.begin(), sql.end(), [conn](const std::string &s) { run(conn, s.c_str()); }); // expect: session-shared-across-threads
}
int reduce_bad(PGconn *conn, int n) {
  return tbb::parallel_reduce( // expect: session-shared-across-threads
      tbb::blocked_range<int>(0, n), 0,
      [conn](const tbb::blocked_range<int> &part, int sum) {
        run(conn, "CALL refresh()");
        return sum + int(part.size());
      },
      [](int a, int b) { return a + b; });
}
void invoke_bad(PGconn *conn) {
  tbb::parallel_invoke([conn] { run(conn, "CALL totals()"); }, // expect: session-shared-across-threads
                       [conn] { run(conn, "CALL averages()"); });
}
void group_bad(PGconn *conn) {
  tbb::task_group group;
  group.run([conn] { run(conn, "CALL totals()"); }); // expect: session-shared-across-threads
  run(conn, "CALL averages()");
  group.wait();
}
void group_twice_bad(PGconn *conn) {
  tbb::task_group group;
  group.run([conn] { run(conn, "CALL totals()"); }); // expect: session-shared-across-threads
  group.run([conn] { run(conn, "CALL averages()"); });
  group.wait();
}
void group_in_a_loop_bad(PGconn *conn, int n) {
  tbb::task_group group;
  for (int i = 0; i < n; ++i)
    group.run([conn] { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads
  group.wait();
}
void arena_bad(PGconn *conn, int n) {
  tbb::task_arena arena(4);
  arena.execute([&] {
    tbb::parallel_for(0, n, [&](int) { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads
  });
}
void enqueued_bad(tbb::task_arena &arena, PGconn *conn) {
  arena.enqueue([conn] { run(conn, "CALL refresh()"); }); // expect: session-shared-across-threads
  run(conn, "SELECT 1");
}
class Loader {
public:
  void load_bad(const std::vector<std::string> &rows) {
    tbb::parallel_for_each(rows, [this](const std::string &row) { store(row); }); // expect: session-shared-across-threads
  }
  void load_ok(const std::vector<std::string> &rows) {
    tbb::parallel_for_each(rows, [this](const std::string &row) {
      std::lock_guard<std::mutex> lock(mutex_);
      store(row);
    });
  }

private:
  void store(const std::string &row) {
    pqxx::nontransaction(conn_).exec("INSERT INTO t VALUES ('" + row + "')");
  }
  pqxx::connection conn_;
  std::mutex mutex_;
};
void policy_bad(PGconn *conn, const std::vector<std::string> &rows) {
  std::for_each(std::execution::par, rows.begin(), rows.end(), [conn](const std::string &s) { run(conn, s.c_str()); }); // expect: session-shared-across-threads
}

// --- Each thread its own, one at a time, one after the other. ---

void own_ok(const char *info, int n) {
  tbb::parallel_for(0, n, [info](int) {
    PGconn *conn = PQconnectdb(info);
    run(conn, "CALL refresh()");
    PQfinish(conn);
  });
}
void own_for_a_part_ok(const std::string &info, int n) {
  tbb::parallel_for(tbb::blocked_range<int>(0, n), [&info](const tbb::blocked_range<int> &part) {
    pqxx::connection conn(info);
    for (int i = part.begin(); i != part.end(); ++i)
      pqxx::nontransaction(conn).exec("CALL refresh()");
  });
}
void of_the_thread_ok(tbb::enumerable_thread_specific<std::unique_ptr<pqxx::connection>> &conns, int n) {
  tbb::parallel_for(0, n, [&conns](int) {
    pqxx::connection &conn = *conns.local();
    pqxx::nontransaction(conn).exec("CALL refresh()");
  });
}
void one_each_ok(std::vector<PGconn *> &conns) {
  tbb::parallel_for(size_t(0), conns.size(), [&conns](size_t i) { run(conns[i], "CALL refresh()"); });
}
void handed_one_each_ok(std::vector<PGconn *> &conns) {
  tbb::parallel_for_each(conns, [](PGconn *conn) { run(conn, "CALL refresh()"); });
}
void locked_ok(PGconn *conn, tbb::spin_mutex &mutex, int n) {
  tbb::parallel_for(0, n, [&](int) {
    tbb::spin_mutex::scoped_lock lock(mutex);
    run(conn, "CALL refresh()");
  });
}
void one_of_two_ok(PGconn *conn, int *sum) {
  tbb::parallel_invoke([conn] { run(conn, "CALL totals()"); }, [sum] { *sum = 1; });
}
void two_sessions_ok(PGconn *one, PGconn *two) {
  tbb::parallel_invoke([one] { run(one, "CALL totals()"); }, [two] { run(two, "CALL averages()"); });
}
void around_ok(PGconn *conn, std::vector<int> &sums) {
  run(conn, "CALL before()");
  tbb::parallel_for(size_t(0), sums.size(), [&](size_t i) { sums[i] = int(i); });
  run(conn, "CALL after()");
}
void invoke_around_ok(PGconn *conn, int *sum) {
  tbb::parallel_invoke([conn] { run(conn, "CALL totals()"); }, [sum] { *sum = 1; });
  run(conn, "CALL averages()");
}
void waited_ok(PGconn *conn) {
  tbb::task_group group;
  group.run([conn] { run(conn, "CALL totals()"); });
  group.wait();
  run(conn, "CALL averages()");
}
void one_after_the_other_ok(PGconn *conn) {
  tbb::task_group group;
  group.run([conn] { run(conn, "CALL totals()"); });
  group.wait();
  group.run([conn] { run(conn, "CALL averages()"); });
  group.wait();
}
void executed_ok(tbb::task_arena &arena, PGconn *conn) {
  arena.execute([conn] { run(conn, "CALL totals()"); });
  run(conn, "CALL averages()");
}
void sequenced_ok(PGconn *conn, const std::vector<std::string> &rows) {
  std::for_each(std::execution::seq, rows.begin(), rows.end(), [conn](const std::string &s) { run(conn, s.c_str()); });
}
void no_policy_ok(PGconn *conn, const std::vector<std::string> &rows) {
  std::for_each(rows.begin(), rows.end(), [conn](const std::string &s) { run(conn, s.c_str()); });
}
