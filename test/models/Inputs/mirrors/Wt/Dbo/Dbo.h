// What programs use of Wt::Dbo 4: names and parameters only.
#ifndef MIRROR_WT_DBO_H
#define MIRROR_WT_DBO_H
#include <memory>
#include <stdexcept>
#include <string>
namespace Wt {
namespace Dbo {
class Exception : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
class SqlConnection {
public:
  virtual ~SqlConnection();
  virtual void executeSql(const std::string &sql);
  virtual void startTransaction() = 0;
  virtual void commitTransaction() = 0;
  virtual void rollbackTransaction() = 0;
};
class SqlConnectionPool {
public:
  virtual ~SqlConnectionPool();
  virtual std::unique_ptr<SqlConnection> getConnection() = 0;
  virtual void returnConnection(std::unique_ptr<SqlConnection> connection) = 0;
};
template <class T> class ptr {
public:
  ptr();
  explicit ptr(std::unique_ptr<T> obj);
  T *modify() const;
  const T *operator->() const;
  void remove();
};
class Call {
public:
  ~Call() noexcept(false);
  template <typename T> Call &bind(const T &value);
  void run();
};
class Session {
public:
  Session();
  ~Session();
  Session(const Session &) = delete;
  void setConnection(std::unique_ptr<SqlConnection> connection);
  void setConnectionPool(SqlConnectionPool &pool);
  template <class C> void mapClass(const char *tableName);
  template <class C> ptr<C> add(ptr<C> obj);
  template <class C> ptr<C> load(long long id);
  Call execute(const std::string &sql);
  void flush();
  void createTables();
};
class Transaction {
public:
  explicit Transaction(Session &session);
  Transaction(const Transaction &) = delete;
  ~Transaction() noexcept(false);
  bool isActive() const;
  bool commit();
  void rollback();
  Session &session() const;
};
} // namespace Dbo
} // namespace Wt
#endif
