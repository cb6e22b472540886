// FLAGS: -isystem %S/../Inputs/mirrors
// DuckDB's C++ API: objects; queries tell by their result.
#include <duckdb.hpp>

int step(int);

void transfer_bad(duckdb::Connection &con) {
  con.BeginTransaction();
  con.Query("DELETE FROM shop");
  step(1); // expect: session-missing-rollback the transaction on 'con' stays open when 'step' throws
  con.Commit();
}

void transfer_ok(duckdb::Connection &con) {
  con.BeginTransaction();
  try {
    con.Query("DELETE FROM shop");
    step(1);
    con.Commit();
  } catch (...) {
    con.Rollback();
    throw;
  }
}

// A commit that failed has ended it.
void commit_ok(duckdb::Connection &con) {
  con.BeginTransaction();
  if (con.Query("DELETE FROM shop")->HasError()) {
    con.Rollback();
    return;
  }
  con.Commit();
}

void early_bad(duckdb::Connection &con, bool dry) {
  con.BeginTransaction();
  if (dry)
    return; // expect: session-missing-rollback the transaction on 'con' stays open on the return
  con.Rollback();
}

void local_ok(duckdb::DuckDB &db) {
  duckdb::Connection con(db);
  con.BeginTransaction();
  con.Query("DELETE FROM shop");
  con.Commit();
}

void heap_bad(duckdb::DuckDB &db) {
  auto *con = new duckdb::Connection(db);
  step(1); // expect: session-leak is not closed when 'step' throws
  delete con;
}

// The query failed, its result says so.
bool result_FN(duckdb::Connection &con) {
  con.Query("BEGIN TRANSACTION");
  auto result = con.Query("DELETE FROM shop");
  if (result->HasError())
    return false;
  con.Query("COMMIT");
  return true;
}
