// FLAGS: -isystem %S/../Inputs/mirrors
// The Cassandra driver: futures, results and statements are freed one by one.
#include <cassandra.h>
#include <stdio.h>

int connect_bad(CassCluster *cluster) {
  CassSession *session = cass_session_new();
  CassFuture *connect = cass_session_connect(session, cluster);
  CassError rc = cass_future_error_code(connect);
  cass_future_free(connect);
  if (rc != CASS_OK)
    return -1; // expect: session-leak 'session' is not closed on the return
  cass_session_free(session);
  return 0;
}

int connect_ok(void) {
  CassCluster *cluster = cass_cluster_new();
  CassSession *session = cass_session_new();
  cass_cluster_set_contact_points(cluster, "127.0.0.1");
  CassFuture *connect = cass_session_connect(session, cluster);
  int ok = cass_future_error_code(connect) == CASS_OK;
  cass_future_free(connect);
  cass_session_free(session);
  cass_cluster_free(cluster);
  return ok;
}

int future_bad(CassSession *session, const CassStatement *statement) {
  CassFuture *future = cass_session_execute(session, statement);
  if (cass_future_error_code(future) != CASS_OK)
    return -1; // expect: session-statement-leak 'future' is not ended on the return
  cass_future_free(future);
  return 0;
}

void ignored_bad(CassSession *session) {
  cass_session_close(session); // expect: session-statement-leak is discarded
}

int result_bad(CassFuture *future) {
  const CassResult *result = cass_future_get_result(future);
  if (!result)
    return -1;
  if (cass_result_row_count(result) == 0)
    return 0; // expect: session-statement-leak 'result' is not ended on the return
  cass_result_free(result);
  return 1;
}

int rows_ok(CassSession *session) {
  CassStatement *statement = cass_statement_new("SELECT id FROM shop", 0);
  CassFuture *future = cass_session_execute(session, statement);
  const CassResult *result = cass_future_get_result(future);
  int n = 0;
  if (result) {
    CassIterator *rows = cass_iterator_from_result(result);
    while (cass_iterator_next(rows))
      n++;
    cass_iterator_free(rows);
    cass_result_free(result);
  }
  cass_future_free(future);
  cass_statement_free(statement);
  return n;
}

void freed_bad(CassSession *session, const CassStatement *statement) {
  cass_session_free(session);
  cass_future_free(cass_session_execute(session, statement)); // expect: session-use-after-close 'session' is used by 'cass_session_execute' after it was closed
}
