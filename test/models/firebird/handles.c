// Firebird's isc_* functions: handles are numbers, passed by address.
#include <ibase.h>
#include <string.h>

int attach_bad(char *name, char *dpb, short length) {
  ISC_STATUS_ARRAY status;
  isc_db_handle db = 0;
  isc_tr_handle tr = 0;
  if (isc_attach_database(status, 0, name, &db, length, dpb)) {
    isc_print_status(status);
    return -1;
  }
  if (isc_start_transaction(status, &tr, 1, &db, 0, NULL))
    return -1; // expect: session-leak 'db' is not closed on the return
  isc_commit_transaction(status, &tr);
  isc_detach_database(status, &db);
  return 0;
}

int attach_ok(char *name, char *dpb, short length) {
  ISC_STATUS_ARRAY status;
  isc_db_handle db = 0;
  isc_tr_handle tr = 0;
  if (isc_attach_database(status, 0, name, &db, length, dpb))
    return -1;
  if (!isc_start_transaction(status, &tr, 1, &db, 0, NULL))
    if (isc_commit_transaction(status, &tr))
      isc_rollback_transaction(status, &tr);
  isc_detach_database(status, &db);
  return 0;
}

int update_bad(isc_db_handle db, char *sql) {
  ISC_STATUS_ARRAY status;
  isc_tr_handle tr = 0;
  if (isc_start_transaction(status, &tr, 1, &db, 0, NULL))
    return -1;
  if (isc_dsql_execute_immediate(status, &db, &tr, 0, sql, 3, NULL))
    return -1; // expect: session-missing-rollback the transaction 'tr' stays open on the return
  isc_commit_transaction(status, &tr);
  return 0;
}

// A commit that failed leaves the handle.
int commit_failed_FN(isc_db_handle db, char *sql) {
  ISC_STATUS_ARRAY status;
  isc_tr_handle tr = 0;
  if (isc_start_transaction(status, &tr, 1, &db, 0, NULL))
    return -1;
  if (isc_commit_transaction(status, &tr))
    return -1;
  return 0;
}

int update_ok(isc_db_handle db, char *sql) {
  ISC_STATUS_ARRAY status;
  isc_tr_handle tr = 0;
  if (isc_start_transaction(status, &tr, 1, &db, 0, NULL))
    return -1;
  if (isc_dsql_execute_immediate(status, &db, &tr, 0, sql, 3, NULL) ||
      isc_commit_transaction(status, &tr)) {
    isc_rollback_transaction(status, &tr);
    return -1;
  }
  return 0;
}

// The transaction goes on behind a retaining commit.
int retaining_bad(isc_db_handle db, char *sql) {
  ISC_STATUS_ARRAY status;
  isc_tr_handle tr = 0;
  if (isc_start_transaction(status, &tr, 1, &db, 0, NULL))
    return -1;
  isc_dsql_execute_immediate(status, &db, &tr, 0, sql, 3, NULL);
  isc_commit_retaining(status, &tr);
  return 0; // expect: session-missing-rollback the transaction 'tr' stays open on the return
}

// The handles live in the caller's object.
struct session {
  isc_db_handle db;
  isc_tr_handle tr;
  ISC_STATUS_ARRAY status;
};
int begin_ok(struct session *s) {
  return isc_start_transaction(s->status, &s->tr, 1, &s->db, 0, NULL) ? -1 : 0;
}

int statement_bad(isc_db_handle db, isc_tr_handle tr, char *sql) {
  ISC_STATUS_ARRAY status;
  isc_stmt_handle stmt = 0;
  if (isc_dsql_allocate_statement(status, &db, &stmt))
    return -1;
  if (isc_dsql_prepare(status, &tr, &stmt, 0, sql, 3, NULL))
    return -1; // expect: session-statement-leak 'stmt' is not ended on the return
  isc_dsql_free_statement(status, &stmt, DSQL_drop);
  return 0;
}

// DSQL_close ends the cursor, not the statement.
int closed_bad(isc_db_handle db, isc_tr_handle tr) {
  ISC_STATUS_ARRAY status;
  isc_stmt_handle stmt = 0;
  if (isc_dsql_allocate_statement(status, &db, &stmt))
    return -1;
  isc_dsql_execute(status, &tr, &stmt, 3, NULL);
  isc_dsql_free_statement(status, &stmt, DSQL_close);
  return 0; // expect: session-statement-leak 'stmt' is not ended
}

// What has ended is 0 again.
int goto_ok(isc_db_handle db, char *sql) {
  ISC_STATUS_ARRAY status;
  isc_tr_handle tr = 0;
  isc_stmt_handle stmt = 0;
  int rc = -1;
  if (isc_start_transaction(status, &tr, 1, &db, 0, NULL))
    goto done;
  if (isc_dsql_allocate_statement(status, &db, &stmt))
    goto done;
  if (isc_dsql_prepare(status, &tr, &stmt, 0, sql, 3, NULL))
    goto done;
  isc_dsql_free_statement(status, &stmt, DSQL_drop);
  isc_commit_transaction(status, &tr);
  rc = 0;
done:
  if (stmt)
    isc_dsql_free_statement(status, &stmt, DSQL_drop);
  if (tr)
    isc_rollback_transaction(status, &tr);
  return rc;
}

// The status vector says what the result says.
int status_vector_ok(char *name) {
  ISC_STATUS_ARRAY status;
  isc_db_handle db = 0;
  isc_attach_database(status, 0, name, &db, 0, NULL);
  if (status[0] == 1 && status[1])
    return -1;
  isc_detach_database(status, &db);
  return 0;
}

int status_vector_bad(char *name, char *sql) {
  ISC_STATUS_ARRAY status;
  isc_db_handle db = 0;
  isc_tr_handle tr = 0;
  isc_attach_database(status, 0, name, &db, 0, NULL);
  if (status[0] == 1 && status[1])
    return -1;
  isc_start_transaction(status, &tr, 1, &db, 0, NULL);
  if (status[0] == 1 && status[1])
    return -1; // expect: session-leak 'db' is not closed on the return
  isc_dsql_execute_immediate(status, &db, &tr, 0, sql, 3, NULL);
  if (status[0] == 1 && status[1]) {
    isc_detach_database(status, &db);
    return -1; // expect: session-missing-rollback the transaction 'tr' stays open on the return
  }
  isc_commit_transaction(status, &tr);
  if (status[0] == 1 && status[1])
    isc_rollback_transaction(status, &tr);
  isc_detach_database(status, &db);
  return 0;
}

int status_vector_statement_ok(isc_db_handle db, isc_tr_handle tr, char *sql) {
  ISC_STATUS_ARRAY status;
  isc_stmt_handle stmt = 0;
  isc_dsql_allocate_statement(status, &db, &stmt);
  if (status[0] == 1 && status[1] > 0)
    return -1;
  isc_dsql_prepare(status, &tr, &stmt, 0, sql, 3, NULL);
  if (status[1]) {
    isc_dsql_free_statement(status, &stmt, DSQL_drop);
    return -1;
  }
  isc_dsql_free_statement(status, &stmt, DSQL_drop);
  return 0;
}

int sqlcode_ok(char *name) {
  ISC_STATUS_ARRAY status;
  isc_db_handle db = 0;
  int code;
  isc_attach_database(status, 0, name, &db, 0, NULL);
  if ((code = isc_sqlcode(status)) != 0)
    return code;
  isc_detach_database(status, &db);
  return 0;
}

int sqlcode_bad(isc_db_handle db, char *sql) {
  ISC_STATUS_ARRAY status;
  isc_tr_handle tr = 0;
  isc_start_transaction(status, &tr, 1, &db, 0, NULL);
  if (isc_sqlcode(status) < 0)
    return -1;
  isc_dsql_execute_immediate(status, &db, &tr, 0, sql, 3, NULL);
  if (isc_sqlcode(status) < 0)
    return -1; // expect: session-missing-rollback the transaction 'tr' stays open on the return
  isc_commit_transaction(status, &tr);
  return 0;
}

// A helper that asks the vector is not known to.
static int has_failed(const ISC_STATUS *status) { return status[0] == 1 && status[1] != 0; }
int status_helper_FP(char *name) {
  ISC_STATUS_ARRAY status;
  isc_db_handle db = 0;
  isc_attach_database(status, 0, name, &db, 0, NULL);
  if (has_failed(status))
    return -1; // expect: session-leak 'db' is not closed on the return
  isc_detach_database(status, &db);
  return 0;
}

int blob_bad(isc_db_handle db, isc_tr_handle tr, ISC_QUAD *id, char *buffer, unsigned short room) {
  ISC_STATUS_ARRAY status;
  isc_blob_handle blob = 0;
  unsigned short length;
  if (isc_open_blob2(status, &db, &tr, &blob, id, 0, NULL))
    return -1;
  if (isc_get_segment(status, &blob, &length, room, buffer))
    return -1; // expect: session-statement-leak 'blob' is not ended on the return
  isc_close_blob(status, &blob);
  return length;
}

int blob_ok(isc_db_handle db, isc_tr_handle tr, ISC_QUAD *id, char *buffer, unsigned short room) {
  ISC_STATUS_ARRAY status;
  isc_blob_handle blob = 0;
  unsigned short length = 0;
  if (isc_open_blob2(status, &db, &tr, &blob, id, 0, NULL))
    return -1;
  while (isc_get_segment(status, &blob, &length, room, buffer) == 0 && length == room)
    buffer += length;
  isc_close_blob(status, &blob);
  return length;
}

// The handle is 0 then, which no call takes.
int detached_FN(isc_db_handle db, char *sql) {
  ISC_STATUS_ARRAY status;
  isc_tr_handle tr = 0;
  isc_detach_database(status, &db);
  return isc_dsql_execute_immediate(status, &db, &tr, 0, sql, 3, NULL) != 0;
}
