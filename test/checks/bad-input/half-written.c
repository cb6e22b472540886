// The file ends in the middle of a function.
#include <sqlite3.h>
#include <stddef.h>

int complete_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1; // expect: session-leak
  sqlite3_close(db);
  return 0;
}

int half(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    return -1;
  for (int i = 0; i < // expect: clang-diagnostic-error // expect: clang-diagnostic-error // expect: clang-diagnostic-error
