// FLAGS: -fopenmp -isystem /usr/include/postgresql -idirafter %S/../../models/Inputs/mirrors
// Stretches that the threads of an OpenMP team run.
#include <libpq-fe.h>
#include <omp.h>
#include <stdio.h>

static int run(PGconn *conn, const char *sql) {
  PGresult *r = PQexec(conn, sql);
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  return ok;
}

void loop_bad(PGconn *conn, int n) {
#pragma omp parallel for // expect: session-shared-across-threads the thread that starts here uses 'conn' while another one does; give each thread its own session, or hold one mutex around every use
  for (int i = 0; i < n; ++i)
    PQclear(PQexec(conn, "SELECT 1")); // note: 'loop_bad' uses it here
}
void region_bad(PGconn *conn) {
#pragma omp parallel // expect: session-shared-across-threads
  {
    PQclear(PQexec(conn, "SELECT 1"));
  }
}
void helper_bad(PGconn *conn, const char **sql, int n) {
  int failed = 0;
#pragma omp parallel for reduction(+ : failed) schedule(dynamic) // expect: session-shared-across-threads
  for (int i = 0; i < n; ++i)
    failed += !run(conn, sql[i]);
  printf("%d\n", failed);
}
void opened_outside_bad(const char *info, int n) {
  PGconn *conn = PQconnectdb(info);
  if (PQstatus(conn) == CONNECTION_OK) {
#pragma omp parallel for // expect: session-shared-across-threads
    for (int i = 0; i < n; ++i)
      run(conn, "CALL refresh()");
  }
  PQfinish(conn);
}
struct importer {
  PGconn *conn;
  int rows;
};
void field_bad(struct importer *im) {
#pragma omp parallel for num_threads(4) // expect: session-shared-across-threads
  for (int i = 0; i < im->rows; ++i)
    run(im->conn, "INSERT INTO t VALUES (1)");
}
// A copy of the handle is the same session.
void copied_handle_bad(PGconn *conn, int n) {
#pragma omp parallel for firstprivate(conn) // expect: session-shared-across-threads
  for (int i = 0; i < n; ++i)
    run(conn, "CALL refresh()");
}
static PGconn *the_conn;
void static_bad(int n) {
#pragma omp parallel for // expect: session-shared-across-threads
  for (int i = 0; i < n; ++i)
    run(the_conn, "CALL refresh()");
}
// One use is protected, the other is not.
void half_protected_bad(PGconn *conn, int n) {
#pragma omp parallel for // expect: session-shared-across-threads
  for (int i = 0; i < n; ++i) {
#pragma omp critical
    run(conn, "CALL refresh()");
    run(conn, "CALL next()");
  }
}
void two_names_bad(PGconn *conn, int n) {
#pragma omp parallel for // expect: session-shared-across-threads
  for (int i = 0; i < n; ++i) {
#pragma omp critical(reader)
    run(conn, "CALL refresh()");
#pragma omp critical(writer)
    run(conn, "CALL next()");
  }
}
void sections_bad(PGconn *conn) {
#pragma omp parallel sections // expect: session-shared-across-threads
  {
#pragma omp section
    run(conn, "CALL totals()");
#pragma omp section
    run(conn, "CALL averages()");
  }
}
void first_section_bad(PGconn *conn) {
#pragma omp parallel // expect: session-shared-across-threads
  {
    int part = 0;
#pragma omp sections private(part)
    {
      run(conn, "CALL totals()");
#pragma omp section
      run(conn, "CALL averages()");
    }
  }
}
// Without private() all threads open into one variable.
void forgotten_private_bad(const char *info, int n) {
  PGconn *conn;
  int i;
#pragma omp parallel for private(i) // expect: session-shared-across-threads
  for (i = 0; i < n; ++i) {
    conn = PQconnectdb(info);
    run(conn, "CALL refresh()");
    PQfinish(conn);
  }
}

// --- Tasks. ---

void tasks_bad(PGconn *conn, int n) {
#pragma omp parallel
#pragma omp single
  for (int i = 0; i < n; ++i) {
#pragma omp task // expect: session-shared-across-threads
    run(conn, "CALL refresh()");
  }
}
void two_tasks_bad(PGconn *conn) {
#pragma omp parallel
#pragma omp single
  {
#pragma omp task // expect: session-shared-across-threads
    run(conn, "CALL totals()");
#pragma omp task
    run(conn, "CALL averages()");
  }
}
void beside_the_task_bad(PGconn *conn) {
#pragma omp parallel
#pragma omp single
  {
#pragma omp task // expect: session-shared-across-threads
    run(conn, "CALL totals()");
    run(conn, "CALL averages()");
#pragma omp taskwait
  }
}
void taskloop_bad(PGconn *conn, int n) {
#pragma omp parallel
#pragma omp single
#pragma omp taskloop // expect: session-shared-across-threads
  for (int i = 0; i < n; ++i)
    run(conn, "CALL refresh()");
}
void closed_too_early_bad(const char *info) {
#pragma omp parallel
#pragma omp single
  {
    PGconn *conn = PQconnectdb(info);
#pragma omp task // expect: session-shared-across-threads
    run(conn, "CALL totals()");
    PQfinish(conn);
  }
}

// --- Each thread its own. ---

void own_ok(const char *info, int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i) {
    PGconn *conn = PQconnectdb(info);
    run(conn, "CALL refresh()");
    PQfinish(conn);
  }
}
void own_for_the_team_ok(const char *info, int n) {
#pragma omp parallel
  {
    PGconn *conn = PQconnectdb(info);
#pragma omp for
    for (int i = 0; i < n; ++i)
      run(conn, "CALL refresh()");
    PQfinish(conn);
  }
}
void private_ok(const char *info, int n) {
  PGconn *conn;
  int i;
#pragma omp parallel private(conn, i)
  {
    conn = PQconnectdb(info);
#pragma omp for
    for (i = 0; i < n; ++i)
      run(conn, "CALL refresh()");
    PQfinish(conn);
  }
}
void firstprivate_ok(const char *info, int n) {
  PGconn *conn = NULL;
#pragma omp parallel firstprivate(conn)
  {
    conn = PQconnectdb(info);
    run(conn, "CALL refresh()");
    PQfinish(conn);
  }
}
static PGconn *thread_conn;
#pragma omp threadprivate(thread_conn)
void threadprivate_ok(int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i)
    run(thread_conn, "CALL refresh()");
}
void element_each_ok(PGconn **conns, int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i)
    run(conns[i], "CALL refresh()");
}
struct worker {
  PGconn *conn;
};
void record_each_ok(struct worker *workers, int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i) {
    struct worker *w = &workers[i];
    run(w->conn, "CALL refresh()");
  }
}

// --- One at a time. ---

void critical_ok(PGconn *conn, int *sums, int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i) {
    sums[i] = i * i;
#pragma omp critical
    run(conn, "INSERT INTO sums VALUES (1)");
  }
}
void named_critical_ok(PGconn *conn, int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i) {
#pragma omp critical(db)
    run(conn, "CALL refresh()");
#pragma omp critical(db)
    {
      run(conn, "CALL next()");
    }
  }
}
static void insert(PGconn *conn) {
#pragma omp critical(db)
  run(conn, "INSERT INTO sums VALUES (1)");
}
void critical_in_helper_ok(PGconn *conn, int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i)
    insert(conn);
}
void ordered_ok(PGconn *conn, int n) {
#pragma omp parallel for ordered
  for (int i = 0; i < n; ++i) {
#pragma omp ordered
    run(conn, "CALL refresh()");
  }
}
void single_ok(PGconn *conn) {
#pragma omp parallel
  {
#pragma omp single
    run(conn, "CALL refresh()");
  }
}
void master_ok(PGconn *conn, int *sums, int n) {
#pragma omp parallel
  {
#pragma omp for
    for (int i = 0; i < n; ++i)
      sums[i] = i;
#pragma omp master
    run(conn, "CALL refresh()");
  }
}
void opened_once_ok(const char *info, int n) {
  PGconn *conn = NULL;
#pragma omp parallel
  {
#pragma omp single
    conn = PQconnectdb(info);
#pragma omp for
    for (int i = 0; i < n; ++i) {
#pragma omp critical
      run(conn, "CALL refresh()");
    }
#pragma omp single
    PQfinish(conn);
  }
}
void one_section_ok(PGconn *conn, int *sums) {
#pragma omp parallel sections
  {
#pragma omp section
    run(conn, "CALL totals()");
#pragma omp section
    sums[0] = 1;
  }
}
void runtime_lock_ok(PGconn *conn, omp_lock_t *lock, int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i) {
    omp_set_lock(lock);
    run(conn, "CALL refresh()");
    omp_unset_lock(lock);
  }
}
void unlocked_too_early_bad(PGconn *conn, omp_lock_t *lock, int n) {
#pragma omp parallel for // expect: session-shared-across-threads
  for (int i = 0; i < n; ++i) {
    omp_set_lock(lock);
    run(conn, "CALL refresh()");
    omp_unset_lock(lock);
    run(conn, "CALL next()");
  }
}
void first_thread_only_ok(PGconn *conn, int *sums) {
#pragma omp parallel
  {
    int me = omp_get_thread_num();
    sums[me] = me;
    if (me == 0)
      run(conn, "CALL refresh()");
  }
}
void asked_in_place_ok(PGconn *conn) {
#pragma omp parallel
  if (!omp_get_thread_num())
    run(conn, "CALL refresh()");
}
void all_but_the_first_bad(PGconn *conn) {
#pragma omp parallel // expect: session-shared-across-threads
  if (omp_get_thread_num() != 0)
    run(conn, "CALL refresh()");
}
void alone_ok(PGconn *conn, int n) {
#pragma omp parallel for num_threads(1)
  for (int i = 0; i < n; ++i)
    run(conn, "CALL refresh()");
}
void vector_ok(PGconn *conn, int n) {
#pragma omp simd
  for (int i = 0; i < n; ++i)
    run(conn, "CALL refresh()");
}

// --- Before and after. ---

void around_ok(PGconn *conn, int *sums, int n) {
  run(conn, "CALL before()");
#pragma omp parallel for
  for (int i = 0; i < n; ++i)
    sums[i] = i;
  run(conn, "CALL after()");
}
void after_task_ok(PGconn *conn) {
#pragma omp parallel
#pragma omp single
  {
#pragma omp task
    run(conn, "CALL totals()");
#pragma omp taskwait
    run(conn, "CALL averages()");
  }
  run(conn, "CALL done()");
}
void taskgroup_ok(PGconn *conn) {
#pragma omp parallel
#pragma omp single
  {
#pragma omp taskgroup
    {
#pragma omp task
      run(conn, "CALL totals()");
    }
    run(conn, "CALL averages()");
  }
}
void dependent_tasks_ok(PGconn *conn) {
  int turn = 0;
#pragma omp parallel
#pragma omp single
  {
#pragma omp task depend(inout : turn)
    run(conn, "CALL totals()");
#pragma omp task depend(inout : turn)
    run(conn, "CALL averages()");
  }
}
void task_each_ok(const char *info, int n) {
#pragma omp parallel
#pragma omp single
  for (int i = 0; i < n; ++i) {
    PGconn *conn = PQconnectdb(info);
#pragma omp task firstprivate(conn)
    {
      run(conn, "CALL refresh()");
      PQfinish(conn);
    }
  }
}
void critical_tasks_ok(PGconn *conn, int n) {
#pragma omp parallel
#pragma omp single
  for (int i = 0; i < n; ++i) {
#pragma omp task
    {
#pragma omp critical
      run(conn, "CALL refresh()");
    }
  }
}

// What the master does beside the critical stretches of others.
void master_and_critical_FN(PGconn *conn) {
#pragma omp parallel
  {
#pragma omp master
    run(conn, "CALL refresh()");
#pragma omp critical
    run(conn, "CALL next()");
  }
}
