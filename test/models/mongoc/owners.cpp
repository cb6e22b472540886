// NEEDS: /usr/include/libmongoc-1.0/mongoc/mongoc.h
// FLAGS: -isystem /usr/include/libmongoc-1.0 -isystem /usr/include/libbson-1.0
// libmongoc from C++.
#include <memory>
#include <mongoc/mongoc.h>
#include <stdexcept>

int step(int);

using Client = std::unique_ptr<mongoc_client_t, decltype(&mongoc_client_destroy)>;

int owned_ok(const char *uri) {
  Client client(mongoc_client_new(uri), &mongoc_client_destroy);
  if (!client)
    throw std::runtime_error("uri");
  return step(1);
}

int raw_bad(mongoc_client_pool_t *pool) {
  mongoc_client_t *client = mongoc_client_pool_pop(pool);
  int n = step(1); // expect: session-leak 'client' is not given back when 'step' throws
  mongoc_client_pool_push(pool, client);
  return n;
}

class Lease {
public:
  explicit Lease(mongoc_client_pool_t *pool) : Pool(pool), Client(mongoc_client_pool_pop(pool)) {}
  ~Lease() { mongoc_client_pool_push(Pool, Client); }
  Lease(const Lease &) = delete;
  mongoc_client_t *get() const { return Client; }

private:
  mongoc_client_pool_t *Pool;
  mongoc_client_t *Client;
};

int leased_ok(mongoc_client_pool_t *pool) {
  Lease lease(pool);
  mongoc_client_set_appname(lease.get(), "shop");
  return step(1);
}

void transfer_bad(mongoc_client_session_t *session) {
  if (!mongoc_client_session_start_transaction(session, nullptr, nullptr))
    return;
  step(1); // expect: session-missing-rollback the transaction on 'session' stays open when 'step' throws
  mongoc_client_session_commit_transaction(session, nullptr, nullptr);
}
