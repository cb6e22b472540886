// SOCI: a session can be closed by hand, and opened again.
#include <memory>
#include <soci/soci.h>
#include <string>

int step(int);
void reopen(soci::session &sql);

void closed_bad(const std::string &options) {
  soci::session sql(options);
  sql.close();
  sql << "DELETE FROM shop"; // expect: session-use-after-close 'sql' is used by 'session::operator<<' after it was closed
}

void begun_bad(soci::session &sql) {
  sql.close();
  sql.begin(); // expect: session-use-after-close 'sql' is used by 'session::begin' after it was closed
}

void guard_bad(const std::string &options) {
  soci::session sql(options);
  sql << "DELETE FROM shop";
  sql.close();
  soci::transaction tx(sql); // expect: session-use-after-close 'sql' is used by 'transaction::transaction' after it was closed
  tx.commit();
}

class Dao {
public:
  void stop_bad() {
    sql.close();
    sql << "DELETE FROM shop"; // expect: session-use-after-close 'sql' is used by
  }
  void restart_ok() {
    sql.close();
    sql.open("dbname=shop");
    sql << "DELETE FROM shop";
  }
  void stop_ok() { sql.close(); }
  void use_ok() { sql << "DELETE FROM shop"; }

private:
  soci::session sql;
};

void pointer_bad(const std::shared_ptr<soci::session> &sql) {
  sql->close();
  *sql << "DELETE FROM shop"; // expect: session-use-after-close 'sql' is used by
}

void reopened_ok(const std::string &options) {
  soci::session sql(options);
  sql.close();
  sql.close();
  sql.reconnect();
  sql << "DELETE FROM shop";
}

void reopenedElsewhere_ok(soci::session &sql) {
  sql.close();
  reopen(sql);
  sql << "DELETE FROM shop";
}

void openedLater_ok(const std::string &options) {
  soci::session sql;
  reopen(sql);
  sql << "DELETE FROM shop";
}

void last_ok(const std::string &options) {
  soci::session sql(options);
  sql << "DELETE FROM shop";
  sql.close();
}
