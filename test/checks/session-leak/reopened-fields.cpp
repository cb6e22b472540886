// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// A connection that dropped is opened again into the field that still holds it.
#include <libpq-fe.h>
#include <string>

class Overwrites {
public:
  explicit Overwrites(const char *info) : info_(info), conn_(PQconnectdb(info)) {}
  ~Overwrites() { PQfinish(conn_); }
  Overwrites(const Overwrites &) = delete;
  Overwrites &operator=(const Overwrites &) = delete;
  void check_bad() {
    if (PQstatus(conn_) != CONNECTION_OK)
      conn_ = PQconnectdb(info_.c_str()); // expect: session-leak 'conn_' is overwritten while it is still open
  }

private:
  std::string info_;
  PGconn *conn_;
};

class Query {
public:
  explicit Query(const char *info) : info_(info), conn_(PQconnectdb(info)) {}
  ~Query() { PQfinish(conn_); }
  Query(const Query &) = delete;
  Query &operator=(const Query &) = delete;
  bool run_bad(const char *sql) {
    if (PQstatus(conn_) == CONNECTION_BAD)
      conn_ = PQconnectdb(info_.c_str()); // expect: session-leak 'conn_' is overwritten while it is still open
    PGresult *result = PQexec(conn_, sql);
    bool worked = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return worked;
  }

private:
  std::string info_;
  PGconn *conn_;
};

class Finishes {
public:
  explicit Finishes(const char *info) : info_(info), conn_(PQconnectdb(info)) {}
  ~Finishes() { drop(); }
  Finishes(const Finishes &) = delete;
  Finishes &operator=(const Finishes &) = delete;
  void check_ok() {
    if (PQstatus(conn_) != CONNECTION_OK) {
      PQfinish(conn_);
      conn_ = PQconnectdb(info_.c_str());
    }
  }
  void reset_ok() {
    if (PQstatus(conn_) != CONNECTION_OK)
      PQreset(conn_);
  }
  void dropped_ok() {
    if (conn_ && PQstatus(conn_) == CONNECTION_OK)
      return;
    drop();
    conn_ = PQconnectdb(info_.c_str());
  }
  bool lazy_ok() {
    if (!conn_)
      conn_ = PQconnectdb(info_.c_str());
    return PQstatus(conn_) == CONNECTION_OK;
  }
  bool first_ok() {
    if (conn_)
      return PQstatus(conn_) == CONNECTION_OK;
    conn_ = PQconnectdb(info_.c_str());
    if (PQstatus(conn_) == CONNECTION_OK)
      return true;
    drop();
    return false;
  }

private:
  void drop() {
    PQfinish(conn_);
    conn_ = nullptr;
  }
  std::string info_;
  PGconn *conn_ = nullptr;
};

// The failed one was finished where it failed: null is all that is left.
class Clears {
public:
  ~Clears() { PQfinish(conn_); }
  bool open_ok(const char *info) {
    if (up_)
      return true;
    conn_ = PQconnectdb(info);
    up_ = PQstatus(conn_) == CONNECTION_OK;
    if (!up_) {
      PQfinish(conn_);
      conn_ = nullptr;
    }
    return up_;
  }

private:
  PGconn *conn_ = nullptr;
  bool up_ = false;
};
