// FLAGS: -isystem %S/../Inputs/mirrors
// sqlpp11: transactions that roll back, pools that do not.
#include <sqlpp11/sqlpp11.h>

int step(int);

void transfer_ok(sqlpp::sqlite3::connection &db) {
  auto tx = sqlpp::start_transaction(db);
  db.execute("DELETE FROM shop");
  tx.commit();
}

bool early_ok(sqlpp::postgresql::connection &db, bool dry) {
  auto tx = start_transaction(db);
  db.execute("DELETE FROM shop");
  if (dry)
    return false;
  tx.commit();
  return true;
}

void bare_bad(sqlpp::mysql::connection &db) {
  db.start_transaction();
  db.execute("DELETE FROM shop"); // expect: session-missing-rollback the transaction on 'db' stays open when
  db.commit_transaction();
}

void bare_ok(sqlpp::mysql::connection &db) {
  db.start_transaction();
  try {
    db.execute("DELETE FROM shop");
    db.commit_transaction();
  } catch (...) {
    db.rollback_transaction(false);
    throw;
  }
}

void text_bad(sqlpp::sqlite3::connection &db, int id) {
  db.execute("BEGIN");
  if (id < 0)
    return; // expect: session-missing-rollback the transaction on 'db' stays open on the return
  db.execute("COMMIT"); // expect: session-missing-rollback the transaction on 'db' stays open when
}

void local_ok(const std::shared_ptr<int> &config) {
  sqlpp::sqlite3::connection db(config);
  db.execute("DELETE FROM shop");
  step(1);
}

void heap_bad(const std::shared_ptr<int> &config) {
  auto *db = new sqlpp::sqlite3::connection(config);
  step(1); // expect: session-leak is not closed when 'step' throws
  delete db;
}

// The pooled connection goes back inside its transaction.
void pooled_FN(sqlpp::mysql::connection_pool &pool) {
  auto db = pool.get();
  db.start_transaction();
  db.execute("DELETE FROM shop");
  db.commit_transaction();
}

// The commit failed, and the guard has forgotten it.
bool commit_failed_FN(sqlpp::sqlite3::connection &db) {
  auto tx = sqlpp::start_transaction(db);
  db.execute("DELETE FROM shop");
  try {
    tx.commit();
  } catch (const sqlpp::exception &) {
    return false;
  }
  return true;
}
