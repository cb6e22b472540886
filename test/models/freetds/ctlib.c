// FreeTDS: Client-Library.
#include <ctpublic.h>
#include <string.h>

CS_RETCODE connect_bad(CS_CONTEXT *ctx, char *server) {
  CS_CONNECTION *conn;
  CS_RETCODE ret = ct_con_alloc(ctx, &conn);
  if (ret != CS_SUCCEED)
    return ret;
  ret = ct_connect(conn, server, CS_NULLTERM);
  if (ret != CS_SUCCEED)
    return ret; // expect: session-leak 'conn' is not closed on the return
  ct_close(conn, CS_UNUSED);
  ct_con_drop(conn);
  return CS_SUCCEED;
}

CS_RETCODE connect_ok(CS_CONTEXT *ctx, char *server) {
  CS_CONNECTION *conn;
  CS_RETCODE ret = ct_con_alloc(ctx, &conn);
  if (ret != CS_SUCCEED)
    return ret;
  ret = ct_connect(conn, server, CS_NULLTERM);
  if (ret == CS_SUCCEED)
    ct_close(conn, CS_UNUSED);
  ct_con_drop(conn);
  return ret;
}

CS_RETCODE context_bad(CS_CONTEXT **out) {
  CS_CONTEXT *ctx;
  CS_RETCODE ret = cs_ctx_alloc(CS_VERSION_100, &ctx);
  if (ret != CS_SUCCEED)
    return ret;
  ret = ct_init(ctx, CS_VERSION_100);
  if (ret != CS_SUCCEED)
    return ret; // expect: session-leak 'ctx' is not closed on the return
  *out = ctx;
  return ret;
}

static CS_RETCODE run(CS_CONNECTION *conn, char *sql) {
  CS_COMMAND *cmd;
  CS_RETCODE ret = ct_cmd_alloc(conn, &cmd);
  if (ret != CS_SUCCEED)
    return ret;
  ret = ct_command(cmd, CS_LANG_CMD, sql, CS_NULLTERM, CS_UNUSED);
  if (ret != CS_SUCCEED)
    return ret; // expect: session-statement-leak 'cmd' is not ended on the return
  ret = ct_send(cmd);
  ct_cancel(NULL, cmd, CS_CANCEL_ALL);
  ct_cmd_drop(cmd);
  return ret;
}

CS_RETCODE run_ok(CS_CONNECTION *conn, char *sql) {
  CS_COMMAND *cmd;
  CS_RETCODE ret = ct_cmd_alloc(conn, &cmd);
  if (ret != CS_SUCCEED)
    return ret;
  ret = ct_command(cmd, CS_LANG_CMD, sql, CS_NULLTERM, CS_UNUSED);
  if (ret == CS_SUCCEED)
    ret = ct_send(cmd);
  ct_cmd_drop(cmd);
  return ret;
}

CS_RETCODE transfer_bad(CS_CONNECTION *conn) {
  CS_COMMAND *cmd;
  if (ct_cmd_alloc(conn, &cmd) != CS_SUCCEED)
    return CS_FAIL;
  ct_command(cmd, CS_LANG_CMD, "BEGIN TRAN", CS_NULLTERM, CS_UNUSED);
  ct_send(cmd);
  ct_command(cmd, CS_LANG_CMD, "DELETE FROM shop", CS_NULLTERM, CS_UNUSED);
  CS_RETCODE ret = ct_send(cmd);
  if (ret == CS_SUCCEED) {
    ct_command(cmd, CS_LANG_CMD, "COMMIT TRAN", CS_NULLTERM, CS_UNUSED);
    ret = ct_send(cmd);
  }
  ct_cmd_drop(cmd);
  return ret; // expect: session-missing-rollback the transaction on 'conn' stays open
}

void dropped_bad(CS_CONNECTION *conn) {
  ct_con_drop(conn);
  ct_close(conn, CS_FORCE_CLOSE); // expect: session-use-after-close 'conn' is used by 'ct_close' after it was closed
}
