// FLAGS: -std=c++17 -fPIC -I/usr/include/x86_64-linux-gnu/qt5 -I/usr/include/x86_64-linux-gnu/qt5/QtCore -I/usr/include/x86_64-linux-gnu/qt5/QtSql
// Callees that begin or end inside a transaction of their caller: session
// objects, guards, wrappers of the program.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <pqxx/pqxx>
#include <soci/soci.h>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <vector>

// --- Guards of a library, one inside the other. ---

static void audit(soci::session &sql) {
  soci::transaction tr(sql);
  sql << "insert into audit values (1)";
  tr.commit();
}
void handle_bad(soci::session &sql) {
  soci::transaction tr(sql);
  sql << "delete from queue";
  audit(sql); // expect: session-shared-across-functions 'audit' begins a transaction on 'sql' inside the one of 'handle_bad'
  tr.commit();
}
void handle_ok(soci::session &sql) {
  {
    soci::transaction tr(sql);
    sql << "delete from queue";
    tr.commit();
  }
  audit(sql);
}
void handle_other_ok(soci::session &sql, soci::session &log) {
  soci::transaction tr(sql);
  audit(log);
  tr.commit();
}

// --- Qt: a helper commits. ---

static bool write_row(QSqlDatabase &db, int value) {
  QSqlQuery query(db);
  if (!query.exec(QString("INSERT INTO row VALUES (%1)").arg(value)))
    return false;
  return db.commit();
}
bool save_bad(QSqlDatabase &db) {
  if (!db.transaction())
    return false;
  write_row(db, 1); // expect: session-shared-across-functions 'write_row' ends the transaction on 'db' that 'save_bad' began
  return db.commit();
}
bool save_ok(QSqlDatabase &db) {
  if (!db.transaction())
    return false;
  QSqlQuery query(db);
  if (!query.exec("DELETE FROM row")) {
    db.rollback();
    return false;
  }
  return db.commit();
}

// --- Wrappers of the program. ---

class Database {
public:
  explicit Database(const std::string &path) {
    if (sqlite3_open(path.c_str(), &db_) != SQLITE_OK) {
      sqlite3_close(db_);
      throw std::runtime_error("open");
    }
  }
  ~Database() { sqlite3_close(db_); }
  Database(const Database &) = delete;

  void run(const char *sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sql);
  }
  void begin() { run("BEGIN"); }
  void commit() { run("COMMIT"); }
  void rollback() { sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr); }

private:
  sqlite3 *db_ = nullptr;
};

class Repository {
public:
  explicit Repository(Database &db) : db_(db) {}

  void add(int) {
    db_.begin();
    try {
      db_.run("INSERT INTO item VALUES (1)");
      db_.commit();
    } catch (...) {
      db_.rollback();
      throw;
    }
  }
  void add_all_bad(const std::vector<int> &items) {
    db_.begin();
    try {
      for (int item : items)
        add(item); // expect: session-shared-across-functions 'Repository::add' begins a transaction
      db_.commit();
    } catch (...) {
      db_.rollback();
      throw;
    }
  }
  void add_each_ok(const std::vector<int> &items) {
    for (int item : items)
      add(item);
  }

private:
  Database &db_;
};

// --- A guard of the program that knows whether it is the outer one. ---

class Nested {
public:
  explicit Nested(Database &db) : db_(db), outer_(level++ == 0) {
    if (outer_)
      db_.begin();
  }
  ~Nested() {
    --level;
    if (outer_ && !done_)
      db_.rollback();
  }
  void commit() {
    if (outer_)
      db_.commit();
    done_ = true;
  }

private:
  static inline int level = 0;
  Database &db_;
  bool outer_;
  bool done_ = false;
};
static void inner_work(Database &db) {
  Nested guard(db);
  db.run("DELETE FROM item");
  guard.commit();
}
void outer_ok(Database &db) {
  Nested guard(db);
  inner_work(db);
  guard.commit();
}

// --- The callee has its own transaction object, made of the caller's. ---

static void sub_work(pqxx::work &parent) {
  pqxx::subtransaction sub(parent);
  sub.exec("DELETE FROM item");
  sub.commit();
}
void parent_ok(pqxx::connection &conn) {
  pqxx::work tx(conn);
  sub_work(tx);
  tx.commit();
}
