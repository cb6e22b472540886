// Transactions by SQL in strings, in the ways in which programs write it.
#include <cstdio>
#include <sqlite3.h>
#include <string>
#include <string_view>
using namespace std::literals;

int run(sqlite3 *db, const std::string &sql) {
  return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}
int runByValue(sqlite3 *db, std::string sql) { return run(db, sql); }
int runView(sqlite3 *db, std::string_view sql) {
  return runByValue(db, std::string(sql));
}
int runText(sqlite3 *db, const char *sql) { return runView(db, sql); }
int runDeep(sqlite3 *db, const char *sql) { return runText(db, sql); }

void helper_bad(sqlite3 *db, int n) {
  run(db, "BEGIN"); // note: 'run' begins a transaction on 'db' here
  if (n)
    return; // expect: session-missing-rollback
  run(db, "COMMIT");
}
void helper_ok(sqlite3 *db, int n) {
  run(db, "BEGIN");
  if (n) {
    run(db, "ROLLBACK");
    return;
  }
  run(db, "COMMIT");
}

void deep_bad(sqlite3 *db, int n) {
  runDeep(db, "BEGIN IMMEDIATE");
  if (n)
    return; // expect: session-missing-rollback
  runDeep(db, "END");
}
void deep_ok(sqlite3 *db, int n) {
  runDeep(db, "BEGIN IMMEDIATE");
  runDeep(db, n ? "ROLLBACK" : "END");
}

/* Strings, views, suffixes, pieces. */
void pieces_bad(sqlite3 *db, const std::string &name, int n) {
  std::string begin = "BEGIN";
  begin += " EXCLUSIVE";
  run(db, "BEGIN"s);
  run(db, "INSERT INTO t VALUES('" + name + "')");
  std::string update("UPDATE t SET name='");
  update.append(name).append("'");
  if (!update.empty())
    run(db, update);
  if (n)
    return; // expect: session-missing-rollback
  std::string end = "COMMIT";
  runView(db, end);
}
void pieces_ok(sqlite3 *db, const std::string &name, int n) {
  run(db, "BEGIN"s);
  run(db, "INSERT INTO t VALUES('" + name + "')");
  std::string end = "COMMIT";
  if (n)
    end = "ROLLBACK";
  runView(db, end);
}

/* Formats and buffers. */
void savepoint_bad(sqlite3 *db, const char *name, int n) {
  char sql[64];
  std::snprintf(sql, sizeof sql, "SAVEPOINT %s", name);
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
  if (n)
    return; // expect: session-missing-rollback
  char *release = sqlite3_mprintf("RELEASE %s", name);
  sqlite3_exec(db, release, nullptr, nullptr, nullptr);
  sqlite3_free(release);
}
void savepoint_ok(sqlite3 *db, const char *name, int n) {
  char sql[64];
  std::snprintf(sql, sizeof sql, "SAVEPOINT %s", name);
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
  if (n) {
    std::snprintf(sql, sizeof sql, "ROLLBACK TO %s", name);
    sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
  }
  std::snprintf(sql, sizeof sql, "RELEASE %s", name);
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
}

/* Constants and functions that give them. */
static const char kBegin[] = "BEGIN";
static const char *const kCommit = "COMMIT";
constexpr auto kRollback = "ROLLBACK";
static const char *beginText() { return "BEGIN"; }
static std::string commitText() { return "COMMIT"; }

void constants_bad(sqlite3 *db, int n) {
  sqlite3_exec(db, kBegin, nullptr, nullptr, nullptr);
  if (n)
    return; // expect: session-missing-rollback
  run(db, kCommit);
}
void constants_ok(sqlite3 *db, int n) {
  run(db, kBegin);
  sqlite3_exec(db, n ? kRollback : kCommit, nullptr, nullptr, nullptr);
}
void given_bad(sqlite3 *db, int n) {
  run(db, beginText());
  if (n)
    return; // expect: session-missing-rollback
  run(db, commitText());
}
void given_ok(sqlite3 *db, int n) {
  run(db, beginText());
  if (n) {
    run(db, "ROLLBACK");
    return;
  }
  run(db, commitText());
}

/* Objects that remember their text. */
struct Query {
  sqlite3 *Db;
  std::string Sql;
  Query(sqlite3 *Db, std::string Sql) : Db(Db), Sql(std::move(Sql)) {}
  void go() { run(Db, Sql); }
};
void query_ok(sqlite3 *db, int n) {
  run(db, "BEGIN");
  if (n) {
    Query q(db, "ROLLBACK");
    q.go();
    return;
  }
  Query(db, "COMMIT").go();
}

/* What is not known is never a begin, and may be the end. */
std::string load(int) noexcept;
extern const char *const Ends[];
void unknown_begin_ok(sqlite3 *db, int n) {
  run(db, load(1));
  if (n)
    return;
  run(db, load(2));
}
void unknown_end_ok(sqlite3 *db, int n) {
  run(db, "BEGIN");
  if (n) {
    run(db, load(2));
    return;
  }
  run(db, load(3));
}
void table_ok(sqlite3 *db, int n) {
  static const char *const steps[] = {"BEGIN", "DELETE FROM t", "COMMIT"};
  for (const char *sql : steps)
    if (run(db, sql) != SQLITE_OK)
      return;
  run(db, "BEGIN");
  run(db, Ends[n]);
}

/* Where the ends are known, what is not known is no end. */
void unknown_inside_bad(sqlite3 *db, int n) {
  run(db, "BEGIN");
  run(db, load(1));
  if (n)
    return; // expect: session-missing-rollback
  run(db, "COMMIT");
}
void unknown_text_inside_FN(sqlite3 *db, int n) {
  run(db, "BEGIN");
  run(db, load(1));
  if (n)
    return;
  run(db, load(2));
}

/* Look-alikes. */
void lookalikes_ok(sqlite3 *db, int n) {
  run(db, "-- BEGIN\nSELECT 1");
  run(db, "INSERT INTO log VALUES('BEGIN')");
  run(db, "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END");
  run(db, "START TRANSACTION");
  if (n)
    return;
  run(db, "SELECT 1");
}
void script_ok(sqlite3 *db, int n) {
  run(db, "BEGIN; DELETE FROM t; COMMIT");
  if (n)
    return;
  run(db, "BEGIN; DELETE FROM u; ROLLBACK;");
}
void script_bad(sqlite3 *db, int n) {
  run(db, "BEGIN; DELETE FROM t");
  if (n)
    return; // expect: session-missing-rollback
  run(db, "INSERT INTO t VALUES(1); COMMIT");
}
