// Pools: a number that is given back, or an object that gives back at its end
// and leaves the transaction as it is; backends that are told by their name.
#include <iostream>
#include <soci/soci.h>
#include <string>

int count_bad(soci::connection_pool &pool, double limit) {
  std::size_t pos = pool.lease();
  soci::session &sql = pool.at(pos);
  int n = 0;
  sql << "select count(*) from items where price < :p", soci::use(limit), soci::into(n); // expect: session-leak 'pos' is not
  pool.give_back(pos);
  return n;
}

int count_ok(soci::connection_pool &pool, double limit) {
  std::size_t pos = pool.lease();
  soci::session &sql = pool.at(pos);
  int n = 0;
  try {
    sql << "select count(*) from items where price < :p", soci::use(limit), soci::into(n);
  } catch (...) {
    pool.give_back(pos);
    throw;
  }
  pool.give_back(pos);
  return n;
}

int early_bad(soci::connection_pool &pool, bool dry) {
  std::size_t pos = pool.lease();
  if (dry)
    return 0; // expect: session-leak 'pos' is not
  pool.give_back(pos);
  return 1;
}

bool in_time_bad(soci::connection_pool &pool, bool dry) {
  std::size_t pos;
  if (!pool.try_lease(pos, 500))
    return false;
  if (dry)
    return false; // expect: session-leak 'pos' is not
  pool.give_back(pos);
  return true;
}

bool in_time_ok(soci::connection_pool &pool) {
  std::size_t pos;
  if (!pool.try_lease(pos, 500))
    return false;
  pool.give_back(pos);
  return true;
}

class Lease_ok {
public:
  explicit Lease_ok(soci::connection_pool &pool) : pool(pool), pos(pool.lease()) {}
  ~Lease_ok() { pool.give_back(pos); }
  Lease_ok(const Lease_ok &) = delete;
  soci::session &session() { return pool.at(pos); }

private:
  soci::connection_pool &pool;
  std::size_t pos;
};

void by_guard_ok(soci::connection_pool &pool) {
  Lease_ok lease(pool);
  lease.session() << "delete from items";
}

// What fills a pool takes nothing from it.
void fill_ok(soci::connection_pool &pool, const std::string &where, std::size_t size) {
  for (std::size_t i = 0; i != size; ++i)
    pool.at(i).open(where);
}

void add_bad(soci::connection_pool &pool, int id) {
  soci::session sql(pool); // expect: session-missing-rollback 'sql' goes back to its pool with a transaction open
  sql.begin();
  sql << "insert into items(id) values(:i)", soci::use(id);
  sql.commit();
}

void add_ok(soci::connection_pool &pool, int id) {
  soci::session sql(pool);
  soci::transaction tr(sql);
  sql << "insert into items(id) values(:i)", soci::use(id);
  tr.commit();
}

// A session of one's own ends its transaction when it goes.
void own_ok(const std::string &where, int id) {
  soci::session sql(where);
  sql.begin();
  sql << "insert into items(id) values(:i)", soci::use(id);
  sql.commit();
}

void two_bad(soci::connection_pool &pool) {
  soci::session sql(pool);
  soci::session other(pool); // expect: session-nested-acquire
  other << "delete from items";
}

void one_after_another_ok(soci::connection_pool &pool) {
  {
    soci::session sql(pool);
    sql << "delete from items";
  }
  soci::session sql(pool);
  sql << "delete from items";
}

void two_pools_ok(soci::connection_pool &pool, soci::connection_pool &other) {
  soci::session from(pool);
  soci::session to(other);
  to << "delete from items";
}

static std::string owner_of(soci::connection_pool &pool, int id) {
  soci::session sql(pool);
  std::string who;
  sql << "select owner from items where id = :i", soci::use(id), soci::into(who);
  return who;
}

void owners_bad(soci::connection_pool &pool) {
  soci::session sql(pool);
  std::cout << owner_of(pool, 1); // expect: session-nested-acquire
}

bool register_bad(const std::string &db, const std::string &tag) {
  soci::session sql("postgresql", "dbname=" + db);
  sql.begin();
  try {
    sql << "insert into tags(name) values(:t)", soci::use(tag);
  } catch (const soci::soci_error &e) {
    std::cerr << e.what();
  }
  sql << "update tags set used = used + 1 where name = :t", soci::use(tag); // expect: session-use-after-failure
  sql.commit();
  return true;
}

bool register_ok(const std::string &db, const std::string &tag) {
  soci::session sql("postgresql", "dbname=" + db);
  sql.begin();
  try {
    sql << "insert into tags(name) values(:t)", soci::use(tag);
  } catch (const soci::soci_error &e) {
    sql.rollback();
    sql.begin();
  }
  sql << "update tags set used = used + 1 where name = :t", soci::use(tag);
  sql.commit();
  return true;
}

void by_uri_bad() {
  soci::session sql("postgresql://dbname=shop");
  sql.begin();
  try {
    sql << "insert into tags(name) values(1)";
  } catch (const soci::soci_error &) {
  }
  sql << "update tags set used = used + 1"; // expect: session-use-after-failure
  sql.rollback();
}

// SQLite goes on after a failed statement, and of what is not known nothing is said.
void other_backend_ok(const std::string &backend) {
  soci::session lite("sqlite3", "dbname=shop.db");
  soci::session sql(backend, "dbname=shop");
  lite.begin();
  sql.begin();
  try {
    lite << "insert into tags(name) values(1)";
    sql << "insert into tags(name) values(1)";
  } catch (const soci::soci_error &) {
  }
  lite << "update tags set used = used + 1";
  sql << "update tags set used = used + 1";
  lite.rollback();
  sql.rollback();
}
