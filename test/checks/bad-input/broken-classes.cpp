// FLAGS: -std=c++17
// Classes, templates and lambdas that do not compile.
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

struct Closer {
  void operator()(sqlite3 *db) const { sqlite3_close(db); }
};

int before_bad(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    throw std::runtime_error("open"); // expect: session-leak
  sqlite3_close(db);
  return 0;
}

class UnknownBase : public Nowhere { // expect: clang-diagnostic-error
  sqlite3 *db_ = nullptr;

public:
  explicit UnknownBase(const char *file) { sqlite3_open(file, &db_); }
  ~UnknownBase() { sqlite3_close(db_); }
};

class UnknownMember {
  Missing<sqlite3> db_; // expect: clang-diagnostic-error
  sqlite3 *raw_ = nullptr;

public:
  explicit UnknownMember(const char *file) {
    sqlite3_open(file, &raw_);
    db_.reset(raw_);
  }
};

class BrokenDestructor {
  sqlite3 *db_ = nullptr;

public:
  explicit BrokenDestructor(const char *file) { sqlite3_open(file, &db_); }
  ~BrokenDestructor() {
    sqlite3_close(db); // expect: clang-diagnostic-error
  }
};

int use_broken_destructor_ok(const char *file) {
  BrokenDestructor b(file);
  return 0;
}

int unknown_deleter(const char *file) {
  sqlite3 *raw = nullptr;
  sqlite3_open(file, &raw);
  std::unique_ptr<sqlite3, CloserThatIsNot> db(raw); // expect: clang-diagnostic-error
  return 0;
}

int broken_lambda(const char *file) {
  sqlite3 *db = nullptr;
  auto close = [&] { sqlite3_close(dbb); }; // expect: clang-diagnostic-error
  sqlite3_open(file, &db);
  close();
  return 0;
}

int broken_range(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  for (auto &row : nothing) // expect: clang-diagnostic-error
    sqlite3_exec(db, row, nullptr, nullptr, nullptr);
  return 0;
}

template <class T> int not_instantiable(T value, const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  return value.size(); // expect: clang-diagnostic-error
}
int use_not_instantiable(const char *file) { return not_instantiable(1, file); }

template <class T> int never_instantiated_ok(T value, const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  return value.size();
}

int wrong_return(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  return std::string("no number"); // expect: clang-diagnostic-error
}

int no_overload(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(std::string(file), &db); // expect: clang-diagnostic-error
  return 0;
}

struct Incomplete;
int incomplete(const char *file, Incomplete &into) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  into.db = db; // expect: clang-diagnostic-error
  return 0;
}

int after_bad(const char *file) {
  sqlite3 *raw = nullptr;
  if (sqlite3_open(file, &raw) != SQLITE_OK)
    return -1; // expect: session-leak
  std::unique_ptr<sqlite3, Closer> db(raw);
  return sqlite3_changes(db.get());
}
