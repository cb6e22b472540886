// Sessions with transactions by hand and by object; what throws in between.
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionPool.h>
#include <Poco/Data/Statement.h>
#include <Poco/Data/Transaction.h>
#include <string>

using namespace Poco::Data::Keywords;
using Poco::Data::Session;
using Poco::Data::Statement;

void by_hand_bad(Session &session, int id) {
  session.begin();
  Statement put(session << "INSERT INTO t VALUES (1)");
  put.execute(); // expect: session-missing-rollback
  session.commit();
}

void by_hand_ok(Session &session) {
  session.begin();
  try {
    Statement put(session << "INSERT INTO t VALUES (1)");
    put.execute();
    session.commit();
  } catch (...) {
    session.rollback();
    throw;
  }
}

void by_object_ok(Session &session) {
  Poco::Data::Transaction transaction(session);
  Statement put(session << "INSERT INTO t VALUES (1)");
  put.execute();
  transaction.commit();
}

void rolled_ok(Session &session, bool sure) {
  Poco::Data::Transaction transaction(session);
  transaction.execute("DELETE FROM t");
  if (sure)
    transaction.commit();
  else
    transaction.rollback();
}

void used_after_bad(Session session) {
  session.close();
  session.begin(); // expect: session-use-after-close
}

void committed_after_bad(Session session) {
  session.close();
  session.commit(); // expect: session-use-after-close
}

void rolled_after_bad(Session session) {
  session.close();
  session.rollback(); // expect: session-use-after-close
}
