// FLAGS: -isystem /usr/include/postgresql
// Without the option nothing is said.
#include <libpq-fe.h>
#include <unistd.h>

void report_ok(const char *info) {
  PGconn *conn = PQconnectdb(info);
  sleep(10);
  PQfinish(conn);
}
