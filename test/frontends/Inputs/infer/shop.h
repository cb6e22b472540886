// Wrappers as a program has them: handles, an owner, a guard, helpers.
#include <sqlite3.h>
#include <string>
namespace shop {
struct Order {
  int Number;
  std::string Who;
};
sqlite3 *open(const char *Path);
bool openInto(const char *Path, sqlite3 **Out);
void close(sqlite3 *Db);
bool begin(sqlite3 *Db);
bool commit(sqlite3 *Db);
void rollback(sqlite3 *Db);
void insert(sqlite3 *Db, const Order &What);
void check(const Order &What);
void note(const char *Text);
int count(sqlite3 *Db);
[[noreturn]] void die(const char *Text);
void give(sqlite3 *Db);

class Connection {
public:
  explicit Connection(const char *Path);
  ~Connection();
  Connection(const Connection &) = delete;
  sqlite3 *get() const;
  void run(const char *Sql);

private:
  sqlite3 *Db = nullptr;
};

class Transaction {
public:
  explicit Transaction(sqlite3 *Db);
  ~Transaction();
  Transaction(const Transaction &) = delete;
  void commit();

private:
  sqlite3 *Db;
  bool Done = false;
};
} // namespace shop
