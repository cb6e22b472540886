// libpqxx: connections are objects. Only `new` makes one that can be lost.
#include <any>
#include <map>
#include <memory>
#include <optional>
#include <pqxx/pqxx>
#include <stdexcept>
#include <string>
#include <vector>

void audit(pqxx::connection &conn);
int step(int);

// --- lost ---

int count_bad(const std::string &options, bool verbose) {
  auto *conn = new pqxx::connection(options);
  if (verbose)
    return -1; // expect: session-leak 'conn' is not closed on the return
  pqxx::work tx(*conn); // expect: session-leak 'conn' is not closed when
  int rows = tx.exec1("SELECT count(*) FROM shop")[0].as<int>();
  tx.commit();
  delete conn;
  return rows;
}

void released_bad(const std::string &options) {
  std::unique_ptr<pqxx::connection> owner(new pqxx::connection(options));
  pqxx::connection *raw = owner.release();
  raw->prepare("all", "SELECT * FROM shop"); // expect: session-leak is not closed when
} // expect: session-leak is not closed when

void replaced_bad(const std::string &one, const std::string &two) {
  auto *conn = new pqxx::connection(one);
  conn = new pqxx::connection(two); // expect: session-leak 'conn' is overwritten // expect: session-leak 'conn' is not closed when
  delete conn;
}

void loop_bad(const std::vector<std::string> &hosts) {
  for (const std::string &host : hosts) {
    auto *conn = new pqxx::connection(host);
    if (!conn->is_open())
      continue; // expect: session-leak 'conn' is not closed on the 'continue'
    delete conn;
  }
}

pqxx::connection *opened(const std::string &options) { return new pqxx::connection(options); }

int fromFactory_bad(const std::string &options, int n) {
  pqxx::connection *conn = opened(options);
  if (n < 0)
    return 1; // expect: session-leak 'conn' is not closed on the return
  delete conn;
  return 0;
}

struct Holder_bad {
  explicit Holder_bad(const std::string &options)
      : conn(new pqxx::connection(options)) {} // expect: session-leak member 'conn' is opened here
  pqxx::connection *conn;
};

// --- silent ---

int local_ok(const std::string &options) {
  pqxx::connection conn(options);
  pqxx::work tx(conn);
  auto rows = tx.exec("SELECT 1");
  if (rows.empty())
    return 0;
  tx.commit();
  return int(rows.size());
}

int deleted_ok(const std::string &options) {
  auto *conn = new pqxx::connection(options);
  bool open = conn->is_open();
  delete conn;
  return open;
}

void guarded_ok(const std::string &options) {
  std::unique_ptr<pqxx::connection> conn(new pqxx::connection(options));
  audit(*conn);
  conn.reset(new pqxx::connection(options));
  audit(*conn);
  conn.reset();
}

void made_ok(const std::string &options) {
  auto conn = std::make_unique<pqxx::connection>(options);
  audit(*conn);
  auto shared = std::make_shared<pqxx::connection>(options);
  audit(*shared);
}

std::shared_ptr<pqxx::connection> shared_ok(const std::string &options) {
  std::shared_ptr<pqxx::connection> conn(new pqxx::connection(options));
  audit(*conn);
  auto other = conn;
  return other;
}

pqxx::connection *opener_ok(const std::string &options) {
  auto *conn = new pqxx::connection(options);
  return conn;
}

void caught_ok(const std::string &options) {
  pqxx::connection *conn = nullptr;
  try {
    conn = new pqxx::connection(options);
    audit(*conn);
  } catch (const std::exception &) {
    delete conn;
    throw;
  } catch (...) {
    delete conn;
    throw;
  }
  delete conn;
}

void openFails_ok(const std::string &options) {
  try {
    auto *conn = new pqxx::connection(options);
    delete conn;
  } catch (const pqxx::broken_connection &) {
    step(1);
  }
}

void optional_ok(const std::string &options) {
  std::optional<pqxx::connection> conn;
  conn.emplace(options);
  audit(*conn);
}

void inContainer_ok(const std::string &options) {
  std::vector<std::unique_ptr<pqxx::connection>> pool;
  pool.push_back(std::make_unique<pqxx::connection>(options));
  pool.emplace_back(new pqxx::connection(options));
  audit(*pool.front());
}

class Pool {
public:
  pqxx::connection &get(const std::string &name, const std::string &options) {
    auto &slot = conns[name];
    if (!slot)
      slot.reset(new pqxx::connection(options));
    return *slot;
  }

private:
  std::map<std::string, std::unique_ptr<pqxx::connection>> conns;
};

class Repository_ok {
public:
  explicit Repository_ok(const std::string &options) : conn(options), extra(new pqxx::connection(options)) {}
  ~Repository_ok() { delete extra; }
  Repository_ok(const Repository_ok &) = delete;
  void save(int id) {
    pqxx::work tx(conn);
    tx.exec_params("INSERT INTO shop VALUES ($1)", id);
    tx.commit();
  }

private:
  pqxx::connection conn;
  pqxx::connection *extra;
};

void repository_ok(const std::string &options) {
  Repository_ok repository(options);
  repository.save(1);
}

static pqxx::connection &shared() {
  static pqxx::connection conn("dbname=shop");
  return conn;
}

void staticConnection_ok() { audit(shared()); }

void temporary_ok(const std::string &options) { audit(*std::make_unique<pqxx::connection>(options)); }

struct Traced : pqxx::connection {
  explicit Traced(const std::string &options) : pqxx::connection(options) { step(1); }
  ~Traced() { step(2); }
};

void derived_ok(const std::string &options, bool early) {
  Traced conn(options);
  if (early)
    return;
  auto *heap = new Traced(options);
  delete heap;
}

int derived_bad(const std::string &options, bool early) {
  auto *conn = new Traced(options);
  if (early)
    return 1; // expect: session-leak 'conn' is not closed on the return
  delete conn;
  return 0;
}

void any_ok(const std::string &options) {
  std::any kept = std::make_shared<pqxx::connection>(options);
  std::vector<pqxx::connection *> borrowed;
  pqxx::connection conn(options);
  borrowed.push_back(&conn);
}
