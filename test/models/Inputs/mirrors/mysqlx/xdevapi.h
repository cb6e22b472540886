// What programs use of Connector/C++ 8's X DevAPI: names and parameters only.
#ifndef MIRROR_MYSQLX_XDEVAPI_H
#define MIRROR_MYSQLX_XDEVAPI_H
#include <stdexcept>
#include <string>
namespace mysqlx {
using string = std::string;
class Error : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
class SqlResult {
public:
  bool hasData();
};
class SqlStatement {
public:
  template <typename T> SqlStatement &bind(const T &value);
  SqlResult execute();
};
class Schema {
public:
  string getName() const;
};
class Client;
class Session {
public:
  explicit Session(const string &uri);
  Session(const string &host, unsigned port, const string &user, const string &password);
  Session(Client &client);
  Session(Session &&other);
  ~Session();
  Schema getSchema(const string &name);
  SqlStatement sql(const string &query);
  void startTransaction();
  void commit();
  void rollback();
  string setSavepoint();
  string setSavepoint(const string &savepoint);
  void releaseSavepoint(const string &savepoint);
  void rollbackTo(const string &savepoint);
  void close();
};
class Client {
public:
  explicit Client(const string &uri);
  Client(Client &&other);
  ~Client();
  Session getSession();
  void close();
};
Session getSession(const string &uri);
Client getClient(const string &uri);
} // namespace mysqlx
#endif
