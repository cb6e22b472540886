// Sessions that are objects, with and without guards.
#include <SQLiteCpp/SQLiteCpp.h>
#include <memory>
#include <pqxx/pqxx>
#include <soci/soci.h>
#include <string>

int step(int);

void soci_bad(soci::session &sql) {
  sql.begin();
  sql << "DELETE FROM shop"; // expect: session-missing-rollback the transaction on 'sql' stays open when
  sql.commit();
}

bool sociCaught_bad(soci::session &sql) {
  sql.begin();
  try {
    sql << "DELETE FROM shop";
    sql.commit();
  } catch (const soci::soci_error &) {
    return false; // expect: session-missing-rollback the transaction on 'sql' stays open
  }
  return true;
}

class Dao {
public:
  explicit Dao(const std::string &options) : sql(options) {}
  void clear_bad() {
    sql.begin();
    sql << "DELETE FROM shop"; // expect: session-missing-rollback the transaction on 'sql' stays open when
    sql.commit();
  }
  void clear_ok() {
    soci::transaction tx(sql);
    sql << "DELETE FROM shop";
    tx.commit();
  }

private:
  soci::session sql;
};

void pointer_bad(const std::shared_ptr<soci::session> &sql, bool dry) {
  sql->begin();
  if (dry)
    return; // expect: session-missing-rollback stays open
  sql->rollback();
}

void sqliteText_bad(SQLite::Database &db) {
  db.exec("BEGIN");
  db.exec("DELETE FROM shop"); // expect: session-missing-rollback the transaction on 'db' stays open when
  db.exec("COMMIT");
}

void sociCaught_ok(soci::session &sql) {
  sql.begin();
  try {
    sql << "DELETE FROM shop";
    sql.commit();
  } catch (...) {
    sql.rollback();
    throw;
  }
}

void local_ok(const std::string &options) {
  soci::session sql(options);
  sql.begin();
  sql << "DELETE FROM shop";
  sql.commit();
}

void sociGuard_ok(soci::session &sql, bool dry) {
  soci::transaction tx(sql);
  sql << "DELETE FROM shop";
  if (dry)
    return;
  tx.commit();
}

bool sqliteGuard_ok(SQLite::Database &db) {
  try {
    SQLite::Transaction tx(db);
    db.exec("DELETE FROM shop");
    tx.commit();
    return true;
  } catch (const SQLite::Exception &) {
    return false;
  }
}

void pqxxGuard_ok(pqxx::connection &conn, bool dry) {
  pqxx::work tx(conn);
  tx.exec("DELETE FROM shop");
  if (dry) {
    tx.abort();
    return;
  }
  if (step(1))
    return;
  tx.commit();
}

void heapGuard_ok(pqxx::connection &conn) {
  auto tx = std::make_unique<pqxx::work>(conn);
  tx->exec("DELETE FROM shop");
  tx->commit();
}

void helper(pqxx::work &tx) { tx.exec("DELETE FROM shop"); }

void handedGuard_ok(pqxx::connection &conn) {
  pqxx::work tx(conn);
  helper(tx);
  tx.commit();
}

void twoGuards_ok(SQLite::Database &db) {
  {
    SQLite::Transaction tx(db);
    db.exec("DELETE FROM shop");
  }
  SQLite::Transaction tx(db);
  db.exec("DELETE FROM shop");
  tx.commit();
}
