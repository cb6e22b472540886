// FLAGS: -isystem /usr/include/mariadb
// MariaDB's and MySQL's client: an object is made first, then connected.
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int step(int);

// A connect that fails leaves the object to its caller.
int connect_failed_bad(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (conn == NULL)
    return -1;
  if (mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0) == NULL) {
    fprintf(stderr, "%s\n", mysql_error(conn));
    return -1; // expect: session-leak 'conn' is not closed
  }
  mysql_close(conn);
  return 0;
}

int connect_failed_ok(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (conn == NULL)
    return -1;
  if (mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0) == NULL) {
    fprintf(stderr, "%s\n", mysql_error(conn));
    mysql_close(conn);
    return -1;
  }
  mysql_close(conn);
  return 0;
}

// One that was never connected has memory all the same.
int never_connected_bad(const char *host, int dry) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return -1;
  mysql_options(conn, MYSQL_READ_DEFAULT_GROUP, "shop");
  if (dry)
    return 0; // expect: session-leak 'conn' is not closed
  mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0);
  mysql_close(conn);
  return 0;
}

int never_connected_ok(const char *host, int dry) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return -1;
  if (!dry)
    mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0);
  mysql_close(conn);
  return 0;
}

// Nothing is done with it but opening: then another may have it
// (init_given_tested_ok), and so it is followed only from its first use on.
int never_used_FN(const char *host, int dry) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return -1;
  if (dry)
    return 0;
  mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0);
  mysql_close(conn);
  return 0;
}

int only_connected_FN(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0))
    return 1;
  mysql_close(conn);
  return 0;
}

int options_bad(const char *host, const char *certificate) {
  MYSQL *conn = mysql_init(NULL);
  unsigned timeout = 5;
  if (mysql_options(conn, MYSQL_OPT_CONNECT_TIMEOUT, &timeout))
    return -1; // expect: session-leak 'conn' is not closed
  mysql_ssl_set(conn, NULL, certificate, NULL, NULL, NULL);
  int ok = mysql_real_connect(conn, host, NULL, NULL, NULL, 0, NULL, 0) != NULL;
  mysql_close(conn);
  return ok ? 0 : -1;
}

int options_ok(const char *host, const char *certificate) {
  MYSQL *conn = mysql_init(NULL);
  unsigned timeout = 5;
  int ok = 0;
  if (mysql_options(conn, MYSQL_OPT_CONNECT_TIMEOUT, &timeout))
    goto out;
  mysql_ssl_set(conn, NULL, certificate, NULL, NULL, NULL);
  ok = mysql_real_connect(conn, host, NULL, NULL, NULL, 0, NULL, 0) != NULL;
out:
  mysql_close(conn);
  return ok ? 0 : -1;
}

int query_failed_bad(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 3306, NULL, 0)) {
    mysql_close(conn);
    return -1;
  }
  if (mysql_query(conn, "UPDATE stock SET n = n - 1")) {
    fprintf(stderr, "%s\n", mysql_error(conn));
    return -2; // expect: session-leak 'conn' is not closed
  }
  mysql_close(conn);
  return 0;
}

int query_failed_ok(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 3306, NULL, 0)) {
    mysql_close(conn);
    return -1;
  }
  int rc = mysql_query(conn, "UPDATE stock SET n = n - 1");
  if (rc)
    fprintf(stderr, "%s\n", mysql_error(conn));
  mysql_close(conn);
  return rc;
}

// The usual shape of a batch job: everything ends at one label.
int job_ok(const char *host, char **lines, int n) {
  int rc = -1;
  MYSQL_RES *result = NULL;
  MYSQL_STMT *statement = NULL;
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    goto out;
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0))
    goto out;
  if (mysql_autocommit(conn, 0))
    goto out;
  statement = mysql_stmt_init(conn);
  if (!statement)
    goto out;
  if (mysql_stmt_prepare(statement, "INSERT INTO line VALUES (?)", 27))
    goto out;
  for (int i = 0; i < n; i++) {
    MYSQL_BIND bind;
    memset(&bind, 0, sizeof bind);
    bind.buffer_type = MYSQL_TYPE_STRING;
    bind.buffer = lines[i];
    bind.buffer_length = strlen(lines[i]);
    if (mysql_stmt_bind_param(statement, &bind) || mysql_stmt_execute(statement)) {
      mysql_rollback(conn);
      goto out;
    }
  }
  if (mysql_commit(conn))
    goto out;
  if (mysql_query(conn, "SELECT count(*) FROM line"))
    goto out;
  result = mysql_store_result(conn);
  if (result) {
    MYSQL_ROW row = mysql_fetch_row(result);
    rc = row && row[0] ? atoi(row[0]) : 0;
  }
out:
  if (rc < 0 && conn)
    fprintf(stderr, "%s\n", mysql_error(conn));
  if (result)
    mysql_free_result(result);
  if (statement)
    mysql_stmt_close(statement);
  if (conn)
    mysql_close(conn);
  return rc;
}

// The label is missed by one of the exits.
int job_bad(const char *host) {
  int rc = -1;
  MYSQL_RES *result = NULL;
  MYSQL *conn = mysql_init(NULL);
  if (!conn || !mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0))
    goto out;
  if (mysql_query(conn, "SELECT id FROM job"))
    goto out;
  result = mysql_store_result(conn);
  if (!result)
    return -2; // expect: session-leak 'conn' is not closed
  rc = (int)mysql_num_rows(result);
out:
  mysql_free_result(result);
  mysql_close(conn);
  return rc;
}

// A failed connect returns null over the only pointer. One that worked returns
// that pointer.
int pointer_lost_bad(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  conn = mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0); // expect: session-leak
  if (!conn) {
    fprintf(stderr, "no connection\n");
    return -1;
  }
  int rc = mysql_query(conn, "SELECT 1");
  mysql_close(conn);
  return rc;
}

int pointer_lost_if_bad(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!(conn = mysql_real_connect(conn, host, "app", NULL, NULL, 0, NULL, 0))) // expect: session-leak
    return -1;
  mysql_close(conn);
  return 0;
}

int pointer_kept_ok(const char *host) {
  MYSQL *made = mysql_init(NULL);
  MYSQL *conn = mysql_real_connect(made, host, "app", NULL, "shop", 0, NULL, 0);
  if (!conn) {
    fprintf(stderr, "%s\n", mysql_error(made));
    mysql_close(made);
    return -1;
  }
  int rc = mysql_query(conn, "SELECT 1");
  mysql_close(conn);
  return rc;
}

int pointer_kept_bad(const char *host) {
  MYSQL *made = mysql_init(NULL);
  MYSQL *conn = mysql_real_connect(made, host, "app", NULL, "shop", 0, NULL, 0);
  if (!conn) {
    fprintf(stderr, "%s\n", mysql_error(made));
    return -1; // expect: session-leak
  }
  int rc = mysql_query(conn, "SELECT 1");
  mysql_close(conn);
  return rc;
}

int pointer_lost_later_bad(const char *host) {
  MYSQL *made = mysql_init(NULL);
  MYSQL *conn = mysql_real_connect(made, host, "app", NULL, "shop", 0, NULL, 0);
  if (!conn) {
    mysql_close(made);
    return -1;
  }
  return mysql_query(conn, "SELECT 1"); // expect: session-leak 'made' is not closed
}

int pointer_moved_ok(const char *host) {
  MYSQL *made = mysql_init(NULL);
  MYSQL *conn = mysql_real_connect(made, host, "app", NULL, "shop", 0, NULL, 0);
  if (!conn) {
    mysql_close(made);
    return -1;
  }
  int rc = mysql_query(conn, "SELECT 1");
  mysql_close(conn);
  return rc;
}

int both_in_one_bad(const char *host) {
  MYSQL *conn = mysql_real_connect(mysql_init(NULL), host, "app", NULL, NULL, 0, NULL, 0); // expect: session-leak
  if (!conn)
    return -1;
  mysql_close(conn);
  return 0;
}

// The process ends: nobody misses the pointer.
int or_die_ok(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0)) {
    fprintf(stderr, "%s\n", mysql_error(conn));
    exit(1);
  }
  int rc = mysql_query(conn, "SELECT 1");
  mysql_close(conn);
  return rc;
}

// It is lost before the process ends.
int lost_or_die_FP(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  conn = mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0); // expect: session-leak
  if (!conn) {
    fprintf(stderr, "no connection\n");
    exit(1);
  }
  int rc = mysql_query(conn, "SELECT 1");
  mysql_close(conn);
  return rc;
}

// Again and again until it works.
MYSQL *retry_bad(const char *host) {
  for (int tries = 0; tries < 5; tries++) {
    MYSQL *conn = mysql_init(NULL);
    if (mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0))
      return conn;
    fprintf(stderr, "%s\n", mysql_error(conn));
    sleep(1);
  } // expect: session-leak
  return NULL;
}

MYSQL *retry_ok(const char *host) {
  for (int tries = 0; tries < 5; tries++) {
    MYSQL *conn = mysql_init(NULL);
    if (mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0))
      return conn;
    fprintf(stderr, "%s\n", mysql_error(conn));
    mysql_close(conn);
    sleep(1);
  }
  return NULL;
}

// One object may be connected as often as it takes.
MYSQL *retry_connect_ok(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return NULL;
  for (int tries = 0; tries < 5; tries++) {
    if (mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0))
      return conn;
    sleep(1);
  }
  mysql_close(conn);
  return NULL;
}

MYSQL *retry_connect_bad(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return NULL;
  for (int tries = 0; tries < 5; tries++) {
    if (mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0))
      return conn;
    sleep(1);
  }
  return NULL; // expect: session-leak
}

int fallback_bad(const char *first, const char *second) {
  MYSQL *conn = mysql_init(NULL);
  if (!mysql_real_connect(conn, first, "app", NULL, NULL, 0, NULL, 0)) {
    conn = mysql_init(NULL); // expect: session-leak
    mysql_real_connect(conn, second, "app", NULL, NULL, 0, NULL, 0);
  }
  int rc = mysql_ping(conn);
  mysql_close(conn);
  return rc;
}

// The server went away while working.
int worker_bad(const char *host, int jobs) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return -1;
  mysql_real_connect(conn, host, "app", NULL, NULL, 0, NULL, 0);
  while (jobs-- > 0) {
    if (mysql_ping(conn)) {
      conn = mysql_init(NULL); // expect: session-leak
      if (!conn)
        return -1;
      mysql_real_connect(conn, host, "app", NULL, NULL, 0, NULL, 0);
    }
    mysql_query(conn, "CALL next_job()");
  }
  mysql_close(conn);
  return 0;
}

int worker_ok(const char *host, int jobs) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return -1;
  mysql_real_connect(conn, host, "app", NULL, NULL, 0, NULL, 0);
  while (jobs-- > 0) {
    if (mysql_ping(conn)) {
      mysql_close(conn);
      conn = mysql_init(NULL);
      if (!conn)
        return -1;
      mysql_real_connect(conn, host, "app", NULL, NULL, 0, NULL, 0);
    }
    mysql_query(conn, "CALL next_job()");
  }
  mysql_close(conn);
  return 0;
}

// The object is the caller's own.
int by_value_bad(const char *host) {
  MYSQL mysql;
  mysql_init(&mysql);
  if (!mysql_real_connect(&mysql, host, "app", NULL, "shop", 0, NULL, 0)) {
    fprintf(stderr, "%s\n", mysql_error(&mysql));
    return -1; // expect: session-leak 'mysql' is not closed
  }
  mysql_query(&mysql, "SELECT 1");
  mysql_close(&mysql);
  return 0;
}

int by_value_ok(const char *host) {
  MYSQL mysql;
  mysql_init(&mysql);
  if (!mysql_real_connect(&mysql, host, "app", NULL, "shop", 0, NULL, 0)) {
    fprintf(stderr, "%s\n", mysql_error(&mysql));
    mysql_close(&mysql);
    return -1;
  }
  mysql_query(&mysql, "SELECT 1");
  mysql_close(&mysql);
  return 0;
}

int by_value_query_bad(const char *host) {
  MYSQL mysql;
  if (mysql_init(&mysql) == NULL)
    return -1;
  if (!mysql_real_connect(&mysql, host, "app", NULL, "shop", 0, NULL, 0)) {
    mysql_close(&mysql);
    return -1;
  }
  if (mysql_query(&mysql, "SELECT 1"))
    return -1; // expect: session-leak 'mysql' is not closed
  mysql_close(&mysql);
  return 0;
}

int by_value_query_ok(const char *host) {
  MYSQL mysql, *conn;
  if (mysql_init(&mysql) == NULL)
    return -1;
  conn = mysql_real_connect(&mysql, host, "app", NULL, "shop", 0, NULL, 0);
  if (conn == NULL) {
    mysql_close(&mysql);
    return -1;
  }
  int rc = mysql_query(conn, "SELECT 1");
  mysql_close(conn);
  return rc;
}

int by_value_named_ok(const char *host) {
  MYSQL mysql;
  MYSQL *conn = mysql_init(&mysql);
  if (!conn)
    return -1;
  int ok = mysql_real_connect(conn, host, "app", NULL, NULL, 0, NULL, 0) != NULL;
  mysql_close(&mysql);
  return ok;
}

// A member of something larger.
struct store {
  char *name;
  MYSQL mysql;
  MYSQL *conn;
  int up;
};

int store_open_ok(struct store *s, const char *host) {
  mysql_init(&s->mysql);
  s->up = mysql_real_connect(&s->mysql, host, "app", NULL, NULL, 0, NULL, 0) != NULL;
  return s->up ? 0 : -1;
}

static void store_close(struct store *s) {
  mysql_close(&s->mysql);
}

int store_ok(const char *host) {
  struct store s;
  memset(&s, 0, sizeof s);
  int rc = store_open_ok(&s, host);
  if (rc == 0)
    rc = mysql_query(&s.mysql, "SELECT 1");
  store_close(&s);
  return rc;
}

int store_bad(const char *host) {
  struct store s;
  memset(&s, 0, sizeof s);
  if (store_open_ok(&s, host))
    return -1; // expect: session-leak
  int rc = mysql_query(&s.mysql, "SELECT 1");
  store_close(&s);
  return rc;
}

int store_conn_open_ok(struct store *s, const char *host) {
  s->conn = mysql_init(NULL);
  if (!s->conn)
    return -1;
  if (!mysql_real_connect(s->conn, host, "app", NULL, NULL, 0, NULL, 0)) {
    mysql_close(s->conn);
    s->conn = NULL;
    return -1;
  }
  return 0;
}

int store_conn_ok(const char *host) {
  struct store s = {0};
  if (store_conn_open_ok(&s, host))
    return -1;
  int rc = mysql_query(s.conn, "SELECT 1");
  mysql_close(s.conn);
  return rc;
}

int store_conn_bad(const char *host) {
  struct store s = {0};
  if (store_conn_open_ok(&s, host))
    return -1;
  if (mysql_query(s.conn, "SELECT 1"))
    return -1; // expect: session-leak
  mysql_close(s.conn);
  return 0;
}

// On the heap, by hand.
int heap_ok(const char *host) {
  MYSQL *mysql = malloc(sizeof *mysql);
  if (!mysql)
    return -1;
  mysql_init(mysql);
  int ok = mysql_real_connect(mysql, host, "app", NULL, NULL, 0, NULL, 0) != NULL;
  mysql_close(mysql);
  free(mysql);
  return ok;
}

int heap_bad(const char *host) {
  MYSQL *mysql = malloc(sizeof *mysql);
  if (!mysql)
    return -1;
  mysql_init(mysql);
  if (!mysql_real_connect(mysql, host, "app", NULL, NULL, 0, NULL, 0)) {
    free(mysql); // expect: session-leak
    return -1;
  }
  mysql_close(mysql);
  free(mysql);
  return 0;
}

// Whoever gave the object closes it.
int init_given_ok(MYSQL *mysql, const char *host) {
  mysql_init(mysql);
  if (!mysql_real_connect(mysql, host, "app", NULL, NULL, 0, NULL, 0))
    return -1;
  return 0;
}

int init_given_tested_ok(MYSQL *mysql, const char *host) {
  if (!mysql_init(mysql))
    return -1;
  if (!mysql_real_connect(mysql, host, "app", NULL, NULL, 0, NULL, 0))
    return -1;
  return mysql_query(mysql, "SET NAMES utf8mb4");
}

MYSQL *init_given_returned_ok(MYSQL *mysql) {
  MYSQL *made = mysql_init(mysql);
  if (!made)
    return NULL;
  mysql_options(made, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  return made;
}

int use_given_ok(const char *host) {
  MYSQL mysql;
  int rc = init_given_ok(&mysql, host);
  if (rc == 0)
    rc = mysql_query(&mysql, "SELECT 1");
  mysql_close(&mysql);
  return rc;
}

int use_given_bad(const char *host) {
  MYSQL mysql;
  if (init_given_ok(&mysql, host))
    return -1; // expect: session-leak
  int rc = mysql_query(&mysql, "SELECT 1");
  mysql_close(&mysql);
  return rc;
}

// A process-long connection.
static MYSQL shared;
static MYSQL *shared_conn;

int shared_open_ok(const char *host) {
  mysql_init(&shared);
  return mysql_real_connect(&shared, host, "app", NULL, NULL, 0, NULL, 0) ? 0 : -1;
}

int shared_conn_open_ok(const char *host) {
  shared_conn = mysql_init(shared_conn);
  return mysql_real_connect(shared_conn, host, "app", NULL, NULL, 0, NULL, 0) ? 0 : -1;
}

// Openers.
static MYSQL *open_shop(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (conn && !mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0)) {
    fprintf(stderr, "%s\n", mysql_error(conn));
    mysql_close(conn);
    conn = NULL;
  }
  return conn;
}

int opener_bad(const char *host) {
  MYSQL *conn = open_shop(host);
  if (!conn)
    return -1;
  if (step(1))
    return -2; // expect: session-leak
  mysql_close(conn);
  return 0;
}

int opener_ok(const char *host) {
  MYSQL *conn = open_shop(host);
  int rc = conn ? step(1) : -1;
  mysql_close(conn);
  return rc;
}

static MYSQL *opener_returns(const char *host) {
  return mysql_real_connect(mysql_init(NULL), host, "app", NULL, NULL, 0, NULL, 0); // expect: session-leak
}

int opener_returns_ok(const char *host) {
  MYSQL *conn = opener_returns(host);
  if (!conn)
    return -1;
  mysql_close(conn);
  return 0;
}

void discarded_FN(void) {
  mysql_init(NULL);
}

// free is not the way to give it back.
int wrong_release_bad(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!mysql_real_connect(conn, host, "app", NULL, NULL, 0, NULL, 0)) {
    free(conn); // expect: session-leak
    return -1;
  }
  mysql_close(conn);
  return 0;
}

// Without blocking: it is due from the start.
int async_bad(const char *host) {
  MYSQL mysql, *done;
  mysql_init(&mysql);
  mysql_options(&mysql, MYSQL_OPT_NONBLOCK, 0);
  int wait = mysql_real_connect_start(&done, &mysql, host, "app", NULL, NULL, 0, NULL, 0);
  while (wait)
    wait = mysql_real_connect_cont(&done, &mysql, step(mysql_get_socket(&mysql)));
  if (!done)
    return -1; // expect: session-leak
  mysql_close(&mysql);
  return 0;
}

int async_ok(const char *host) {
  MYSQL mysql, *done;
  mysql_init(&mysql);
  mysql_options(&mysql, MYSQL_OPT_NONBLOCK, 0);
  int wait = mysql_real_connect_start(&done, &mysql, host, "app", NULL, NULL, 0, NULL, 0);
  while (wait)
    wait = mysql_real_connect_cont(&done, &mysql, step(mysql_get_socket(&mysql)));
  wait = mysql_close_start(&mysql);
  while (wait)
    wait = mysql_close_cont(&mysql, step(mysql_get_socket(&mysql)));
  return done != NULL;
}

int async_heap_ok(const char *host) {
  MYSQL *mysql = mysql_init(NULL), *done = NULL;
  if (!mysql)
    return -1;
  int wait = mysql_real_connect_start(&done, mysql, host, "app", NULL, NULL, 0, NULL, 0);
  while (wait)
    wait = mysql_real_connect_cont(&done, mysql, step(mysql_get_socket(mysql)));
  mysql_close(mysql);
  return done != NULL;
}

// Resetting keeps the handle.
int reset_ok(const char *host, const char *user) {
  MYSQL *conn = open_shop(host);
  if (!conn)
    return -1;
  if (mysql_reset_connection(conn) == 0)
    mysql_change_user(conn, user, NULL, "shop");
  mysql_close(conn);
  return 0;
}

int reset_bad(const char *host, const char *user) {
  MYSQL *conn = open_shop(host);
  if (!conn)
    return -1;
  if (mysql_change_user(conn, user, NULL, "shop"))
    return -1; // expect: session-leak
  mysql_close(conn);
  return 0;
}
