// FLAGS: -isystem /usr/include/mariadb
// MariaDB's and MySQL's client: used or closed again after mysql_close.
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int step(int);

// The label closes what the error path has closed already.
int goto_bad(const char *host) {
  int rc = -1;
  MYSQL *conn = mysql_init(NULL);
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0)) {
    fprintf(stderr, "%s\n", mysql_error(conn));
    mysql_close(conn);
    goto out;
  }
  rc = mysql_query(conn, "SELECT 1");
out:
  mysql_close(conn); // expect: session-use-after-close
  return rc;
}

int goto_ok(const char *host) {
  int rc = -1;
  MYSQL *conn = mysql_init(NULL);
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0)) {
    fprintf(stderr, "%s\n", mysql_error(conn));
    mysql_close(conn);
    conn = NULL;
    goto out;
  }
  rc = mysql_query(conn, "SELECT 1");
out:
  if (conn)
    mysql_close(conn);
  return rc;
}

// The closed connection is asked why it could not connect.
int error_text_bad(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return -1;
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0)) {
    mysql_close(conn);
    fprintf(stderr, "%u: %s\n", mysql_errno(conn), "no connection"); // expect: session-use-after-close 'conn' is used by 'mysql_errno'
    return -1;
  }
  mysql_close(conn);
  return 0;
}

int error_text_ok(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    return -1;
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0)) {
    fprintf(stderr, "%u: %s\n", mysql_errno(conn), mysql_error(conn));
    mysql_close(conn);
    return -1;
  }
  mysql_close(conn);
  return 0;
}

// Rows that were stored outlive the connection.
int count_ok(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  MYSQL_RES *result = NULL;
  int count = -1;
  if (!conn)
    return -1;
  if (mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0) &&
      mysql_query(conn, "SELECT id FROM item") == 0)
    result = mysql_store_result(conn);
  mysql_close(conn);
  if (result) {
    count = (int)mysql_num_rows(result);
    mysql_free_result(result);
  }
  return count;
}

int count_bad(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  int count = -1;
  if (!conn)
    return -1;
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0)) {
    mysql_close(conn);
    return -1;
  }
  int rc = mysql_query(conn, "SELECT id FROM item");
  mysql_close(conn);
  if (rc == 0) {
    MYSQL_RES *result = mysql_store_result(conn); // expect: session-use-after-close
    count = (int)mysql_num_rows(result);
    mysql_free_result(result);
  }
  return count;
}

// A statement is closed after its connection, but needs it for anything else.
int statement_ok(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0)) {
    mysql_close(conn);
    return -1;
  }
  MYSQL_STMT *statement = mysql_stmt_init(conn);
  int rc = -1;
  if (statement && mysql_stmt_prepare(statement, "DELETE FROM item", 16) == 0)
    rc = mysql_stmt_execute(statement);
  mysql_close(conn);
  if (statement)
    mysql_stmt_close(statement);
  return rc;
}

int statement_bad(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0))
    mysql_close(conn);
  MYSQL_STMT *statement = mysql_stmt_init(conn); // expect: session-use-after-close
  int rc = mysql_stmt_prepare(statement, "DELETE FROM item", 16);
  mysql_stmt_close(statement);
  mysql_close(conn);
  return rc;
}

// The same through the result of the connect, which is the handle again.
int same_handle_ok(const char *host) {
  MYSQL *made = mysql_init(NULL);
  if (!made)
    return -1;
  MYSQL *conn = mysql_real_connect(made, host, "app", NULL, "shop", 0, NULL, 0);
  int rc = conn ? mysql_query(conn, "SELECT 1") : -1;
  mysql_close(made);
  return rc;
}

int same_handle_bad(const char *host) {
  MYSQL *made = mysql_init(NULL);
  if (!made)
    return -1;
  MYSQL *conn = mysql_real_connect(made, host, "app", NULL, "shop", 0, NULL, 0);
  mysql_close(made);
  return conn ? mysql_query(conn, "SELECT 1") : -1; // expect: session-use-after-close 'made' is used by 'mysql_query'
}

int other_handle_ok(const char *host, MYSQL *other) {
  MYSQL *made = mysql_init(NULL);
  if (!made)
    return -1;
  MYSQL *conn = mysql_real_connect(made, host, "app", NULL, "shop", 0, NULL, 0);
  mysql_close(made);
  return conn ? -1 : mysql_query(other, "SELECT 1");
}

// The caller's own object.
int by_value_bad(const char *host) {
  MYSQL mysql;
  mysql_init(&mysql);
  if (!mysql_real_connect(&mysql, host, "app", NULL, "shop", 0, NULL, 0)) {
    mysql_close(&mysql);
    fprintf(stderr, "%s\n", mysql_error(&mysql)); // expect: session-use-after-close
    return -1;
  }
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
  mysql_close(&mysql);
  return 0;
}

int by_value_again_bad(const char *host, int jobs) {
  MYSQL mysql;
  mysql_init(&mysql);
  mysql_real_connect(&mysql, host, "app", NULL, "shop", 0, NULL, 0);
  while (jobs-- > 0) {
    if (mysql_query(&mysql, "CALL next_job()")) // expect: session-use-after-close
      mysql_close(&mysql);
  }
  mysql_close(&mysql);
  return 0;
}

// Closed, made anew, connected anew.
int by_value_again_ok(const char *host, int jobs) {
  MYSQL mysql;
  mysql_init(&mysql);
  mysql_real_connect(&mysql, host, "app", NULL, "shop", 0, NULL, 0);
  while (jobs-- > 0) {
    if (mysql_query(&mysql, "CALL next_job()")) {
      mysql_close(&mysql);
      mysql_init(&mysql);
      mysql_real_connect(&mysql, host, "app", NULL, "shop", 0, NULL, 0);
    }
  }
  mysql_close(&mysql);
  return 0;
}

// Closers, of a pointer and of an object.
static void drop(MYSQL *mysql, const char *why) {
  fprintf(stderr, "%s: %s\n", why, mysql_error(mysql));
  mysql_close(mysql);
}

int closer_bad(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0))
    drop(conn, "connect");
  int rc = mysql_query(conn, "SELECT 1"); // expect: session-use-after-close
  mysql_close(conn);
  return rc;
}

int closer_ok(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!mysql_real_connect(conn, host, "app", NULL, "shop", 0, NULL, 0)) {
    drop(conn, "connect");
    return -1;
  }
  int rc = mysql_query(conn, "SELECT 1");
  mysql_close(conn);
  return rc;
}

int closer_by_value_bad(const char *host) {
  MYSQL mysql;
  mysql_init(&mysql);
  if (!mysql_real_connect(&mysql, host, "app", NULL, "shop", 0, NULL, 0))
    drop(&mysql, "connect");
  int rc = mysql_query(&mysql, "SELECT 1"); // expect: session-use-after-close
  mysql_close(&mysql);
  return rc;
}

int closer_by_value_ok(const char *host) {
  MYSQL mysql;
  mysql_init(&mysql);
  if (!mysql_real_connect(&mysql, host, "app", NULL, "shop", 0, NULL, 0)) {
    drop(&mysql, "connect");
    return -1;
  }
  int rc = mysql_query(&mysql, "SELECT 1");
  mysql_close(&mysql);
  return rc;
}

// A pointer in a structure, left behind by the close.
struct pool {
  MYSQL *conn;
  int broken;
};

static void pool_drop(struct pool *p) {
  mysql_close(p->conn);
  p->broken = 1;
}

static void pool_forget(struct pool *p) {
  mysql_close(p->conn);
  p->conn = NULL;
}

int pool_bad(struct pool *p) {
  if (mysql_ping(p->conn))
    pool_drop(p);
  return mysql_query(p->conn, "SELECT 1"); // expect: session-use-after-close
}

int pool_ok(struct pool *p) {
  if (mysql_ping(p->conn))
    pool_forget(p);
  return p->conn ? mysql_query(p->conn, "SELECT 1") : -1;
}

int pool_teardown_bad(struct pool *p) {
  pool_drop(p);
  mysql_close(p->conn); // expect: session-use-after-close
  return 0;
}

int pool_teardown_ok(struct pool *p) {
  pool_forget(p);
  mysql_close(p->conn);
  return 0;
}

// The rollback comes after the close.
int transfer_bad(const char *host) {
  int rc = -1;
  MYSQL *conn = mysql_init(NULL);
  if (!conn || !mysql_real_connect(conn, host, "app", NULL, "bank", 0, NULL, 0))
    goto close;
  mysql_autocommit(conn, 0);
  if (mysql_query(conn, "UPDATE account SET n = n - 1 WHERE id = 1") ||
      mysql_query(conn, "UPDATE account SET n = n + 1 WHERE id = 2"))
    goto undo;
  rc = mysql_commit(conn) ? -1 : 0;
close:
  mysql_close(conn);
undo:
  if (rc)
    mysql_rollback(conn); // expect: session-use-after-close
  return rc; // expect: session-leak
}

int transfer_ok(const char *host) {
  int rc = -1;
  MYSQL *conn = mysql_init(NULL);
  if (!conn || !mysql_real_connect(conn, host, "app", NULL, "bank", 0, NULL, 0))
    goto close;
  mysql_autocommit(conn, 0);
  if (mysql_query(conn, "UPDATE account SET n = n - 1 WHERE id = 1") ||
      mysql_query(conn, "UPDATE account SET n = n + 1 WHERE id = 2"))
    goto undo;
  rc = mysql_commit(conn) ? -1 : 0;
undo:
  if (rc)
    mysql_rollback(conn);
close:
  mysql_close(conn);
  return rc;
}

// Closing without blocking ends it once zero comes back.
int async_bad(MYSQL *conn) {
  int wait = mysql_close_start(conn);
  while (wait)
    wait = mysql_close_cont(conn, step(wait));
  return (int)mysql_errno(conn); // expect: session-use-after-close
}

int async_ok(MYSQL *conn) {
  int last = (int)mysql_errno(conn);
  int wait = mysql_close_start(conn);
  while (wait)
    wait = mysql_close_cont(conn, step(mysql_get_socket(conn)));
  return last;
}

void null_ok(void) {
  MYSQL *conn = NULL;
  mysql_close(conn);
  mysql_close(conn);
  mysql_free_result(NULL);
}
