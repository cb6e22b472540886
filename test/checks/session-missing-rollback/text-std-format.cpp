// FLAGS: -std=c++20 -idirafter %S/../../models/Inputs/mirrors
// Transactions by SQL of std::format.
#include <format>
#include <sqlite3.h>
#include <string>

void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

void begin_bad(sqlite3 *db, const std::string &mode, int n) {
  run(db, std::format("BEGIN {}", mode));
  if (n)
    return; // expect: session-missing-rollback
  run(db, std::format("COMMIT"));
}

void begin_ok(sqlite3 *db, const std::string &mode, int n) {
  run(db, std::format("BEGIN {}", mode));
  run(db, std::format("UPDATE t SET n = {} WHERE note = 'BEGIN'", n));
  if (n) {
    run(db, std::format("ROLLBACK"));
    return;
  }
  run(db, std::format("COMMIT"));
}

void savepoint_bad(sqlite3 *db, const std::string &name, int n) {
  const std::string set = std::format("SAVEPOINT {}", name);
  run(db, set);
  if (n)
    return; // expect: session-missing-rollback
  run(db, std::format("RELEASE {}", name));
}

// The verb is what is filled in.
void verb_ok(sqlite3 *db, const std::string &verb, int n) {
  run(db, std::format("{} TRANSACTION", verb));
  if (n)
    return;
  run(db, std::format("{}", "COMMIT"));
}
