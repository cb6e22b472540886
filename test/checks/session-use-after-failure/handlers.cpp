// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Failures that arrive as exceptions.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <exception>
#include <stdexcept>
#include <string>

void logIt(const char *) noexcept;

static void run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  bool good = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  if (!good)
    throw std::runtime_error(PQerrorMessage(c));
}

void goesOn_bad(PGconn *c) {
  run(c, "BEGIN");
  try {
    run(c, "UPDATE t SET a=1");
  } catch (const std::exception &e) {
    logIt(e.what());
  }
  run(c, "UPDATE u SET a=1"); // expect: session-use-after-failure // expect: session-missing-rollback when 'run' throws
  run(c, "COMMIT");
}

void rollsBack_ok(PGconn *c) {
  run(c, "BEGIN");
  try {
    run(c, "UPDATE t SET a=1");
    run(c, "COMMIT");
  } catch (const std::exception &e) {
    logIt(e.what());
    PQclear(PQexec(c, "ROLLBACK"));
  }
  run(c, "UPDATE u SET a=1");
}

// Each statement stands alone.
void outside_ok(PGconn *c) {
  try {
    run(c, "UPDATE t SET a=1");
  } catch (const std::exception &e) {
    logIt(e.what());
  }
  run(c, "UPDATE u SET a=1");
}

// What the documentation names is thrown, or a class derived from it.
void derived_handler_bad(pqxx::connection &conn) {
  pqxx::work work(conn);
  try {
    work.exec("INSERT INTO t VALUES (1)");
  } catch (const pqxx::unique_violation &) {
  }
  work.exec("UPDATE t SET a = 1"); // expect: session-use-after-failure although its transaction has failed
  work.commit();
}

void derived_handler_ok(pqxx::connection &conn) {
  pqxx::work work(conn);
  try {
    work.exec("INSERT INTO t VALUES (1)");
  } catch (const pqxx::unique_violation &) {
    return;
  }
  work.exec("UPDATE t SET a = 1");
  work.commit();
}
