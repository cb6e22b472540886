// NEEDS: /usr/include/mariadb/mysql.h
// FLAGS: -isystem /usr/include/mariadb
// Several results, lists, statements that run at once, and their failures.
#include <mysql.h>
#include <stddef.h>

int list_bad(MYSQL *db) {
  MYSQL_RES *names = mysql_list_dbs(db, NULL);
  if (!names)
    return -1;
  if (mysql_num_rows(names) == 0)
    return 0; // expect: session-statement-leak
  mysql_free_result(names);
  return 1;
}

int list_ok(MYSQL *db) {
  MYSQL_RES *names = mysql_list_dbs(db, NULL);
  if (!names)
    return -1;
  int rows = (int)mysql_num_rows(names);
  mysql_free_result(names);
  return rows;
}

int list_after_bad(MYSQL *db) {
  mysql_close(db);
  mysql_free_result(mysql_list_dbs(db, NULL)); // expect: session-use-after-close
  return 0;
}

int metadata_bad(MYSQL_STMT *stmt) {
  MYSQL_RES *columns = mysql_stmt_result_metadata(stmt);
  if (!columns)
    return -1;
  if (mysql_num_fields(columns) != 2)
    return -2; // expect: session-statement-leak
  mysql_free_result(columns);
  return 0;
}

int metadata_ok(MYSQL_STMT *stmt) {
  MYSQL_RES *columns = mysql_stmt_result_metadata(stmt);
  if (!columns)
    return 0; // a statement without a result
  int count = (int)mysql_num_fields(columns);
  mysql_free_result(columns);
  return count;
}

int metadata_after_bad(MYSQL_STMT *stmt) {
  mysql_stmt_close(stmt);
  mysql_free_result(mysql_stmt_result_metadata(stmt)); // expect: session-use-after-close
  return 0;
}

int several_bad(MYSQL *db) {
  if (mysql_query(db, "START TRANSACTION"))
    return -1;
  if (mysql_query(db, "DELETE FROM a; DELETE FROM b")) {
    mysql_rollback(db);
    return -1;
  }
  int more = mysql_next_result(db);
  if (more > 0)
    return -2; // expect: session-missing-rollback
  return mysql_commit(db);
}

int several_ok(MYSQL *db) {
  if (mysql_query(db, "START TRANSACTION"))
    return -1;
  int more = mysql_query(db, "DELETE FROM a; DELETE FROM b");
  while (more == 0)
    more = mysql_next_result(db);
  if (more > 0) {
    mysql_rollback(db);
    return -2;
  }
  return mysql_commit(db);
}

int several_after_bad(MYSQL *db) {
  mysql_close(db);
  return mysql_next_result(db); // expect: session-use-after-close
}

int sent_bad(MYSQL *db) {
  if (mysql_query(db, "START TRANSACTION"))
    return -1;
  mysql_send_query(db, "DELETE FROM a", 13);
  if (mysql_read_query_result(db) != 0)
    return -2; // expect: session-missing-rollback
  return mysql_commit(db);
}

int sent_after_bad(MYSQL *db) {
  mysql_close(db);
  return mysql_read_query_result(db); // expect: session-use-after-close
}

int direct_bad(MYSQL *db) {
  if (mysql_query(db, "START TRANSACTION"))
    return -1;
  MYSQL_STMT *stmt = mysql_stmt_init(db);
  if (!stmt) {
    mysql_rollback(db);
    return -1;
  }
  int failed = mariadb_stmt_execute_direct(stmt, "DELETE FROM a", 13);
  mysql_stmt_close(stmt);
  if (failed)
    return -2; // expect: session-missing-rollback
  return mysql_commit(db);
}

int direct_after_bad(MYSQL_STMT *stmt) {
  mysql_stmt_close(stmt);
  return mariadb_stmt_execute_direct(stmt, "DELETE FROM a", 13); // expect: session-use-after-close
}

int fetch_after_bad(MYSQL_STMT *stmt) {
  mysql_stmt_close(stmt);
  return mysql_stmt_fetch(stmt); // expect: session-use-after-close
}

int next_after_bad(MYSQL_STMT *stmt) {
  mysql_stmt_close(stmt);
  return mysql_stmt_next_result(stmt); // expect: session-use-after-close
}
