// FLAGS: -isystem %S/../Inputs/mirrors
// OTL: a transaction from the first statement on, unless autocommit is on.
#include <otlv4.h>

int step(int);

void transfer_bad(otl_connect &db) {
  db.auto_commit_off();
  otl_cursor::direct_exec(db, "DELETE FROM shop"); // expect: session-missing-rollback the transaction on 'db' stays open when
  db.commit();
}

void transfer_ok(otl_connect &db) {
  db.auto_commit_off();
  try {
    otl_cursor::direct_exec(db, "DELETE FROM shop");
    db.commit();
  } catch (otl_exception &) {
    db.rollback();
    throw;
  }
}

void caught_bad(otl_connect &db) {
  db.auto_commit_off();
  try {
    db.direct_exec("DELETE FROM shop");
    db.commit();
  } catch (otl_exception &) {
    return; // expect: session-missing-rollback the transaction on 'db' stays open
  }
}

int rows_ok(const char *options) {
  otl_connect db;
  db.rlogon(options);
  otl_stream rows(50, "SELECT id FROM shop", db);
  int id, n = 0;
  while (!rows.eof()) {
    rows >> id;
    n++;
  }
  return n;
}

void heap_bad(const char *options) {
  otl_connect *db = new otl_connect(options);
  step(1); // expect: session-leak is not closed when 'step' throws
  delete db;
}

void logged_off_bad(otl_connect &db) {
  db.logoff();
  db.direct_exec("SELECT 1"); // expect: session-use-after-close 'db' is used by
}

// Autocommit is off from the logon on.
void implicit_FN(otl_connect &db) {
  otl_cursor::direct_exec(db, "DELETE FROM shop");
  db.commit();
}
