// What programs use of DuckDB 1.1's C++ API: names and parameters only.
#ifndef MIRROR_DUCKDB_HPP
#define MIRROR_DUCKDB_HPP
#include <memory>
#include <stdexcept>
#include <string>
namespace duckdb {
class Exception : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
class DuckDB {
public:
  explicit DuckDB(const char *path = nullptr);
  explicit DuckDB(const std::string &path);
  ~DuckDB();
};
class QueryResult {
public:
  bool HasError() const;
};
class PreparedStatement {
public:
  bool HasError() const;
};
class Connection {
public:
  explicit Connection(DuckDB &database);
  Connection(const Connection &) = delete;
  ~Connection();
  std::unique_ptr<QueryResult> Query(const std::string &query);
  std::unique_ptr<QueryResult> SendQuery(const std::string &query);
  std::unique_ptr<PreparedStatement> Prepare(const std::string &query);
  void BeginTransaction();
  void Commit();
  void Rollback();
};
} // namespace duckdb
#endif
