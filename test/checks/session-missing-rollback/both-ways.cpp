// The handler rolls back, the last statement of the try block commits: an
// early return between them leaves the transaction open.
#include <SQLiteCpp/SQLiteCpp.h>
#include <cppdb/frontend.h>
#include <soci/soci.h>
#include <string>

bool set_price_bad(soci::session &s, int id, double price) {
  s.begin();
  try {
    int n = 0;
    s << "SELECT count(*) FROM items WHERE id=:id", soci::use(id), soci::into(n);
    if (n == 0)
      return false; // expect: session-missing-rollback the transaction on 's' stays open on the return at line 14
    s << "UPDATE items SET price=:p WHERE id=:id", soci::use(price), soci::use(id);
    s.commit();
  } catch (...) {
    s.rollback();
    throw;
  }
  return true;
}

bool set_price_ok(soci::session &s, int id, double price) {
  s.begin();
  try {
    int n = 0;
    s << "SELECT count(*) FROM items WHERE id=:id", soci::use(id), soci::into(n);
    if (n == 0) {
      s.rollback();
      return false;
    }
    s << "UPDATE items SET price=:p WHERE id=:id", soci::use(price), soci::use(id);
    s.commit();
  } catch (...) {
    s.rollback();
    throw;
  }
  return true;
}

bool rename_page_bad(cppdb::session &s, const std::string &to) {
  s.begin();
  try {
    cppdb::result r = s << "SELECT id FROM pages WHERE name=?" << to << cppdb::row;
    if (r.empty())
      return false; // expect: session-missing-rollback
    s << "UPDATE pages SET name=?" << to << cppdb::exec;
    s.commit();
  } catch (...) {
    s.rollback();
    throw;
  }
  return true;
}

/* The guard rolls back. */
bool rename_page_ok(cppdb::session &s, const std::string &to) {
  cppdb::transaction guard(s);
  cppdb::result r = s << "SELECT id FROM pages WHERE name=?" << to << cppdb::row;
  if (r.empty())
    return false;
  s << "UPDATE pages SET name=?" << to << cppdb::exec;
  guard.commit();
  return true;
}

bool found_bad(SQLite::Database &db, bool missing) {
  db.exec("BEGIN");
  try {
    if (missing)
      return false; // expect: session-missing-rollback
    db.exec("UPDATE t SET a=1");
    db.exec("COMMIT");
  } catch (const SQLite::Exception &) {
    db.exec("ROLLBACK");
    throw;
  }
  return true;
}

/* Only a failure ends it; the caller commits. */
bool begin_checked_ok(SQLite::Database &db, bool missing) {
  db.exec("BEGIN");
  try {
    if (missing)
      return false;
    db.exec("UPDATE t SET a=1");
  } catch (const SQLite::Exception &) {
    db.exec("ROLLBACK");
    throw;
  }
  return true;
}

class Batch {
public:
  explicit Batch(SQLite::Database &db) : db_(db) {}
  bool add_ok(int n) {
    if (!open_) {
      db_.exec("BEGIN");
      open_ = true;
    }
    try {
      db_.exec("INSERT INTO t VALUES(1)");
      if (++rows_ < n)
        return false;
      db_.exec("COMMIT");
      open_ = false;
      rows_ = 0;
    } catch (const SQLite::Exception &) {
      db_.exec("ROLLBACK");
      open_ = false;
      throw;
    }
    return true;
  }

private:
  SQLite::Database &db_;
  bool open_ = false;
  int rows_ = 0;
};
