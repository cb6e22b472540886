// FLAGS: -isystem %S/../Inputs/mirrors
// libzdb's C++ interface: connections go back by themselves.
#include <zdbpp.h>

int step(int);

void transfer_bad(zdb::Connection &con) {
  con.beginTransaction();
  con.execute("DELETE FROM shop"); // expect: session-missing-rollback the transaction on 'con' stays open when
  con.commit();
}

void transfer_ok(zdb::Connection &con) {
  con.beginTransaction();
  try {
    con.execute("DELETE FROM shop WHERE id = ?", 7);
    con.commit();
  } catch (const zdb::sql_exception &) {
    con.rollback();
    throw;
  }
}

// Going back rolls back.
void leased_ok(zdb::ConnectionPool &pool) {
  auto con = pool.getConnection();
  con.beginTransaction();
  con.execute("DELETE FROM shop");
  con.commit();
}

void closed_bad(zdb::ConnectionPool &pool) {
  auto con = pool.getConnection();
  con.close();
  con.execute("SELECT 1"); // expect: session-use-after-close 'con' is used by
}
