// FLAGS: -isystem /usr/include/mariadb
// MySQL++: connections and transactions are objects; pools hand out pointers.
#include <mysql++/mysql++.h>
#include <string>

int step(int);

void transfer_bad(mysqlpp::Connection &con) {
  mysqlpp::Query query = con.query();
  query.exec("START TRANSACTION");
  query.exec("DELETE FROM shop"); // expect: session-missing-rollback the transaction on 'con' stays open when
  query.exec("COMMIT");
}

void transfer_ok(mysqlpp::Connection &con) {
  mysqlpp::Transaction trans(con, mysqlpp::Transaction::serializable, mysqlpp::Transaction::session);
  mysqlpp::Query query = con.query();
  query << "DELETE FROM shop";
  query.execute();
  trans.commit();
}

bool early_ok(mysqlpp::Connection &con, bool dry) {
  mysqlpp::Transaction trans(con);
  con.query("DELETE FROM shop").execute();
  if (dry)
    return false;
  trans.commit();
  return true;
}

int local_ok(const std::string &db) {
  mysqlpp::Connection con(false);
  if (!con.connect(db.c_str()))
    return -1;
  return step(1);
}

// As the library's own examples do it.
int example_ok() {
  mysqlpp::Connection conn(false);
  if (conn.connect("shop", "localhost", "app", "secret")) {
    mysqlpp::Query query = conn.query("SELECT id FROM shop");
    mysqlpp::StoreQueryResult rows = query.store();
    return rows ? int(rows.num_rows()) : -1;
  }
  return -1;
}

int pooled_bad(mysqlpp::ConnectionPool &pool) {
  mysqlpp::Connection *con = pool.grab();
  int n = step(1); // expect: session-leak 'con' is not given back when 'step' throws
  pool.release(con);
  return n;
}

int pooled_early_bad(mysqlpp::ConnectionPool &pool, bool dry) {
  mysqlpp::Connection *con = pool.safe_grab();
  if (dry)
    return 0; // expect: session-leak 'con' is not given back on the return
  pool.release(con);
  return 1;
}

int pooled_ok(mysqlpp::ConnectionPool &pool) {
  mysqlpp::ScopedConnection con(pool, true);
  return step(con->ping());
}

void disconnected_bad(mysqlpp::Connection &con) {
  con.disconnect();
  con.ping(); // expect: session-use-after-close 'con' is used by
}

void heap_bad() {
  auto *con = new mysqlpp::Connection("shop");
  step(1); // expect: session-leak 'con' is not closed when 'step' throws
  delete con;
}
