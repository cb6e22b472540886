#include "prices.h"
#include <sqlite3.h>
#include <stdio.h>

/* Two ways out forget the session: an open that failed still wants a close,
   and so does the error return after a statement that could not be prepared. */
int count_prices(const char *path) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK)
    return -1;
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v2(db, "SELECT count(*) FROM price", -1, &stmt, NULL) != SQLITE_OK) {
    fprintf(stderr, "prices: %s\n", sqlite3_errmsg(db));
    return -1;
  }
  int count = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int(stmt, 0) : -1;
  sqlite3_finalize(stmt);
  sqlite3_close(db);
  return count;
}

int count_prices_fixed(const char *path) {
  int count = -1;
  sqlite3 *db;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(path, &db) != SQLITE_OK)
    goto out;
  if (sqlite3_prepare_v2(db, "SELECT count(*) FROM price", -1, &stmt, NULL) != SQLITE_OK) {
    fprintf(stderr, "prices: %s\n", sqlite3_errmsg(db));
    goto out;
  }
  if (sqlite3_step(stmt) == SQLITE_ROW)
    count = sqlite3_column_int(stmt, 0);
out:
  sqlite3_finalize(stmt);
  sqlite3_close(db);
  return count;
}

static int run_store(sqlite3 *db, const char *article, double price) {
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v2(db, "INSERT INTO price VALUES (?, ?)", -1, &stmt, NULL) != SQLITE_OK)
    return -1;
  sqlite3_bind_text(stmt, 1, article, -1, SQLITE_STATIC);
  sqlite3_bind_double(stmt, 2, price);
  int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc == SQLITE_DONE ? 0 : -1;
}

/* The error text is asked for after the session is gone. */
int store_price(const char *path, const char *article, double price) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  int rc = run_store(db, article, price);
  sqlite3_close(db);
  if (rc != 0)
    fprintf(stderr, "prices: %s: %s\n", article, sqlite3_errmsg(db));
  return rc;
}

int store_price_fixed(const char *path, const char *article, double price) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  int rc = run_store(db, article, price);
  if (rc != 0)
    fprintf(stderr, "prices: %s: %s\n", article, sqlite3_errmsg(db));
  sqlite3_close(db);
  return rc;
}
