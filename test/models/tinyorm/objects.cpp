// FLAGS: -isystem %S/../Inputs/mirrors
// TinyORM: connections belong to a manager.
#include <orm/db.hpp>

using Orm::DB;
int step(int);

void transfer_bad(Orm::DatabaseConnection &connection) {
  connection.beginTransaction();
  connection.statement("delete from shop"); // expect: session-missing-rollback the transaction on 'connection' stays open when
  connection.commit();
}

void transfer_ok(Orm::DatabaseConnection &connection) {
  connection.beginTransaction();
  try {
    connection.statement("delete from shop");
    connection.commit();
  } catch (...) {
    connection.rollBack();
    throw;
  }
}

void early_bad(Orm::DatabaseConnection &connection, bool dry) {
  connection.beginTransaction();
  if (dry)
    return; // expect: session-missing-rollback the transaction on 'connection' stays open on the return
  connection.rollBack();
}

// The connection is known by its name only.
void facade_FN() {
  DB::beginTransaction();
  DB::statement("delete from shop");
  DB::commit();
}
