// What programs use of taoPQ 1.0: names and parameters only.
#ifndef MIRROR_TAO_PQ_HPP
#define MIRROR_TAO_PQ_HPP
#include <memory>
#include <stdexcept>
#include <string>
namespace tao {
namespace pq {
struct sql_error : std::runtime_error {
  using runtime_error::runtime_error;
};
class result {
public:
  std::size_t size() const;
};
class transaction {
public:
  virtual ~transaction() = default;
  template <typename... As> result execute(const char *statement, As &&...as);
  std::shared_ptr<transaction> subtransaction();
  void commit();
  void rollback();
};
class connection {
public:
  static std::shared_ptr<connection> create(const std::string &connection_info);
  template <typename... As> result execute(const char *statement, As &&...as);
  std::shared_ptr<pq::transaction> direct();
  std::shared_ptr<pq::transaction> transaction();
  void prepare(const std::string &name, const std::string &statement);
};
class connection_pool {
public:
  static std::shared_ptr<connection_pool> create(const std::string &connection_info);
  std::shared_ptr<pq::connection> connection();
  template <typename... As> result execute(const char *statement, As &&...as);
};
} // namespace pq
} // namespace tao
#endif
