// Identifiers, strings and paths beyond ASCII; a NUL escape; trigraph-like text.
#include <sqlite3.h>
#include <stddef.h>

int größe_bad(const char *datei) {
  sqlite3 *datenbank_ä = NULL;
  if (sqlite3_open(datei, &datenbank_ä) != SQLITE_OK)
    return -1; // expect: session-leak
  sqlite3_close(datenbank_ä);
  return 0;
}

int größe_ok(void) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open("файл\0ü\xff.db", &db);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "SELECT '日本語 ?? %s'", NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}
