// SOCI: sessions are objects.
#include <memory>
#include <soci/soci.h>
#include <string>

int step(int);

int count_bad(const std::string &options) {
  auto *sql = new soci::session(options);
  int n = 0;
  *sql << "SELECT count(*) FROM shop", soci::into(n); // expect: session-leak 'sql' is not closed when
  delete sql;
  return n;
}

void early_bad(const std::string &options, bool dry) {
  soci::session *sql = new soci::session("postgresql", options);
  if (dry)
    return; // expect: session-leak 'sql' is not closed on the return
  delete sql;
}

int local_ok(const std::string &options) {
  soci::session sql(options);
  int n = 0;
  sql << "SELECT count(*) FROM shop", soci::into(n);
  return n;
}

void closed_ok(const std::string &options, bool again) {
  soci::session sql;
  sql.open(options);
  sql << "DELETE FROM shop";
  sql.close();
  if (again) {
    sql.open(options);
    sql << "DELETE FROM shop";
  }
}

void pooled_ok(soci::connection_pool &pool) {
  soci::session sql(pool);
  soci::transaction tx(sql);
  sql << "DELETE FROM shop";
  tx.commit();
}

void owned_ok(const std::string &options) {
  std::unique_ptr<soci::session> sql(new soci::session(options));
  *sql << "DELETE FROM shop";
}

class Dao_ok {
public:
  explicit Dao_ok(const std::string &options) : sql(std::make_shared<soci::session>(options)) {}
  void clear() { *sql << "DELETE FROM shop"; }

private:
  std::shared_ptr<soci::session> sql;
};
