// FLAGS: -isystem %S/../Inputs/mirrors
// sqlite3pp: failures are results; transactions roll back when they go.
#include <sqlite3pp.h>

int step(int);

int transfer_ok(sqlite3pp::database &db) {
  sqlite3pp::transaction xct(db);
  if (db.execute("DELETE FROM shop"))
    return -1;
  return xct.commit();
}

int text_bad(sqlite3pp::database &db) {
  db.execute("BEGIN");
  if (db.execute("DELETE FROM shop"))
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open on the return
  return db.execute("COMMIT");
}

int text_ok(sqlite3pp::database &db) {
  db.execute("BEGIN");
  if (db.execute("DELETE FROM shop")) {
    db.execute("ROLLBACK");
    return -1;
  }
  return db.execute("COMMIT");
}

void thrown_bad(sqlite3pp::database &db) {
  db.execute("BEGIN");
  sqlite3pp::command cmd(db, "DELETE FROM shop"); // expect: session-missing-rollback the transaction on 'db' stays open when
  cmd.execute();
  db.execute("COMMIT");
}

void local_ok(const char *path) {
  sqlite3pp::database db(path);
  sqlite3pp::query rows(db, "SELECT id FROM shop");
  step(1);
}

void disconnected_bad(sqlite3pp::database &db) {
  db.disconnect();
  db.execute("SELECT 1"); // expect: session-use-after-close 'db' is used by
}

void heap_bad(const char *path) {
  auto *db = new sqlite3pp::database(path);
  step(1); // expect: session-leak is not closed when 'step' throws
  delete db;
}

// The commit failed, and the transaction has forgotten it.
int commit_failed_bad(sqlite3pp::database &db) {
  sqlite3pp::transaction xct(db);
  db.execute("DELETE FROM shop");
  if (xct.commit())
    return -1; // expect: session-missing-rollback after its commit failed
  return 0;
}
