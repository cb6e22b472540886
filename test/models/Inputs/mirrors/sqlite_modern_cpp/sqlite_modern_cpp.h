// What programs use of sqlite_modern_cpp 3.2: names and parameters only.
#ifndef MIRROR_SQLITE_MODERN_CPP_H
#define MIRROR_SQLITE_MODERN_CPP_H
#include <memory>
#include <stdexcept>
#include <string>
struct sqlite3;
namespace sqlite {
class sqlite_exception : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
struct sqlite_config {};
class database_binder {
public:
  database_binder(database_binder &&);
  ~database_binder() noexcept(false);
  void execute();
  template <typename T> database_binder &operator<<(const T &value);
  template <typename T> void operator>>(T &&value);
};
class database {
public:
  database(const std::string &name, const sqlite_config &config = {});
  explicit database(std::shared_ptr<sqlite3> db);
  database_binder operator<<(const std::string &sql);
  std::shared_ptr<sqlite3> connection() const;
  long long last_insert_rowid() const;
  template <typename F> void define(const std::string &name, F &&function);

protected:
  std::shared_ptr<sqlite3> _db;
};
} // namespace sqlite
#endif
