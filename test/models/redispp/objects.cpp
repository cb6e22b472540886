// FLAGS: -isystem %S/../Inputs/mirrors
// redis-plus-plus: clients are pools, transactions queue.
#include <memory>
#include <sw/redis++/redis++.h>

int step(int);

void transfer_ok(sw::redis::Redis &redis) {
  auto tx = redis.transaction();
  tx.set("a", "1").incr("b");
  tx.exec();
}

void owned_ok(const std::string &uri) {
  sw::redis::Redis redis(uri);
  redis.set("a", "1");
  step(1);
}

void heap_bad(const std::string &uri) {
  auto *redis = new sw::redis::Redis(uri);
  redis->set("a", "1"); // expect: session-leak is not closed when
  delete redis;
}

// Queued, and thrown away.
void no_exec_FN(sw::redis::Redis &redis) {
  auto tx = redis.transaction();
  tx.set("a", "1").incr("b");
}
