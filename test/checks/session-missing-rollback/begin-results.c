// FLAGS: -isystem /usr/include/postgresql -isystem /usr/include/mariadb
// How programs see that a begin has failed.
#include <libpq-fe.h>
#include <mysql.h>

int check(int);

int null_or_status_ok(PGconn *conn) {
  PGresult *res = PQexec(conn, "BEGIN");
  if (!res || PQresultStatus(res) != PGRES_COMMAND_OK) {
    PQclear(res);
    return -1;
  }
  PQclear(res);
  if (!check(7)) {
    PQclear(PQexec(conn, "ROLLBACK"));
    return -1;
  }
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}

int null_then_status_ok(PGconn *conn) {
  PGresult *res = PQexec(conn, "BEGIN");
  if (!res)
    return -1;
  if (PQresultStatus(res) != PGRES_COMMAND_OK) {
    PQclear(res);
    return -1;
  }
  PQclear(res);
  if (!check(7)) {
    PQclear(PQexec(conn, "ROLLBACK"));
    return -1;
  }
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}

int null_or_status_bad(PGconn *conn) {
  PGresult *res = PQexec(conn, "BEGIN");
  if (!res || PQresultStatus(res) != PGRES_COMMAND_OK) {
    PQclear(res);
    return -1;
  }
  PQclear(res);
  if (!check(7))
    return -1; // expect: session-missing-rollback the transaction on 'conn' stays open on the return
  if (!check(8)) {
    PQclear(PQexec(conn, "ROLLBACK"));
    return -1;
  }
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}

int rollback_after_failed_commit_ok(PGconn *conn) {
  PQclear(PQexec(conn, "BEGIN"));
  PGresult *res = PQexec(conn, "COMMIT");
  if (!res || PQresultStatus(res) != PGRES_COMMAND_OK) {
    PQclear(res);
    PQclear(PQexec(conn, "ROLLBACK"));
    return -1;
  }
  PQclear(res);
  return 0;
}

int autocommit_ok(MYSQL *conn) {
  if (mysql_autocommit(conn, 0))
    return -1;
  if (!check(7)) {
    mysql_rollback(conn);
    mysql_autocommit(conn, 1);
    return -1;
  }
  mysql_commit(conn);
  mysql_autocommit(conn, 1);
  return 0;
}

int autocommit_bad(MYSQL *conn) {
  if (mysql_autocommit(conn, 0))
    return -1;
  if (mysql_query(conn, "UPDATE t SET a = 1"))
    return -1; // expect: session-missing-rollback the transaction on 'conn' stays open on the return
  mysql_commit(conn);
  mysql_autocommit(conn, 1);
  return 0;
}
