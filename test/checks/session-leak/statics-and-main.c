// FLAGS: -isystem /usr/include/postgresql
// Static storage takes a session over; main hands it to the operating system.
#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int step(int);

static PGconn *shared;
static sqlite3 *cache[8];
sqlite3 *exported;

int start_ok(const char *conninfo) {
  shared = PQconnectdb(conninfo);
  return PQstatus(shared) == CONNECTION_OK;
}

void stop_ok(void) {
  PQfinish(shared);
  shared = NULL;
}

int start_via_local_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  shared = conn;
  return 0;
}

int start_via_local_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    return -1; // expect: session-leak
  shared = conn;
  return 0;
}

// Known open here, overwritten here.
int start_twice_bad(const char *a, const char *b) {
  shared = PQconnectdb(a);
  if (PQstatus(shared) != CONNECTION_OK)
    shared = PQconnectdb(b); // expect: session-leak
  return PQstatus(shared) == CONNECTION_OK;
}

int start_twice_ok(const char *a, const char *b) {
  shared = PQconnectdb(a);
  if (PQstatus(shared) != CONNECTION_OK) {
    PQfinish(shared);
    shared = PQconnectdb(b);
  }
  return PQstatus(shared) == CONNECTION_OK;
}

// What the static held on entry is unknown.
int restart_ok(const char *conninfo) {
  if (step(1))
    shared = PQconnectdb(conninfo);
  return 0;
}

PGconn *lazy_ok(const char *conninfo) {
  static PGconn *conn;
  if (!conn)
    conn = PQconnectdb(conninfo);
  return conn;
}

int slot_ok(int i, const char *file) {
  if (!cache[i])
    return sqlite3_open(file, &cache[i]);
  return SQLITE_OK;
}

int exported_ok(const char *file) {
  if (sqlite3_open(file, &exported) != SQLITE_OK) {
    sqlite3_close(exported);
    exported = NULL;
    return -1;
  }
  return 0;
}

// Thread functions.
void *worker_ok(void *arg) {
  PGconn *conn = PQconnectdb(arg);
  if (PQstatus(conn) != CONNECTION_OK)
    goto exit;
  while (step(2) == 0)
    PQclear(PQexec(conn, "SELECT next_job()"));
exit:
  PQfinish(conn);
  return NULL;
}

void *worker_bad(void *arg) {
  PGconn *conn = PQconnectdb(arg);
  if (PQstatus(conn) != CONNECTION_OK)
    goto exit;
  while (step(2) == 0)
    PQclear(PQexec(conn, "SELECT next_job()"));
  PQfinish(conn);
exit:
  return NULL; // expect: session-leak
}

int spawn_ok(pthread_t *thread, const char *conninfo) {
  return pthread_create(thread, NULL, worker_ok, (void *)conninfo);
}

static void usage_of(const char *file) {
  fprintf(stderr, "cannot open %s\n", file);
}

// Return from main ends the process, whatever is open.
int main(int argc, char **argv) {
  sqlite3 *db = NULL;
  PGconn *conn = PQconnectdb("dbname=postgres");
  if (argc < 2)
    return 2;
  if (sqlite3_open(argv[1], &db) != SQLITE_OK) {
    usage_of(argv[1]);
    return 1;
  }
  return step(PQserverVersion(conn));
}
