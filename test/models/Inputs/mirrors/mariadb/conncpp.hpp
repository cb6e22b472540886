// What programs use of MariaDB Connector/C++ 1.1: names and parameters only. The
// classes are called as those of MySQL Connector/C++ and know the same model.
#ifndef MIRROR_MARIADB_CONNCPP_HPP
#define MIRROR_MARIADB_CONNCPP_HPP
#include <map>
#include <stdexcept>
#include <string>
namespace sql {
using SQLString = std::string;
using Properties = std::map<SQLString, SQLString>;
class SQLException : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
class ResultSet {
public:
  virtual ~ResultSet();
  virtual bool next() = 0;
};
class Statement {
public:
  virtual ~Statement();
  virtual bool execute(const SQLString &sql) = 0;
  virtual ResultSet *executeQuery(const SQLString &sql) = 0;
  virtual int executeUpdate(const SQLString &sql) = 0;
};
class PreparedStatement : public Statement {
public:
  virtual bool execute() = 0;
  virtual int executeUpdate() = 0;
};
class Savepoint;
class Connection {
public:
  virtual ~Connection();
  virtual Statement *createStatement() = 0;
  virtual PreparedStatement *prepareStatement(const SQLString &sql) = 0;
  virtual void setAutoCommit(bool autoCommit) = 0;
  virtual void commit() = 0;
  virtual void rollback() = 0;
  virtual void rollback(const Savepoint *savepoint) = 0;
  virtual void close() = 0;
  virtual bool isValid() = 0;
};
class Driver {
public:
  virtual ~Driver();
  virtual Connection *connect(const SQLString &url, Properties &props) = 0;
  virtual Connection *connect(const SQLString &host, const SQLString &user, const SQLString &pwd) = 0;
};
namespace mariadb {
Driver *get_driver_instance();
}
} // namespace sql
#endif
