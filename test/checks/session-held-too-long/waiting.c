// FLAGS: -isystem /usr/include/postgresql
// CONFIG: {CheckOptions: {session-held-too-long.Enabled: 'true'}}
// What is open while a call waits for something else.
#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>
#include <unistd.h>

void report_bad(const char *info) {
  PGconn *conn = PQconnectdb(info); // note: 'conn' is opened here by 'PQconnectdb'
  sleep(10); // expect: session-held-too-long 'conn' stays open while 'sleep' waits for something else; close it before, or open it after
  PQfinish(conn);
}
void report_ok(const char *info) {
  PGconn *conn = PQconnectdb(info);
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
  sleep(10);
}
void later_ok(const char *info) {
  sleep(10);
  PGconn *conn = PQconnectdb(info);
  PQfinish(conn);
}

// --- A transaction on a session of the caller. ---

void transaction_bad(sqlite3 *db, pthread_t worker) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  pthread_join(worker, 0); // expect: session-held-too-long the transaction on 'db' stays open while 'pthread_join' waits for something else; end it before, or begin it after
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
void transaction_ok(sqlite3 *db, pthread_t worker) {
  pthread_join(worker, 0);
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  sqlite3_exec(db, "DELETE FROM t", 0, 0, 0);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
}
void callers_session_ok(sqlite3 *db) {
  sqlite3_exec(db, "DELETE FROM t", 0, 0, 0);
  sleep(1);
  sqlite3_exec(db, "DELETE FROM t", 0, 0, 0);
}

// --- The helper waits. ---

static void wait_for_word(pthread_cond_t *cond, pthread_mutex_t *mutex) {
  pthread_mutex_lock(mutex);
  pthread_cond_wait(cond, mutex);
  pthread_mutex_unlock(mutex);
}
void helper_bad(const char *info, pthread_cond_t *cond, pthread_mutex_t *mutex) {
  PGconn *conn = PQconnectdb(info);
  wait_for_word(cond, mutex); // expect: session-held-too-long 'conn' stays open while 'wait_for_word' waits for something else
  PQfinish(conn);
}

// --- What a program does all day, and what waits for this very session. ---

void daemon_ok(const char *info, volatile int *stop) {
  PGconn *conn = PQconnectdb(info);
  while (!*stop) {
    PQclear(PQexec(conn, "SELECT 1"));
    sleep(1);
  }
  PQfinish(conn);
}
int busy_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  while (sqlite3_exec(db, "DELETE FROM t", 0, 0, 0) == SQLITE_BUSY)
    sleep(1);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}
void waits_in_loop_FN(const char *info, int n) {
  for (int i = 0; i < n; ++i) {
    PGconn *conn = PQconnectdb(info);
    sleep(10);
    PQfinish(conn);
  }
}
