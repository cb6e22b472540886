// FLAGS: -isystem /usr/include/postgresql
// A tool of one file and one thread: main opens, its helpers use, main closes.
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

static PGconn *Conn;
static PGconn *Lazy;

static int list_ok(void) {
  PGresult *res = PQexec(Conn, "SELECT name FROM t");
  for (int i = 0; i < PQntuples(res); i++)
    puts(PQgetvalue(res, i, 0));
  PQclear(res);
  return 0;
}

int add_ok(const char *name) {
  const char *values[1] = {name};
  PGresult *res = PQexecParams(Conn, "INSERT INTO t VALUES ($1)", 1, NULL, values, NULL, NULL, 0);
  int good = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return good ? 0 : 1;
}

static PGconn *lazy_ok(void) {
  if (!Lazy)
    Lazy = PQconnectdb("");
  return Lazy;
}
static int ping_ok(const char *name) {
  (void)name;
  return PQsocket(lazy_ok());
}
static int status_ok(const char *name) {
  (void)name;
  return PQstatus(lazy_ok());
}

static const struct {
  const char *name;
  int (*run)(const char *);
} Commands[] = {{"ping", ping_ok}, {"status", status_ok}};

int main(int argc, char **argv) {
  Conn = PQconnectdb("");
  if (PQstatus(Conn) != CONNECTION_OK) {
    PQfinish(Conn);
    return 1;
  }
  int failed = argc > 1 ? add_ok(argv[1]) : list_ok();
  for (size_t i = 0; i < sizeof Commands / sizeof *Commands; i++)
    if (argc > 1 && !strcmp(Commands[i].name, argv[1]))
      failed = Commands[i].run(argv[1]);
  PQfinish(Conn);
  return failed;
}
