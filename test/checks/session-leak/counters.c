// Numbers that programs count with and then ask: references, tries, depth.
#include <sqlite3.h>
#include <stdlib.h>

int check(int);
void log_line(const char *);

int last_reference_ok(const char *path) {
  sqlite3 *db;
  int users = 1;
  if (sqlite3_open(path, &db)) {
    sqlite3_close(db);
    return -1;
  }
  check(1);
  if (--users == 0)
    sqlite3_close(db);
  return 0;
}

int last_reference_bad(const char *path) {
  sqlite3 *db;
  int users = 2;
  if (sqlite3_open(path, &db)) {
    sqlite3_close(db);
    return -1;
  }
  check(1);
  if (--users == 0)
    sqlite3_close(db);
  return 0; // expect: session-leak 'db' is not closed on the return
}

int counted_as_flag_ok(const char *path) {
  sqlite3 *db = NULL;
  int opened = 0;
  if (sqlite3_open(path, &db) == SQLITE_OK)
    opened++;
  else
    sqlite3_close(db);
  check(1);
  if (opened)
    sqlite3_close(db);
  return 0;
}

int counted_as_flag_bad(const char *path) {
  sqlite3 *db = NULL;
  int opened = 0;
  if (sqlite3_open(path, &db) == SQLITE_OK)
    opened += 1;
  else
    sqlite3_close(db);
  check(1);
  if (opened > 1)
    sqlite3_close(db);
  return 0; // expect: session-leak 'db' is not closed on the return
}

int depth_ok(sqlite3 *db) {
  int depth = 0, rc;
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) == SQLITE_OK)
    depth = depth + 1;
  rc = check(1);
  if (depth > 0)
    sqlite3_exec(db, rc ? "ROLLBACK" : "COMMIT", 0, 0, 0);
  return rc;
}

int tried_three_times_ok(const char *path) {
  sqlite3 *db = NULL;
  int i;
  for (i = 0; i < 3; i++) {
    if (sqlite3_open(path, &db) == SQLITE_OK)
      break;
    sqlite3_close(db);
  }
  if (i == 3)
    return -1;
  check(1);
  sqlite3_close(db);
  return 0;
}

int tried_three_times_bad(const char *path) {
  sqlite3 *db = NULL;
  int i;
  for (i = 0; i < 3; i++) {
    if (sqlite3_open(path, &db) == SQLITE_OK)
      break;
    sqlite3_close(db);
  }
  if (i == 3)
    return -1;
  if (check(1))
    return -1; // expect: session-leak 'db' is not closed on the return
  sqlite3_close(db);
  return 0;
}

/* How often a loop turns does not hide what comes after it. */
int after_many_turns_bad(const char *path) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  for (int i = 0; i < 50; i++)
    check(i);
  if (check(99))
    return -1; // expect: session-leak 'db' is not closed on the return
  sqlite3_close(db);
  return 0;
}

int gives_up_at_last_ok(const char *path, sqlite3 **out) {
  int tries = 0;
  sqlite3 *db;
  while (sqlite3_open(path, &db) != SQLITE_OK) {
    sqlite3_close(db);
    if (++tries == 10)
      return -1;
    log_line("again");
  }
  *out = db;
  return 0;
}

int gives_up_at_last_bad(const char *path, sqlite3 **out) {
  int tries = 0;
  sqlite3 *db;
  while (sqlite3_open(path, &db) != SQLITE_OK) {
    if (++tries == 10)
      return -1; // expect: session-leak 'db' is not closed on the return
    sqlite3_close(db);
    log_line("again");
  }
  *out = db;
  return 0;
}

int counts_down_ok(const char *path) {
  sqlite3 *db = NULL;
  int left = 5;
  while (left > 0) {
    if (sqlite3_open(path, &db) == SQLITE_OK)
      break;
    sqlite3_close(db);
    left--;
  }
  if (left == 0)
    return -1;
  sqlite3_close(db);
  return 0;
}

struct shared {
  sqlite3 *db;
  int users;
};

static void release(struct shared *s) {
  if (--s->users == 0)
    sqlite3_close(s->db);
}

int released_ok(const char *path) {
  struct shared s;
  s.users = 1;
  if (sqlite3_open(path, &s.db) != SQLITE_OK) {
    release(&s);
    return -1;
  }
  check(1);
  release(&s);
  return 0;
}

int released_bad(const char *path) {
  struct shared s;
  s.users = 2;
  if (sqlite3_open(path, &s.db) != SQLITE_OK) {
    sqlite3_close(s.db);
    return -1;
  }
  check(1);
  release(&s);
  return 0; // expect: session-leak 'db' is not closed on the return
}
