// FLAGS: -isystem %S/../Inputs/mirrors
// mongocxx: sessions abort what they leave open.
#include <mongocxx/client.hpp>

int step(int);

void transfer_bad(mongocxx::client_session &session, mongocxx::collection &orders) {
  session.start_transaction();
  orders.insert_one(session, "{}"); // expect: session-missing-rollback the transaction on 'session' stays open when
  session.commit_transaction();
}

void transfer_ok(mongocxx::client_session &session, mongocxx::collection &orders) {
  session.start_transaction();
  try {
    orders.insert_one(session, "{}");
    session.commit_transaction();
  } catch (const mongocxx::exception &) {
    session.abort_transaction();
    throw;
  }
}

void local_ok(mongocxx::client &client, mongocxx::collection &orders) {
  auto session = client.start_session();
  session.start_transaction();
  orders.insert_one(session, "{}");
  session.commit_transaction();
}

void callback_ok(mongocxx::client_session &session, mongocxx::collection &orders) {
  session.with_transaction([&](mongocxx::client_session *s) { orders.insert_one(*s, "{}"); });
}

int pooled_ok(mongocxx::pool &pool) {
  auto client = pool.acquire();
  client->database("shop");
  return step(1);
}

void heap_bad(const mongocxx::uri &uri) {
  auto *client = new mongocxx::client(uri);
  step(1); // expect: session-leak is not closed when 'step' throws
  delete client;
}
