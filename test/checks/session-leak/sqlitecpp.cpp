// SQLiteCpp: databases are objects, transactions are guards.
#include <SQLiteCpp/SQLiteCpp.h>
#include <memory>
#include <string>
#include <utility>

int step(int);

int columns_bad(const char *path) {
  auto *db = new SQLite::Database(path, SQLite::OPEN_READWRITE);
  SQLite::Statement query(*db, "SELECT * FROM shop"); // expect: session-leak 'db' is not closed when
  int n = query.getColumnCount();
  delete db;
  return n;
}

bool exists_bad(const std::string &path, const std::string &table) {
  SQLite::Database *db = new SQLite::Database(path);
  if (table.empty())
    return false; // expect: session-leak 'db' is not closed on the return
  delete db;
  return true;
}

bool swallowed_bad(const std::string &path, const std::string &table) {
  SQLite::Database *db = new SQLite::Database(path);
  try {
    db->tableExists(table);
  } catch (const SQLite::Exception &) {
    return false; // expect: session-leak 'db' is not closed on the return
  }
  delete db;
  return true;
}

void thrown_bad(const char *path) {
  auto db = new SQLite::Database(path);
  db->exec("VACUUM"); // expect: session-leak 'db' is not closed when
  delete db;
}

void local_ok(const char *path) {
  SQLite::Database db(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  SQLite::Transaction tx(db);
  db.exec("CREATE TABLE shop(id)");
  SQLite::Statement insert(db, "INSERT INTO shop VALUES (?)");
  for (int i = 0; i < 3; ++i) {
    insert.bind(1, i);
    insert.exec();
    insert.reset();
  }
  tx.commit();
}

void moved_ok(const char *path) {
  SQLite::Database first(path);
  SQLite::Database second(std::move(first));
  second.exec("VACUUM");
  auto third = std::make_unique<SQLite::Database>(std::move(second));
  third->exec("VACUUM");
}

SQLite::Database open(const char *path) {
  SQLite::Database db(path);
  db.exec("PRAGMA journal_mode=WAL");
  return db;
}

void returned_ok(const char *path) {
  SQLite::Database db = open(path);
  db.exec("VACUUM");
}

class Store_ok {
public:
  explicit Store_ok(const char *path) : db(new SQLite::Database(path)) { db->exec("PRAGMA foreign_keys=ON"); }
  void put(int id) {
    SQLite::Transaction tx(*db);
    db->exec("INSERT INTO shop VALUES (" + std::to_string(id) + ")");
    tx.commit();
  }

private:
  std::unique_ptr<SQLite::Database> db;
};

void handed_ok(const char *path, std::unique_ptr<SQLite::Database> &out) {
  out.reset(new SQLite::Database(path));
  out->exec("VACUUM");
}

SQLite::Database *kept_ok(const char *path) {
  auto db = std::make_unique<SQLite::Database>(path);
  db->exec("VACUUM");
  return db.release();
}

void made_bad(const char *path) {
  auto owner = std::make_unique<SQLite::Database>(path);
  SQLite::Database *raw = owner.release();
  raw->tryExec("VACUUM");
} // expect: session-leak 'owner' is not closed when 'made_bad' ends

std::unique_ptr<SQLite::Database> made(const char *path) {
  auto db = std::make_unique<SQLite::Database>(path);
  db->exec("VACUUM");
  return db;
}

void made_ok(const char *path) {
  auto db = made(path);
  db->exec("VACUUM");
  db = made(path);
}
