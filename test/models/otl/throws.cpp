// FLAGS: -isystem %S/../Inputs/mirrors
// What throws while a connection is held by a plain pointer.
#include <otlv4.h>

void logon_bad(otl_connect &from, const char *where) {
  auto *to = new otl_connect(where);
  from.rlogon(where); // expect: session-leak
  delete to;
}

void commit_bad(otl_connect &from, const char *where) {
  auto *to = new otl_connect(where);
  from.commit(); // expect: session-leak
  delete to;
}

void rollback_bad(otl_connect &from, const char *where) {
  auto *to = new otl_connect(where);
  from.rollback(); // expect: session-leak
  delete to;
}

void off_bad(otl_connect &from, const char *where) {
  auto *to = new otl_connect(where);
  from.auto_commit_off(); // expect: session-leak
  delete to;
}

void on_bad(otl_connect &from, const char *where) {
  auto *to = new otl_connect(where);
  from.auto_commit_on(); // expect: session-leak
  delete to;
}

void direct_bad(otl_connect &from, const char *where) {
  auto *to = new otl_connect(where);
  from.direct_exec("DELETE FROM shop"); // expect: session-leak
  delete to;
}

void syntax_bad(otl_connect &from, const char *where) {
  auto *to = new otl_connect(where);
  from.syntax_check("DELETE FROM shop"); // expect: session-leak
  delete to;
}

void stream_bad(otl_connect &from, const char *where) {
  auto *to = new otl_connect(where);
  otl_stream rows(50, "SELECT a FROM shop", from); // expect: session-leak
  delete to;
}

void open_bad(otl_stream &rows, otl_connect &from, const char *where) {
  auto *to = new otl_connect(where);
  rows.open(50, "SELECT a FROM shop", from); // expect: session-leak
  delete to;
}

void flush_bad(otl_stream &rows, const char *where) {
  auto *to = new otl_connect(where);
  rows.flush(); // expect: session-leak
  delete to;
}

void second_bad(const char *where) {
  auto *to = new otl_connect(where);
  otl_connect from(where); // expect: session-leak
  delete to;
}

void caught_ok(otl_connect &from, const char *where) {
  auto *to = new otl_connect(where);
  try {
    from.direct_exec("DELETE FROM shop");
  } catch (const otl_exception &) {
    delete to;
    throw;
  }
  delete to;
}

void streamed_bad(otl_connect &db, int id) {
  db.auto_commit_off();
  otl_nocommit_stream gone(50, "DELETE FROM shop WHERE id = :id<int>", db); // expect: session-missing-rollback
  gone << id;
  gone.flush();
  db.commit();
}

void logged_off_bad(const char *where) {
  otl_connect db(where);
  db.logoff();
  db.syntax_check("SELECT 1"); // expect: session-use-after-close
}
