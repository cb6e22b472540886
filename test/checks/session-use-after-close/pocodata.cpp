// POCO Data and CppDB: a session is a handle by value, copies share it.
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionPool.h>
#include <Poco/Data/Transaction.h>
#include <cppdb/frontend.h>
#include <memory>
#include <string>

using namespace Poco::Data::Keywords;
using Poco::Data::Session;

void closed_bad(const std::string &file) {
  Session session("SQLite", file);
  session << "DELETE FROM shop", now;
  session.close();
  session << "DELETE FROM shop", now; // expect: session-use-after-close 'session' is used by 'Session::operator<<' after it was closed
}

void copy_bad(const std::string &file) {
  Session session("SQLite", file);
  Session other(session);
  other.close();
  session.begin(); // expect: session-use-after-close 'session' is used by 'Session::begin' after it was closed
}

void guard_bad(Session &session) {
  session.close();
  Poco::Data::Transaction tx(session); // expect: session-use-after-close 'session' is used by
}

void cppdb_bad(const std::string &options) {
  cppdb::session sql(options);
  cppdb::session other = sql;
  other.close();
  sql << "DELETE FROM shop" << cppdb::exec; // expect: session-use-after-close 'sql' is used by
}

void reopened_ok(Session &session) {
  session.close();
  session.reconnect();
  session << "DELETE FROM shop", now;
}

void pooled_ok(Poco::Data::SessionPool &pool) {
  Session session(pool.get());
  Poco::Data::Transaction tx(session);
  session << "DELETE FROM shop", now;
  tx.commit();
}

class Store_ok {
public:
  explicit Store_ok(const std::string &file) : session("SQLite", file) {}
  ~Store_ok() { session.close(); }
  void clear() { session << "DELETE FROM shop", now; }

private:
  Session session;
};

void store_ok(const std::string &file) {
  Store_ok store(file);
  store.clear();
  auto other = std::make_unique<Store_ok>(file);
  other->clear();
}

void cppdb_ok(const std::string &options) {
  cppdb::session sql;
  sql.open(options);
  cppdb::transaction guard(sql);
  sql << "DELETE FROM shop WHERE id = ?" << 1 << cppdb::exec;
  guard.commit();
  sql.close();
}
