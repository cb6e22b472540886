// FLAGS: -isystem /usr/include/libmongoc-1.0 -isystem /usr/include/libbson-1.0
// NEEDS: /usr/include/libmongoc-1.0/mongoc/mongoc.h
// Handles that belong to a client and survive it, pools, and what is null where
// it failed.
#include <mongoc/mongoc.h>

int database_bad(mongoc_client_t *client, bson_error_t *error) {
  mongoc_database_t *pond = mongoc_client_get_database(client, "pond");
  if (!mongoc_database_drop(pond, error))
    return -1; // expect: session-statement-leak
  mongoc_database_destroy(pond);
  return 0;
}

int database_ok(mongoc_client_t *client, bson_error_t *error) {
  mongoc_database_t *pond = mongoc_client_get_database(client, "pond");
  int dropped = mongoc_database_drop(pond, error);
  mongoc_database_destroy(pond);
  return dropped;
}

int collection_bad(mongoc_database_t *pond, bson_error_t *error) {
  mongoc_collection_t *fish = mongoc_database_get_collection(pond, "fish");
  if (!mongoc_collection_drop(fish, error))
    return -1; // expect: session-statement-leak
  mongoc_collection_destroy(fish);
  return 0;
}

int collection_of_client_bad(mongoc_client_t *client, bson_error_t *error) {
  mongoc_collection_t *fish = mongoc_client_get_collection(client, "pond", "fish");
  if (!mongoc_collection_drop(fish, error))
    return -1; // expect: session-statement-leak
  mongoc_collection_destroy(fish);
  return 0;
}

int bulk_bad(mongoc_collection_t *fish, const bson_t *one, bson_error_t *error) {
  mongoc_bulk_operation_t *bulk = mongoc_collection_create_bulk_operation(fish, true, NULL);
  mongoc_bulk_operation_insert(bulk, one);
  if (!mongoc_bulk_operation_execute(bulk, NULL, error))
    return -1; // expect: session-statement-leak
  mongoc_bulk_operation_destroy(bulk);
  return 0;
}

int stream_bad(mongoc_client_t *client, const bson_t *pipeline) {
  const bson_t *change;
  mongoc_change_stream_t *stream = mongoc_client_watch(client, pipeline, NULL);
  if (!mongoc_change_stream_next(stream, &change))
    return -1; // expect: session-statement-leak
  mongoc_change_stream_destroy(stream);
  return 0;
}

int stream_ok(mongoc_client_t *client, const bson_t *pipeline) {
  const bson_t *change;
  mongoc_change_stream_t *stream = mongoc_client_watch(client, pipeline, NULL);
  int any = mongoc_change_stream_next(stream, &change);
  mongoc_change_stream_destroy(stream);
  return any;
}

int pool_bad(const mongoc_uri_t *uri) {
  mongoc_client_pool_t *pool = mongoc_client_pool_new(uri);
  if (!pool)
    return -1;
  mongoc_client_t *client = mongoc_client_pool_pop(pool);
  if (!client)
    return -2; // expect: session-leak 'pool' is not closed
  mongoc_client_pool_push(pool, client);
  mongoc_client_pool_destroy(pool);
  return 0;
}

int pool_ok(const mongoc_uri_t *uri) {
  mongoc_client_pool_t *pool = mongoc_client_pool_new(uri);
  if (!pool)
    return -1;
  mongoc_client_t *client = mongoc_client_pool_try_pop(pool);
  if (client)
    mongoc_client_pool_push(pool, client);
  mongoc_client_pool_destroy(pool);
  return 0;
}

int null_ok(mongoc_client_t *client, bson_error_t *error) {
  mongoc_client_session_t *session = mongoc_client_start_session(client, NULL, error);
  if (!session)
    return -1;
  mongoc_client_session_destroy(session);
  mongoc_client_t *second = mongoc_client_new("mongodb://pond");
  if (!second)
    return -2;
  mongoc_client_destroy(second);
  return 0;
}

int asked_ok(mongoc_client_session_t *session, bson_error_t *error) {
  bson_t reply;
  if (!mongoc_client_session_start_transaction(session, NULL, error))
    return -1;
  if (mongoc_client_session_commit_transaction(session, &reply, error))
    return 0;
  if (mongoc_client_session_in_transaction(session))
    mongoc_client_session_abort_transaction(session, error);
  return -2;
}
