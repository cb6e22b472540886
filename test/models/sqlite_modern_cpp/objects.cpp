// FLAGS: -isystem %S/../Inputs/mirrors
// sqlite_modern_cpp: text only, and statements that run when they go.
#include <sqlite_modern_cpp/sqlite_modern_cpp.h>
#include <string>

int step(int);

void transfer_bad(sqlite::database &db, int id) {
  db << "begin;";
  db << "delete from shop where id = ?;" << id; // expect: session-missing-rollback the transaction on 'db' stays open when
  db << "commit;";
}

void transfer_ok(sqlite::database &db, int id) {
  db << "begin;";
  try {
    db << "delete from shop where id = ?;" << id;
    db << "commit;";
  } catch (const sqlite::sqlite_exception &) {
    db << "rollback;";
    throw;
  }
}

void early_bad(sqlite::database &db, bool dry) {
  db << "begin;";
  if (dry)
    return; // expect: session-missing-rollback the transaction on 'db' stays open on the return
  db << "rollback;";
}

int count_ok(const std::string &path) {
  sqlite::database db(path);
  int n = 0;
  db << "select count(*) from shop" >> n;
  return n;
}

void heap_bad(const std::string &path) {
  auto *db = new sqlite::database(path);
  step(1); // expect: session-leak is not closed when 'step' throws
  delete db;
}
