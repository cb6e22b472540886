// Savepoints and steps that tell by a code.
#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/Savepoint.h>
#include <sqlite3.h>

void released_ok(SQLite::Database &db) {
  SQLite::Savepoint point(db, "before");
  db.exec("DELETE FROM t");
  point.release();
}

// Its destructor rolls back to it and releases it.
void dropped_ok(SQLite::Database &db) {
  SQLite::Savepoint point(db, "before");
  db.exec("DELETE FROM t");
}

void undone_ok(SQLite::Database &db, bool sure) {
  SQLite::Savepoint point(db, "before");
  db.exec("DELETE FROM t");
  if (!sure)
    point.rollback();
  else
    point.release();
}

bool stepped_bad(SQLite::Database &db) {
  db.exec("BEGIN");
  SQLite::Statement gone(db, "DELETE FROM t"); // expect: session-missing-rollback
  if (gone.tryExecuteStep() != SQLITE_DONE)
    return false;
  return db.tryExec("COMMIT") == SQLITE_OK;
}

bool stepped_ok(SQLite::Database &db) {
  SQLite::Transaction transaction(db);
  SQLite::Statement gone(db, "DELETE FROM t");
  if (gone.tryExecuteStep() != SQLITE_DONE)
    return false;
  transaction.commit();
  return true;
}

// Prepared, it begins where it steps.
bool begun_by_step_FN(SQLite::Database &db) {
  SQLite::Statement begin(db, "BEGIN IMMEDIATE");
  begin.tryExecuteStep();
  db.exec("DELETE FROM t");
  return db.tryExec("COMMIT") == SQLITE_OK;
}
