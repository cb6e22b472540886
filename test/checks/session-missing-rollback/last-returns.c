// FLAGS: -isystem /usr/include/postgresql
// The last exit hands the commit's result to the caller; the exits before it
// are judged by themselves.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdbool.h>

int refuse(int);
int order_total(int);

int commit_code_bad(sqlite3 *db, int order) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0))
    return -1;
  if (sqlite3_exec(db, "UPDATE orders SET state=2", 0, 0, 0)) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  if (refuse(order))
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open on the return at line 19
  return sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

int commit_code_ok(sqlite3 *db, int order) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0))
    return -1;
  if (sqlite3_exec(db, "UPDATE orders SET state=2", 0, 0, 0)) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  if (refuse(order)) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  return sqlite3_exec(db, "COMMIT", 0, 0, 0);
}

bool commit_truth_bad(sqlite3 *db, int order) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return false;
  if (order_total(order) == 0) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return false;
  }
  if (order_total(order) > 1000)
    return false; // expect: session-missing-rollback
  return sqlite3_exec(db, "COMMIT", 0, 0, 0) == SQLITE_OK;
}

bool commit_truth_ok(sqlite3 *db, int order) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return false;
  bool good = order_total(order) > 0 && !refuse(order);
  if (!good) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return false;
  }
  return sqlite3_exec(db, "COMMIT", 0, 0, 0) == SQLITE_OK;
}

static int finish(sqlite3 *db) { return sqlite3_exec(db, "COMMIT", 0, 0, 0); }
static void undo(sqlite3 *db) { sqlite3_exec(db, "ROLLBACK", 0, 0, 0); }

int commit_helper_bad(sqlite3 *db, int order) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (refuse(order)) {
    undo(db);
    return SQLITE_ERROR;
  }
  if (order_total(order) == 0)
    return SQLITE_ERROR; // expect: session-missing-rollback
  return finish(db);
}

int commit_helper_ok(sqlite3 *db, int order) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (refuse(order)) {
    undo(db);
    return SQLITE_ERROR;
  }
  if (order_total(order) == 0) {
    undo(db);
    return SQLITE_ERROR;
  }
  return finish(db);
}

static bool run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  bool good = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  return good;
}

bool pq_commit_helper_bad(PGconn *c, int order) {
  if (!run(c, "BEGIN"))
    return false;
  if (!run(c, "UPDATE orders SET state=2")) {
    run(c, "ROLLBACK");
    return false;
  }
  if (refuse(order))
    return false; // expect: session-missing-rollback
  return run(c, "COMMIT");
}

bool pq_commit_helper_ok(PGconn *c, int order) {
  if (!run(c, "BEGIN"))
    return false;
  bool good = run(c, "UPDATE orders SET state=2");
  if (!good || refuse(order)) {
    run(c, "ROLLBACK");
    return false;
  }
  return run(c, "COMMIT");
}

/* The helper's last word is a commit or a rollback, by what it was told. */
static int end(sqlite3 *db, bool good) {
  return sqlite3_exec(db, good ? "COMMIT" : "ROLLBACK", 0, 0, 0);
}

int ended_by_word_ok(sqlite3 *db, int order) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0))
    return -1;
  if (refuse(order)) {
    end(db, false);
    return -1;
  }
  return end(db, true);
}

/* A begin wrapper that hands the begin's result on. */
int begin_last_ok(sqlite3 *db, int order) {
  if (refuse(order))
    return -1;
  return sqlite3_exec(db, "BEGIN", 0, 0, 0);
}
