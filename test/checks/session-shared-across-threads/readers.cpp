// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Locks that several may hold at a time protect no session.
#include <libpq-fe.h>
#include <mutex>
#include <shared_mutex>
#include <thread>

static void run(PGconn *conn, const char *sql) { PQclear(PQexec(conn, sql)); }

void both_read_bad(PGconn *conn, std::shared_mutex &mutex) {
  std::thread worker([conn, &mutex] { // expect: session-shared-across-threads while 'both_read_bad' may use it too, under a shared lock, which lets both run at once; give each thread its own session
    std::shared_lock<std::shared_mutex> reading(mutex);
    run(conn, "SELECT 1");
  });
  {
    std::shared_lock<std::shared_mutex> reading(mutex);
    run(conn, "SELECT 2");
  }
  worker.join();
}
void one_writes_ok(PGconn *conn, std::shared_mutex &mutex) {
  std::thread worker([conn, &mutex] {
    std::unique_lock<std::shared_mutex> writing(mutex);
    run(conn, "SELECT 1");
  });
  {
    std::shared_lock<std::shared_mutex> reading(mutex);
    run(conn, "SELECT 2");
  }
  worker.join();
}
void both_write_ok(PGconn *conn, std::shared_mutex &mutex) {
  std::thread worker([conn, &mutex] {
    mutex.lock();
    run(conn, "SELECT 1");
    mutex.unlock();
  });
  {
    std::lock_guard<std::shared_mutex> writing(mutex);
    run(conn, "SELECT 2");
  }
  worker.join();
}
void free_again_bad(PGconn *conn, std::shared_mutex &mutex) {
  std::thread worker([conn, &mutex] { // expect: session-shared-across-threads
    std::unique_lock<std::shared_mutex> writing(mutex);
    run(conn, "SELECT 1");
  });
  mutex.lock_shared();
  mutex.unlock_shared();
  run(conn, "SELECT 2");
  worker.join();
}
