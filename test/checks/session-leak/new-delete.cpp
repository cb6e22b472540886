// FLAGS: -std=c++17 -isystem /usr/include/postgresql -Wno-delete-incomplete
// new and delete of classes that own a session; delete of a C handle.
#include <cstdlib>
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <vector>

int work(int);
int calm(int) noexcept;

class Conn {
  PGconn *conn_;

public:
  explicit Conn(const char *conninfo) noexcept : conn_(PQconnectdb(conninfo)) {}
  virtual ~Conn() { PQfinish(conn_); }
  Conn(const Conn &) = delete;
  Conn &operator=(const Conn &) = delete;
  bool up() const noexcept { return PQstatus(conn_) == CONNECTION_OK; }
};

int never_deleted_bad(const char *conninfo) {
  Conn *conn = new Conn(conninfo);
  return conn->up(); // expect: session-leak
}

int deleted_ok(const char *conninfo) {
  Conn *conn = new Conn(conninfo);
  int up = conn->up();
  delete conn;
  return up;
}

int early_return_bad(const char *conninfo) {
  Conn *conn = new Conn(conninfo);
  if (!conn->up())
    return -1; // expect: session-leak
  delete conn;
  return 0;
}

int early_return_ok(const char *conninfo) {
  std::unique_ptr<Conn> conn(new Conn(conninfo));
  if (!conn->up())
    return -1;
  return work(1);
}

int throws_bad(const char *conninfo) {
  Conn *conn = new Conn(conninfo);
  int n = work(1); // expect: session-leak
  delete conn;
  return n;
}

int throws_ok(const char *conninfo) {
  Conn *conn = new Conn(conninfo);
  int n = 0;
  try {
    n = work(1);
  } catch (...) {
    delete conn;
    throw;
  }
  delete conn;
  return n;
}

Conn *factory_ok(const char *conninfo) { return new Conn(conninfo); }

int factory_caller_bad(const char *conninfo) {
  Conn *conn = factory_ok(conninfo);
  if (calm(1))
    return -1; // expect: session-leak
  delete conn;
  return 0;
}

static std::vector<Conn *> kept;

// Somebody else may know it.
Conn *registered_ok(const char *conninfo) {
  Conn *conn = new Conn(conninfo);
  kept.push_back(conn);
  return conn;
}

int registered_caller_ok(const char *conninfo) {
  Conn *conn = registered_ok(conninfo);
  return calm(conn->up());
}

int factory_caller_ok(const char *conninfo) {
  std::shared_ptr<Conn> conn(factory_ok(conninfo));
  return work(1);
}

int overwritten_bad(const char *a, const char *b) {
  Conn *conn = new Conn(a);
  if (!conn->up())
    conn = new Conn(b); // expect: session-leak
  int up = conn->up();
  delete conn;
  return up;
}

int overwritten_ok(const char *a, const char *b) {
  Conn *conn = new Conn(a);
  if (!conn->up()) {
    delete conn;
    conn = new Conn(b);
  }
  int up = conn->up();
  delete conn;
  return up;
}

void deleted_handle_bad(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return;
  }
  delete db; // expect: session-leak
}

void deleted_handle_ok(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return;
  }
  sqlite3_close(db);
}

void freed_handle_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQclear(PQexec(conn, "SELECT 1"));
  std::free(conn); // expect: session-leak
}

void freed_handle_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
}

// Derived, deleted through the base.
struct Replica : Conn {
  using Conn::Conn;
  int lag = 0;
};

int through_base_ok(const char *conninfo) {
  Conn *conn = new Replica(conninfo);
  int up = conn->up();
  delete conn;
  return up;
}

// A struct on the heap with a raw handle: delete frees the struct only.
struct Slot {
  sqlite3 *db = nullptr;
  int uses = 0;
};

int slot_bad(const char *file) {
  auto *slot = new Slot;
  if (sqlite3_open(file, &slot->db) != SQLITE_OK) {
    delete slot; // expect: session-leak
    return -1;
  }
  int n = sqlite3_changes(slot->db);
  sqlite3_close(slot->db);
  delete slot;
  return n;
}

int slot_ok(const char *file) {
  auto *slot = new Slot;
  int n = -1;
  if (sqlite3_open(file, &slot->db) == SQLITE_OK)
    n = sqlite3_changes(slot->db);
  sqlite3_close(slot->db);
  delete slot;
  return n;
}

// The constructor of a new object throws: the memory goes back, no session yet.
struct Checked {
  sqlite3 *db = nullptr;
  explicit Checked(const char *file) {
    int rc = sqlite3_open(file, &db);
    if (rc != SQLITE_OK) {
      sqlite3_close(db);
      throw std::runtime_error("open");
    }
  }
  ~Checked() { sqlite3_close(db); }
  Checked(const Checked &) = delete;
  Checked &operator=(const Checked &) = delete;
};

int throwing_constructor_ok(const char *file) {
  auto *checked = new Checked(file);
  int n = sqlite3_changes(checked->db);
  delete checked;
  return n;
}

int second_new_throws_bad(const char *a, const char *b) {
  auto *first = new Checked(a);
  auto *second = new Checked(b); // expect: session-leak
  delete second;
  delete first;
  return 0;
}

int second_new_throws_ok(const char *a, const char *b) {
  std::unique_ptr<Checked> first(new Checked(a));
  std::unique_ptr<Checked> second(new Checked(b));
  return work(1);
}

// Placement into storage that the caller keeps.
Conn *in_place_ok(void *storage, const char *conninfo) { return ::new (storage) Conn(conninfo); }

// The finding names the variable, and says how the session is lost.
int named_bad(const char *conninfo, int n) {
  Conn *wrapper = new Conn(conninfo);
  if (n)
    return 1; // expect: session-leak 'wrapper' is not closed on the return
  delete wrapper;
  return 0;
}

struct Nothing {
  void operator()(PGconn *) const {}
};

int deleter_forgets_bad(const char *conninfo) {
  std::unique_ptr<PGconn, Nothing> conn(PQconnectdb(conninfo));
  return PQserverVersion(conn.get()); // expect: session-leak is not closed on the return
}
