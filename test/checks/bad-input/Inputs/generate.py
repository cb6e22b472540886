#!/usr/bin/env python3
"""Writes one huge C or C++ function and a small one with a known finding.

  generate.py lines 10000      straight code
  generate.py branches 2000    every statement may go one of two ways
  generate.py nested 200       blocks inside blocks
  generate.py cases 2000       one switch
  generate.py calls 2000       functions that call the next one
  generate.py objects 500      C++: owners in one scope, each call may throw
"""
import sys

PLAIN = """int plain_bad(const char *file) {
  sqlite3 *db = 0;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1; // expect: session-leak
  sqlite3_close(db);
  return 0;
}
"""
OPEN = "int huge_ok(const char *file) {\n  sqlite3 *db = 0;\n  int rc = sqlite3_open(file, &db);"
CLOSE = "  sqlite3_close(db);\n  return rc;\n}"


def lines(count):
    body = [f'  rc += sqlite3_exec(db, "SELECT {i}", 0, 0, 0);' for i in range(count)]
    return [OPEN, *body, CLOSE]


def branches(count):
    body = [f"  if (step({i}))\n    rc += {i};" for i in range(count)]
    return ["int step(int);", OPEN, *body, CLOSE]


def nested(count):
    head = [f"  if (step({i})) {{" for i in range(count)]
    return ["int step(int);", OPEN, *head, "  rc++;", "  }" * count, CLOSE]


def cases(count):
    body = [f"  case {i}:\n    rc += sqlite3_busy_timeout(db, {i});\n    break;" for i in range(count)]
    return ["int step(int);", OPEN, "  switch (step(0)) {", *body, "  }", CLOSE]


def calls(count):
    chain = [f"static void down{i}(sqlite3 *db) {{ down{i - 1}(db); }}" for i in range(1, count)]
    tail = ["int huge_ok(const char *file) {", "  sqlite3 *db = 0;",
            "  int rc = sqlite3_open(file, &db);", f"  down{count - 1}(db);", "  return rc;\n}"]
    return ["static void down0(sqlite3 *db) { sqlite3_close(db); }", *chain, *tail]


def objects(count):
    head = ["int work(int);", "struct Owner {", "  sqlite3 *db = 0;",
            "  explicit Owner(const char *file) { sqlite3_open(file, &db); }",
            "  ~Owner() { sqlite3_close(db); }", "  Owner(const Owner &) = delete;", "};",
            "int huge_ok(const char *file) {", "  int rc = 0;"]
    body = [f"  Owner o{i}(file);\n  rc += work({i});" for i in range(count)]
    return [*head, *body, "  return rc;\n}"]


def main():
    shapes = {f.__name__: f for f in (lines, branches, nested, cases, calls, objects)}
    text = shapes[sys.argv[1]](int(sys.argv[2]))
    print("#include <sqlite3.h>", *text, PLAIN, sep="\n")


if __name__ == "__main__":
    main()
