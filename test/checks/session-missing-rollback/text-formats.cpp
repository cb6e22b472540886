// FLAGS: -std=c++20 -isystem /usr/include/postgresql
// NEEDS: /usr/include/fmt/format.h
// Transactions by SQL that is put together: fmt, std::format, asprintf, streams.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <fmt/printf.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

int run(sqlite3 *db, const std::string &sql) {
  return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

/* fmt. */
void fmt_bad(sqlite3 *db, const std::string &mode, int n) {
  run(db, fmt::format("BEGIN {}", mode));
  if (n)
    return; // expect: session-missing-rollback
  run(db, fmt::format("COMMIT"));
}
void fmt_ok(sqlite3 *db, const std::string &mode, int n) {
  run(db, fmt::format("BEGIN {}", mode));
  run(db, fmt::format("INSERT INTO log VALUES ('{}', 'BEGIN')", n));
  if (n) {
    run(db, fmt::format("ROLLBACK"));
    return;
  }
  run(db, fmt::format("COMMIT"));
}
void fmt_savepoint_bad(sqlite3 *db, const std::string &name, int n) {
  run(db, fmt::format("SAVEPOINT {}", name));
  if (n) {
    run(db, fmt::format("ROLLBACK TO {}", name));
    return; // expect: session-missing-rollback
  }
  run(db, fmt::format("RELEASE {}", name));
}
void fmt_savepoint_ok(sqlite3 *db, const std::string &name, int n) {
  run(db, fmt::format("SAVEPOINT {}", name));
  if (n)
    run(db, fmt::format("ROLLBACK TO {}", name));
  run(db, fmt::format("RELEASE {}", name));
}
void fmt_runtime_bad(sqlite3 *db, const std::string &mode, int n) {
  run(db, fmt::format(fmt::runtime("BEGIN {}"), mode));
  if (n)
    return; // expect: session-missing-rollback
  run(db, "COMMIT");
}
void fmt_sprintf_bad(sqlite3 *db, const std::string &mode, int n) {
  run(db, fmt::sprintf("BEGIN %s", mode));
  if (n)
    return; // expect: session-missing-rollback
  run(db, "COMMIT");
}
// The verb is what is filled in.
void fmt_verb_ok(sqlite3 *db, const std::string &verb, int n) {
  run(db, fmt::format("{} TRANSACTION", verb));
}

/* asprintf. */
void asprintf_bad(sqlite3 *db, const char *mode, int n) {
  char *sql = nullptr;
  if (asprintf(&sql, "BEGIN %s", mode) < 0)
    return;
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
  free(sql);
  if (n)
    return; // expect: session-missing-rollback
  run(db, "COMMIT");
}
void asprintf_ok(sqlite3 *db, const char *mode, int n) {
  char *sql = nullptr;
  if (asprintf(&sql, "BEGIN %s", mode) < 0)
    return;
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
  free(sql);
  if (n) {
    run(db, "ROLLBACK");
    return;
  }
  run(db, "COMMIT");
}

/* Streams: what they hold is not known. */
void stream_FN(sqlite3 *db, const char *mode, int n) {
  std::ostringstream sql;
  sql << "BEGIN " << mode;
  run(db, sql.str());
  if (n)
    return;
  run(db, "COMMIT");
}
void stream_ok(sqlite3 *db, const char *mode, int n) {
  std::ostringstream sql;
  sql << "BEGIN " << mode;
  run(db, sql.str());
  sql.str("");
  sql << (n ? "ROLLBACK" : "COMMIT");
  run(db, sql.str());
}

/* Views. */
int runView(sqlite3 *db, std::string_view sql) { return run(db, std::string(sql)); }
void view_bad(sqlite3 *db, int n) {
  std::string_view begin = "BEGIN";
  runView(db, begin);
  if (n)
    return; // expect: session-missing-rollback
  runView(db, "COMMIT");
}
void view_ok(sqlite3 *db, int n) {
  std::string_view begin = "BEGIN", end = n ? std::string_view("ROLLBACK") : "COMMIT";
  runView(db, begin);
  runView(db, end);
}

/* Either of two. */
void either_bad(sqlite3 *db, int n) {
  run(db, n > 1 ? "BEGIN IMMEDIATE" : "BEGIN");
  if (n)
    return; // expect: session-missing-rollback
  run(db, n < 0 ? "COMMIT" : "ROLLBACK");
}
void either_ok(sqlite3 *db, int n) {
  run(db, n > 1 ? "BEGIN IMMEDIATE" : "BEGIN");
  run(db, n < 0 ? "COMMIT" : "ROLLBACK");
}

/* Arrays of statements. */
void array_bad(sqlite3 *db, int n) {
  static const char *const steps[] = {"BEGIN", "DELETE FROM t"};
  sqlite3_exec(db, steps[0], nullptr, nullptr, nullptr);
  sqlite3_exec(db, steps[1], nullptr, nullptr, nullptr);
  if (n)
    return; // expect: session-missing-rollback
  run(db, "COMMIT");
}
void array_ok(sqlite3 *db) {
  for (const char *sql : {"BEGIN", "DELETE FROM t", "COMMIT"})
    if (run(db, sql) != SQLITE_OK) {
      run(db, "ROLLBACK");
      return;
    }
}
// The loop runs all of them, the transaction's begin among them.
void array_loop_FN(sqlite3 *db, int n) {
  for (const char *sql : {"PRAGMA foreign_keys = ON", "BEGIN"})
    run(db, sql);
  if (n)
    return;
  run(db, "COMMIT");
}

/* COMMIT AND CHAIN begins the next one. */
void pg(PGconn *conn, const char *sql) { PQclear(PQexec(conn, sql)); }
void chain_bad(PGconn *conn, int n) {
  pg(conn, "BEGIN");
  pg(conn, "COMMIT AND CHAIN");
  if (n)
    return; // expect: session-missing-rollback
  pg(conn, "COMMIT");
}
void chain_ok(PGconn *conn, int n) {
  pg(conn, "BEGIN");
  pg(conn, "COMMIT AND CHAIN");
  pg(conn, n ? "ROLLBACK" : "COMMIT AND NO CHAIN");
}
void rollback_chain_bad(PGconn *conn, int n) {
  pg(conn, "BEGIN");
  if (n) {
    pg(conn, "ROLLBACK AND CHAIN");
    return; // expect: session-missing-rollback
  }
  pg(conn, "COMMIT");
}

/* Bodies of triggers and of PL only look like a begin. */
void bodies_ok(sqlite3 *db, PGconn *conn, int n) {
  run(db, "CREATE TRIGGER touch AFTER UPDATE ON t\nBEGIN\n  UPDATE u SET n = n + 1;\nEND;");
  run(db, "CREATE TEMP TRIGGER IF NOT EXISTS touch2 INSTEAD OF DELETE ON v BEGIN DELETE FROM t; END");
  pg(conn, "DO $$ BEGIN PERFORM 1; END $$");
  pg(conn, "CREATE FUNCTION f() RETURNS int AS $body$\nBEGIN\n  RETURN 1;\nEND;\n$body$ LANGUAGE plpgsql");
  pg(conn, "CREATE PROCEDURE p() LANGUAGE SQL BEGIN ATOMIC INSERT INTO t VALUES (1); END");
  if (n)
    return;
  run(db, "SELECT 1");
}
// A transaction around one ends by its own end, not the body's.
void around_body_bad(sqlite3 *db, int n) {
  run(db, "BEGIN");
  run(db, "CREATE TRIGGER touch AFTER UPDATE ON t BEGIN UPDATE u SET n = n + 1; END;");
  if (n)
    return; // expect: session-missing-rollback
  run(db, "COMMIT");
}
void around_body_ok(PGconn *conn, int n) {
  pg(conn, "BEGIN");
  pg(conn, "DO $$ BEGIN PERFORM 1; COMMIT; END $$");
  pg(conn, n ? "ROLLBACK" : "COMMIT");
}
