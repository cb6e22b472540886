// NEEDS: /usr/include/libgda-5.0/libgda/libgda.h
// FLAGS: -isystem /usr/include/libgda-5.0 -isystem /usr/include/libgda-5.0/libgda
// FLAGS: -isystem /usr/include/glib-2.0 -isystem /usr/lib/x86_64-linux-gnu/glib-2.0/include
// FLAGS: -isystem /usr/include/libxml2
// libgda: connections are objects with a count of references.
#include <libgda/libgda.h>

int rows_bad(const char *options) {
  GError *error = NULL;
  GdaConnection *cnc = gda_connection_open_from_string("SQLite", options, NULL, GDA_CONNECTION_OPTIONS_NONE, &error);
  if (!cnc)
    return -1;
  if (gda_connection_execute_non_select_command(cnc, "DELETE FROM shop", &error) == -1)
    return -1; // expect: session-leak 'cnc' is not closed on the return
  g_object_unref(cnc);
  return 0;
}

int rows_ok(const char *options) {
  GError *error = NULL;
  GdaConnection *cnc = gda_connection_open_from_string("SQLite", options, NULL, GDA_CONNECTION_OPTIONS_NONE, &error);
  if (!cnc) {
    g_error_free(error);
    return -1;
  }
  int n = gda_connection_execute_non_select_command(cnc, "DELETE FROM shop", &error);
  gda_connection_close(cnc);
  g_object_unref(cnc);
  return n;
}

// Closed, but the object is still there.
int closed_bad(const char *dsn) {
  GdaConnection *cnc = gda_connection_open_from_dsn(dsn, NULL, GDA_CONNECTION_OPTIONS_NONE, NULL);
  if (!cnc)
    return -1;
  gda_connection_close(cnc);
  return 0; // expect: session-leak 'cnc' is not closed on the return
}

int transfer_bad(GdaConnection *cnc) {
  GError *error = NULL;
  if (!gda_connection_begin_transaction(cnc, "t", GDA_TRANSACTION_ISOLATION_UNKNOWN, &error))
    return -1;
  if (gda_connection_execute_non_select_command(cnc, "DELETE FROM shop", &error) == -1)
    return -2; // expect: session-missing-rollback the transaction on 'cnc' stays open on the return
  return gda_connection_commit_transaction(cnc, "t", &error) ? 0 : -1;
}

int transfer_ok(GdaConnection *cnc) {
  GError *error = NULL;
  if (!gda_connection_begin_transaction(cnc, "t", GDA_TRANSACTION_ISOLATION_UNKNOWN, &error))
    return -1;
  if (gda_connection_execute_non_select_command(cnc, "DELETE FROM shop", &error) == -1 ||
      !gda_connection_commit_transaction(cnc, "t", &error)) {
    gda_connection_rollback_transaction(cnc, "t", NULL);
    return -1;
  }
  return 0;
}

// One more reference is one more that may release it.
int shared_ok(GdaConnection *cnc) {
  GdaConnection *mine = g_object_ref(cnc);
  int open = gda_connection_is_opened(mine);
  g_object_unref(mine);
  return open && gda_connection_is_opened(cnc);
}

void released_bad(GdaConnection *cnc) {
  g_object_unref(cnc);
  gda_connection_close(cnc); // expect: session-use-after-close 'cnc' is used by 'gda_connection_close' after it was closed
}
