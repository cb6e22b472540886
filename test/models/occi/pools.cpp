// FLAGS: -isystem %S/../Inputs/mirrors
// Environments, pools and what they hand out; each is ended by who made it.
#include <occi.h>
#include <string>

using namespace oracle::occi;

int count(Connection *conn);

void environment_bad(const std::string &user) {
  Environment *env = Environment::createEnvironment();
  Connection *conn = env->createConnection(user, "secret"); // expect: session-leak 'env' is not closed
  env->terminateConnection(conn);
  Environment::terminateEnvironment(env);
}

void environment_ok(const std::string &user) {
  Environment *env = Environment::createEnvironment();
  try {
    Connection *conn = env->createConnection(user, "secret");
    env->terminateConnection(conn);
  } catch (const SQLException &) {
    Environment::terminateEnvironment(env);
    throw;
  }
  Environment::terminateEnvironment(env);
}

void pool_bad(Environment *env, const std::string &user) {
  ConnectionPool *pool = env->createConnectionPool(user, "secret");
  Connection *conn = pool->createConnection(user, "secret"); // expect: session-leak 'pool' is not closed
  pool->terminateConnection(conn);
  env->terminateConnectionPool(pool);
}

void pool_ok(Environment *env, const std::string &user) {
  ConnectionPool *pool = env->createConnectionPool(user, "secret");
  env->terminateConnectionPool(pool);
}

int taken_bad(ConnectionPool *pool, const std::string &user) {
  Connection *conn = pool->createConnection(user, "secret");
  int found = count(conn); // expect: session-leak 'conn' is not given back
  pool->terminateConnection(conn);
  return found;
}

int taken_ok(ConnectionPool *pool, const std::string &user) {
  Connection *conn = pool->createConnection(user, "secret");
  try {
    int found = count(conn);
    pool->terminateConnection(conn);
    return found;
  } catch (...) {
    pool->terminateConnection(conn);
    throw;
  }
}

void stateless_bad(Environment *env, const std::string &user) {
  StatelessConnectionPool *pool = env->createStatelessConnectionPool(user, "secret");
  Connection *conn = pool->getConnection(); // expect: session-leak 'pool' is not closed
  pool->releaseConnection(conn);
  env->terminateStatelessConnectionPool(pool);
}

void stateless_ok(Environment *env, const std::string &user) {
  StatelessConnectionPool *pool = env->createStatelessConnectionPool(user, "secret");
  env->terminateStatelessConnectionPool(pool);
}

void commit_bad(StatelessConnectionPool *pool, Connection *other) {
  Connection *conn = pool->getConnection();
  other->commit(); // expect: session-leak 'conn' is not
  pool->releaseConnection(conn);
}

void query_bad(StatelessConnectionPool *pool, Statement *other) {
  Connection *conn = pool->getConnection();
  ResultSet *rows = other->executeQuery("SELECT 1 FROM dual"); // expect: session-leak 'conn' is not
  other->closeResultSet(rows);
  pool->releaseConnection(conn);
}

void terminated_bad(ConnectionPool *pool, Connection *conn) {
  pool->terminateConnection(conn);
  conn->commit(); // expect: session-use-after-close
}
