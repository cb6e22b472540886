// FLAGS: -fopenmp -std=c++17 -isystem /usr/include/postgresql
// OpenMP in C++: objects, members, locks, lambdas, exceptions.
#include <SQLiteCpp/SQLiteCpp.h>
#include <libpq-fe.h>
#include <memory>
#include <mutex>
#include <pqxx/pqxx>
#include <string>
#include <vector>

void store(pqxx::connection &conn, const std::string &row) {
  pqxx::nontransaction work(conn);
  work.exec("INSERT INTO rows VALUES ('" + row + "')");
}

void object_bad(const std::string &info, const std::vector<std::string> &rows) {
  pqxx::connection conn(info);
#pragma omp parallel for // expect: session-shared-across-threads the thread that starts here uses 'conn' while another one does
  for (size_t i = 0; i < rows.size(); ++i)
    store(conn, rows[i]);
}
void reference_bad(pqxx::connection &conn, const std::vector<std::string> &rows) {
#pragma omp parallel for // expect: session-shared-across-threads
  for (const std::string &row : rows)
    store(conn, row);
}
void shared_pointer_bad(std::shared_ptr<pqxx::connection> conn, int n) {
#pragma omp parallel for // expect: session-shared-across-threads
  for (int i = 0; i < n; ++i)
    store(*conn, "a");
}
class Loader {
public:
  void load_bad(const std::vector<std::string> &rows) {
#pragma omp parallel for // expect: session-shared-across-threads
    for (size_t i = 0; i < rows.size(); ++i)
      store(conn_, rows[i]);
  }
  void load_ok(const std::vector<std::string> &rows) {
#pragma omp parallel for
    for (size_t i = 0; i < rows.size(); ++i) {
      std::lock_guard<std::mutex> lock(mutex_);
      store(conn_, rows[i]);
    }
  }
  void half_locked_bad(const std::vector<std::string> &rows) {
#pragma omp parallel for // expect: session-shared-across-threads
    for (size_t i = 0; i < rows.size(); ++i) {
      {
        std::lock_guard<std::mutex> lock(mutex_);
        store(conn_, rows[i]);
      }
      store(conn_, rows[i]);
    }
  }

private:
  pqxx::connection conn_;
  std::mutex mutex_;
};
void lambda_bad(pqxx::connection &conn, int n) {
  auto insert = [&conn] { store(conn, "a"); };
#pragma omp parallel for // expect: session-shared-across-threads
  for (int i = 0; i < n; ++i)
    insert();
}
void one_transaction_bad(pqxx::connection &conn, const std::vector<std::string> &rows) {
  pqxx::work work(conn);
#pragma omp parallel for // expect: session-shared-across-threads
  for (size_t i = 0; i < rows.size(); ++i)
    work.exec("INSERT INTO rows VALUES ('" + rows[i] + "')");
  work.commit();
}
void task_bad(pqxx::connection &conn, const std::vector<std::string> &rows) {
#pragma omp parallel
#pragma omp single
  for (const std::string &row : rows) {
#pragma omp task firstprivate(row) // expect: session-shared-across-threads
    store(conn, row);
  }
}

// --- Each thread its own, or one at a time. ---

void own_ok(const std::string &info, const std::vector<std::string> &rows) {
#pragma omp parallel
  {
    pqxx::connection conn(info);
#pragma omp for
    for (size_t i = 0; i < rows.size(); ++i)
      store(conn, rows[i]);
  }
}
void own_on_the_heap_ok(const std::string &info, int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i) {
    auto conn = std::make_unique<pqxx::connection>(info);
    store(*conn, "a");
  }
}
void made_before_ok(const std::string &info, int n) {
  std::vector<std::unique_ptr<pqxx::connection>> conns;
  for (int i = 0; i < n; ++i)
    conns.push_back(std::make_unique<pqxx::connection>(info));
#pragma omp parallel for
  for (int i = 0; i < n; ++i)
    store(*conns[i], "a");
}
void element_in_a_variable_ok(std::vector<pqxx::connection> &conns) {
#pragma omp parallel for
  for (size_t i = 0; i < conns.size(); ++i) {
    pqxx::connection &conn = conns[i];
    store(conn, "a");
  }
}
void each_of_a_range_ok(std::vector<pqxx::connection> &conns) {
#pragma omp parallel for
  for (pqxx::connection &conn : conns)
    store(conn, "a");
}
thread_local std::unique_ptr<pqxx::connection> mine;
pqxx::connection &current(const std::string &info) {
  if (!mine)
    mine = std::make_unique<pqxx::connection>(info);
  return *mine;
}
void of_the_thread_ok(const std::string &info, int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i)
    store(current(info), "a");
}
void private_object_ok(const std::string &info) {
  std::unique_ptr<pqxx::connection> conn;
#pragma omp parallel private(conn)
  {
    conn = std::make_unique<pqxx::connection>(info);
    store(*conn, "a");
  }
}
void copied_object_bad(std::shared_ptr<pqxx::connection> conn) {
#pragma omp parallel firstprivate(conn) // expect: session-shared-across-threads
  store(*conn, "a");
}
void critical_ok(pqxx::connection &conn, const std::vector<std::string> &rows) {
#pragma omp parallel for
  for (size_t i = 0; i < rows.size(); ++i) {
    std::string row = rows[i] + "x";
#pragma omp critical(database)
    store(conn, row);
  }
}
void lambda_ok(pqxx::connection &conn, int n) {
  auto insert = [&conn] {
#pragma omp critical
    store(conn, "a");
  };
#pragma omp parallel for
  for (int i = 0; i < n; ++i)
    insert();
}
void collected_ok(pqxx::connection &conn, const std::vector<std::string> &rows) {
  std::vector<std::string> out(rows.size());
  pqxx::work work(conn);
#pragma omp parallel for
  for (size_t i = 0; i < rows.size(); ++i)
    out[i] = rows[i] + "x";
  for (const std::string &row : out)
    work.exec("INSERT INTO rows VALUES ('" + row + "')");
  work.commit();
}
void caught_inside_ok(SQLite::Database &db, int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i) {
    try {
#pragma omp critical
      {
        SQLite::Transaction work(db);
        db.exec("INSERT INTO rows VALUES (1)");
        work.commit();
      }
    } catch (const std::exception &) {
    }
  }
}
