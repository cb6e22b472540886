// FLAGS: -isystem /usr/include/zdb
// libzdb's TRY, CATCH and FINALLY.
#include <stdio.h>
#include <zdb.h>

int leased_ok(ConnectionPool_T pool) {
  volatile int rc = 0;
  Connection_T con = ConnectionPool_getConnection(pool);
  if (!con)
    return -1;
  TRY {
    Connection_beginTransaction(con);
    Connection_execute(con, "DELETE FROM shop");
    Connection_commit(con);
  }
  CATCH(SQLException) {
    Connection_rollback(con);
    rc = -1;
  }
  FINALLY { Connection_close(con); }
  END_TRY;
  return rc;
}

// A return inside of it.
int returned_bad(ConnectionPool_T pool) {
  Connection_T con = ConnectionPool_getConnection(pool);
  if (!con)
    return -1;
  TRY {
    Connection_execute(con, "DELETE FROM shop");
    if (Connection_rowsChanged(con) == 0)
      RETURN 0; // expect: session-leak 'con' is not given back on the return
    Connection_close(con);
  }
  CATCH(SQLException) { Connection_close(con); }
  END_TRY;
  return 1;
}

// The handler does not give it back.
int caught_FN(ConnectionPool_T pool) {
  TRY {
    Connection_T con = ConnectionPool_getConnection(pool);
    Connection_execute(con, "DELETE FROM shop");
    Connection_close(con);
  }
  CATCH(SQLException) { fprintf(stderr, "%s\n", Exception_frame.message); }
  END_TRY;
  return 0;
}

// The exception leaves the transaction open.
void transfer_FN(Connection_T con) {
  TRY {
    Connection_beginTransaction(con);
    Connection_execute(con, "DELETE FROM shop");
    Connection_commit(con);
  }
  CATCH(SQLException) { fprintf(stderr, "%s\n", Exception_frame.message); }
  END_TRY;
}
