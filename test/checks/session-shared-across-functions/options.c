// FLAGS: -isystem /usr/include/postgresql
// CONFIG: {CheckOptions: {session-shared-across-functions.Global: 'false'}}
#include <libpq-fe.h>

static PGconn *Shared;

void first_ok(void) { PQclear(PQexec(Shared, "SELECT 1")); }
void second_ok(void) { PQclear(PQexec(Shared, "SELECT 2")); }

static PGconn *Apart;

void open_bad(void) {
  Apart = PQconnectdb(""); // expect: session-shared-across-functions
}
void close_bad(void) { PQfinish(Apart); }
