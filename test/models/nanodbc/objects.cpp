// FLAGS: -isystem %S/../Inputs/mirrors
// nanodbc: handles by value, transactions that roll back with their last copy.
#include <nanodbc/nanodbc.h>
#include <string>

int step(int);

void transfer_ok(nanodbc::connection &conn) {
  nanodbc::transaction transaction(conn);
  nanodbc::just_execute(conn, "DELETE FROM shop");
  transaction.commit();
}

bool early_ok(nanodbc::connection &conn, bool dry) {
  nanodbc::transaction transaction(conn);
  nanodbc::execute(conn, "DELETE FROM shop");
  if (dry)
    return false;
  transaction.commit();
  return true;
}

void text_bad(nanodbc::connection &conn) {
  nanodbc::just_execute(conn, "BEGIN TRANSACTION");
  nanodbc::just_execute(conn, "DELETE FROM shop"); // expect: session-missing-rollback stays open when
  nanodbc::just_execute(conn, "COMMIT");
}

void local_ok(const std::string &options) {
  nanodbc::connection conn(options);
  nanodbc::statement statement(conn);
  statement.prepare("SELECT id FROM shop");
  statement.execute();
  step(1);
}

void disconnected_bad(const std::string &options) {
  nanodbc::connection conn(options);
  conn.disconnect();
  nanodbc::execute(conn, "SELECT 1"); // expect: session-use-after-close 'conn' is used by
}

void heap_bad(const std::string &options) {
  auto *conn = new nanodbc::connection(options);
  step(1); // expect: session-leak is not closed when 'step' throws
  delete conn;
}

// The commit failed, and the destructor commits what is left.
bool commit_failed_FN(nanodbc::connection &conn) {
  nanodbc::transaction transaction(conn);
  nanodbc::just_execute(conn, "DELETE FROM shop");
  try {
    transaction.commit();
  } catch (const nanodbc::database_error &) {
    return false;
  }
  return true;
}
