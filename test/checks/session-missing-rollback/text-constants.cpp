// Statements that are constants of the program.
#include <sqlite3.h>
#include <string>
#include <string_view>

int parse(const char *);

namespace {
const char *const begin_pointer = "BEGIN IMMEDIATE";
const char begin_array[] = "BEGIN IMMEDIATE";
const std::string begin_string = "BEGIN IMMEDIATE";
const std::string begin_braces{"BEGIN IMMEDIATE"};
constexpr std::string_view begin_view = "BEGIN IMMEDIATE";
std::string variable = "BEGIN IMMEDIATE";

enum { Begin, Commit, Rollback };
const char *const statements[] = {"BEGIN", "COMMIT", "ROLLBACK"};

struct Statements {
  const char *begin;
  const char *commit;
};
const Statements dialect = {"BEGIN", "COMMIT"};
} // namespace

struct Sql {
  static const std::string begin;
  static constexpr const char *commit = "COMMIT";
};
const std::string Sql::begin = "BEGIN";

static bool run(sqlite3 *db, const char *sql) {
  return sqlite3_exec(db, sql, 0, 0, 0) == SQLITE_OK;
}

bool pointer_bad(sqlite3 *db, const char *text) {
  if (!run(db, begin_pointer))
    return false;
  int n = parse(text); // expect: session-missing-rollback stays open when 'parse' throws
  return run(db, n ? "COMMIT" : "ROLLBACK");
}

bool array_bad(sqlite3 *db, const char *text) {
  if (!run(db, begin_array))
    return false;
  int n = parse(text); // expect: session-missing-rollback stays open when 'parse' throws
  return run(db, n ? "COMMIT" : "ROLLBACK");
}

bool string_bad(sqlite3 *db, const char *text) {
  if (!run(db, begin_string.c_str()))
    return false;
  int n = parse(text); // expect: session-missing-rollback stays open when 'parse' throws
  return run(db, n ? "COMMIT" : "ROLLBACK");
}

bool braces_bad(sqlite3 *db, const char *text) {
  if (!run(db, begin_braces.c_str()))
    return false;
  int n = parse(text); // expect: session-missing-rollback stays open when 'parse' throws
  return run(db, n ? "COMMIT" : "ROLLBACK");
}

bool view_bad(sqlite3 *db, const char *text) {
  if (!run(db, begin_view.data()))
    return false;
  int n = parse(text); // expect: session-missing-rollback stays open when 'parse' throws
  return run(db, n ? "COMMIT" : "ROLLBACK");
}

bool element_bad(sqlite3 *db, const char *text) {
  if (!run(db, statements[Begin]))
    return false;
  int n = parse(text); // expect: session-missing-rollback stays open when 'parse' throws
  return run(db, statements[n ? Commit : Rollback]);
}

bool field_bad(sqlite3 *db, const char *text) {
  if (!run(db, dialect.begin))
    return false;
  parse(text); // expect: session-missing-rollback stays open when 'parse' throws
  return run(db, dialect.commit) || run(db, "ROLLBACK");
}

bool member_bad(sqlite3 *db, const char *text) {
  if (!run(db, Sql::begin.c_str()))
    return false;
  parse(text); // expect: session-missing-rollback stays open when 'parse' throws
  return run(db, Sql::commit) || run(db, "ROLLBACK");
}

bool local_static_bad(sqlite3 *db, const char *text) {
  static const std::string begin = "BEGIN";
  if (!run(db, begin.c_str()))
    return false;
  parse(text); // expect: session-missing-rollback stays open when 'parse' throws
  return run(db, Sql::commit) || run(db, "ROLLBACK");
}

bool handled_ok(sqlite3 *db, const char *text) {
  if (!run(db, begin_string.c_str()))
    return false;
  try {
    parse(text);
  } catch (...) {
    run(db, statements[Rollback]);
    throw;
  }
  return run(db, Sql::commit) || run(db, statements[Rollback]);
}

// Nobody knows what a variable says by now.
bool variable_ok(sqlite3 *db, const char *text) {
  if (!run(db, variable.c_str()))
    return false;
  parse(text);
  return run(db, "COMMIT");
}

bool not_a_begin_ok(sqlite3 *db, const char *text) {
  if (!run(db, statements[Commit]))
    return false;
  parse(text);
  return true;
}
