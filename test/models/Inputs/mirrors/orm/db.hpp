// What programs use of TinyORM 0.37: names and parameters only.
#ifndef MIRROR_ORM_DB_HPP
#define MIRROR_ORM_DB_HPP
#include <memory>
#include <stdexcept>
#include <string>
namespace Orm {
namespace Exceptions {
class SqlError : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
} // namespace Exceptions
namespace Concerns {
class ManagesTransactions {
public:
  bool beginTransaction();
  bool commit();
  bool rollBack();
  bool savepoint(const std::string &id);
  bool rollbackToSavepoint(const std::string &id);
};
} // namespace Concerns
class DatabaseConnection : public Concerns::ManagesTransactions {
public:
  bool statement(const std::string &query);
  int affectingStatement(const std::string &query);
  bool unprepared(const std::string &query);
};
class DB {
public:
  static DatabaseConnection &connection(const std::string &name = "");
  static bool beginTransaction(const std::string &connection = "");
  static bool commit(const std::string &connection = "");
  static bool rollBack(const std::string &connection = "");
  static bool statement(const std::string &query);
};
} // namespace Orm
#endif
