// FLAGS: -isystem %S/../Inputs/mirrors
// Boost.MySQL: text only.
#include <boost/mysql.hpp>

namespace mysql = boost::mysql;
int step(int);

void transfer_bad(mysql::any_connection &conn) {
  mysql::results result;
  conn.execute("START TRANSACTION", result);
  conn.execute("DELETE FROM shop", result); // expect: session-missing-rollback the transaction on 'conn' stays open when
  conn.execute("COMMIT", result);
}

void transfer_ok(mysql::any_connection &conn) {
  mysql::results result;
  conn.execute("START TRANSACTION", result);
  try {
    conn.execute("DELETE FROM shop", result);
    conn.execute("COMMIT", result);
  } catch (...) {
    conn.execute("ROLLBACK", result);
    throw;
  }
}

void local_ok(int context, const mysql::connect_params &params) {
  mysql::any_connection conn(context);
  mysql::results result;
  conn.connect(params);
  conn.execute("SELECT 1", result);
  conn.close();
}

void closed_bad(int context, const mysql::connect_params &params) {
  mysql::any_connection conn(context);
  mysql::results result;
  conn.connect(params);
  conn.close();
  conn.execute("SELECT 1", result); // expect: session-use-after-close 'conn' is used by
}

// With error codes.
void codes_ok(mysql::any_connection &conn) {
  mysql::results result;
  mysql::error_code ec;
  mysql::diagnostics diag;
  conn.execute("START TRANSACTION", result, ec, diag);
  if (ec)
    return;
  conn.execute("DELETE FROM shop", result, ec, diag);
  conn.execute(ec ? "ROLLBACK" : "COMMIT", result, ec, diag);
}

void codes_FN(mysql::any_connection &conn) {
  mysql::results result;
  mysql::error_code ec;
  mysql::diagnostics diag;
  conn.execute("START TRANSACTION", result, ec, diag);
  conn.execute("DELETE FROM shop", result, ec, diag);
  if (ec)
    return;
  conn.execute("COMMIT", result, ec, diag);
}

// What goes back without a reset takes its transaction along.
void without_reset_FN(mysql::pooled_connection &conn) {
  mysql::results result;
  conn->execute("START TRANSACTION", result);
  conn.return_without_reset();
}
