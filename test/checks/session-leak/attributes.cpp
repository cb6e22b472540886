// The program's wrappers around a library, told by attributes in the code: a
// kind that is known keeps its rules, an annotation says whatever a model says.
// NEEDS: /usr/include/postgresql/libpq-fe.h
// FLAGS: -isystem /usr/include/postgresql
#include <libpq-fe.h>
#include <stdexcept>

namespace shop {
[[clang::acquire_handle("session")]] PGconn *connect(const char *where);
bool connectInto(const char *where, PGconn *&out [[clang::acquire_handle("session")]]);
void disconnect(PGconn *conn [[clang::release_handle("session")]]) noexcept;

[[clang::annotate("session:begin: arg0")]] void begin(PGconn *conn) noexcept;
void commit([[clang::annotate("session:commit")]] PGconn *conn) noexcept;
void rollback([[clang::annotate("session:rollback")]] PGconn *conn) noexcept;
[[clang::annotate("session:use: arg0"), clang::annotate("session:throws: [std::runtime_error]")]]
void insert(PGconn *conn, int number);
// null where there is none left
[[clang::annotate("session:produce: {at: return, kind: libpq.connection, outcomes: "
                  "[{when: return != null, life: open}, {when: otherwise, life: none}]}")]]
PGconn *next() noexcept;
void log(const char *text) noexcept;
} // namespace shop

void throws_bad(int number) {
  PGconn *conn = shop::connect("db");
  shop::insert(conn, number); // expect: session-leak 'conn' is not closed when 'insert' throws; PQfinish is needed on that path
  shop::disconnect(conn);
}

void caught_ok(int number) {
  PGconn *conn = shop::connect("db");
  try {
    shop::insert(conn, number);
  } catch (const std::runtime_error &) {
    shop::log("not inserted");
  }
  shop::disconnect(conn);
}

int out_bad(int number) {
  PGconn *conn;
  if (!shop::connectInto("db", conn))
    return -1;
  if (number < 0)
    return -2; // expect: session-leak 'conn' is not closed on the return
  shop::disconnect(conn);
  return 0;
}

int out_ok() {
  PGconn *conn;
  if (!shop::connectInto("db", conn))
    return -1;
  shop::disconnect(conn);
  return 0;
}

void annotated_bad() {
  PGconn *conn = shop::next();
  if (!conn)
    return;
  shop::log(PQdb(conn));
} // expect: session-leak 'conn' is not closed

void annotated_ok() {
  while (PGconn *conn = shop::next())
    PQfinish(conn);
}

void transaction_bad(PGconn *conn, int number) {
  shop::begin(conn);
  shop::insert(conn, number); // expect: session-missing-rollback stays open when 'insert' throws
  shop::commit(conn);
}

void transaction_ok(PGconn *conn, int number) {
  shop::begin(conn);
  try {
    shop::insert(conn, number);
  } catch (...) {
    shop::rollback(conn);
    throw;
  }
  shop::commit(conn);
}
