// FLAGS: -isystem /usr/include/postgresql
// Cleanup labels: one for all, a ladder, done: falling into error:.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int step(int);

int one_label_ok(const char *conninfo) {
  int rc = -1;
  PGresult *res = NULL;
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    goto out;
  res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    goto out;
  rc = 0;
out:
  PQclear(res);
  PQfinish(conn);
  return rc;
}

int one_label_bad(const char *conninfo) {
  int rc = -1;
  PGresult *res = NULL;
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    goto close;
  res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    goto out;
  rc = 0;
close:
  PQfinish(conn);
out:
  PQclear(res);
  return rc; // expect: session-leak
}

int label_before_open_ok(const char *file, int n) {
  sqlite3 *db = NULL;
  int rc = -1;
  if (n < 0)
    goto out;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    goto out;
  rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
out:
  sqlite3_close(db);
  return rc;
}

int ladder_ok(const char *file, const char *conninfo, size_t size) {
  int rc = -1;
  sqlite3 *db = NULL;
  PGconn *conn;
  char *buffer;

  buffer = malloc(size);
  if (!buffer)
    return -1;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    goto free_db;
  conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    goto free_conn;
  rc = step(1);
free_conn:
  PQfinish(conn);
free_db:
  sqlite3_close(db);
  free(buffer);
  return rc;
}

int ladder_bad(const char *file, const char *conninfo, size_t size) {
  int rc = -1;
  sqlite3 *db = NULL;
  PGconn *conn;
  char *buffer;

  buffer = malloc(size);
  if (!buffer)
    return -1;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    goto free_db;
  conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK)
    goto free_conn;
  if (step(1))
    goto free_buffer;
  rc = 0;
free_conn:
  PQfinish(conn);
free_db:
  sqlite3_close(db);
  free(buffer);
  return rc;
free_buffer:
  free(buffer);
  sqlite3_close(db);
  return rc; // expect: session-leak
}

int done_into_error_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc != SQLITE_OK)
    goto error;
  rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    goto error;
  if (step(2))
    goto done;
  rc = sqlite3_exec(db, "SELECT 2", NULL, NULL, NULL);
done:
  rc = 0;
error:
  if (rc != SQLITE_OK)
    fprintf(stderr, "failed: %s\n", sqlite3_errmsg(db));
  sqlite3_close(db);
  return rc;
}

int done_past_error_bad(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc != SQLITE_OK)
    goto error;
  rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    goto error;
  return 0; // expect: session-leak
error:
  fprintf(stderr, "failed: %s\n", sqlite3_errmsg(db));
  sqlite3_close(db);
  return rc;
}

// The opener's success path leaves by `return db`: a hand-over, no leak.
sqlite3 *open_with_pragmas_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    goto fail;
  if (sqlite3_exec(db, "PRAGMA foreign_keys=ON", NULL, NULL, NULL) != SQLITE_OK)
    goto fail;
  return db;
fail:
  sqlite3_close(db);
  return NULL;
}

sqlite3 *open_with_pragmas_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    goto fail;
  if (sqlite3_exec(db, "PRAGMA foreign_keys=ON", NULL, NULL, NULL) != SQLITE_OK)
    goto no_pragma;
  return db;
fail:
  sqlite3_close(db);
no_pragma:
  return NULL; // expect: session-leak
}

// Cleanup asks which of the two is open.
int ask_at_cleanup_ok(const char *from, const char *to) {
  sqlite3 *src = NULL;
  sqlite3 *dst = NULL;
  int rc = SQLITE_ERROR;
  if (sqlite3_open(from, &src))
    goto cleanup;
  if (sqlite3_open(to, &dst))
    goto cleanup;
  rc = step(3);
cleanup:
  if (dst != NULL)
    sqlite3_close(dst);
  if (src != NULL)
    sqlite3_close(src);
  return rc;
}

// The second test asks for the wrong variable: src stays open when dst is null.
int ask_wrong_bad(const char *from, const char *to, int both) {
  sqlite3 *src = NULL;
  sqlite3 *dst = NULL;
  int rc = SQLITE_ERROR;
  if (sqlite3_open(from, &src) != SQLITE_OK) {
    sqlite3_close(src);
    return rc;
  }
  if (!both)
    goto cleanup;
  sqlite3_open(to, &dst);
  rc = step(3);
cleanup:
  if (dst) {
    sqlite3_close(dst);
    sqlite3_close(src);
  }
  return rc; // expect: session-leak
}

// Backward goto: closes before it opens again.
int again_ok(const char *conninfo, int tries) {
  PGconn *conn;
again:
  conn = PQconnectdb(conninfo);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    if (tries-- > 0)
      goto again;
    return -1;
  }
  PQfinish(conn);
  return 0;
}

int again_bad(const char *conninfo, int tries) {
  PGconn *conn;
again:
  conn = PQconnectdb(conninfo); // expect: session-leak
  if (PQstatus(conn) != CONNECTION_OK && tries-- > 0)
    goto again;
  PQfinish(conn);
  return 0;
}

int error_label_in_loop_ok(char **files, int n) {
  int failed = 0;
  for (int i = 0; i < n; i++) {
    sqlite3 *db = NULL;
    if (sqlite3_open(files[i], &db) != SQLITE_OK)
      goto next;
    if (sqlite3_exec(db, "REINDEX", NULL, NULL, NULL) == SQLITE_OK) {
      sqlite3_close(db);
      continue;
    }
  next:
    failed++;
    sqlite3_close(db);
  }
  return failed;
}

int error_label_in_loop_bad(char **files, int n) {
  int failed = 0;
  for (int i = 0; i < n; i++) {
    sqlite3 *db = NULL;
    if (sqlite3_open(files[i], &db) != SQLITE_OK) {
      sqlite3_close(db);
      continue;
    }
    if (sqlite3_exec(db, "REINDEX", NULL, NULL, NULL) != SQLITE_OK)
      goto stop; // expect: session-leak
    sqlite3_close(db);
  }
  return 0;
stop:
  failed++;
  return failed;
}
