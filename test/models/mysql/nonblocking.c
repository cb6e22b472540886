// NEEDS: /usr/include/mariadb/mysql.h
// FLAGS: -isystem /usr/include/mariadb
// MariaDB's calls in two parts: what they do they have done when one of them
// returns zero.
#include <mysql.h>
#include <stddef.h>

int waits(MYSQL *db, int status);

int freed_bad(MYSQL_RES *res) {
  int status = mysql_free_result_start(res);
  if (status == 0)
    return mysql_num_fields(res); // expect: session-use-after-close
  return status;
}

int freed_ok(MYSQL *db, MYSQL_RES *res) {
  int status = mysql_free_result_start(res);
  while (status)
    status = mysql_free_result_cont(res, waits(db, status));
  return 0;
}

int statement_bad(MYSQL_STMT *stmt) {
  my_bool done;
  int status = mysql_stmt_close_start(&done, stmt);
  if (status == 0)
    return mysql_stmt_fetch(stmt); // expect: session-use-after-close
  return status;
}

int committed_bad(MYSQL *db) {
  my_bool done;
  if (mysql_query(db, "START TRANSACTION"))
    return -1;
  if (mysql_query(db, "DELETE FROM a"))
    return -2; // expect: session-missing-rollback
  int status = mysql_commit_start(&done, db);
  while (status)
    status = mysql_commit_cont(&done, db, waits(db, status));
  return done;
}

int rolled_back_ok(MYSQL *db) {
  my_bool done;
  if (mysql_query(db, "START TRANSACTION"))
    return -1;
  if (mysql_query(db, "DELETE FROM a")) {
    int status = mysql_rollback_start(&done, db);
    while (status)
      status = mysql_rollback_cont(&done, db, waits(db, status));
    return -2;
  }
  return mysql_commit(db);
}

int started_after_bad(MYSQL *db, int *result) {
  mysql_close(db);
  return mysql_query_start(result, db, "SELECT 1"); // expect: session-use-after-close
}

int prepared_after_bad(MYSQL_STMT *stmt, int *result) {
  mysql_stmt_close(stmt);
  return mysql_stmt_prepare_start(result, stmt, "SELECT 1", 8); // expect: session-use-after-close
}

int stored_bad(MYSQL *db) {
  MYSQL_RES *res = NULL;
  int status = mysql_store_result_start(&res, db);
  while (status)
    status = mysql_store_result_cont(&res, db, waits(db, status));
  if (!res)
    return -1;
  if (mysql_num_rows(res) == 0)
    return 0; // expect: session-statement-leak
  mysql_free_result(res);
  return 1;
}

int statement_ok(MYSQL *db, MYSQL_STMT *stmt) {
  my_bool done;
  int status = mysql_stmt_close_start(&done, stmt);
  while (status)
    status = mysql_stmt_close_cont(&done, stmt, waits(db, status));
  return done;
}

int stored_ok(MYSQL *db) {
  MYSQL_RES *res = NULL;
  int status = mysql_store_result_start(&res, db);
  while (status)
    status = mysql_store_result_cont(&res, db, waits(db, status));
  if (!res)
    return -1;
  int rows = (int)mysql_num_rows(res);
  mysql_free_result(res);
  return rows;
}

// Autocommit off: what follows is a transaction.
int manual_bad(MYSQL *db) {
  my_bool done;
  if (mysql_autocommit_start(&done, db, 0) != 0)
    return -1;
  if (mysql_query(db, "DELETE FROM a"))
    return -2; // expect: session-missing-rollback
  return mysql_commit(db);
}
