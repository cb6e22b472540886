// FLAGS: -std=c++17 -isystem /usr/include/postgresql
// Handlers of Boost.Asio: on a thread pool, and on a context that runs here.
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <libpq-fe.h>

void pool_bad(boost::asio::thread_pool &pool, PGconn *conn) {
  boost::asio::post(pool, [conn] { PQclear(PQexec(conn, "DELETE FROM a")); }); // expect: session-shared-across-threads the thread that starts here uses 'conn' while 'pool_bad' may use it too
  PQclear(PQexec(conn, "DELETE FROM b"));
}
void pool_twice_bad(boost::asio::thread_pool &pool, PGconn *conn) {
  boost::asio::post(pool, [conn] { PQclear(PQexec(conn, "DELETE FROM a")); }); // expect: session-shared-across-threads
  boost::asio::post(pool, [conn] { PQclear(PQexec(conn, "DELETE FROM b")); });
}
void joined_ok(boost::asio::thread_pool &pool, PGconn *conn) {
  boost::asio::post(pool, [conn] { PQclear(PQexec(conn, "DELETE FROM a")); });
  pool.join();
  PQclear(PQexec(conn, "DELETE FROM b"));
}
void context_ok(boost::asio::io_context &context, PGconn *conn) {
  boost::asio::post(context, [conn] { PQclear(PQexec(conn, "DELETE FROM a")); });
  PQclear(PQexec(conn, "DELETE FROM b"));
  context.run();
}
