// FLAGS: -isystem /usr/include/postgresql
// Opened by one function and closed by another: what joins the two?
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdlib.h>

// --- Hooks before and after a request. ---

static PGconn *Request;

int before_request_bad(const char *info) {
  Request = PQconnectdb(info); // expect: session-shared-across-functions 'Request' is opened in 'before_request_bad' but closed only in 'after_request_bad', and nothing makes sure that 'after_request_bad' runs before 'before_request_bad' runs again
  return PQstatus(Request) == CONNECTION_OK;
}
void after_request_bad(void) {
  PQfinish(Request); // note: 'Request' is closed here by 'PQfinish' in 'after_request_bad'
  Request = NULL;
}

// --- The error path closes what failed; what worked is closed elsewhere. ---

static sqlite3 *Unit;

int begin_unit_bad(const char *path) {
  if (sqlite3_open(path, &Unit) != SQLITE_OK) { // expect: session-shared-across-functions 'Unit' is opened in 'begin_unit_bad' but closed only in 'end_unit_bad'
    sqlite3_close(Unit);
    Unit = NULL;
    return -1;
  }
  return 0;
}
void end_unit_bad(void) { sqlite3_close(Unit); }

// --- Through a helper that opens for its caller. ---

static PGconn *Helped;

static int open_into(PGconn **conn) {
  *conn = PQconnectdb("");
  return PQstatus(*conn) == CONNECTION_OK;
}
int helped_start_bad(void) {
  return open_into(&Helped); // expect: session-shared-across-functions 'Helped' is opened in 'helped_start_bad' but closed only in 'helped_stop_bad'
}
void helped_stop_bad(void) { PQfinish(Helped); }

// --- It asks first: it can run again. ---

static PGconn *Asked;

int asked_start_ok(void) {
  if (!Asked)
    Asked = PQconnectdb("");
  return PQstatus(Asked) == CONNECTION_OK;
}
void asked_stop_ok(void) {
  PQfinish(Asked);
  Asked = NULL;
}

static PGconn *Flagged;
static int IsOpen;

void flagged_start_ok(void) {
  if (IsOpen)
    return;
  Flagged = PQconnectdb("");
  IsOpen = 1;
}
void flagged_stop_ok(void) {
  PQfinish(Flagged);
  IsOpen = 0;
}

static PGconn *AskedByHelper;

static int have_one(void) { return AskedByHelper != NULL; }
void asked_by_helper_start_ok(void) {
  if (have_one())
    return;
  AskedByHelper = PQconnectdb("");
}
void asked_by_helper_stop_ok(void) { PQfinish(AskedByHelper); }

static PGconn *AskedByCaller;

static void asked_by_caller_open_ok(void) { AskedByCaller = PQconnectdb(""); }
void asked_by_caller_ok(void) {
  if (!AskedByCaller)
    asked_by_caller_open_ok();
}
void asked_by_caller_stop_ok(void) { PQfinish(AskedByCaller); }

// --- It closes the old one before it opens the new one. ---

static PGconn *Reopened;

void reopened_start_ok(void) {
  PQfinish(Reopened);
  Reopened = PQconnectdb("");
}
void reopened_stop_ok(void) { PQfinish(Reopened); }

// --- A caller that runs both. ---

static PGconn *Paired;

static void paired_open_ok(void) { Paired = PQconnectdb(""); }
static void paired_close_ok(void) { PQfinish(Paired); }
void paired_ok(void) {
  paired_open_ok();
  PQclear(PQexec(Paired, "SELECT 1"));
  paired_close_ok();
}

// --- A caller that runs the second only sometimes. ---

static PGconn *Half;

static void half_open_bad(void) {
  Half = PQconnectdb(""); // expect: session-shared-across-functions 'Half' is opened in 'half_open_bad'
}
static void half_close_bad(void) { PQfinish(Half); }
int half_bad(void) {
  half_open_bad();
  if (PQstatus(Half) != CONNECTION_OK)
    return -1;
  half_close_bad();
  return 0;
}

// --- At the end of the process. ---

static PGconn *AtExit;

static void at_exit_close_ok(void) { PQfinish(AtExit); }
void at_exit_open_ok(void) {
  AtExit = PQconnectdb("");
  atexit(at_exit_close_ok);
}

// --- Never closed: as long as the process. ---

static PGconn *Forever;
void forever_ok(void) { Forever = PQconnectdb(""); }

// --- In an object of the caller: who has the object closes. ---

struct job {
  PGconn *conn;
};
void job_start_ok(struct job *job) { job->conn = PQconnectdb(""); }
void job_stop_ok(struct job *job) { PQfinish(job->conn); }
