// FLAGS: -std=c++17 -isystem /usr/include/postgresql -isystem /usr/include/mariadb
// Shapes of missing rollbacks in C++, each with its corrected twin (docs/bug-shapes.md).
#include <iostream>
#include <lmdb.h>
#include <mysql.h>
#include <soci/soci.h>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

int work(int) noexcept;

void checked(int n) {
  if (n < 0)
    throw std::runtime_error("negative");
}

// What throws between begin and commit.
void throws_bad(sqlite3 *db, int n) {
  sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
  checked(n); // expect: session-missing-rollback
  if (sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
    sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
}

void throws_ok(sqlite3 *db, int n) {
  sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
  try {
    checked(n);
  } catch (...) {
    sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
  if (sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
    sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
}

// A handler writes a line to the log and goes on.
bool swallowed_bad(soci::session &sql, int n) {
  try {
    sql.begin();
    checked(n);
    sql.commit();
    return true;
  } catch (const std::exception &e) {
    std::cerr << "not saved: " << e.what() << '\n';
  }
  return false; // expect: session-missing-rollback
}

bool swallowed_ok(soci::session &sql, int n) {
  try {
    sql.begin();
    checked(n);
    sql.commit();
    return true;
  } catch (const std::exception &e) {
    sql.rollback();
    std::cerr << "not saved: " << e.what() << '\n';
  }
  return false;
}

// The second begin throws, the first transaction stays.
void second_begin_bad(soci::session &orders, soci::session &stock) {
  orders.begin();
  stock.begin(); // expect: session-missing-rollback the transaction on 'orders'
  work(1);
  stock.rollback();
  orders.rollback();
}

void second_begin_ok(soci::session &orders, soci::session &stock) {
  soci::transaction first(orders);
  soci::transaction second(stock);
  work(1);
  second.commit();
  first.commit();
}

// A read-only transaction, left by what throws.
std::size_t reader_throws_bad(MDB_env *env, MDB_dbi dbi, MDB_val &key, int n) {
  MDB_txn *txn = nullptr;
  if (mdb_txn_begin(env, nullptr, MDB_RDONLY, &txn) != MDB_SUCCESS)
    return 0;
  MDB_val value{};
  bool found = mdb_get(txn, dbi, &key, &value) == MDB_SUCCESS;
  checked(n); // expect: session-missing-rollback
  mdb_txn_abort(txn);
  return found;
}

std::size_t reader_throws_ok(MDB_env *env, MDB_dbi dbi, MDB_val &key, int n) {
  checked(n);
  MDB_txn *txn = nullptr;
  if (mdb_txn_begin(env, nullptr, MDB_RDONLY, &txn) != MDB_SUCCESS)
    return 0;
  MDB_val value{};
  bool found = mdb_get(txn, dbi, &key, &value) == MDB_SUCCESS;
  mdb_txn_abort(txn);
  return found;
}

// A guard of one's own whose destructor does nothing.
class IdleGuard {
  sqlite3 *db_;

public:
  explicit IdleGuard(sqlite3 *db) : db_(db) {
    if (sqlite3_exec(db_, "BEGIN", nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error("begin");
  }
  ~IdleGuard() {}
  void commit() {
    if (sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error("commit");
  }
};
class Guard {
  sqlite3 *db_;
  bool open_ = true;

public:
  explicit Guard(sqlite3 *db) : db_(db) {
    if (sqlite3_exec(db_, "BEGIN", nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error("begin");
  }
  ~Guard() {
    if (open_)
      sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  void commit() {
    if (sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error("commit");
    open_ = false;
  }
};

void guard_bad(sqlite3 *db, int n) {
  IdleGuard tx(db);
  checked(n); // expect: session-missing-rollback
  tx.commit();
}

void guard_ok(sqlite3 *db, int n) {
  Guard tx(db);
  checked(n);
  tx.commit();
}

// An explicit rollback, and the guard's own behind it.
class Eager {
  sqlite3 *db_;

public:
  explicit Eager(sqlite3 *db) : db_(db) {
    sqlite3_exec(db_, "BEGIN", nullptr, nullptr, nullptr);
  }
  ~Eager() { sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr); }
};

int rolled_back_twice_FN(sqlite3 *db) {
  Eager tx(db);
  int rc = work(1);
  sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
  return rc;
}

int rolled_back_twice_ok(sqlite3 *db) {
  Eager tx(db);
  return work(1);
}

// Autocommit is switched on again on the error path: that commits.
int autocommit_bad(MYSQL *conn, const char *first, const char *second) {
  if (mysql_autocommit(conn, 0))
    return -1;
  if (mysql_query(conn, first) || mysql_query(conn, second)) {
    mysql_autocommit(conn, 1); // expect: session-missing-rollback
    return -1;
  }
  int rc = mysql_commit(conn);
  if (rc)
    mysql_rollback(conn);
  mysql_autocommit(conn, 1);
  return rc;
}

int autocommit_ok(MYSQL *conn, const char *first, const char *second) {
  if (mysql_autocommit(conn, 0))
    return -1;
  if (mysql_query(conn, first) || mysql_query(conn, second)) {
    mysql_rollback(conn);
    mysql_autocommit(conn, 1);
    return -1;
  }
  int rc = mysql_commit(conn);
  if (rc)
    mysql_rollback(conn);
  mysql_autocommit(conn, 1);
  return rc;
}
