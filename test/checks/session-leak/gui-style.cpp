// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// The shapes of programs with parents, signals and models, without their library.
#include <cstdio>
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <vector>

// A parent deletes its children.
class Object {
  std::vector<Object *> children_;

public:
  explicit Object(Object *parent = nullptr) {
    if (parent)
      parent->children_.push_back(this);
  }
  virtual ~Object() {
    for (Object *child : children_)
      delete child;
  }
  Object(const Object &) = delete;
  Object &operator=(const Object &) = delete;
};

class TableModel : public Object {
  sqlite3 *db_ = nullptr;

public:
  explicit TableModel(Object *parent) : Object(parent) {}
  ~TableModel() override { closeDatabase(); }

  bool openDatabase_ok(const std::string &file) {
    closeDatabase();
    if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) {
      std::fprintf(stderr, "%s\n", sqlite3_errmsg(db_));
      closeDatabase();
      return false;
    }
    return true;
  }
  void closeDatabase() {
    if (!db_)
      return;
    sqlite3_close(db_);
    db_ = nullptr;
  }
  bool isOpen() const { return db_ != nullptr; }
};

// Owned by the parent, as is usual there.
TableModel *addModel_ok(Object *window) { return new TableModel(window); }

class Importer {
  std::string error_;

public:
  bool run_bad(const char *file) {
    sqlite3 *db = nullptr;
    if (sqlite3_open(file, &db) != SQLITE_OK) {
      error_ = sqlite3_errmsg(db);
      return false; // expect: session-leak
    }
    sqlite3_exec(db, "ANALYZE", nullptr, nullptr, nullptr);
    sqlite3_close(db);
    return true;
  }

  bool run_ok(const char *file) {
    sqlite3 *db = nullptr;
    bool ok = sqlite3_open(file, &db) == SQLITE_OK;
    if (ok)
      sqlite3_exec(db, "ANALYZE", nullptr, nullptr, nullptr);
    else
      error_ = sqlite3_errmsg(db);
    sqlite3_close(db);
    return ok;
  }

  const std::string &error() const { return error_; }
};

// A settings dialog tests the connection that the user typed.
class ConnectionDialog {
  std::string host_, user_;

  std::string conninfo() const { return "host=" + host_ + " user=" + user_; }

public:
  void onTestClicked_bad() {
    PGconn *conn = PQconnectdb(conninfo().c_str());
    if (PQstatus(conn) == CONNECTION_OK) {
      std::puts("connected");
      PQfinish(conn);
    } else {
      std::puts("not connected");
    }
  } // expect: session-leak

  void onTestClicked_ok() {
    PGconn *conn = PQconnectdb(conninfo().c_str());
    if (PQstatus(conn) == CONNECTION_OK)
      std::puts("connected");
    else
      std::puts("not connected");
    PQfinish(conn);
  }

  std::vector<std::string> listDatabases_bad() {
    std::vector<std::string> names;
    PGconn *conn = PQconnectdb(conninfo().c_str());
    if (PQstatus(conn) != CONNECTION_OK) {
      PQfinish(conn);
      return names;
    }
    PGresult *res = PQexec(conn, "SELECT datname FROM pg_database");
    if (PQresultStatus(res) != PGRES_TUPLES_OK) {
      PQclear(res);
      return names; // expect: session-leak
    }
    for (int i = 0; i < PQntuples(res); ++i)
      names.emplace_back(PQgetvalue(res, i, 0));
    PQclear(res);
    PQfinish(conn);
    return names;
  }

  std::vector<std::string> listDatabases_ok() {
    std::vector<std::string> names;
    std::unique_ptr<PGconn, decltype(&PQfinish)> conn(PQconnectdb(conninfo().c_str()), PQfinish);
    if (PQstatus(conn.get()) != CONNECTION_OK)
      return names;
    PGresult *res = PQexec(conn.get(), "SELECT datname FROM pg_database");
    for (int i = 0; i < PQntuples(res); ++i)
      names.emplace_back(PQgetvalue(res, i, 0));
    PQclear(res);
    return names;
  }
};

// A document keeps its handle, and replaces it with care.
class Document {
  sqlite3 *db_ = nullptr;

public:
  Document() = default;
  ~Document() { sqlite3_close(db_); }
  Document(const Document &) = delete;
  Document &operator=(const Document &) = delete;

  bool load_ok(const char *file) {
    sqlite3 *fresh = nullptr;
    if (sqlite3_open(file, &fresh) != SQLITE_OK) {
      sqlite3_close(fresh);
      return false;
    }
    sqlite3_close(db_);
    db_ = fresh;
    return true;
  }

  bool saveAs_bad(const char *file) {
    sqlite3 *copy = nullptr;
    if (sqlite3_open(file, &copy) != SQLITE_OK) {
      sqlite3_close(copy);
      return false;
    }
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", db_, "main");
    if (!backup)
      return false; // expect: session-leak
    sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    sqlite3_close(copy);
    return true;
  }

  bool saveAs_ok(const char *file) {
    sqlite3 *copy = nullptr;
    bool ok = sqlite3_open(file, &copy) == SQLITE_OK;
    if (ok) {
      sqlite3_backup *backup = sqlite3_backup_init(copy, "main", db_, "main");
      if (backup) {
        sqlite3_backup_step(backup, -1);
        ok = sqlite3_backup_finish(backup) == SQLITE_OK;
      }
    }
    sqlite3_close(copy);
    return ok;
  }
};
