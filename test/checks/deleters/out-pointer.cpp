// FLAGS: -std=c++17
// A helper like std::out_ptr: the opener writes into a temporary, whose end
// gives the handle to the smart pointer.
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <utility>

int work(int) noexcept;

void checked(int n) {
  if (n < 0)
    throw std::runtime_error("negative");
}

template <class Smart> class OutPointer {
  Smart &target_;
  typename Smart::pointer raw_ = nullptr;

public:
  explicit OutPointer(Smart &target) : target_(target) {}
  OutPointer(const OutPointer &) = delete;
  ~OutPointer() {
    if (raw_)
      target_.reset(raw_);
  }
  operator typename Smart::pointer *() noexcept { return &raw_; }
};
template <class Smart> OutPointer<Smart> outPointer(Smart &target) {
  return OutPointer<Smart>(target);
}

struct Closer {
  void operator()(sqlite3 *db) const noexcept { sqlite3_close(db); }
};
struct Logger {
  void operator()(sqlite3 *db) const noexcept { work(sqlite3_changes(db)); }
};
using Db = std::unique_ptr<sqlite3, Closer>;
using Idle = std::unique_ptr<sqlite3, Logger>;

int failed_open_bad(const char *file, Db &out) {
  sqlite3 *raw = nullptr;
  if (sqlite3_open(file, &raw) != SQLITE_OK)
    return -1; // expect: session-leak 'raw' is not closed
  out.reset(raw);
  return 0;
}

int failed_open_ok(const char *file) {
  Db db;
  if (sqlite3_open(file, outPointer(db)) != SQLITE_OK)
    return -1;
  return work(sqlite3_changes(db.get()));
}

int return_FN(const char *file) {
  Idle db;
  if (sqlite3_open(file, outPointer(db)) != SQLITE_OK)
    return -1;
  return work(sqlite3_changes(db.get()));
}

int return_ok(const char *const *files, int n) {
  for (int i = 0; i < n; ++i) {
    Db db;
    if (sqlite3_open(files[i], outPointer(db)) != SQLITE_OK)
      continue;
    if (work(i) == 3)
      return i;
  }
  return n;
}

int throw_bad(const char *file, int n) {
  sqlite3 *raw = nullptr;
  int rc = sqlite3_open(file, &raw);
  checked(n); // expect: session-leak 'raw' is not closed
  Db db(raw);
  return rc ? rc : work(sqlite3_changes(db.get()));
}

int throw_ok(const char *file, int n) {
  Db db;
  if (sqlite3_open(file, outPointer(db)) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db.get()));
  checked(n);
  return work(sqlite3_changes(db.get()));
}

int release_FN(const char *file) {
  Db db;
  if (sqlite3_open(file, outPointer(db)) != SQLITE_OK)
    return -1;
  sqlite3 *mine = db.release();
  return work(sqlite3_changes(mine));
}

sqlite3 *release_ok(const char *file) {
  Db db;
  if (sqlite3_open(file, outPointer(db)) != SQLITE_OK)
    return nullptr;
  return db.release();
}

int reset_FN(const char *file) {
  Db db;
  if (sqlite3_open(file, outPointer(db)) != SQLITE_OK)
    return -1;
  sqlite3 *seen = db.get();
  db.reset();
  return sqlite3_changes(seen);
}

// Opened into once more: the smart pointer ends what it had.
int reset_ok(const char *a, const char *b) {
  Db db;
  if (sqlite3_open(a, outPointer(db)) != SQLITE_OK)
    if (sqlite3_open(b, outPointer(db)) != SQLITE_OK)
      return -1;
  return work(sqlite3_changes(db.get()));
}

int move_FN(const char *file) {
  Db db;
  if (sqlite3_open(file, outPointer(db)) != SQLITE_OK)
    return -1;
  Db other = std::move(db);
  work(sqlite3_changes(other.get()));
  return sqlite3_changes(db.get());
}

Db move_ok(const char *file) {
  Db db;
  if (sqlite3_open(file, outPointer(db)) != SQLITE_OK)
    return nullptr;
  Db other = std::move(db);
  return other;
}

// The temporary itself, kept in a variable.
int named_ok(const char *file) {
  Db db;
  {
    OutPointer<Db> out(db);
    if (sqlite3_open(file, out) != SQLITE_OK)
      return -1;
  }
  return work(sqlite3_changes(db.get()));
}
