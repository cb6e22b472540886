// libdbi: handles are void *; what never connected cannot be closed.
#include <dbi/dbi.h>
#include <stdio.h>

int rows_bad(dbi_inst instance) {
  dbi_conn conn = dbi_conn_new_r("mysql", instance);
  dbi_conn_set_option(conn, "host", "localhost");
  if (dbi_conn_connect(conn) < 0)
    return -1;
  dbi_result result = dbi_conn_query(conn, "SELECT id FROM shop");
  if (!result)
    return -1; // expect: session-leak 'conn' is not closed on the return
  dbi_result_free(result);
  dbi_conn_close(conn);
  return 0;
}

int rows_ok(dbi_inst instance) {
  dbi_conn conn = dbi_conn_new_r("mysql", instance);
  if (!conn)
    return -1;
  dbi_conn_set_option(conn, "host", "localhost");
  if (dbi_conn_connect(conn) != 0) {
    const char *message;
    dbi_conn_error(conn, &message);
    fprintf(stderr, "%s\n", message);
    dbi_conn_close(conn);
    return -1;
  }
  dbi_result result = dbi_conn_queryf(conn, "SELECT id FROM shop WHERE id < %d", 10);
  if (result) {
    while (dbi_result_next_row(result))
      puts(dbi_result_get_string(result, "id"));
    dbi_result_free(result);
  }
  dbi_conn_close(conn);
  return 0;
}

int result_bad(dbi_conn conn) {
  dbi_result result = dbi_conn_query(conn, "SELECT id FROM shop");
  if (!result)
    return -1;
  if (!dbi_result_next_row(result))
    return 0; // expect: session-statement-leak 'result' is not ended on the return
  dbi_result_free(result);
  return 1;
}

int transfer_bad(dbi_conn conn) {
  if (dbi_conn_transaction_begin(conn))
    return -1;
  dbi_result result = dbi_conn_query(conn, "DELETE FROM shop");
  if (!result)
    return -1; // expect: session-missing-rollback the transaction on 'conn' stays open on the return
  dbi_result_free(result);
  return dbi_conn_transaction_commit(conn);
}

int transfer_ok(dbi_conn conn) {
  if (dbi_conn_transaction_begin(conn))
    return -1;
  dbi_result result = dbi_conn_query(conn, "DELETE FROM shop");
  if (!result) {
    dbi_conn_transaction_rollback(conn);
    return -1;
  }
  dbi_result_free(result);
  if (dbi_conn_transaction_commit(conn)) {
    dbi_conn_transaction_rollback(conn);
    return -1;
  }
  return 0;
}

int instance_bad(const char *directory) {
  dbi_inst instance;
  if (dbi_initialize_r(directory, &instance) < 0)
    return -1;
  dbi_conn conn = dbi_conn_new_r("sqlite3", instance);
  if (!conn)
    return -1; // expect: session-leak 'instance' is not closed on the return
  dbi_shutdown_r(instance);
  return 0;
}

void closed_bad(dbi_conn conn) {
  dbi_conn_close(conn);
  dbi_result_free(dbi_conn_query(conn, "SELECT 1")); // expect: session-use-after-close 'conn' is used by 'dbi_conn_query' after it was closed
}
