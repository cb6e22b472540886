// A close that can refuse: sqlite3_close with a statement alive.
#include <sqlite3.h>
#include <stdio.h>

int step(int);

int alive_bad(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  int rc = sqlite3_step(stmt);
  sqlite3_close(db); // expect: session-leak
  return rc == SQLITE_ROW;
}

int alive_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  sqlite3_close(db);
  return rc == SQLITE_ROW;
}

// The error path of the step forgets the statement.
int one_path_bad(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (sqlite3_prepare_v2(db, "DELETE FROM t", -1, &stmt, NULL) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (sqlite3_step(stmt) != SQLITE_DONE) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    sqlite3_close(db); // expect: session-leak
    return -1;
  }
  sqlite3_finalize(stmt);
  sqlite3_close(db);
  return 0;
}

// A zombie dies with its last statement: v2 never refuses.
int zombie_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close_v2(db);
    return -1;
  }
  sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL);
  sqlite3_close_v2(db);
  sqlite3_finalize(stmt);
  return 0;
}

// A failed prepare leaves no statement.
int prepare_failed_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_finalize(stmt);
  return sqlite3_close(db);
}

// Asked and answered.
int retried_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL);
  if (sqlite3_close(db) == SQLITE_BUSY) {
    sqlite3_finalize(stmt);
    sqlite3_close(db);
  }
  return 0;
}

int finalize_all_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL);
  while ((stmt = sqlite3_next_stmt(db, NULL)) != NULL)
    sqlite3_finalize(stmt);
  sqlite3_close(db);
  return 0;
}

int finalize_none_bad(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL);
  if (sqlite3_next_stmt(db, NULL) != NULL)
    sqlite3_close(db); // expect: session-leak
  else
    sqlite3_close(db);
  return 0;
}

// No statement is known to be alive: an unchecked close is fine.
int unknown_children_ok(sqlite3 *db) {
  sqlite3_close(db);
  return 0;
}

struct store {
  sqlite3 *db;
  sqlite3_stmt *insert;
};

// The pointer is cleared after a close that was refused.
void pointer_cleared_bad(struct store *s) {
  if (sqlite3_prepare_v2(s->db, "INSERT INTO t VALUES (1)", -1, &s->insert, NULL) != SQLITE_OK)
    return;
  sqlite3_step(s->insert);
  sqlite3_close(s->db); // expect: session-leak
  s->db = NULL;
}

void pointer_cleared_ok(struct store *s) {
  if (sqlite3_prepare_v2(s->db, "INSERT INTO t VALUES (1)", -1, &s->insert, NULL) != SQLITE_OK)
    return;
  sqlite3_step(s->insert);
  sqlite3_finalize(s->insert);
  s->insert = NULL;
  sqlite3_close(s->db);
  s->db = NULL;
}
