// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// try and catch: handlers that close, that return, that swallow, that rethrow.
#include <cstdio>
#include <libpq-fe.h>
#include <new>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

int work(int);
struct DbError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

bool return_in_handler_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    work(1);
  } catch (const std::exception &e) {
    std::fprintf(stderr, "%s\n", e.what());
    return false; // expect: session-leak
  }
  PQfinish(conn);
  return true;
}

bool return_in_handler_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    work(1);
  } catch (const std::exception &e) {
    std::fprintf(stderr, "%s\n", e.what());
    PQfinish(conn);
    return false;
  }
  PQfinish(conn);
  return true;
}

void swallowed_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    work(1);
    PQfinish(conn);
  } catch (...) {
  }
} // expect: session-leak

void swallowed_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    work(1);
  } catch (...) {
  }
  PQfinish(conn);
}

int close_and_rethrow_ok(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  try {
    work(1);
  } catch (...) {
    sqlite3_close(db);
    throw;
  }
  sqlite3_close(db);
  return 0;
}

int rethrow_without_close_bad(const char *file) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(file, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  try {
    work(1); // expect: session-leak
  } catch (...) {
    std::fprintf(stderr, "work failed\n");
    throw;
  }
  sqlite3_close(db);
  return 0;
}

// The handler does not fit what is thrown.
int wrong_type_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  try {
    if (sqlite3_changes(db) == 0)
      throw DbError("nothing"); // expect: session-leak
  } catch (const std::bad_alloc &) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_close(db);
  return 0;
}

int base_type_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  try {
    if (sqlite3_changes(db) == 0)
      throw DbError("nothing");
  } catch (const std::runtime_error &) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_close(db);
  return 0;
}

int throws_int_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  try {
    if (sqlite3_changes(db) == 0)
      throw 42; // expect: session-leak
  } catch (const std::exception &) {
  }
  sqlite3_close(db);
  return 0;
}

int throws_int_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  try {
    if (sqlite3_changes(db) == 0)
      throw 42;
  } catch (int code) {
    std::fprintf(stderr, "%d\n", code);
  }
  sqlite3_close(db);
  return 0;
}

// What an unseen function throws derives from std::exception.
int std_exception_is_enough_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  try {
    work(1);
  } catch (const std::exception &) {
    sqlite3_close(db);
    throw;
  }
  sqlite3_close(db);
  return 0;
}

int two_handlers_bad(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int rc = 0;
  try {
    work(1);
  } catch (const DbError &) {
    return -1; // expect: session-leak
  } catch (const std::exception &) {
    rc = -2;
  }
  sqlite3_close(db);
  return rc;
}

int two_handlers_ok(const char *file) {
  sqlite3 *db = nullptr;
  sqlite3_open(file, &db);
  int rc = 0;
  try {
    work(1);
  } catch (const DbError &) {
    rc = -1;
  } catch (const std::exception &) {
    rc = -2;
  }
  sqlite3_close(db);
  return rc;
}

// The handler itself calls something that may throw.
void handler_throws_bad(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    if (PQstatus(conn) != CONNECTION_OK)
      throw DbError("connect");
  } catch (const DbError &) {
    PQfinish(conn);
    throw std::runtime_error("connect");
  }
  try {
    PQclear(PQexec(conn, "SELECT 1"));
    if (PQserverVersion(conn) < 90000)
      throw 1;
  } catch (int) {
    throw DbError("select"); // expect: session-leak
  }
  PQfinish(conn);
}

void handler_throws_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    PQclear(PQexec(conn, "SELECT 1"));
    if (PQserverVersion(conn) < 90000)
      throw 1;
  } catch (int) {
    PQfinish(conn);
    throw DbError("select");
  }
  PQfinish(conn);
}

// Nested: the inner handler passes on, the outer closes.
int nested_ok(const char *file) {
  sqlite3 *db = nullptr;
  int rc = 0;
  try {
    sqlite3_open(file, &db);
    try {
      work(1);
    } catch (const std::exception &e) {
      throw DbError(e.what());
    }
    sqlite3_close(db);
  } catch (const DbError &) {
    sqlite3_close(db);
    rc = -1;
  }
  return rc;
}

int nested_bad(const char *file) {
  sqlite3 *db = nullptr;
  int rc = 0;
  try {
    sqlite3_open(file, &db);
    try {
      work(1);
    } catch (const std::exception &e) {
      throw DbError(e.what());
    }
    sqlite3_close(db);
  } catch (const DbError &) {
    rc = -1;
  }
  return rc; // expect: session-leak
}

// Opened inside the try block: the variable dies while unwinding.
int opened_in_try_bad(const char *file) {
  try {
    sqlite3 *db = nullptr;
    sqlite3_open(file, &db);
    work(1); // expect: session-leak
    sqlite3_close(db);
  } catch (const std::exception &) {
    return -1;
  }
  return 0;
}

int opened_in_try_ok(const char *file) {
  sqlite3 *db = nullptr;
  try {
    sqlite3_open(file, &db);
    work(1);
  } catch (const std::exception &) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_close(db);
  return 0;
}

// Loops with handlers.
int retry_in_handler_bad(const char *conninfo) {
  PGconn *conn = nullptr;
  for (int i = 0; i < 3; ++i) {
    try {
      conn = PQconnectdb(conninfo); // expect: session-leak
      work(i);
      break;
    } catch (const std::exception &) {
      continue;
    }
  }
  PQfinish(conn);
  return 0;
}

int retry_in_handler_ok(const char *conninfo) {
  PGconn *conn = nullptr;
  for (int i = 0; i < 3; ++i) {
    try {
      conn = PQconnectdb(conninfo);
      work(i);
      break;
    } catch (const std::exception &) {
      PQfinish(conn);
      conn = nullptr;
    }
  }
  PQfinish(conn);
  return 0;
}

// Function try blocks.
int function_try_bad(PGconn *&out, const char *conninfo) try {
  PGconn *conn = PQconnectdb(conninfo);
  work(1); // expect: session-leak
  out = conn;
  return 0;
} catch (const std::exception &) {
  return -1;
}

int function_try_ok(PGconn *&out, const char *conninfo) try {
  work(1);
  out = PQconnectdb(conninfo);
  return 0;
} catch (const std::exception &) {
  return -1;
}

// The handler ends the process.
int handler_exits_ok(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  try {
    work(1);
  } catch (...) {
    std::terminate();
  }
  PQfinish(conn);
  return 0;
}
