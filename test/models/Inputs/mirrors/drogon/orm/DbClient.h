// What programs use of drogon 1.9's ORM: names and parameters only.
#ifndef MIRROR_DROGON_DBCLIENT_H
#define MIRROR_DROGON_DBCLIENT_H
#include <functional>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
namespace drogon {
namespace orm {
class DrogonDbException : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
class Result {
public:
  std::size_t size() const noexcept;
};
class Transaction;
enum class TransactionType { Deferred, Immediate, Exclusive };
class DbClient {
public:
  virtual ~DbClient() {}
  static std::shared_ptr<DbClient> newPgClient(const std::string &connInfo, std::size_t connNum, bool autoBatch = false);
  static std::shared_ptr<DbClient> newMysqlClient(const std::string &connInfo, std::size_t connNum);
  static std::shared_ptr<DbClient> newSqlite3Client(const std::string &connInfo, std::size_t connNum);
  virtual std::shared_ptr<Transaction> newTransaction(const std::function<void(bool)> &commitCallback = std::function<void(bool)>(), TransactionType type = TransactionType::Deferred) noexcept(false) = 0;
  template <typename... Arguments> Result execSqlSync(const std::string &sql, Arguments &&...args) noexcept(false);
  template <typename F1, typename F2, typename... Arguments> void execSqlAsync(const std::string &sql, F1 &&rCallback, F2 &&exceptCallback, Arguments &&...args) noexcept;
  template <typename... Arguments> std::future<Result> execSqlAsyncFuture(const std::string &sql, Arguments &&...args) noexcept;
  virtual void closeAll() = 0;
};
using DbClientPtr = std::shared_ptr<DbClient>;
class Transaction : public DbClient {
public:
  virtual void rollback() = 0;
  virtual void setCommitCallback(const std::function<void(bool)> &commitCallback) = 0;
};
} // namespace orm
} // namespace drogon
#endif
