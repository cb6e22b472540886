// FLAGS: -isystem %S/../Inputs/mirrors
// What throws while a connection is held by a plain pointer: each call of the
// library loses it.
#include <nanodbc/nanodbc.h>
#include <string>

void connect_bad(nanodbc::connection &from, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  from.connect(options); // expect: session-leak
  delete to;
}

void name_bad(nanodbc::connection &from, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  from.dbms_name(); // expect: session-leak
  delete to;
}

void disconnect_bad(nanodbc::connection &from, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  from.disconnect(); // expect: session-leak
  delete to;
}

void second_bad(const std::string &options) {
  auto *to = new nanodbc::connection(options);
  nanodbc::connection from(options); // expect: session-leak
  delete to;
}

void transaction_bad(nanodbc::connection &from, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  nanodbc::transaction begun(from); // expect: session-leak
  delete to;
}

void prepare_bad(nanodbc::statement &one, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  one.prepare("DELETE FROM shop"); // expect: session-leak
  delete to;
}

void prepare_on_bad(nanodbc::statement &one, nanodbc::connection &from, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  one.prepare(from, "DELETE FROM shop"); // expect: session-leak
  delete to;
}

void statement_bad(nanodbc::connection &from, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  nanodbc::statement one(from); // expect: session-leak
  delete to;
}

void execute_bad(nanodbc::statement &one, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  one.execute(); // expect: session-leak
  delete to;
}

void direct_bad(nanodbc::statement &one, nanodbc::connection &from, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  one.execute_direct(from, "DELETE FROM shop"); // expect: session-leak
  delete to;
}

void caught_ok(nanodbc::connection &from, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  try {
    from.connect(options);
    nanodbc::transaction begun(from);
    begun.rollback();
  } catch (const nanodbc::database_error &) {
    delete to;
    throw;
  }
  delete to;
}

// A rollback throws nothing.
void rolled_ok(nanodbc::transaction &begun, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  begun.rollback();
  delete to;
}

void commit_bad(nanodbc::transaction &begun, const std::string &options) {
  auto *to = new nanodbc::connection(options);
  begun.commit(); // expect: session-leak
  delete to;
}

void renamed_after_bad(const std::string &options) {
  nanodbc::connection conn(options);
  conn.disconnect();
  conn.dbms_name(); // expect: session-use-after-close
}

void run_after_bad(const std::string &options, nanodbc::statement &one) {
  nanodbc::connection conn(options);
  conn.disconnect();
  one.execute_direct(conn, "DELETE FROM shop"); // expect: session-use-after-close
}

void again_ok(const std::string &options) {
  nanodbc::connection conn(options);
  conn.disconnect();
  conn.connect(options);
  conn.dbms_name();
}
