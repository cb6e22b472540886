#include "shop.h"
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace shop {

static sqlite3 *Kept;

static bool run(sqlite3 *Db, const char *Sql) {
  return sqlite3_exec(Db, Sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

sqlite3 *open(const char *Path) {
  sqlite3 *Db = nullptr;
  if (sqlite3_open(Path, &Db) != SQLITE_OK) {
    sqlite3_close(Db);
    return nullptr;
  }
  return Db;
}

bool openInto(const char *Path, sqlite3 **Out) {
  if (sqlite3_open(Path, Out) == SQLITE_OK)
    return true;
  sqlite3_close(*Out);
  *Out = nullptr;
  return false;
}

void close(sqlite3 *Db) {
  if (Db)
    sqlite3_close_v2(Db);
}

bool begin(sqlite3 *Db) { return run(Db, "BEGIN IMMEDIATE"); }
bool commit(sqlite3 *Db) { return run(Db, "COMMIT"); }
void rollback(sqlite3 *Db) { run(Db, "ROLLBACK"); }

void check(const Order &What) {
  if (What.Number < 0)
    throw std::invalid_argument(What.Who);
}

void insert(sqlite3 *Db, const Order &What) {
  check(What);
  if (!run(Db, "INSERT INTO orders DEFAULT VALUES"))
    throw std::runtime_error(sqlite3_errmsg(Db));
}

void note(const char *Text) { std::fputs(Text, stderr); }

int count(sqlite3 *Db) { return sqlite3_changes(Db); }

void die(const char *Text) {
  note(Text);
  std::exit(1);
}

void give(sqlite3 *Db) { Kept = Db; }

Connection::Connection(const char *Path) {
  if (sqlite3_open(Path, &Db) != SQLITE_OK) {
    sqlite3_close(Db);
    throw std::runtime_error("cannot open");
  }
}

Connection::~Connection() { sqlite3_close_v2(Db); }

sqlite3 *Connection::get() const { return Db; }

void Connection::run(const char *Sql) {
  if (!shop::run(Db, Sql))
    throw std::runtime_error(sqlite3_errmsg(Db));
}

Transaction::Transaction(sqlite3 *Db) : Db(Db) {
  if (!shop::begin(Db))
    throw std::runtime_error("cannot begin");
}

Transaction::~Transaction() {
  if (!Done)
    shop::rollback(Db);
}

void Transaction::commit() {
  if (!shop::commit(Db))
    throw std::runtime_error("cannot commit");
  Done = true;
}

} // namespace shop
