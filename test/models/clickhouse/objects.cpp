// FLAGS: -isystem %S/../Inputs/mirrors
// clickhouse-cpp: a client is an object.
#include <clickhouse/client.h>
#include <memory>

int step(int);

void rows_ok(const clickhouse::ClientOptions &options) {
  clickhouse::Client client(options);
  client.Execute("TRUNCATE TABLE shop");
  step(1);
}

void owned_ok(const clickhouse::ClientOptions &options) {
  auto client = std::make_unique<clickhouse::Client>(options);
  client->Ping();
}

void heap_bad(const clickhouse::ClientOptions &options) {
  auto *client = new clickhouse::Client(options);
  client->Ping(); // expect: session-leak is not closed when
  delete client;
}

bool early_bad(const clickhouse::ClientOptions &options, bool dry) {
  auto *client = new clickhouse::Client(options);
  if (dry)
    return false; // expect: session-leak 'client' is not closed on the return
  delete client;
  return true;
}
