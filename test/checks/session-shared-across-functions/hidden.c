// FLAGS: -isystem /usr/include/postgresql
// CONFIG: {CheckOptions: {session-shared-across-functions.Split: 'false'}}
#include <libpq-fe.h>

static PGconn *Shared; // expect: session-shared-across-functions

void first_bad(void) { PQclear(PQexec(Shared, "SELECT 1")); }
void second_bad(void) { PQclear(PQexec(Shared, "SELECT 2")); }

static PGconn *Apart;

void open_ok(void) { Apart = PQconnectdb(""); }
void close_ok(void) { PQfinish(Apart); }
