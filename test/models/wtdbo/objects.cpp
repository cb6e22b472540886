// FLAGS: -isystem %S/../Inputs/mirrors
// Wt::Dbo: a transaction commits at the end of its scope.
#include <Wt/Dbo/Dbo.h>
#include <memory>

namespace dbo = Wt::Dbo;
int step(int);

void transfer_ok(dbo::Session &session) {
  dbo::Transaction transaction(session);
  session.execute("DELETE FROM shop").run();
  transaction.commit();
}

// An exception rolls back, the end of the scope commits.
void implicit_ok(dbo::Session &session) {
  dbo::Transaction transaction(session);
  session.execute("DELETE FROM shop").run();
}

bool rolled_back_ok(dbo::Session &session, bool dry) {
  dbo::Transaction transaction(session);
  session.flush();
  if (dry) {
    transaction.rollback();
    return false;
  }
  return true;
}

// Whoever returns after a failure commits what is half done.
bool caught_bad(dbo::Session &session) {
  dbo::Transaction transaction(session);
  try {
    session.execute("DELETE FROM shop").run();
    session.execute("DELETE FROM orders").run();
  } catch (const dbo::Exception &) {
    return false; // expect: session-missing-rollback commits what was half done on 'session'
  }
  transaction.commit();
  return true;
}

bool caught_ok(dbo::Session &session) {
  dbo::Transaction transaction(session);
  try {
    session.execute("DELETE FROM shop").run();
  } catch (const dbo::Exception &) {
    transaction.rollback();
    return false;
  }
  transaction.commit();
  return true;
}

// The error return commits what is half done; that it is one nobody says.
bool early_return_FN(dbo::Session &session, int id) {
  dbo::Transaction transaction(session);
  session.execute("DELETE FROM shop").run();
  if (step(id) < 0)
    return false;
  session.execute("DELETE FROM orders").run();
  transaction.commit();
  return true;
}

void raw_bad(dbo::SqlConnection &connection) {
  connection.startTransaction();
  connection.executeSql("DELETE FROM shop"); // expect: session-missing-rollback the transaction on 'connection' stays open when
  connection.commitTransaction();
}

void raw_ok(dbo::SqlConnection &connection) {
  connection.startTransaction();
  try {
    connection.executeSql("DELETE FROM shop");
    connection.commitTransaction();
  } catch (...) {
    connection.rollbackTransaction();
    throw;
  }
}

void heap_bad() {
  auto *session = new dbo::Session;
  step(1); // expect: session-leak is not closed when 'step' throws
  delete session;
}
