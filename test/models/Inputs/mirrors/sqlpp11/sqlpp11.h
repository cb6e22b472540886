// What programs use of sqlpp11 0.64 and its connectors: names and parameters.
#ifndef MIRROR_SQLPP11_H
#define MIRROR_SQLPP11_H
#include <memory>
#include <stdexcept>
#include <string>
namespace sqlpp {
class exception : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
template <typename Db> class transaction_t {
public:
  transaction_t(Db &db, bool report_unfinished_transaction);
  transaction_t(const transaction_t &) = delete;
  transaction_t(transaction_t &&other);
  ~transaction_t();
  void commit();
  void rollback();
};
template <typename Db>
transaction_t<Db> start_transaction(Db &db, bool report_unfinished_transaction = true);

template <typename Base> class normal_connection : public Base {
public:
  using config = int;
  normal_connection();
  explicit normal_connection(const std::shared_ptr<config> &config);
  normal_connection(const normal_connection &) = delete;
  normal_connection(normal_connection &&);
  ~normal_connection();
  void connectUsing(const std::shared_ptr<config> &config);
};
template <typename Base> class pooled_connection : public Base {
public:
  pooled_connection(const pooled_connection &) = delete;
  pooled_connection(pooled_connection &&);
  ~pooled_connection();
};
enum class connection_check { none, passive, ping };
template <typename Base> class connection_pool {
public:
  explicit connection_pool(int capacity);
  ~connection_pool();
  pooled_connection<Base> get(connection_check check = connection_check::passive);
};
namespace sqlite3 {
class connection_base {
public:
  std::size_t execute(const std::string &statement);
  void start_transaction();
  void commit_transaction();
  void rollback_transaction(bool report);
  template <typename T> std::size_t operator()(const T &statement);
};
using connection = normal_connection<connection_base>;
using pooled_connection = sqlpp::pooled_connection<connection_base>;
using connection_pool = sqlpp::connection_pool<connection_base>;
} // namespace sqlite3
namespace postgresql {
enum class isolation_level { undefined, serializable };
class connection_base {
public:
  std::size_t execute(const std::string &statement);
  void start_transaction(isolation_level level = isolation_level::undefined);
  void commit_transaction();
  void rollback_transaction(bool report);
  void savepoint(const std::string &name);
  void rollback_to_savepoint(const std::string &name);
  void release_savepoint(const std::string &name);
  template <typename T> std::size_t operator()(const T &statement);
};
using connection = normal_connection<connection_base>;
using pooled_connection = sqlpp::pooled_connection<connection_base>;
using connection_pool = sqlpp::connection_pool<connection_base>;
} // namespace postgresql
namespace mysql {
class connection_base {
public:
  std::size_t execute(const std::string &statement);
  void start_transaction();
  void commit_transaction();
  void rollback_transaction(bool report);
  template <typename T> std::size_t operator()(const T &statement);
};
using connection = normal_connection<connection_base>;
using pooled_connection = sqlpp::pooled_connection<connection_base>;
using connection_pool = sqlpp::connection_pool<connection_base>;
} // namespace mysql
} // namespace sqlpp
#endif
