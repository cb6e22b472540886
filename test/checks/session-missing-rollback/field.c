// FLAGS: -isystem /usr/include/postgresql
// Shapes met in C programs of the field (docs/field-notes.md), in own words.
#include <libpq-fe.h>
#include <sqlite3.h>

// --- A field beside the session remembers that a transaction is open. ---

struct node {
  PGconn *conn;
  int inside;
};

extern int locking;

static int end(struct node *n, const char *how) {
  if (!n->inside)
    return 0;
  n->inside = 0;
  PGresult *res = PQexec(n->conn, how);
  int failed = PQresultStatus(res) != PGRES_COMMAND_OK;
  PQclear(res);
  return failed ? -1 : 0;
}

static int begin_once(struct node *n) {
  if (n->inside)
    return 0;
  PGresult *res = PQexec(n->conn, "BEGIN");
  if (PQresultStatus(res) != PGRES_COMMAND_OK) {
    PQclear(res);
    return -1;
  }
  PQclear(res);
  if (locking) {
    res = PQexec(n->conn, "LOCK TABLE event");
    if (PQresultStatus(res) != PGRES_COMMAND_OK) {
      PQclear(res);
      n->inside = 1;
      end(n, "ROLLBACK");
      return -1;
    }
    PQclear(res);
  }
  n->inside = 1;
  return 0;
}

// Whoever gave the node calls end.
int change_ok(struct node *n, const char *sql) {
  if (begin_once(n) < 0)
    return -1;
  PGresult *res = PQexec(n->conn, sql);
  if (PQresultStatus(res) != PGRES_COMMAND_OK) {
    PQclear(res);
    return -1;
  }
  PQclear(res);
  return 0;
}

int change_two_ok(struct node *n) {
  if (change_ok(n, "DELETE FROM first") < 0)
    return -1;
  return change_ok(n, "DELETE FROM second");
}

// --- Texts that run in a helper; who began ends. ---

struct store {
  sqlite3 *db;
  int inside;
};

static int exec(struct store *s, const char *sql) {
  return sqlite3_exec(s->db, sql, 0, 0, 0) != SQLITE_OK;
}

static int start(struct store *s) {
  if (s->inside)
    return 1;
  int code = exec(s, "BEGIN IMMEDIATE");
  if (!code)
    s->inside = 1;
  return code;
}

static int commit(struct store *s) {
  if (!s->inside)
    return 1;
  int code = exec(s, "END");
  if (!code)
    s->inside = 0;
  return code;
}

void flush_ok(struct store *s, int count) {
  int outer = start(s);
  while (count--)
    exec(s, "DELETE FROM queue");
  if (!outer)
    commit(s);
}

// --- The same as the first without the field: nobody can know. ---
static int begin(struct node *n) {
  PGresult *res = PQexec(n->conn, "BEGIN");
  int good = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return good ? 0 : -1;
}

int change_bad(struct node *n, const char *sql) {
  if (begin(n) < 0)
    return -1;
  PGresult *res = PQexec(n->conn, sql);
  if (PQresultStatus(res) != PGRES_COMMAND_OK) {
    PQclear(res);
    return -2; // expect: session-missing-rollback the transaction on 'conn' stays open
  }
  PQclear(res);
  PQclear(PQexec(n->conn, "COMMIT"));
  return 0;
}

// --- A connection that is made where there is none yet. ---

struct keeper {
  PGconn *conn;
  unsigned long due;
};

unsigned long now(void);

static int connected(struct keeper *k) {
  if (!k->conn)
    k->conn = PQconnectdb("");
  return PQstatus(k->conn) == CONNECTION_OK;
}

static int works(PGconn *conn, const char *sql) {
  PGresult *r = PQexec(conn, sql);
  int done = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  return done;
}

// One transaction, one finding, whoever made the connection.
int keep_bad(struct keeper *k) {
  if (!connected(k) || !works(k->conn, "BEGIN"))
    return -1;
  if (!works(k->conn, "INSERT INTO kept VALUES (1)"))
    return -1; // expect: session-missing-rollback the transaction on 'conn' stays open on the return
  return works(k->conn, "COMMIT");
}

// --- A time that says when the transaction is to be committed. ---

static int begins(struct keeper *k) {
  if (!works(k->conn, "BEGIN"))
    return 0;
  k->due = now() + 10;
  return 1;
}

// The time is never 0, but nothing says so.
int keep_due_FP(struct keeper *k) {
  if (k->due == 0)
    begins(k);
  if (!works(k->conn, "INSERT INTO kept VALUES (1)")) {
    if (k->due > 0)
      works(k->conn, "ROLLBACK");
    return -1; // expect: session-missing-rollback the transaction on 'conn' stays open on the return
  }
  return 0;
}
