// FLAGS: -isystem %S/../Inputs/mirrors
// OCCI: everything is ended by its parent, and the end of a session commits.
#include <memory>
#include <occi.h>

using namespace oracle::occi;
int step(int);

void rows_bad(Environment *env) {
  Connection *conn = env->createConnection("app", "secret", "shop");
  Statement *stmt = conn->createStatement("DELETE FROM shop"); // expect: session-leak 'conn' is not closed when
  stmt->executeUpdate(); // expect: session-statement-leak 'stmt' is not ended when
  conn->terminateStatement(stmt);
  env->terminateConnection(conn);
}

void rows_ok(Environment *env) {
  Connection *conn = env->createConnection("app", "secret", "shop");
  try {
    Statement *stmt = conn->createStatement();
    try {
      stmt->executeUpdate("DELETE FROM shop");
      conn->commit();
    } catch (...) {
      conn->terminateStatement(stmt);
      throw;
    }
    conn->terminateStatement(stmt);
  } catch (SQLException &) {
    conn->rollback();
    env->terminateConnection(conn);
    throw;
  }
  env->terminateConnection(conn);
}

int statement_bad(Connection *conn, bool dry) {
  Statement *stmt = conn->createStatement("SELECT id FROM shop");
  if (dry)
    return 0; // expect: session-statement-leak 'stmt' is not ended on the return
  conn->terminateStatement(stmt);
  return 1;
}

int result_bad(Connection *conn) {
  Statement *stmt = conn->createStatement();
  try {
    ResultSet *rows = stmt->executeQuery("SELECT id FROM shop");
    int n = rows->next() ? rows->getInt(1) : 0; // expect: session-statement-leak 'rows' is not ended when
    stmt->closeResultSet(rows);
    conn->terminateStatement(stmt);
    return n;
  } catch (SQLException &) {
    conn->terminateStatement(stmt);
    throw;
  }
}

int pooled_bad(StatelessConnectionPool *pool) {
  Connection *conn = pool->getConnection();
  int n = step(1); // expect: session-leak 'conn' is not given back when 'step' throws
  pool->releaseConnection(conn);
  return n;
}

class Lease {
public:
  explicit Lease(StatelessConnectionPool *pool) : Pool(pool), Conn(pool->getConnection()) {}
  ~Lease() { Pool->releaseConnection(Conn); }
  Lease(const Lease &) = delete;
  Connection *operator->() const { return Conn; }

private:
  StatelessConnectionPool *Pool;
  Connection *Conn;
};

void pooled_ok(StatelessConnectionPool *pool) {
  Lease conn(pool);
  step(1);
  conn->rollback();
}

void terminated_bad(Environment *env, Connection *conn) {
  env->terminateConnection(conn);
  conn->commit(); // expect: session-use-after-close 'conn' is used by
}
