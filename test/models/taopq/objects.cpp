// FLAGS: -isystem %S/../Inputs/mirrors
// taoPQ: shared pointers that end what they hold.
#include <tao/pq.hpp>

int step(int);

void transfer_ok(const std::shared_ptr<tao::pq::connection> &conn) {
  const auto tr = conn->transaction();
  tr->execute("DELETE FROM shop");
  tr->commit();
}

void owned_ok(const std::string &options) {
  const auto conn = tao::pq::connection::create(options);
  conn->execute("DELETE FROM shop");
  step(1);
}

// A transaction by text is nobody's.
void text_bad(const std::shared_ptr<tao::pq::connection> &conn) {
  conn->execute("BEGIN");
  conn->execute("DELETE FROM shop"); // expect: session-missing-rollback stays open when
  conn->execute("COMMIT");
}
