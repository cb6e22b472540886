// FLAGS: -isystem /usr/include/mariadb
// MariaDB's and MySQL's client from C++: owners with mysql_close as deleter.
#include <memory>
#include <mysql.h>
#include <stdexcept>
#include <string>
#include <vector>

int step(int);

using Connection = std::unique_ptr<MYSQL, decltype(&mysql_close)>;

struct Freer {
  void operator()(MYSQL_RES *result) const { mysql_free_result(result); }
  void operator()(MYSQL *conn) const { mysql_close(conn); }
};

std::string name_ok(const char *host) {
  Connection conn(mysql_init(nullptr), mysql_close);
  if (!conn || !mysql_real_connect(conn.get(), host, "app", nullptr, "shop", 0, nullptr, 0))
    throw std::runtime_error("no connection");
  if (mysql_query(conn.get(), "SELECT name FROM shop"))
    throw std::runtime_error(mysql_error(conn.get()));
  std::unique_ptr<MYSQL_RES, Freer> result(mysql_store_result(conn.get()));
  MYSQL_ROW row = result ? mysql_fetch_row(result.get()) : nullptr;
  return row && row[0] ? row[0] : "";
}

void connect_bad(const char *host) {
  MYSQL *conn = mysql_init(nullptr);
  if (!mysql_real_connect(conn, host, "app", nullptr, "shop", 0, nullptr, 0))
    throw std::runtime_error(mysql_error(conn)); // expect: session-leak
  mysql_query(conn, "SELECT 1");
  mysql_close(conn);
}

void connect_ok(const char *host) {
  std::unique_ptr<MYSQL, Freer> conn(mysql_init(nullptr));
  if (!mysql_real_connect(conn.get(), host, "app", nullptr, "shop", 0, nullptr, 0))
    throw std::runtime_error(mysql_error(conn.get()));
  mysql_query(conn.get(), "SELECT 1");
}

std::shared_ptr<MYSQL> shared_ok(const char *host) {
  std::shared_ptr<MYSQL> conn(mysql_init(nullptr), mysql_close);
  if (!mysql_real_connect(conn.get(), host, "app", nullptr, nullptr, 0, nullptr, 0))
    return nullptr;
  return conn;
}

int released_bad(const char *host) {
  std::unique_ptr<MYSQL, Freer> owner(mysql_init(nullptr));
  mysql_real_connect(owner.get(), host, "app", nullptr, nullptr, 0, nullptr, 0);
  MYSQL *conn = owner.release();
  if (mysql_query(conn, "SELECT 1"))
    return -1; // expect: session-leak
  mysql_close(conn);
  return 0;
}

class Database {
public:
  explicit Database(const std::string &host) {
    mysql_init(&mysql);
    if (!mysql_real_connect(&mysql, host.c_str(), "app", nullptr, "shop", 0, nullptr, 0))
      throw std::runtime_error(mysql_error(&mysql)); // expect: session-leak
  }
  ~Database() { mysql_close(&mysql); }
  Database(const Database &) = delete;
  int run(const std::string &text) {
    return mysql_real_query(&mysql, text.data(), text.size());
  }

private:
  MYSQL mysql;
};

class Careful {
public:
  explicit Careful(const std::string &host) {
    mysql_init(&mysql);
    if (!mysql_real_connect(&mysql, host.c_str(), "app", nullptr, "shop", 0, nullptr, 0)) {
      std::string why = mysql_error(&mysql);
      mysql_close(&mysql);
      throw std::runtime_error(why);
    }
  }
  ~Careful() { mysql_close(&mysql); }
  Careful(const Careful &) = delete;
  int run(const std::string &text) {
    return mysql_real_query(&mysql, text.data(), text.size());
  }

private:
  MYSQL mysql;
};

int careful_ok(const std::string &host) {
  Careful db(host);
  return db.run("SELECT 1");
}

class Lazy {
public:
  ~Lazy() {
    if (conn)
      mysql_close(conn);
  }
  bool open(const char *host) {
    if (conn)
      return true;
    conn = mysql_init(nullptr);
    if (!conn)
      return false;
    if (!mysql_real_connect(conn, host, "app", nullptr, nullptr, 0, nullptr, 0)) {
      mysql_close(conn);
      conn = nullptr;
      return false;
    }
    return true;
  }

private:
  MYSQL *conn = nullptr;
};

int lazy_ok(const char *host) {
  Lazy db;
  return db.open(host) ? step(1) : -1;
}
