#include "session.h"

int early(const char *File, int Mode) {
  sqlite3 *Db = nullptr;
  if (sqlite3_open(File, &Db) != SQLITE_OK) {
    sqlite3_close(Db);
    return -1;
  }
  switch (Mode) {
  case 3:
    return 1; // expect: session-leak 'Db' is not closed
  default:
    break;
  }
  sqlite3_close(Db);
  return sqlite3_errcode(Db); // expect: session-use-after-close 'Db' is used by 'sqlite3_errcode'
}

void throwing(const char *File) {
  sqlite3 *Db = nullptr;
  if (sqlite3_open(File, &Db) == SQLITE_OK)
    unseen(); // expect: session-leak 'Db' is not closed when 'unseen' throws
  sqlite3_close(Db);
}

int quiet(const char *File) {
  sqlite3 *Db = nullptr;
  int Code = sqlite3_open(File, &Db);
  return Code; // NOLINT(session-leak)
}

int two() { return inHeader<int>("a") + inHeader<long>("b"); }
