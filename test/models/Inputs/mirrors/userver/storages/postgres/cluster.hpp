// What programs use of userver 2's PostgreSQL driver: names and parameters.
#ifndef MIRROR_USERVER_POSTGRES_H
#define MIRROR_USERVER_POSTGRES_H
#include <memory>
#include <stdexcept>
#include <string>
namespace storages {
namespace postgres {
class Error : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
class Query {
public:
  Query(const char *statement);
  Query(std::string statement);
};
enum class ClusterHostType { kMaster = 1, kSlave = 2 };
struct TransactionOptions {};
class ResultSet {
public:
  std::size_t Size() const;
  bool IsEmpty() const;
};
class Transaction {
public:
  Transaction(Transaction &&) noexcept;
  Transaction &operator=(Transaction &&) noexcept;
  ~Transaction();
  template <typename... Args> ResultSet Execute(const Query &query, const Args &...args);
  void Commit();
  void Rollback();
};
class Cluster {
public:
  ~Cluster();
  Transaction Begin(const TransactionOptions &options);
  Transaction Begin(ClusterHostType flags, const TransactionOptions &options);
  Transaction Begin(std::string name, ClusterHostType flags, const TransactionOptions &options);
  template <typename... Args> ResultSet Execute(ClusterHostType flags, const Query &query, const Args &...args);
};
using ClusterPtr = std::shared_ptr<Cluster>;
} // namespace postgres
} // namespace storages
#endif
