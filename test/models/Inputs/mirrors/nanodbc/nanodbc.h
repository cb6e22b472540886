// What programs use of nanodbc 2.14: names and parameters only.
#ifndef MIRROR_NANODBC_H
#define MIRROR_NANODBC_H
#include <stdexcept>
#include <string>
namespace nanodbc {
using string = std::string;
class database_error : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
class programming_error : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
class connection {
public:
  connection();
  connection(const connection &rhs);
  connection(connection &&rhs) noexcept;
  connection(const string &dsn, const string &user, const string &pass, long timeout = 0);
  explicit connection(const string &connection_string, long timeout = 0);
  ~connection() noexcept;
  connection &operator=(connection rhs);
  void connect(const string &dsn, const string &user, const string &pass, long timeout = 0);
  void connect(const string &connection_string, long timeout = 0);
  bool connected() const;
  void disconnect();
  string dbms_name() const;
};
class transaction {
public:
  explicit transaction(const class connection &conn);
  transaction(const transaction &rhs);
  transaction(transaction &&rhs) noexcept;
  ~transaction() noexcept;
  transaction &operator=(transaction rhs);
  void commit();
  void rollback() noexcept;
  class connection &connection();
};
class result {
public:
  result();
  result(const result &rhs);
  ~result() noexcept;
  bool next();
  template <class T> T get(short column) const;
};
class statement {
public:
  statement();
  explicit statement(class connection &conn);
  statement(class connection &conn, const string &query, long timeout = 0);
  statement(const statement &rhs);
  ~statement() noexcept;
  void prepare(class connection &conn, const string &query, long timeout = 0);
  void prepare(const string &query, long timeout = 0);
  class result execute_direct(class connection &conn, const string &query, long batch_operations = 1, long timeout = 0);
  void just_execute_direct(class connection &conn, const string &query, long batch_operations = 1, long timeout = 0);
  class result execute(long batch_operations = 1, long timeout = 0);
  void just_execute(long batch_operations = 1, long timeout = 0);
};
result execute(connection &conn, const string &query, long batch_operations = 1, long timeout = 0);
void just_execute(connection &conn, const string &query, long batch_operations = 1, long timeout = 0);
result transact(statement &stmt, long batch_operations);
} // namespace nanodbc
#endif
