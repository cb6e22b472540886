// With BODIES the wrappers are seen, without them they are only declared: what
// is found here must be the same.
#ifdef BODIES
#include "shop.cpp"
#else
#include "shop.h"
#endif
#include <stdexcept>

using shop::Order;

void thrown_bad(const Order &What) {
  sqlite3 *Db = shop::open("a.db");
  if (!Db)
    return;
  shop::insert(Db, What);
  shop::close(Db);
}

void checked_bad(const Order &What) {
  sqlite3 *Db = shop::open("a.db");
  shop::check(What);
  shop::close(Db);
}

void returned_bad(int Number) {
  sqlite3 *Db;
  if (!shop::openInto("a.db", &Db))
    return;
  if (Number < 0)
    return;
  shop::close(Db);
}

void twice_bad() {
  sqlite3 *Db = shop::open("a.db");
  shop::close(Db);
  shop::count(Db);
}

bool unrolled_bad(sqlite3 *Db, const Order &What) {
  if (!shop::begin(Db))
    return false;
  shop::insert(Db, What);
  return shop::commit(Db);
}

void owned_bad(const char *Path) {
  auto *Kept = new shop::Connection(Path);
  Kept->run("BEGIN");
  shop::note("one");
}

void plain_ok(const Order &What) {
  sqlite3 *Db = shop::open("a.db");
  if (!Db)
    return;
  try {
    shop::insert(Db, What);
  } catch (const std::exception &) {
    shop::note("failed");
  }
  shop::close(Db);
}

void quiet_ok() {
  sqlite3 *Db;
  if (!shop::openInto("a.db", &Db))
    return;
  shop::note("opened");
  shop::count(Db);
  shop::close(Db);
}

void given_ok() { shop::give(shop::open("a.db")); }

void dead_ok(int Number) {
  sqlite3 *Db = shop::open("a.db");
  if (!Db)
    shop::die("no database");
  if (Number < 0)
    shop::die("no number");
  shop::close(Db);
}

void guarded_ok(const Order &What) {
  shop::Connection Db("a.db");
  shop::Transaction Work(Db.get());
  shop::insert(Db.get(), What);
  Work.commit();
}

bool rolled_ok(sqlite3 *Db, const Order &What) {
  if (!shop::begin(Db))
    return false;
  try {
    shop::insert(Db, What);
  } catch (...) {
    shop::rollback(Db);
    throw;
  }
  if (shop::commit(Db))
    return true;
  shop::rollback(Db);
  return false;
}
