// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Shapes met in C++ programs of the field (docs/field-notes.md), in own words.
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>

// --- A pointer class of the program that clears its field at the end. ---

class Rows {
public:
  explicit Rows(PGconn *conn) : rows_(PQexec(conn, "SELECT 1")) {}
  ~Rows() {
    if (rows_) {
      PQclear(rows_);
      rows_ = nullptr;
    }
  }
  Rows(const Rows &) = delete;
  bool good() const { return PQresultStatus(rows_) == PGRES_TUPLES_OK; }

private:
  PGresult *rows_;
};

class RowsHolder {
public:
  RowsHolder(Rows *rows) : rows_(rows) {}
  ~RowsHolder() {
    if (rows_) {
      delete rows_;
      rows_ = nullptr;
    }
  }
  RowsHolder(const RowsHolder &) = delete;
  operator bool() const { return rows_ != nullptr; }
  Rows *operator->() { return rows_; }
  Rows *drop() {
    Rows *rows = rows_;
    rows_ = nullptr;
    return rows;
  }

private:
  Rows *rows_;
};

static Rows *fetch(PGconn *conn) {
  Rows *rows = new Rows(conn);
  if (!rows->good()) {
    delete rows;
    return nullptr;
  }
  return rows;
}

bool held_ok(PGconn *conn) {
  RowsHolder rows = fetch(conn);
  if (rows)
    return rows->good();
  return false;
}

bool dropped_bad(PGconn *conn) {
  RowsHolder rows(fetch(conn));
  if (!rows)
    return false;
  Rows *mine = rows.drop();
  return mine->good(); // expect: session-statement-leak
}

// --- An adopting constructor in another file. ---

class Answer {
public:
  explicit Answer(PGresult *rows);
  ~Answer();
  Answer(const Answer &) = delete;

private:
  PGresult *rows_;
};

void verify(const Answer &);

std::shared_ptr<Answer> ask_ok(PGconn *conn) {
  std::shared_ptr<Answer> answer;
  answer.reset(new Answer(PQexec(conn, "SELECT 1")));
  verify(*answer);
  return answer;
}

void ask_here_ok(PGconn *conn) {
  Answer answer(PQexec(conn, "SELECT 1"));
  verify(answer);
}

// The body may throw before the handle is the object's: not seen here.
class Strict {
public:
  Strict(PGresult *rows, int columns);
  ~Strict();

private:
  PGresult *rows_;
};

void adopter_throws_FN(PGconn *conn) { Strict rows(PQexec(conn, "SELECT 1"), 3); }

// Where it is seen it is told.
class Careless {
public:
  Careless(PGresult *rows, int columns) : rows_(rows) {
    if (PQnfields(rows) != columns)
      throw std::runtime_error("columns");
  }
  ~Careless() { PQclear(rows_); }
  Careless(const Careless &) = delete;

private:
  PGresult *rows_;
};

void careless_bad(PGconn *conn) {
  Careless rows(PQexec(conn, "SELECT 1"), 3); // expect: session-statement-leak
}

// --- A shared pointer that gets its object later. ---

class Kept {
public:
  explicit Kept(PGresult *rows) : rows_(rows) {}
  ~Kept() { PQclear(rows_); }
  Kept(const Kept &) = delete;
  PGresult *get() const { return rows_; }

private:
  PGresult *rows_;
};

class Elsewhere {
public:
  explicit Elsewhere(PGresult *rows) : rows_(rows) {}
  ~Elsewhere();
  Elsewhere(const Elsewhere &) = delete;
  PGresult *get() const { return rows_; }

private:
  PGresult *rows_;
};

static void check(PGresult *rows) {
  if (PQresultStatus(rows) != PGRES_TUPLES_OK)
    throw std::runtime_error("rows");
}

std::shared_ptr<Kept> reset_returned_ok(PGconn *conn) {
  std::shared_ptr<Kept> rows;
  rows.reset(new Kept(PQexec(conn, "SELECT 1")));
  check(rows->get());
  return rows;
}

void reset_elsewhere_ok(PGconn *conn) {
  std::shared_ptr<Elsewhere> rows;
  rows.reset(new Elsewhere(PQexec(conn, "SELECT 1")));
  check(rows->get());
}

void reset_with_deleter_ok(PGconn *conn) {
  std::shared_ptr<PGresult> rows;
  rows.reset(PQexec(conn, "SELECT 1"), PQclear);
  check(rows.get());
  rows.reset(PQexec(conn, "SELECT 2"), [](PGresult *old) { PQclear(old); });
  check(rows.get());
}

void released_bad(PGconn *conn) {
  std::unique_ptr<Kept> rows;
  rows.reset(new Kept(PQexec(conn, "SELECT 1")));
  check(rows->get());
  rows.release(); // expect: session-statement-leak is discarded
}

// --- A helper that is given a status and throws when it is bad. ---

static void verify(int status, const char *what, int wanted = SQLITE_OK) {
  if (status != wanted)
    throw std::runtime_error(what);
}

bool has_table_ok(sqlite3 *db) {
  sqlite3_stmt *rows = nullptr;
  verify(sqlite3_prepare_v2(db, "SELECT 1", -1, &rows, nullptr), "prepare");
  bool found = sqlite3_step(rows) == SQLITE_ROW;
  sqlite3_finalize(rows);
  return found;
}

bool has_row_bad(sqlite3 *db) {
  sqlite3_stmt *rows = nullptr;
  verify(sqlite3_prepare_v2(db, "SELECT 1", -1, &rows, nullptr), "prepare");
  verify(sqlite3_step(rows), "step", SQLITE_ROW); // expect: session-statement-leak 'rows' is not ended when 'verify' throws
  sqlite3_finalize(rows);
  return true;
}
