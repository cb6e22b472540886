// What programs use of sqlite3pp 1.0: names and parameters only.
#ifndef MIRROR_SQLITE3PP_H
#define MIRROR_SQLITE3PP_H
#include <stdexcept>
#include <string>
namespace sqlite3pp {
class database_error : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
class database {
public:
  explicit database(const char *dbname = nullptr, int flags = 6, const char *vfs = nullptr);
  database(database &&db);
  database(const database &) = delete;
  ~database();
  int connect(const char *dbname, int flags, const char *vfs = nullptr);
  int disconnect();
  int execute(const char *sql);
  int executef(const char *sql, ...);
  const char *error_msg() const;
  int changes() const;
};
class statement {
public:
  int prepare(const char *stmt);
  int step();
  int reset();
  int bind(int idx, int value);
  int finish();

protected:
  explicit statement(database &db, const char *stmt = nullptr);
  ~statement();
};
class command : public statement {
public:
  explicit command(database &db, const char *stmt = nullptr);
  int execute();
};
class query : public statement {
public:
  explicit query(database &db, const char *stmt = nullptr);
};
class transaction {
public:
  explicit transaction(database &db, bool fcommit = false, bool freserve = false);
  transaction(const transaction &) = delete;
  ~transaction();
  int commit();
  int rollback();
};
} // namespace sqlite3pp
#endif
