// What programs use of sqlite_orm 1.9: names and parameters only.
#ifndef MIRROR_SQLITE_ORM_H
#define MIRROR_SQLITE_ORM_H
#include <functional>
#include <string>
#include <system_error>
namespace sqlite_orm {
namespace internal {
struct transaction_guard_t {
  bool commit_on_destroy = false;
  transaction_guard_t(transaction_guard_t &&other);
  ~transaction_guard_t() noexcept(false);
  void commit();
  void rollback();
};
struct storage_base {
  transaction_guard_t transaction_guard();
  transaction_guard_t deferred_transaction_guard();
  transaction_guard_t immediate_transaction_guard();
  transaction_guard_t exclusive_transaction_guard();
  void begin_transaction();
  void begin_deferred_transaction();
  void begin_immediate_transaction();
  void begin_exclusive_transaction();
  void commit();
  void rollback();
  bool transaction(const std::function<bool()> &f);
  void open_forever();
};
template <class... DBO> struct storage_t : storage_base {
  storage_t(std::string filename, DBO... impl);
  storage_t(const storage_t &);
  ~storage_t();
  template <class O> void replace(const O &o);
  template <class O> int insert(const O &o);
  template <class O> void update(const O &o);
  template <class O, class Id> void remove(Id id);
  void sync_schema();
};
} // namespace internal
template <class... Ts> internal::storage_t<Ts...> make_storage(std::string filename, Ts... tables);
} // namespace sqlite_orm
#endif
