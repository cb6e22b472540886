#include "session.h"

int unknownType(const char *File) {
  unknown_t Lost = 1;
  sqlite3 *Db = nullptr;
  return sqlite3_open(File, &Db);
}

static void brokenCloser(sqlite3 *Db) { sqlite3_close(Db + nothing); }

int callsBroken(const char *File) {
  sqlite3 *Db = nullptr;
  int Status = sqlite3_open(File, &Db);
  brokenCloser(Db);
  return Status;
}

int whole(const char *File) {
  sqlite3 *Whole = nullptr;
  return sqlite3_open(File, &Whole);
}
