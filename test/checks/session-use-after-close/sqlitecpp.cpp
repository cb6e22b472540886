// SQLiteCpp: a database's life is its object's.
#include <SQLiteCpp/SQLiteCpp.h>
#include <memory>
#include <string>
#include <utility>

int step(int);

void deleted_bad(const char *path) {
  auto *db = new SQLite::Database(path);
  delete db;
  db->exec("VACUUM"); // expect: session-use-after-close 'db' is used by 'Database::exec' after it was closed
}

void twice_bad(const char *path, bool early) {
  auto *db = new SQLite::Database(path);
  if (early)
    delete db;
  delete db; // expect: session-use-after-close 'db' is closed a second time
}

void outOfScope_bad(const char *path) {
  SQLite::Database *last = nullptr;
  {
    SQLite::Database db(path);
    last = &db;
  }
  last->exec("VACUUM"); // expect: session-use-after-close 'db' is used by 'Database::exec' after it was closed
}

void resetAndUsed_bad(const char *path) {
  std::unique_ptr<SQLite::Database> db(new SQLite::Database(path));
  SQLite::Database &ref = *db;
  db.reset();
  ref.exec("VACUUM"); // expect: session-use-after-close is used by 'Database::exec' after it was closed
}

void end(SQLite::Database *db) { delete db; }

void endedElsewhere_bad(const char *path) {
  auto *db = new SQLite::Database(path);
  end(db);
  db->tryExec("VACUUM"); // expect: session-use-after-close 'db' is used by
}

void deleted_ok(const char *path) {
  auto *db = new SQLite::Database(path);
  db->tryExec("VACUUM");
  delete db;
  db = new SQLite::Database(path);
  db->tryExec("VACUUM");
  delete db;
}

void reset_ok(const char *path) {
  std::unique_ptr<SQLite::Database> db(new SQLite::Database(path));
  db.reset(new SQLite::Database(path));
  db->exec("VACUUM");
}

void loop_ok(const char *path) {
  for (int i = 0; i < 3; ++i) {
    SQLite::Database db(path);
    SQLite::Transaction tx(db);
    db.exec("DELETE FROM shop");
    tx.commit();
  }
}

void moved_ok(const char *path) {
  SQLite::Database one(path);
  SQLite::Database two = std::move(one);
  SQLite::Database three(path);
  two.exec("VACUUM");
  three = std::move(two);
  three.exec("VACUUM");
}

int branch_ok(const char *path, bool write) {
  if (write) {
    SQLite::Database db(path, SQLite::OPEN_READWRITE);
    return db.exec("DELETE FROM shop");
  }
  SQLite::Database db(path);
  return db.execAndGet("SELECT count(*) FROM shop");
}

class Store_ok {
public:
  explicit Store_ok(const char *path) : db(path) {}
  void clear() { db.exec("DELETE FROM shop"); }
  SQLite::Database &database() { return db; }

private:
  SQLite::Database db;
};

void twoStores_ok(const char *path) {
  auto store = std::make_unique<Store_ok>(path);
  store->clear();
  store = std::make_unique<Store_ok>(path);
  store->database().exec("VACUUM");
}
