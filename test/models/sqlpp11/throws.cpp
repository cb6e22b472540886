// FLAGS: -isystem %S/../Inputs/mirrors
// What throws while a connection is held by a plain pointer, and transactions
// by hand whose statements throw.
#include <sqlpp11/sqlpp11.h>
#include <memory>

using Config = std::shared_ptr<int>;

void connect_bad(sqlpp::mysql::connection &from, const Config &config) {
  auto *to = new sqlpp::sqlite3::connection(config);
  from.connectUsing(config); // expect: session-leak
  delete to;
}

void begin_bad(sqlpp::sqlite3::connection &from, const Config &config) {
  auto *to = new sqlpp::sqlite3::connection(config);
  from.start_transaction(); // expect: session-leak
  from.rollback_transaction(false);
  delete to;
}

void rollback_bad(sqlpp::sqlite3::connection &from, const Config &config) {
  auto *to = new sqlpp::sqlite3::connection(config);
  from.rollback_transaction(false); // expect: session-leak
  delete to;
}

void execute_bad(sqlpp::postgresql::connection &from, const Config &config) {
  auto *to = new sqlpp::sqlite3::connection(config);
  from.execute("DELETE FROM shop"); // expect: session-leak
  delete to;
}

void pool_bad(sqlpp::mysql::connection_pool &pool, const Config &config) {
  auto *to = new sqlpp::sqlite3::connection(config);
  auto taken = pool.get(); // expect: session-leak
  delete to;
}

void guard_bad(sqlpp::sqlite3::connection &from, const Config &config) {
  auto *to = new sqlpp::sqlite3::connection(config);
  auto begun = sqlpp::start_transaction(from); // expect: session-leak
  delete to;
}

void second_bad(const Config &config) {
  auto *to = new sqlpp::sqlite3::connection(config);
  sqlpp::sqlite3::connection from(config); // expect: session-leak
  delete to;
}

void caught_ok(sqlpp::sqlite3::connection &from, const Config &config) {
  auto *to = new sqlpp::sqlite3::connection(config);
  try {
    from.execute("DELETE FROM shop");
  } catch (const sqlpp::exception &) {
    delete to;
    throw;
  }
  delete to;
}

void postgres_bad(sqlpp::postgresql::connection &db) {
  db.start_transaction();
  db.execute("DELETE FROM shop"); // expect: session-missing-rollback
  db.commit_transaction();
}

void postgres_text_bad(sqlpp::postgresql::connection &db) {
  db.execute("BEGIN");
  db.execute("DELETE FROM shop"); // expect: session-missing-rollback
  db.execute("COMMIT");
}

void mysql_text_bad(sqlpp::mysql::connection &db) {
  db.execute("START TRANSACTION");
  db.execute("DELETE FROM shop"); // expect: session-missing-rollback
  db.execute("COMMIT");
}

void point_bad(sqlpp::postgresql::connection &db) {
  db.start_transaction();
  db.savepoint("before");
  db.execute("DELETE FROM shop"); // expect: session-missing-rollback
  db.release_savepoint("before");
  db.commit_transaction();
}

void point_ok(sqlpp::postgresql::connection &db) {
  auto begun = sqlpp::start_transaction(db);
  db.savepoint("before");
  try {
    db.execute("DELETE FROM shop");
    db.release_savepoint("before");
  } catch (const sqlpp::exception &) {
    db.rollback_to_savepoint("before");
  }
  begun.commit();
}

void undone_ok(sqlpp::sqlite3::connection &db, bool sure) {
  auto begun = sqlpp::start_transaction(db);
  db.execute("DELETE FROM shop");
  if (sure)
    begun.commit();
  else
    begun.rollback();
}
