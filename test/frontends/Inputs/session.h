#ifndef SESSION_H
#define SESSION_H

#include <sqlite3.h>

void unseen();

// Two instantiations, one finding.
template <typename T> int inHeader(const char *File) {
  sqlite3 *Db = nullptr;
  if (sqlite3_open(File, &Db) != SQLITE_OK) {
    sqlite3_close(Db);
    return -1;
  }
  if (sizeof(T) + sqlite3_changes(Db) > 20)
    return 2; // expect: session-leak 'Db' is not closed on the return
  sqlite3_close(Db);
  return 0;
}

#endif
