// FLAGS: -std=c++17
// What is taken out of an owner that was handed in by value.
#include <memory>
#include <sqlite3.h>
#include <utility>

struct Close {
  void operator()(sqlite3 *db) const noexcept { sqlite3_close(db); }
};
using Ptr = std::unique_ptr<sqlite3, Close>;
void keep(sqlite3 *db);
class Holder {
public:
  void adopt(Ptr db) { raw_ = db.release(); }
  ~Holder() { sqlite3_close(raw_); }

private:
  sqlite3 *raw_ = nullptr;
};

sqlite3 *detached_bad(Ptr given) {
  sqlite3 *raw = given.release();
  if (sqlite3_exec(raw, "PRAGMA quick_check", nullptr, nullptr, nullptr) != SQLITE_OK)
    return nullptr; // expect: session-leak 'given' is not closed on the return
  return raw;
}
sqlite3 *detached_ok(Ptr given) {
  if (sqlite3_exec(given.get(), "PRAGMA quick_check", nullptr, nullptr, nullptr) != SQLITE_OK)
    return nullptr;
  return given.release();
}
sqlite3 *closed_ok(Ptr given) {
  sqlite3 *raw = given.release();
  if (sqlite3_exec(raw, "PRAGMA quick_check", nullptr, nullptr, nullptr) != SQLITE_OK) {
    sqlite3_close(raw);
    return nullptr;
  }
  return raw;
}
void kept_ok(Ptr given) { keep(given.release()); }
void dropped_bad(Ptr given) { given.release(); } // expect: session-leak 'given' is not closed when the statement at line 41 ends
void moved_ok(Ptr given, Ptr &to) { to = std::move(given); }
void reset_ok(Ptr given, Ptr &to) { to.reset(given.release()); }
int read_ok(Ptr given) { return sqlite3_changes(given.get()); }
int referred_ok(Ptr &given) {
  sqlite3 *raw = given.get();
  return sqlite3_changes(raw);
}
int shared_ok(std::shared_ptr<sqlite3> given) { return sqlite3_changes(given.get()); }
