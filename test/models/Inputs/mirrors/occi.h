// What programs use of Oracle OCCI 12.1: names and parameters only.
#ifndef MIRROR_OCCI_H
#define MIRROR_OCCI_H
#include <exception>
#include <string>
namespace oracle {
namespace occi {
class SQLException : public std::exception {
public:
  int getErrorCode() const;
};
class ResultSet {
public:
  bool next(unsigned int numRows = 1);
  int getInt(unsigned int colIndex);
  std::string getString(unsigned int colIndex);

protected:
  virtual ~ResultSet() {}
};
class Statement {
public:
  bool execute(const std::string &sql = "");
  ResultSet *executeQuery(const std::string &sql = "");
  unsigned int executeUpdate(const std::string &sql = "");
  void setAutoCommit(bool autoCommit);
  void setSQL(const std::string &sql);
  void setInt(unsigned int paramIndex, int x);
  void closeResultSet(ResultSet *resultSet);

protected:
  virtual ~Statement() {}
};
class Connection {
public:
  Statement *createStatement(const std::string &sql = "");
  void terminateStatement(Statement *statement);
  void commit();
  void rollback();

protected:
  virtual ~Connection() {}
};
class ConnectionPool {
public:
  Connection *createConnection(const std::string &userName, const std::string &password);
  void terminateConnection(Connection *connection);

protected:
  virtual ~ConnectionPool() {}
};
class StatelessConnectionPool {
public:
  Connection *getConnection(const std::string &tag = "");
  Connection *getAnyTaggedConnection(const std::string &tag = "");
  void releaseConnection(Connection *connection, const std::string &tag = "");
  void terminateConnection(Connection *connection);

protected:
  virtual ~StatelessConnectionPool() {}
};
class Environment {
public:
  enum Mode { DEFAULT = 0, OBJECT = 2, THREADED_MUTEXED = 4 };
  static Environment *createEnvironment(Mode mode = DEFAULT);
  static void terminateEnvironment(Environment *env);
  Connection *createConnection(const std::string &userName, const std::string &password, const std::string &connectString = "");
  void terminateConnection(Connection *connection);
  ConnectionPool *createConnectionPool(const std::string &poolUserName, const std::string &poolPassword, const std::string &connectString = "", unsigned int minConn = 0, unsigned int maxConn = 1, unsigned int incrConn = 1);
  void terminateConnectionPool(ConnectionPool *poolp);
  StatelessConnectionPool *createStatelessConnectionPool(const std::string &poolUserName, const std::string &poolPassword, const std::string &connectString = "", unsigned int maxConn = 1, unsigned int minConn = 0, unsigned int incrConn = 1);
  void terminateStatelessConnectionPool(StatelessConnectionPool *poolp);

protected:
  virtual ~Environment() {}
};
} // namespace occi
} // namespace oracle
#endif
