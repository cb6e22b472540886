// Transactions by hand and by guard; statements that throw.
#include <cppdb/frontend.h>
#include <string>

void by_hand_bad(cppdb::session &sql, int id) {
  sql.begin();
  sql << "DELETE FROM t WHERE id = ?" << id << cppdb::exec; // expect: session-missing-rollback
  sql.commit();
}

void by_hand_ok(cppdb::session &sql, int id) {
  sql.begin();
  try {
    sql << "DELETE FROM t WHERE id = ?" << id << cppdb::exec;
    sql.commit();
  } catch (const cppdb::cppdb_error &) {
    sql.rollback();
    throw;
  }
}

void prepared_bad(cppdb::session &sql, int id) {
  sql.begin();
  cppdb::statement gone = sql.prepare("DELETE FROM t WHERE id = ?"); // expect: session-missing-rollback
  gone.exec();
  sql.commit();
}

void by_guard_ok(cppdb::session &sql, int id) {
  cppdb::transaction guard(sql);
  cppdb::statement gone = sql.prepare("DELETE FROM t WHERE id = ?");
  gone.bind(id);
  gone.exec();
  guard.commit();
}

void undone_ok(cppdb::session &sql, bool sure) {
  cppdb::transaction guard(sql);
  cppdb::statement gone = sql.prepare("DELETE FROM t");
  gone.exec();
  if (sure)
    guard.commit();
  else
    guard.rollback();
}

void after_bad(const std::string &where) {
  cppdb::session sql(where);
  sql.close();
  sql.begin(); // expect: session-use-after-close
}

void commit_after_bad(const std::string &where) {
  cppdb::session sql(where);
  sql.close();
  sql.commit(); // expect: session-use-after-close
}

void rollback_after_bad(const std::string &where) {
  cppdb::session sql(where);
  sql.close();
  sql.rollback(); // expect: session-use-after-close
}

// The connection string names the engine.
void postgresql_bad() {
  cppdb::session sql("postgresql:dbname=shop");
  cppdb::transaction tr(sql);
  try {
    sql << "insert into tags(name) values(1)" << cppdb::exec;
  } catch (const cppdb::cppdb_error &) {
  }
  sql << "update tags set used = 1" << cppdb::exec; // expect: session-use-after-failure
  tr.commit();
}

void sqlite_ok() {
  cppdb::session sql("sqlite3:db=shop.db");
  cppdb::transaction tr(sql);
  try {
    sql << "insert into tags(name) values(1)" << cppdb::exec;
  } catch (const cppdb::cppdb_error &) {
  }
  sql << "update tags set used = 1" << cppdb::exec;
  tr.commit();
}
