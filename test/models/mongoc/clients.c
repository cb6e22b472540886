// NEEDS: /usr/include/libmongoc-1.0/mongoc/mongoc.h
// FLAGS: -isystem /usr/include/libmongoc-1.0 -isystem /usr/include/libbson-1.0
// libmongoc: clients, pools, client sessions, cursors.
#include <mongoc/mongoc.h>
#include <stdio.h>

int count_ok(const char *uri) {
  mongoc_client_t *client = mongoc_client_new(uri);
  if (!client)
    return -1;
  mongoc_collection_t *collection = mongoc_client_get_collection(client, "shop", "orders");
  bson_t query = BSON_INITIALIZER;
  mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(collection, &query, NULL, NULL);
  const bson_t *doc;
  int n = 0;
  while (mongoc_cursor_next(cursor, &doc))
    n++;
  mongoc_cursor_destroy(cursor);
  mongoc_collection_destroy(collection);
  mongoc_client_destroy(client);
  return n;
}

int ping_bad(const char *uri, bson_t *command) {
  bson_error_t error;
  mongoc_client_t *client = mongoc_client_new(uri);
  if (!client)
    return -1;
  if (!mongoc_client_command_simple(client, "admin", command, NULL, NULL, &error)) {
    fprintf(stderr, "%s\n", error.message);
    return -1; // expect: session-leak 'client' is not closed on the return
  }
  mongoc_client_destroy(client);
  return 0;
}

int leased_bad(mongoc_client_pool_t *pool, bson_t *command) {
  mongoc_client_t *client = mongoc_client_pool_pop(pool);
  if (!mongoc_client_command_simple(client, "admin", command, NULL, NULL, NULL))
    return -1; // expect: session-leak 'client' is not given back on the return
  mongoc_client_pool_push(pool, client);
  return 0;
}

int leased_ok(mongoc_client_pool_t *pool, bson_t *command) {
  mongoc_client_t *client = mongoc_client_pool_try_pop(pool);
  if (!client)
    return -1;
  int ok = mongoc_client_command_simple(client, "admin", command, NULL, NULL, NULL);
  mongoc_client_pool_push(pool, client);
  return ok;
}

// One that was popped goes back; destroying it is for those that were made.
int destroyed_FN(mongoc_client_pool_t *pool) {
  mongoc_client_t *client = mongoc_client_pool_pop(pool);
  mongoc_client_destroy(client);
  return 0;
}

int cursor_bad(mongoc_collection_t *collection, bson_t *query) {
  const bson_t *doc;
  mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(collection, query, NULL, NULL);
  if (!mongoc_cursor_next(cursor, &doc))
    return -1; // expect: session-statement-leak 'cursor' is not ended on the return
  mongoc_cursor_destroy(cursor);
  return 0;
}

// Nothing says that 'orders' is of 'session'; but another error ends it.
int transfer_bad(mongoc_client_session_t *session, mongoc_collection_t *orders, bson_t *doc, bson_t *opts) {
  bson_error_t error;
  if (!mongoc_client_session_start_transaction(session, NULL, &error))
    return -1;
  if (!mongoc_collection_insert_one(orders, doc, opts, NULL, &error)) {
    fprintf(stderr, "%s\n", error.message);
    return -2; // expect: session-missing-rollback the transaction on 'session' stays open on the return
  }
  if (mongoc_client_session_commit_transaction(session, NULL, &error))
    return 0;
  mongoc_client_session_abort_transaction(session, NULL);
  return -1;
}

// After a commit there is nothing to abort, failed or not.
int commit_failed_ok(mongoc_client_session_t *session, mongoc_collection_t *orders, bson_t *doc, bson_t *opts) {
  bson_error_t error;
  if (!mongoc_client_session_start_transaction(session, NULL, &error))
    return -1;
  mongoc_collection_insert_one(orders, doc, opts, NULL, &error);
  if (!mongoc_client_session_commit_transaction(session, NULL, &error))
    return -2;
  return 0;
}

// The driver's own example begins again after a commit that failed.
int retry_ok(mongoc_client_session_t *session, mongoc_collection_t *orders, bson_t *doc, bson_t *opts) {
  bson_error_t error;
  for (int i = 0; i < 3; i++) {
    if (!mongoc_client_session_start_transaction(session, NULL, &error))
      return -1;
    if (!mongoc_collection_insert_one(orders, doc, opts, NULL, &error)) {
      mongoc_client_session_abort_transaction(session, NULL);
      return -1;
    }
    if (mongoc_client_session_commit_transaction(session, NULL, &error))
      return 0;
  }
  return -1;
}

int early_bad(mongoc_client_session_t *session, int dry) {
  if (!mongoc_client_session_start_transaction(session, NULL, NULL))
    return -1;
  if (dry)
    return -1; // expect: session-missing-rollback the transaction on 'session' stays open on the return
  if (mongoc_client_session_commit_transaction(session, NULL, NULL))
    return 0;
  return -1;
}

int transfer_ok(mongoc_client_session_t *session, mongoc_collection_t *orders, bson_t *doc, bson_t *opts) {
  bson_error_t error;
  if (!mongoc_client_session_start_transaction(session, NULL, &error))
    return -1;
  if (!mongoc_collection_insert_one(orders, doc, opts, NULL, &error) ||
      !mongoc_client_session_commit_transaction(session, NULL, &error)) {
    mongoc_client_session_abort_transaction(session, NULL);
    return -1;
  }
  return 0;
}

// Destroying the session aborts what it has open.
int own_session_ok(mongoc_client_t *client, mongoc_collection_t *orders, bson_t *doc, bson_t *opts) {
  bson_error_t error;
  int rc = -1;
  mongoc_client_session_t *session = mongoc_client_start_session(client, NULL, &error);
  if (!session)
    return -1;
  mongoc_client_session_start_transaction(session, NULL, &error);
  if (mongoc_collection_insert_one(orders, doc, opts, NULL, &error))
    rc = mongoc_client_session_commit_transaction(session, NULL, &error) ? 0 : -1;
  mongoc_client_session_destroy(session);
  return rc;
}

int own_session_bad(mongoc_client_t *client, mongoc_collection_t *orders, bson_t *doc) {
  mongoc_client_session_t *session = mongoc_client_start_session(client, NULL, NULL);
  if (!session)
    return -1;
  if (!mongoc_collection_insert_one(orders, doc, NULL, NULL, NULL))
    return -1; // expect: session-leak 'session' is not closed on the return
  mongoc_client_session_destroy(session);
  return 0;
}

void destroyed_bad(mongoc_client_t *client) {
  mongoc_client_destroy(client);
  mongoc_client_set_appname(client, "shop"); // expect: session-use-after-close 'client' is used by 'mongoc_client_set_appname' after it was closed
}
