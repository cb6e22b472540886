// What programs use of ODB 2.5: names and parameters only.
#ifndef MIRROR_ODB_DATABASE_HXX
#define MIRROR_ODB_DATABASE_HXX
#include <exception>
#include <memory>
#include <string>
namespace odb {
struct exception : std::exception {};
class transaction_impl {
public:
  virtual ~transaction_impl();
};
class connection {
public:
  virtual ~connection();
  transaction_impl *begin();
  unsigned long long execute(const char *statement);
  unsigned long long execute(const std::string &statement);
};
typedef std::shared_ptr<connection> connection_ptr;
class database {
public:
  virtual ~database();
  transaction_impl *begin();
  connection_ptr connection();
  unsigned long long execute(const char *statement);
  unsigned long long execute(const std::string &statement);
  template <typename T> unsigned long long persist(T &object);
  template <typename T> void update(T &object);
  template <typename T> void erase(T &object);
  template <typename T, typename Id> std::shared_ptr<T> load(const Id &id);
};
class transaction {
public:
  explicit transaction(transaction_impl *impl, bool make_current = true);
  transaction();
  transaction(const transaction &) = delete;
  ~transaction();
  void reset(transaction_impl *impl, bool make_current = true);
  void commit();
  void rollback();
  bool finalized() const;
  static transaction &current();
  odb::connection &connection();
};
class session {
public:
  session();
  ~session();
  static session &current();
};
} // namespace odb
#endif
