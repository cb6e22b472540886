// A missing header is fatal to the compiler, not to us.
#include "this_header_does_not_exist.h" // expect: clang-diagnostic-error
#include <sqlite3.h>

int open_it(const char *file, struct config *config) {
  sqlite3 *db;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return CONFIG_ERROR;
  config->db = db;
  return 0;
}
