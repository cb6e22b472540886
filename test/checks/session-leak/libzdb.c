// FLAGS: -isystem /usr/include/zdb
// libzdb: connections are leased from a pool.
#include <zdb.h>

int rows_bad(ConnectionPool_T pool, int dry) {
  Connection_T con = ConnectionPool_getConnection(pool);
  if (!con)
    return -1;
  if (dry)
    return 0; // expect: session-leak 'con' is not given back on the return
  Connection_execute(con, "DELETE FROM shop");
  Connection_close(con);
  return 1;
}

void all_bad(ConnectionPool_T pool) {
  for (int i = 0; i < 3; ++i) {
    Connection_T con = ConnectionPool_getConnection(pool);
    if (con && !Connection_ping(con))
      continue; // expect: session-leak 'con'
    if (con)
      Connection_close(con);
  }
}

int rows_ok(ConnectionPool_T pool) {
  Connection_T con = ConnectionPool_getConnection(pool);
  int n = 0;
  if (con) {
    ResultSet_T r = Connection_executeQuery(con, "SELECT id FROM shop");
    while (ResultSet_next(r))
      ++n;
    Connection_close(con);
  }
  return n;
}

void returned_ok(ConnectionPool_T pool) {
  Connection_T con = ConnectionPool_getConnection(pool);
  if (!con)
    return;
  Connection_beginTransaction(con);
  Connection_execute(con, "DELETE FROM shop");
  Connection_commit(con);
  ConnectionPool_returnConnection(pool, con);
}
