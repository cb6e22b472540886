// FLAGS: -isystem %S/../Inputs/mirrors
// ODB: transactions that roll back, a cache that is called session.
#include <odb/database.hxx>

struct Order {
  int id;
};
int step(int);

void transfer_ok(odb::database &db, Order &order) {
  odb::transaction t(db.begin());
  db.persist(order);
  t.commit();
}

bool early_ok(odb::database &db, Order &order, bool dry) {
  odb::transaction t(db.begin());
  db.update(order);
  if (dry)
    return false;
  t.commit();
  return true;
}

void cache_ok(odb::database &db, Order &order) {
  odb::session s;
  odb::transaction t(db.begin());
  db.persist(order);
  t.commit();
}

void raw_bad(odb::connection &connection) {
  connection.execute("BEGIN");
  connection.execute("DELETE FROM shop"); // expect: session-missing-rollback the transaction on 'connection' stays open when
  connection.execute("COMMIT");
}

void raw_ok(odb::connection &connection) {
  connection.execute("BEGIN");
  try {
    connection.execute("DELETE FROM shop");
    connection.execute("COMMIT");
  } catch (const odb::exception &) {
    connection.execute("ROLLBACK");
    throw;
  }
}

// The commit failed, and the guard has forgotten it.
bool commit_failed_FN(odb::database &db) {
  odb::transaction t(db.begin());
  try {
    t.commit();
  } catch (const odb::exception &) {
    return false;
  }
  return true;
}
