// What programs use of Boost.MySQL 1.87: names and parameters only.
#ifndef MIRROR_BOOST_MYSQL_HPP
#define MIRROR_BOOST_MYSQL_HPP
#include <stdexcept>
#include <string>
namespace boost {
namespace mysql {
class error_code {
public:
  explicit operator bool() const noexcept;
};
class error_with_diagnostics : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
class diagnostics {};
class results {
public:
  std::size_t size() const;
};
class statement {
public:
  unsigned id() const;
};
struct connect_params {
  std::string username, password, database;
};
class any_connection {
public:
  explicit any_connection(int context);
  any_connection(any_connection &&);
  any_connection(const any_connection &) = delete;
  ~any_connection();
  void connect(const connect_params &params);
  void connect(const connect_params &params, error_code &ec, diagnostics &diag);
  void execute(const char *query, results &result);
  void execute(const char *query, results &result, error_code &ec, diagnostics &diag);
  statement prepare_statement(const char *stmt);
  void close_statement(const statement &stmt);
  void reset_connection();
  void ping();
  void close();
  void close(error_code &ec, diagnostics &diag);
};
class pooled_connection {
public:
  pooled_connection() noexcept;
  pooled_connection(pooled_connection &&) noexcept;
  pooled_connection &operator=(pooled_connection &&) noexcept;
  ~pooled_connection();
  bool valid() const noexcept;
  any_connection &get() noexcept;
  any_connection *operator->() noexcept;
  void return_without_reset() noexcept;
};
} // namespace mysql
} // namespace boost
#endif
