// FLAGS: -isystem %S/../Inputs/mirrors
// Imports from a file of SQLite: what of userver throws leaves the file open, unless
// somebody closes it on that path.
#include <userver/storages/postgres/cluster.hpp>
#include <sqlite3.h>
#include <string>

using namespace storages::postgres;

static sqlite3 *source() {
  sqlite3 *from = nullptr;
  if (sqlite3_open("shop.db", &from) == SQLITE_OK)
    return from;
  sqlite3_close(from);
  return nullptr;
}

void begin_bad(Cluster &to) {
  sqlite3 *from = source();
  auto begun = to.Begin(TransactionOptions{}); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void named_bad(Cluster &to) {
  sqlite3 *from = source();
  auto begun = to.Begin("import", ClusterHostType::kMaster, TransactionOptions{}); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void run_bad(Transaction &begun) {
  sqlite3 *from = source();
  begun.Execute("DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void commit_bad(Transaction &begun) {
  sqlite3 *from = source();
  begun.Commit(); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void direct_bad(Cluster &to) {
  sqlite3 *from = source();
  to.Execute(ClusterHostType::kMaster, "DELETE FROM shop"); // expect: session-leak 'from' is not closed when
  sqlite3_close(from);
}

void caught_ok(Cluster &to) {
  sqlite3 *from = source();
  try {
    auto begun = to.Begin(TransactionOptions{});
  } catch (...) {
    sqlite3_close(from);
    throw;
  }
  sqlite3_close(from);
}
