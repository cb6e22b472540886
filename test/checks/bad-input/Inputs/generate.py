#!/usr/bin/env python3
"""Writes something huge in C or C++, and a small function with a known finding.

  generate.py lines 10000      straight code
  generate.py branches 2000    every statement may go one of two ways
  generate.py nested 200       blocks inside blocks
  generate.py cases 2000       one switch
  generate.py calls 2000       functions that call the next one
  generate.py objects 500      C++: owners in one scope, each call may throw
  generate.py overriders 1000  C++: of one virtual function, each of them closes
  generate.py pointers 300     a struct of function pointers, each of them closes
  generate.py text 4           a statement of so many megabytes, and a script
  generate.py bytes 200        SQL with bytes that are no UTF-8
  generate.py friends 60       C++: templates and their friends in a circle
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


USE = """int huge_ok(%sconst char *file) {
  sqlite3 *db = 0;
  int rc = sqlite3_open(file, &db);
  %s;
  return rc;
}"""


def overriders(count):
    base = "struct Base {\n  virtual ~Base() = default;\n  virtual void end(sqlite3 *db) noexcept = 0;\n};"
    each = [f"struct End{i} : Base {{\n  void end(sqlite3 *db) noexcept override {{ sqlite3_close(db); }}\n}};"
            for i in range(count)]
    return [base, *each, USE % ("Base &base, ", "base.end(db)")]


def pointers(count):
    ends = [f"static void end{i}(sqlite3 *db) {{ sqlite3_close(db); }}" for i in range(count)]
    fields = [f"  void (*end{i})(sqlite3 *db);" for i in range(count)]
    made = ", ".join(f"end{i}" for i in range(count))
    last = USE % ("", f"table.end{count - 1}(db)")
    seen = last.replace("huge_ok(", "given_ok(const struct table *given, ").replace("table.", "given->")
    return [*ends, "struct table {", *fields, "};",
            f"static const struct table table = {{{made}}};", last, seen]


TRANSACTION = """int %s(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, %s, 0, 0, 0) != SQLITE_OK)
    return -1; // expect: session-missing-rollback
  if (sqlite3_exec(db, "COMMIT", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
    return -1;
  }
  return 0;
}"""


def text(count):
    megabyte = "".join(f'\n    "{"x" * 1000}"' for _ in range(1000))
    row = '"INSERT INTO t VALUES (\'"' + megabyte * count + '\n    "\')"'
    script = "\n    ".join('"INSERT INTO t VALUES (1);"' for _ in range(40000 * count))
    run = 'sqlite3_exec(db, %s, 0, 0, 0);\n  sqlite3_close(db)'
    return [TRANSACTION % ("row_bad", row), f"static const char script[] = {script};",
            USE % ("", run % "script")]


def raw(count):
    wrong = ["\udcff\udcfe", "\udc80", "\udcc0\udcaf", "\udced\udca0\udc80", "\udcf5\udcbf\udcbf\udcbf"]
    row = "\"INSERT INTO t VALUES ('" + "".join(wrong) * count + "')\""
    run = f'sqlite3_exec(db, "{wrong[0]}BEGIN{wrong[1]}", 0, 0, 0);\n  sqlite3_close(db)'
    return [TRANSACTION % ("bytes_bad", row), USE % ("", run)]


def friends(count):
    head = ["template <class T> struct Ring {", "  void end(sqlite3 *db) { self().next(db); }",
            "private:", "  friend T;", "  T &self() { return static_cast<T &>(*this); }", "};"]
    names = [f"template <class T> struct Link{i};" for i in range(count)]
    each = [f"template <class T> struct Link{i} : Ring<Link{i}<T>> {{\n"
            f"  template <class U> friend struct Link{(i + 1) % count};\n"
            f"  template <class U> friend struct Link{(i - 1) % count};\n"
            f"  void next(sqlite3 *db) {{\n    if (sqlite3_changes(db) == {i})\n"
            f"      return (void)sqlite3_close(db);\n    Link{(i + 1) % count}<T>().end(db);\n  }}\n}};"
            for i in range(count)]
    return [*head, *names, *each, USE % ("", "Link0<int>().end(db)")]


def main():
    shapes = {f.__name__: f for f in (lines, branches, nested, cases, calls, objects, overriders,
                                      pointers, text, friends)}
    shapes["bytes"] = raw
    made = shapes[sys.argv[1]](int(sys.argv[2]))
    whole = "\n".join(["#include <sqlite3.h>", *made, PLAIN])
    sys.stdout.buffer.write(whole.encode("utf-8", "surrogateescape"))


if __name__ == "__main__":
    main()
