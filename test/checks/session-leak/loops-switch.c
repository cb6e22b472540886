// FLAGS: -isystem /usr/include/postgresql
// Sessions opened in a loop turn or a case: continue, break, return.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

int step(int);

int continue_bad(char **servers, int n) {
  int up = 0;
  for (int i = 0; i < n; i++) {
    PGconn *conn = PQconnectdb(servers[i]);
    if (PQstatus(conn) != CONNECTION_OK)
      continue; // expect: session-leak
    up++;
    PQfinish(conn);
  }
  return up;
}

int continue_ok(char **servers, int n) {
  int up = 0;
  for (int i = 0; i < n; i++) {
    PGconn *conn = PQconnectdb(servers[i]);
    if (PQstatus(conn) != CONNECTION_OK) {
      PQfinish(conn);
      continue;
    }
    up++;
    PQfinish(conn);
  }
  return up;
}

int break_bad(char **servers, int n) {
  int i;
  for (i = 0; i < n; i++) {
    PGconn *conn = PQconnectdb(servers[i]);
    if (PQstatus(conn) == CONNECTION_OK)
      break; // expect: session-leak
    PQfinish(conn);
  }
  return i;
}

int break_ok(char **servers, int n) {
  int i;
  for (i = 0; i < n; i++) {
    PGconn *conn = PQconnectdb(servers[i]);
    int ok = PQstatus(conn) == CONNECTION_OK;
    PQfinish(conn);
    if (ok)
      break;
  }
  return i;
}

// The first good one leaves the loop in a variable outside of it.
PGconn *first_good_ok(char **servers, int n) {
  PGconn *found = NULL;
  for (int i = 0; i < n && !found; i++) {
    PGconn *conn = PQconnectdb(servers[i]);
    if (PQstatus(conn) == CONNECTION_OK)
      found = conn;
    else
      PQfinish(conn);
  }
  return found;
}

PGconn *first_good_bad(char **servers, int n) {
  for (int i = 0; i < n; i++) {
    PGconn *conn = PQconnectdb(servers[i]);
    if (PQstatus(conn) == CONNECTION_OK)
      return conn;
  } // expect: session-leak
  return NULL;
}

int return_in_loop_bad(char **files, int n, const char *sql) {
  for (int i = 0; i < n; i++) {
    sqlite3 *db;
    if (sqlite3_open(files[i], &db) != SQLITE_OK) {
      sqlite3_close(db);
      return -1;
    }
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
      return i; // expect: session-leak
    sqlite3_close(db);
  }
  return n;
}

int return_in_loop_ok(char **files, int n, const char *sql) {
  for (int i = 0; i < n; i++) {
    sqlite3 *db;
    if (sqlite3_open(files[i], &db) != SQLITE_OK) {
      sqlite3_close(db);
      return -1;
    }
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    if (rc != SQLITE_OK)
      return i;
  }
  return n;
}

int case_bad(int backend, const char *where) {
  switch (backend) {
  case 0: {
    sqlite3 *db;
    int rc = sqlite3_open(where, &db);
    sqlite3_close(db);
    return rc;
  }
  case 1: {
    PGconn *conn = PQconnectdb(where);
    if (PQstatus(conn) != CONNECTION_OK) {
      PQfinish(conn);
      break;
    }
    return 0; // expect: session-leak
  }
  default:
    break;
  }
  return -1;
}

int case_ok(int backend, const char *where) {
  sqlite3 *db = NULL;
  PGconn *conn = NULL;
  int rc = -1;
  switch (backend) {
  case 0:
    rc = sqlite3_open(where, &db);
    break;
  case 1:
    conn = PQconnectdb(where);
    rc = PQstatus(conn) == CONNECTION_OK ? 0 : -1;
    break;
  }
  sqlite3_close(db);
  PQfinish(conn);
  return rc;
}

// A state machine that opens in one turn and closes in a later one.
int machine_ok(const char *conninfo) {
  enum { Start, Work, Stop, End } state = Start;
  PGconn *conn = NULL;
  int errors = 0;
  while (state != End) {
    switch (state) {
    case Start:
      conn = PQconnectdb(conninfo);
      state = PQstatus(conn) == CONNECTION_OK ? Work : Stop;
      break;
    case Work:
      errors += step(1);
      state = Stop;
      break;
    case Stop:
      PQfinish(conn);
      state = End;
      break;
    case End:
      break;
    }
  }
  return errors;
}

int fallthrough_ok(int level, const char *file) {
  sqlite3 *db = NULL;
  switch (level) {
  case 2:
    if (sqlite3_open(file, &db) == SQLITE_OK)
      sqlite3_exec(db, "PRAGMA integrity_check", NULL, NULL, NULL);
    /* fall through */
  case 1:
    sqlite3_close(db);
    /* fall through */
  default:
    return level;
  }
}

int fallthrough_bad(int level, const char *file) {
  sqlite3 *db = NULL;
  switch (level) {
  case 2:
    if (sqlite3_open(file, &db) == SQLITE_OK)
      sqlite3_exec(db, "PRAGMA integrity_check", NULL, NULL, NULL);
    break;
  case 1:
    sqlite3_close(db);
    /* fall through */
  default:
    return level;
  }
  return -level; // expect: session-leak
}

int do_once_ok(const char *file) {
  int rc = -1;
  sqlite3 *db = NULL;
  do {
    if (sqlite3_open(file, &db) != SQLITE_OK)
      break;
    if (sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL) != SQLITE_OK)
      break;
    rc = 0;
  } while (0);
  sqlite3_close(db);
  return rc;
}

int do_once_bad(const char *file) {
  int rc = -1;
  do {
    sqlite3 *db = NULL;
    if (sqlite3_open(file, &db) != SQLITE_OK) {
      sqlite3_close(db);
      break;
    }
    if (sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL) != SQLITE_OK)
      break; // expect: session-leak
    rc = 0;
    sqlite3_close(db);
  } while (0);
  return rc;
}

// One session for the whole loop, one a turn inside it.
int nested_ok(char **files, int n, const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  for (int i = 0; i < n; i++) {
    sqlite3 *db = NULL;
    if (sqlite3_open(files[i], &db) == SQLITE_OK)
      PQclear(PQexec(conn, "INSERT INTO log VALUES (1)"));
    sqlite3_close(db);
  }
  PQfinish(conn);
  return 0;
}

int nested_bad(char **files, int n, const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  for (int i = 0; i < n; i++) {
    sqlite3 *db = NULL;
    if (sqlite3_open(files[i], &db) != SQLITE_OK) {
      sqlite3_close(db);
      return -1; // expect: session-leak
    }
    sqlite3_close(db);
  }
  PQfinish(conn);
  return 0;
}

int scope_end_bad(const char *file, int check) {
  if (check) {
    sqlite3 *db = NULL;
    if (sqlite3_open(file, &db) == SQLITE_OK)
      step(2);
    else
      sqlite3_close(db);
  } // expect: session-leak
  return step(3);
}

int scope_end_ok(const char *file, int check) {
  if (check) {
    sqlite3 *db = NULL;
    if (sqlite3_open(file, &db) == SQLITE_OK)
      step(2);
    sqlite3_close(db);
  }
  return step(3);
}
