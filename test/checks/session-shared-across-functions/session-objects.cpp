// FLAGS: -std=c++17
// Static sessions that are objects of their library.
#include <memory>
#include <mutex>
#include <pqxx/pqxx>

static pqxx::connection *Pointer; // expect: session-shared-across-functions 'Pointer' is one session that 2 functions use

void pointer_add_bad() { pqxx::work(*Pointer).exec("INSERT INTO t VALUES (1)"); }
void pointer_delete_bad() { pqxx::work(*Pointer).exec("DELETE FROM t"); }

static std::unique_ptr<pqxx::connection> Owned; // expect: session-shared-across-functions 'Owned' is one session that 2 functions use

void owned_add_bad() { pqxx::work(*Owned).exec("INSERT INTO t VALUES (1)"); }
void owned_delete_bad() { pqxx::work(*Owned).exec("DELETE FROM t"); }

static pqxx::connection &accessor() {
  static pqxx::connection conn("dbname=t"); // expect: session-shared-across-functions 'conn' is one session that 2 functions use
  return conn;
}
void accessor_add_bad() { pqxx::work(accessor()).exec("INSERT INTO t VALUES (1)"); }
void accessor_delete_bad() { pqxx::nontransaction(accessor()).exec("DELETE FROM t"); }

class Repository {
public:
  void add() { pqxx::work(conn_).exec("INSERT INTO t VALUES (1)"); }
  void remove() { pqxx::work(conn_).exec("DELETE FROM t"); }

private:
  pqxx::connection conn_{"dbname=t"};
};
static Repository Static; // expect: session-shared-across-functions 'conn_' is one session that 2 functions use

void field_add_bad() { Static.add(); }
void field_delete_bad() { Static.remove(); }

static pqxx::connection Locked("dbname=t");
static std::mutex LockedMutex;

void locked_add_ok() {
  std::lock_guard<std::mutex> hold(LockedMutex);
  pqxx::work(Locked).exec("INSERT INTO t VALUES (1)");
}
void locked_delete_ok() {
  std::lock_guard<std::mutex> hold(LockedMutex);
  pqxx::work(Locked).exec("DELETE FROM t");
}

static pqxx::connection &mine() {
  thread_local pqxx::connection conn("dbname=t");
  return conn;
}
void mine_add_ok() { pqxx::work(mine()).exec("INSERT INTO t VALUES (1)"); }
void mine_delete_ok() { pqxx::work(mine()).exec("DELETE FROM t"); }
