// FLAGS: -isystem %S/../Inputs/mirrors
// X DevAPI: sessions are objects, there is no guard.
#include <mysqlx/xdevapi.h>

int step(int);

void transfer_bad(mysqlx::Session &session) {
  session.startTransaction();
  session.sql("DELETE FROM shop").execute(); // expect: session-missing-rollback the transaction on 'session' stays open when
  session.commit();
}

void transfer_ok(mysqlx::Session &session) {
  session.startTransaction();
  try {
    session.sql("DELETE FROM shop").execute();
    session.commit();
  } catch (const mysqlx::Error &) {
    session.rollback();
    throw;
  }
}

void caught_bad(mysqlx::Session &session) {
  session.startTransaction();
  try {
    session.sql("DELETE FROM shop").execute();
    session.commit();
  } catch (const mysqlx::Error &) {
    return; // expect: session-missing-rollback the transaction on 'session' stays open
  }
}

void local_ok(const std::string &uri) {
  mysqlx::Session session(uri);
  session.startTransaction();
  session.sql("DELETE FROM shop").execute();
  session.commit();
}

void pooled_ok(mysqlx::Client &client) {
  mysqlx::Session session = client.getSession();
  session.sql("DELETE FROM shop").execute();
}

void closed_bad(const std::string &uri) {
  mysqlx::Session session = mysqlx::getSession(uri);
  session.close();
  session.sql("SELECT 1").execute(); // expect: session-use-after-close 'session' is used by
}

// It goes back inside its transaction.
void pooled_FN(mysqlx::Client &client) {
  mysqlx::Session session = client.getSession();
  session.startTransaction();
  session.sql("DELETE FROM shop").execute();
  session.commit();
}
