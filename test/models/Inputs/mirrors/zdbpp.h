// What programs use of libzdb 3.3's C++ interface: names and parameters only.
#ifndef MIRROR_ZDBPP_H
#define MIRROR_ZDBPP_H
#include <stdexcept>
#include <string>
namespace zdb {
class sql_exception : public std::runtime_error {
public:
  explicit sql_exception(const char *msg = "");
};
class ResultSet {
public:
  ResultSet(ResultSet &&r);
  ~ResultSet();
  bool next();
  int getInt(int columnIndex);
};
class PreparedStatement {
public:
  PreparedStatement(PreparedStatement &&r);
  ~PreparedStatement();
  void bindValues(int value);
  void execute();
  ResultSet executeQuery();
};
class Connection {
public:
  Connection(Connection &&r);
  Connection(const Connection &) = delete;
  ~Connection();
  void setQueryTimeout(int ms);
  bool ping() noexcept;
  void clear() noexcept;
  void close() noexcept;
  void beginTransaction();
  void commit();
  void rollback();
  long long lastRowId() noexcept;
  template <typename... Args> void execute(const char *sql, Args... args);
  template <typename... Args> ResultSet executeQuery(const char *sql, Args... args);
  template <typename... Args> PreparedStatement prepareStatement(const char *sql, Args... args);
};
class URL {
public:
  URL(const std::string &url);
};
class ConnectionPool {
public:
  ConnectionPool(const URL &url);
  ~ConnectionPool();
  void start();
  void stop();
  Connection getConnection();
};
} // namespace zdb
#endif
