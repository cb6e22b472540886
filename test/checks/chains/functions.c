// FLAGS: -std=c17
// Chains of functions, one calling the next.
#include <sqlite3.h>
#include <stddef.h>

int work(int n);

static sqlite3 *open_1(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return NULL;
  }
  return db;
}
static void close_1(sqlite3 *db) { sqlite3_close(db); }
static int begin_1(sqlite3 *db) { return sqlite3_exec(db, "BEGIN", NULL, NULL, NULL); }
static int commit_1(sqlite3 *db) { return sqlite3_exec(db, "COMMIT", NULL, NULL, NULL); }
static void rollback_1(sqlite3 *db) { sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL); }

static sqlite3 *open_2(const char *file) { return open_1(file); }
static void close_2(sqlite3 *db) { close_1(db); }
static int begin_2(sqlite3 *db) { return begin_1(db); }
static int commit_2(sqlite3 *db) { return commit_1(db); }
static void rollback_2(sqlite3 *db) { rollback_1(db); }

static sqlite3 *open_3(const char *file) { return open_2(file); }
static void close_3(sqlite3 *db) { close_2(db); }
static int begin_3(sqlite3 *db) { return begin_2(db); }
static int commit_3(sqlite3 *db) { return commit_2(db); }
static void rollback_3(sqlite3 *db) { rollback_2(db); }

static sqlite3 *open_4(const char *file) { return open_3(file); }
static void close_4(sqlite3 *db) { close_3(db); }
static int begin_4(sqlite3 *db) { return begin_3(db); }
static int commit_4(sqlite3 *db) { return commit_3(db); }
static void rollback_4(sqlite3 *db) { rollback_3(db); }

static sqlite3 *open_5(const char *file) { return open_4(file); }
static void close_5(sqlite3 *db) { close_4(db); }
static int begin_5(sqlite3 *db) { return begin_4(db); }
static int commit_5(sqlite3 *db) { return commit_4(db); }
static void rollback_5(sqlite3 *db) { rollback_4(db); }

// Opened by a chain of 1.
int open_1_bad(const char *file) {
  sqlite3 *db = open_1(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_1_ok(const char *file) {
  sqlite3 *db = open_1(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 1.
int close_1_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close_1(db);
    return -1;
  }
  close_1(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_1_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close_1(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  close_1(db);
  return changes;
}

// Begun, committed and rolled back by chains of 1.
int transaction_1_bad(sqlite3 *db, const char *sql) {
  if (begin_1(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (commit_1(db) != SQLITE_OK) {
    rollback_1(db);
    return -1;
  }
  return 0;
}

int transaction_1_ok(sqlite3 *db, const char *sql) {
  if (begin_1(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
    rollback_1(db);
    return -1;
  }
  if (commit_1(db) != SQLITE_OK) {
    rollback_1(db);
    return -1;
  }
  return 0;
}

// Opened by a chain of 2.
int open_2_bad(const char *file) {
  sqlite3 *db = open_2(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_2_ok(const char *file) {
  sqlite3 *db = open_2(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 2.
int close_2_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close_2(db);
    return -1;
  }
  close_2(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_2_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close_2(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  close_2(db);
  return changes;
}

// Begun, committed and rolled back by chains of 2.
int transaction_2_bad(sqlite3 *db, const char *sql) {
  if (begin_2(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (commit_2(db) != SQLITE_OK) {
    rollback_2(db);
    return -1;
  }
  return 0;
}

int transaction_2_ok(sqlite3 *db, const char *sql) {
  if (begin_2(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
    rollback_2(db);
    return -1;
  }
  if (commit_2(db) != SQLITE_OK) {
    rollback_2(db);
    return -1;
  }
  return 0;
}

// Opened by a chain of 5.
int open_5_bad(const char *file) {
  sqlite3 *db = open_5(file);
  if (!db)
    return -1;
  return work(sqlite3_changes(db)); // expect: session-leak 'db' is not closed
}

int open_5_ok(const char *file) {
  sqlite3 *db = open_5(file);
  if (!db)
    return -1;
  int changes = work(sqlite3_changes(db));
  sqlite3_close(db);
  return changes;
}

// Closed by a chain of 5.
int close_5_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close_5(db);
    return -1;
  }
  close_5(db);
  return sqlite3_changes(db); // expect: session-use-after-close 'db' is used
}

int close_5_ok(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    close_5(db);
    return -1;
  }
  int changes = work(sqlite3_changes(db));
  close_5(db);
  return changes;
}

// Begun, committed and rolled back by chains of 5.
int transaction_5_bad(sqlite3 *db, const char *sql) {
  if (begin_5(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return -1; // expect: session-missing-rollback the transaction on 'db' stays open
  if (commit_5(db) != SQLITE_OK) {
    rollback_5(db);
    return -1;
  }
  return 0;
}

int transaction_5_ok(sqlite3 *db, const char *sql) {
  if (begin_5(db) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
    rollback_5(db);
    return -1;
  }
  if (commit_5(db) != SQLITE_OK) {
    rollback_5(db);
    return -1;
  }
  return 0;
}
