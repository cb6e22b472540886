// FLAGS: -idirafter /usr/include/zdb
// Pools of libraries: who holds one lease and takes another.
#include <zdb.h>

// --- Two at a time. ---

int copy_bad(ConnectionPool_T pool) {
  Connection_T from = ConnectionPool_getConnection(pool); // note: 'from' is taken from its pool here by 'ConnectionPool_getConnection'
  if (!from)
    return -1;
  Connection_T to = ConnectionPool_getConnection(pool); // expect: session-nested-acquire 'from' is still taken from its pool where 'ConnectionPool_getConnection' takes another one; when the pool is empty the call returns null; give it back before, or pass it on
  if (to)
    Connection_close(to);
  Connection_close(from);
  return 0;
}
int copy_ok(ConnectionPool_T pool) {
  Connection_T from = ConnectionPool_getConnection(pool);
  if (!from)
    return -1;
  Connection_close(from);
  Connection_T to = ConnectionPool_getConnection(pool);
  if (!to)
    return -1;
  Connection_close(to);
  return 0;
}
int two_pools_ok(ConnectionPool_T reading, ConnectionPool_T writing) {
  Connection_T from = ConnectionPool_getConnection(reading);
  if (!from)
    return -1;
  Connection_T to = ConnectionPool_getConnection(writing);
  if (to)
    Connection_close(to);
  Connection_close(from);
  return 0;
}

// --- Tried again because there was none. ---

int retry_ok(ConnectionPool_T pool) {
  Connection_T conn = ConnectionPool_getConnection(pool);
  if (!conn)
    conn = ConnectionPool_getConnection(pool);
  if (!conn)
    return -1;
  Connection_close(conn);
  return 0;
}
void retry_loop_ok(ConnectionPool_T pool) {
  Connection_T conn;
  do {
    conn = ConnectionPool_getConnection(pool);
  } while (!conn);
  Connection_close(conn);
}

// --- A helper takes its own: depth one, two, five. ---

static void log_event(ConnectionPool_T pool) {
  Connection_T client = ConnectionPool_getConnection(pool);
  Connection_ping(client);
  Connection_close(client);
}
void request_bad(ConnectionPool_T pool) {
  Connection_T client = ConnectionPool_getConnection(pool);
  Connection_ping(client);
  log_event(pool); // expect: session-nested-acquire 'client' is still taken from its pool where 'log_event' takes another one inside; when the pool is empty the call returns null; give it back before, or pass it on
  Connection_close(client);
}
void request_ok(ConnectionPool_T pool) {
  Connection_T client = ConnectionPool_getConnection(pool);
  Connection_ping(client);
  Connection_close(client);
  log_event(pool);
}

static void level_two(ConnectionPool_T pool) { log_event(pool); }
static void level_three(ConnectionPool_T pool) { level_two(pool); }
static void level_four(ConnectionPool_T pool) { level_three(pool); }
static void level_five(ConnectionPool_T pool) { level_four(pool); }
void depth_two_bad(ConnectionPool_T pool) {
  Connection_T client = ConnectionPool_getConnection(pool);
  level_two(pool); // expect: session-nested-acquire 'client' is still taken from its pool where 'level_two' takes another one inside
  Connection_close(client);
}
void depth_five_bad(ConnectionPool_T pool) {
  Connection_T client = ConnectionPool_getConnection(pool);
  level_five(pool); // expect: session-nested-acquire 'client' is still taken from its pool where 'level_five' takes another one inside
  Connection_close(client);
}
void depth_ok(ConnectionPool_T pool, ConnectionPool_T other) {
  Connection_T client = ConnectionPool_getConnection(pool);
  level_five(other);
  Connection_close(client);
}

// --- A pool that everybody reaches. ---

static ConnectionPool_T everybodys;

static Connection_T take(void) { return ConnectionPool_getConnection(everybodys); }
static void give(Connection_T client) { Connection_close(client); }
static void count_request(void) {
  Connection_T client = take();
  Connection_ping(client);
  give(client);
}
void handler_bad(void) {
  Connection_T client = take();
  count_request(); // expect: session-nested-acquire 'client' is still taken from its pool where 'count_request' takes another one inside
  give(client);
}
void handler_ok(void) {
  count_request();
  Connection_T client = take();
  Connection_ping(client);
  give(client);
}

// --- The pool of an object. ---

struct server {
  ConnectionPool_T pool;
};
static void audit(struct server *s) {
  Connection_T client = ConnectionPool_getConnection(s->pool);
  Connection_close(client);
}
void serve_bad(struct server *s) {
  Connection_T client = ConnectionPool_getConnection(s->pool);
  audit(s); // expect: session-nested-acquire 'client' is still taken from its pool where 'audit' takes another one inside
  Connection_close(client);
}
void serve_ok(struct server *s, struct server *other) {
  Connection_T client = ConnectionPool_getConnection(s->pool);
  audit(other);
  Connection_close(client);
}

// --- A helper that is given one takes none. ---

static void with_or_without(ConnectionPool_T pool, Connection_T given) {
  Connection_T client = given ? given : ConnectionPool_getConnection(pool);
  Connection_ping(client);
  if (!given)
    Connection_close(client);
}
void given_ok(ConnectionPool_T pool) {
  Connection_T client = ConnectionPool_getConnection(pool);
  with_or_without(pool, client);
  Connection_close(client);
}

// --- A helper that ends it first. ---

static Connection_T renewed(ConnectionPool_T pool, Connection_T old) {
  Connection_close(old);
  return ConnectionPool_getConnection(pool);
}
void renewed_ok(ConnectionPool_T pool) {
  Connection_T client = ConnectionPool_getConnection(pool);
  client = renewed(pool, client);
  Connection_close(client);
}

// --- One in each turn, and all of them at once. ---

void each_ok(ConnectionPool_T pool, int n) {
  for (int i = 0; i < n; ++i) {
    Connection_T client = ConnectionPool_getConnection(pool);
    Connection_ping(client);
    Connection_close(client);
  }
}
void all_bad(ConnectionPool_T pool) {
  Connection_T clients[8];
  for (int i = 0; i < 8; ++i)
    clients[i] = ConnectionPool_getConnection(pool); // expect: session-nested-acquire each turn of the loop takes 'clients' from its pool and keeps it; when the pool is empty the call returns null; give it back in the same turn
  for (int i = 0; i < 8; ++i)
    Connection_close(clients[i]);
}
void gathered_for_caller_FN(ConnectionPool_T pool, Connection_T *clients, int n) {
  for (int i = 0; i < n; ++i)
    clients[i] = ConnectionPool_getConnection(pool);
}
