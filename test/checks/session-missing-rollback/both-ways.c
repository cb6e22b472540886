// FLAGS: -isystem /usr/include/postgresql
// A function that commits on one path and rolls back on another leaves no
// transaction to its callers; one that does not may.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>

int choose(int);

struct writer {
  sqlite3 *db;
  int begun, rows;
};

int nothing_to_do_bad(sqlite3 *db, int jobs) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0))
    return -1;
  if (jobs == 0)
    return 1; // expect: session-missing-rollback the transaction on 'db' stays open on the return at line 20
  if (sqlite3_exec(db, "COMMIT", 0, 0, 0)) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  return 0;
}

int nothing_to_do_ok(sqlite3 *db, int jobs) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0))
    return -1;
  if (jobs == 0) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return 1;
  }
  if (sqlite3_exec(db, "COMMIT", 0, 0, 0)) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  return 0;
}

bool take_job_bad(PGconn *c, int *id) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "SELECT name FROM jobs LIMIT 1 FOR UPDATE");
  if (PQresultStatus(r) != PGRES_TUPLES_OK) {
    PQclear(r);
    PQclear(PQexec(c, "ROLLBACK"));
    abort();
  }
  if (PQntuples(r) == 0) {
    PQclear(r);
    return false; // expect: session-missing-rollback
  }
  *id = atoi(PQgetvalue(r, 0, 0));
  PQclear(r);
  PQclear(PQexec(c, "COMMIT"));
  return true;
}

int take_job_by_code_bad(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "SELECT id FROM jobs LIMIT 1 FOR UPDATE");
  if (PQresultStatus(r) != PGRES_TUPLES_OK) {
    PQclear(r);
    PQclear(PQexec(c, "ROLLBACK"));
    return -1;
  }
  if (PQntuples(r) == 0) {
    PQclear(r);
    return 1; // expect: session-missing-rollback
  }
  PQclear(r);
  PQclear(PQexec(c, "COMMIT"));
  return 0;
}

/* A transaction for every hundred rows, the last one is the caller's. */
int chunks_ok(sqlite3 *db, int n) {
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  for (int i = 1; i <= n; i++) {
    if (sqlite3_exec(db, "INSERT INTO t VALUES(1)", 0, 0, 0)) {
      sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
      return -1;
    }
    if (choose(i))
      return 1; /* full: the caller goes on in this transaction */
    if (i % 100 == 0) {
      sqlite3_exec(db, "COMMIT", 0, 0, 0);
      sqlite3_exec(db, "BEGIN", 0, 0, 0);
    }
  }
  return 2;
}

/* It begins; what it begins is rolled back only where that fails. */
int begin_and_lock_ok(sqlite3 *db, int id) {
  if (sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0))
    return -1;
  if (sqlite3_exec(db, "UPDATE locks SET n=n+1", 0, 0, 0)) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  if (choose(id))
    return 1;
  return 0;
}

/* A begin that ends at once what has nothing to do. */
int begin_for_rows_ok(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "DECLARE rows CURSOR FOR SELECT * FROM t");
  if (PQresultStatus(r) != PGRES_COMMAND_OK) {
    PQclear(r);
    PQclear(PQexec(c, "ROLLBACK"));
    return -1;
  }
  PQclear(r);
  if (choose(1)) {
    PQclear(PQexec(c, "COMMIT"));
    return 0;
  }
  return 1; /* the caller fetches, and ends it */
}

/* The rows that come with the transaction are the caller's. */
PGresult *open_rows_ok(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PGresult *r = PQexec(c, "SELECT * FROM t FOR UPDATE");
  if (PQresultStatus(r) != PGRES_TUPLES_OK) {
    PQclear(r);
    PQclear(PQexec(c, "ROLLBACK"));
    return NULL;
  }
  if (PQntuples(r) > 0)
    return r;
  PQclear(r);
  PQclear(PQexec(c, "COMMIT"));
  return NULL;
}

/* Ends only what it has begun. */
int nested_ok(sqlite3 *db, int id) {
  int started = 0;
  if (sqlite3_get_autocommit(db)) {
    if (sqlite3_exec(db, "BEGIN", 0, 0, 0))
      return -1;
    started = 1;
  }
  if (sqlite3_exec(db, "UPDATE t SET a=1", 0, 0, 0)) {
    if (started)
      sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  if (choose(id) && !started)
    return 1;
  if (started)
    sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return 0;
}

/* The object knows that a transaction is open. */
int add_row_ok(struct writer *w) {
  if (!w->begun) {
    sqlite3_exec(w->db, "BEGIN", 0, 0, 0);
    w->begun = 1;
  }
  if (sqlite3_exec(w->db, "INSERT INTO t VALUES(1)", 0, 0, 0)) {
    sqlite3_exec(w->db, "ROLLBACK", 0, 0, 0);
    w->begun = 0;
    return -1;
  }
  if (++w->rows < 100)
    return 1;
  sqlite3_exec(w->db, "COMMIT", 0, 0, 0);
  w->begun = w->rows = 0;
  return 0;
}

int add_counted_row_ok(struct writer *w) {
  if (w->rows == 0)
    sqlite3_exec(w->db, "BEGIN", 0, 0, 0);
  if (sqlite3_exec(w->db, "INSERT INTO t VALUES(1)", 0, 0, 0)) {
    sqlite3_exec(w->db, "ROLLBACK", 0, 0, 0);
    w->rows = 0;
    return -1;
  }
  if (++w->rows >= 100) {
    sqlite3_exec(w->db, "COMMIT", 0, 0, 0);
    w->rows = 0;
  }
  return 0;
}

static void begin_writing(struct writer *w) {
  sqlite3_exec(w->db, "BEGIN", 0, 0, 0);
  w->begun = 1;
}

int add_by_helpers_ok(struct writer *w) {
  if (!w->begun)
    begin_writing(w);
  sqlite3_exec(w->db, "INSERT INTO t VALUES(1)", 0, 0, 0);
  if (choose(w->rows++)) {
    sqlite3_exec(w->db, "COMMIT", 0, 0, 0);
    w->begun = 0;
  }
  return 0;
}

/* A flag of something else excuses nothing. */
int flushed_bad(struct writer *w) {
  if (w->rows == 0)
    return 0;
  sqlite3_exec(w->db, "BEGIN", 0, 0, 0);
  if (choose(1))
    return 0; // expect: session-missing-rollback
  sqlite3_exec(w->db, "COMMIT", 0, 0, 0);
  return 0;
}

/* Once more, after the rollback. */
int retried_bad(sqlite3 *db, int tries) {
  while (tries-- > 0) {
    sqlite3_exec(db, "BEGIN", 0, 0, 0);
    if (choose(tries))
      return 2; // expect: session-missing-rollback
    if (sqlite3_exec(db, "COMMIT", 0, 0, 0) == SQLITE_OK)
      return 0;
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
  }
  return -1;
}
