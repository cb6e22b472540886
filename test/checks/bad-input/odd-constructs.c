// FLAGS: -fblocks -Wno-deprecated-non-prototype
// Computed goto, Duff's device, jumps into blocks, setjmp, VLAs, K&R, blocks.
#include <setjmp.h>
#include <sqlite3.h>
#include <stddef.h>
#include <string.h>

int step(int);

int computed_goto_ok(const char *file, const unsigned char *code) {
  static void *const table[] = {&&op_open, &&op_run, &&op_stop};
  sqlite3 *db = NULL;
  int n = 0;
  goto *table[*code++ % 3];
op_open:
  sqlite3_close(db);
  sqlite3_open(file, &db);
  goto *table[*code++ % 3];
op_run:
  n += sqlite3_changes(db);
  goto *table[*code++ % 3];
op_stop:
  sqlite3_close(db);
  return n;
}

int duff_ok(const char *file, int count) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  int n = (count + 3) / 4;
  switch (count % 4) {
  case 0:
    do {
      sqlite3_exec(db, "A", NULL, NULL, NULL);
    case 3:
      sqlite3_exec(db, "B", NULL, NULL, NULL);
    case 2:
      sqlite3_exec(db, "C", NULL, NULL, NULL);
    case 1:
      sqlite3_exec(db, "D", NULL, NULL, NULL);
    } while (--n > 0);
  }
  sqlite3_close(db);
  return n;
}

int jump_into_block_ok(const char *file, int skip) {
  sqlite3 *db = NULL;
  int rc = 0;
  if (skip)
    goto inside;
  rc = sqlite3_open(file, &db);
  {
    step(1);
  inside:
    sqlite3_close(db);
  }
  return rc;
}

static jmp_buf escape;

int long_jump_ok(const char *file) {
  sqlite3 *volatile db = NULL;
  if (setjmp(escape) == 0) {
    sqlite3 *opened = NULL;
    sqlite3_open(file, &opened);
    db = opened;
    step(1);
  }
  sqlite3_close(db);
  return 0;
}

int vla_ok(const char *file, int n) {
  sqlite3 *dbs[n];
  char names[n][step(n) + 1];
  memset(names, 0, sizeof names);
  for (int i = 0; i < n; i++)
    sqlite3_open(file, &dbs[i]);
  for (int i = 0; i < n; i++)
    sqlite3_close(dbs[i]);
  return names[0][0];
}

int old_style_bad(file, flags)
    const char *file;
    int flags;
{
  sqlite3 *db = NULL;
  if (sqlite3_open_v2(file, &db, flags, NULL) != SQLITE_OK)
    return -1; // expect: session-leak
  sqlite3_close(db);
  return 0;
}

int statement_expression_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = ({
    int inner = sqlite3_open(file, &db);
    if (inner)
      step(inner);
    inner;
  });
  sqlite3_close(db);
  return rc;
}

int statement_expression_bad(const char *file) {
  sqlite3 *db = NULL;
  int n = ({
    if (sqlite3_open(file, &db) != SQLITE_OK)
      return -1; // expect: session-leak
    sqlite3_changes(db);
  });
  sqlite3_close(db);
  return n;
}

int block_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  int (^changes)(void) = ^{ return sqlite3_changes(db); };
  int n = changes();
  sqlite3_close(db);
  return n;
}

int inline_assembly_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  __asm__ volatile("" : "+r"(db) : : "memory");
  sqlite3_close(db);
  return 0;
}

// The pointer travels through integers, unions and bytes.
int hidden_FP(const char *file) {
  union {
    sqlite3 *db;
    unsigned char bytes[sizeof(sqlite3 *)];
  } u;
  sqlite3 *db = NULL, *back = NULL;
  sqlite3_open(file, &db);
  u.db = db;
  memcpy(&back, u.bytes, sizeof back);
  sqlite3_close(back);
  return 0; // expect: session-leak
}

int integer_ok(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db);
  unsigned long number = (unsigned long)db;
  sqlite3_close((sqlite3 *)number);
  return 0;
}

int nested_conditional_ok(const char *file, int a, int b, int c) {
  sqlite3 *db = NULL;
  int rc = a ? b ? c ? sqlite3_open(file, &db) : 1 : 2 : 3;
  sqlite3_close(db);
  return rc;
}

int unreachable_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  sqlite3_close(db);
  return rc;
  sqlite3_open(file, &db);
  return 1;
}

int empty_loops_ok(const char *file) {
  sqlite3 *db = NULL;
  for (;;)
    break;
  while (0)
    sqlite3_open(file, &db);
  do {
  } while (0);
  return 0;
}

_Noreturn void never(void);
int generic_ok(const char *file) {
  sqlite3 *db = NULL;
  int rc = _Generic(db, sqlite3 *: sqlite3_open, default: sqlite3_open)(file, &db);
  sqlite3_close(db);
  if (rc > 100)
    never();
  return rc;
}

int varargs_ok(const char *file, ...) {
  __builtin_va_list list;
  __builtin_va_start(list, file);
  sqlite3 **out = __builtin_va_arg(list, sqlite3 **);
  int rc = sqlite3_open(file, out);
  __builtin_va_end(list);
  return rc;
}
