// FLAGS: -fopenmp -isystem /usr/include/postgresql
// Sessions of the threads of a team: what a region's body opens, it closes.
#include <libpq-fe.h>

int work(PGconn *conn, int i);

void region_bad(const char *info) {
#pragma omp parallel
  {
    PGconn *conn = PQconnectdb(info);
    PQclear(PQexec(conn, "SELECT 1"));
  } // expect: session-leak 'conn' is not closed
}
void early_continue_bad(const char *info, int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i) {
    PGconn *conn = PQconnectdb(info);
    if (PQstatus(conn) != CONNECTION_OK)
      continue; // expect: session-leak
    work(conn, i);
    PQfinish(conn);
  }
}
void private_bad(const char *info) {
  PGconn *conn = NULL;
#pragma omp parallel private(conn)
  {
    conn = PQconnectdb(info);
    PQclear(PQexec(conn, "SELECT 1"));
  } // expect: session-leak
  PQfinish(conn);
}
void task_bad(const char *info) {
#pragma omp parallel
#pragma omp single
  {
#pragma omp task
    {
      PGconn *conn = PQconnectdb(info);
      PQclear(PQexec(conn, "SELECT 1"));
    } // expect: session-leak
  }
}

void region_ok(const char *info, int n) {
#pragma omp parallel
  {
    PGconn *conn = PQconnectdb(info);
    if (PQstatus(conn) == CONNECTION_OK) {
#pragma omp for
      for (int i = 0; i < n; ++i)
        work(conn, i);
    }
    PQfinish(conn);
  }
}
void private_ok(const char *info) {
  PGconn *conn = PQconnectdb(info);
#pragma omp parallel private(conn)
  {
    conn = PQconnectdb(info);
    work(conn, 1);
    PQfinish(conn);
  }
  PQfinish(conn);
}
void last_ok(const char *info, int n) {
  PGconn *conn = NULL;
#pragma omp parallel for lastprivate(conn) num_threads(1)
  for (int i = 0; i < 1; ++i)
    conn = PQconnectdb(info);
  PQfinish(conn);
}
void task_ok(const char *info) {
#pragma omp parallel
#pragma omp single
  {
    PGconn *conn = PQconnectdb(info);
#pragma omp task firstprivate(conn)
    {
      work(conn, 1);
      PQfinish(conn);
    }
  }
}
