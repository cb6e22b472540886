// FLAGS: -isystem /usr/include/postgresql -isystem /usr/include/mariadb
// Whether a begin worked, told by something else than the result of its call:
// the connection's last error, an error text, the reply, a later result.
#include <hiredis/hiredis.h>
#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>
#include <stdio.h>

int check(int);

int last_error_ok(MYSQL *conn) {
  mysql_query(conn, "START TRANSACTION");
  if (mysql_errno(conn)) {
    fprintf(stderr, "begin: %s\n", mysql_error(conn));
    return -1;
  }
  if (!check(7)) {
    mysql_rollback(conn);
    return -1;
  }
  mysql_commit(conn);
  return 0;
}

int last_error_bad(MYSQL *conn) {
  mysql_query(conn, "START TRANSACTION");
  if (mysql_errno(conn))
    return -1;
  if (!check(7))
    return -1; // expect: session-missing-rollback the transaction on 'conn' stays open on the return
  if (!check(8)) {
    mysql_rollback(conn);
    return -1;
  }
  mysql_commit(conn);
  return 0;
}

/* The error is that of the statement that ran last. */
int later_error_bad(MYSQL *conn) {
  mysql_query(conn, "START TRANSACTION");
  mysql_query(conn, "UPDATE t SET n = n + 1");
  if (mysql_errno(conn))
    return -1; // expect: session-missing-rollback the transaction on 'conn' stays open on the return
  mysql_commit(conn);
  return 0;
}

int asked_twice_ok(MYSQL *conn) {
  mysql_query(conn, "START TRANSACTION");
  if (mysql_errno(conn) != 0)
    fprintf(stderr, "begin: %s\n", mysql_error(conn));
  if (mysql_errno(conn) != 0)
    return -1;
  if (!check(7)) {
    mysql_rollback(conn);
    return -1;
  }
  mysql_commit(conn);
  return 0;
}

int no_rows_or_failed_bad(MYSQL *conn) {
  if (mysql_query(conn, "BEGIN"))
    return -1;
  mysql_query(conn, "SELECT id FROM t");
  MYSQL_RES *rows = mysql_store_result(conn);
  if (!rows && mysql_errno(conn))
    return -1; // expect: session-missing-rollback the transaction on 'conn' stays open on the return
  mysql_free_result(rows);
  mysql_commit(conn);
  return 0;
}

int error_text_ok(sqlite3 *db) {
  char *why = NULL;
  sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, &why);
  if (why) {
    fprintf(stderr, "%s\n", why);
    sqlite3_free(why);
    return -1;
  }
  if (!check(7)) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  return 0;
}

int error_text_bad(sqlite3 *db) {
  char *why = NULL;
  sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, &why);
  if (why == NULL) {
    sqlite3_exec(db, "DELETE FROM t", NULL, NULL, &why);
    if (why) {
      sqlite3_free(why);
      return -1; // expect: session-missing-rollback the transaction on 'db' stays open on the return
    }
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    return 0;
  }
  sqlite3_free(why);
  return -1;
}

int error_code_ok(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
  if (sqlite3_errcode(db) != SQLITE_OK)
    return -1;
  if (!check(7)) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
  }
  sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  return 0;
}

int error_code_bad(sqlite3 *db) {
  sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
  if (sqlite3_errcode(db) == SQLITE_OK) {
    sqlite3_exec(db, "DELETE FROM t", NULL, NULL, NULL);
    if (sqlite3_errcode(db) != SQLITE_OK)
      return -1; // expect: session-missing-rollback the transaction on 'db' stays open on the return
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    return 0;
  }
  return -1;
}

int reply_type_ok(redisContext *ctx) {
  redisReply *reply = redisCommand(ctx, "MULTI");
  if (!reply)
    return -1;
  if (reply->type == REDIS_REPLY_ERROR) {
    fprintf(stderr, "%s\n", reply->str);
    freeReplyObject(reply);
    return -1;
  }
  freeReplyObject(reply);
  if (!check(7)) {
    freeReplyObject(redisCommand(ctx, "DISCARD"));
    return -1;
  }
  reply = redisCommand(ctx, "EXEC");
  freeReplyObject(reply);
  return 0;
}

int reply_type_bad(redisContext *ctx) {
  redisReply *reply = redisCommand(ctx, "MULTI");
  if (!reply || reply->type != REDIS_REPLY_STATUS) {
    freeReplyObject(reply);
    return -1;
  }
  freeReplyObject(reply);
  if (!check(7))
    return -1; // expect: session-missing-rollback the transaction on 'ctx' stays open on the return
  if (!check(8)) {
    freeReplyObject(redisCommand(ctx, "DISCARD"));
    return -1;
  }
  reply = redisCommand(ctx, "EXEC");
  freeReplyObject(reply);
  return 0;
}

static int run(redisContext *ctx, const char *command) {
  redisReply *reply = redisCommand(ctx, command);
  int worked = reply && reply->type != REDIS_REPLY_ERROR;
  if (reply)
    freeReplyObject(reply);
  return worked;
}

int helper_ok(redisContext *ctx) {
  if (!run(ctx, "MULTI"))
    return -1;
  if (!check(7)) {
    run(ctx, "DISCARD");
    return -1;
  }
  return run(ctx, "EXEC") ? 0 : -1;
}

int helper_bad(redisContext *ctx) {
  if (!run(ctx, "MULTI"))
    return -1;
  if (!run(ctx, "INCR counter"))
    return -1; // expect: session-missing-rollback the transaction on 'ctx' stays open on the return
  return run(ctx, "EXEC") ? 0 : -1;
}

int context_error_ok(redisContext *ctx) {
  redisReply *reply = redisCommand(ctx, "MULTI");
  if (ctx->err) {
    if (reply)
      freeReplyObject(reply);
    return -1;
  }
  freeReplyObject(reply);
  if (!check(7)) {
    freeReplyObject(redisCommand(ctx, "DISCARD"));
    return -1;
  }
  freeReplyObject(redisCommand(ctx, "EXEC"));
  return 0;
}

int context_error_bad(redisContext *ctx) {
  redisReply *reply = redisCommand(ctx, "MULTI");
  if (ctx->err == 0) {
    freeReplyObject(reply);
    reply = redisCommand(ctx, "INCR counter");
    if (ctx->err != 0) {
      freeReplyObject(reply);
      return -1; // expect: session-missing-rollback the transaction on 'ctx' stays open on the return
    }
    freeReplyObject(reply);
    freeReplyObject(redisCommand(ctx, "EXEC"));
    return 0;
  }
  return -1;
}

int fetched_results_ok(PGconn *conn) {
  PGresult *res;
  int good = 1;
  if (!PQsendQuery(conn, "BEGIN"))
    return -1;
  while ((res = PQgetResult(conn)) != NULL) {
    if (PQresultStatus(res) != PGRES_COMMAND_OK)
      good = 0;
    PQclear(res);
  }
  if (!good)
    return -1;
  if (!check(7)) {
    PQclear(PQexec(conn, "ROLLBACK"));
    return -1;
  }
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}

int fetched_results_bad(PGconn *conn) {
  PGresult *res;
  int good = 1;
  if (!PQsendQuery(conn, "BEGIN"))
    return -1;
  while ((res = PQgetResult(conn)) != NULL) {
    if (PQresultStatus(res) != PGRES_COMMAND_OK)
      good = 0;
    PQclear(res);
  }
  if (!good)
    return -1;
  if (!check(7))
    return -1; // expect: session-missing-rollback the transaction on 'conn' stays open on the return
  if (!check(8)) {
    PQclear(PQexec(conn, "ROLLBACK"));
    return -1;
  }
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}
