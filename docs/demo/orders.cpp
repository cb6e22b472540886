#include "orders.h"
#include "order.h"
#include <cstdio>
#include <memory>

namespace {

struct Finish {
  void operator()(PGconn *Conn) const { PQfinish(Conn); }
};
using Session = std::unique_ptr<PGconn, Finish>;

bool run(PGconn *Conn, const char *Text) {
  PGresult *Result = PQexec(Conn, Text);
  bool Good = PQresultStatus(Result) == PGRES_COMMAND_OK;
  PQclear(Result);
  return Good;
}

bool insertOrder(PGconn *Conn, const Order &What) {
  std::string Amount = std::to_string(What.Amount);
  const char *Values[] = {What.Article.c_str(), Amount.c_str()};
  PGresult *Result = PQexecParams(Conn, "INSERT INTO orders VALUES ($1, $2)", 2, nullptr, Values,
                                  nullptr, nullptr, 0);
  bool Good = PQresultStatus(Result) == PGRES_COMMAND_OK;
  PQclear(Result);
  return Good;
}

/// Ends the session in any case.
bool finishWith(PGconn *Conn, const char *Text) {
  bool Good = run(Conn, Text);
  PQfinish(Conn);
  return Good;
}

} // namespace

// parseOrder throws on a malformed line, and nobody closes the session then.
int importOrders(const char *ConnInfo, std::istream &In) {
  PGconn *Conn = PQconnectdb(ConnInfo);
  if (PQstatus(Conn) != CONNECTION_OK) {
    PQfinish(Conn);
    return -1;
  }
  int Count = 0;
  for (std::string Line; std::getline(In, Line);)
    Count += insertOrder(Conn, parseOrder(Line));
  PQfinish(Conn);
  return Count;
}

int importOrders_fixed(const char *ConnInfo, std::istream &In) {
  Session Conn(PQconnectdb(ConnInfo));
  if (PQstatus(Conn.get()) != CONNECTION_OK)
    return -1;
  int Count = 0;
  for (std::string Line; std::getline(In, Line);)
    Count += insertOrder(Conn.get(), parseOrder(Line));
  return Count;
}

// Each attempt overwrites the session of the one before, which is never closed.
PGconn *connectWithRetry(const char *ConnInfo, int Attempts) {
  PGconn *Conn = nullptr;
  while (Attempts-- > 0) {
    Conn = PQconnectdb(ConnInfo);
    if (PQstatus(Conn) == CONNECTION_OK)
      return Conn;
    std::fprintf(stderr, "orders: %s", PQerrorMessage(Conn));
  }
  PQfinish(Conn);
  return nullptr;
}

PGconn *connectWithRetry_fixed(const char *ConnInfo, int Attempts) {
  while (Attempts-- > 0) {
    PGconn *Conn = PQconnectdb(ConnInfo);
    if (PQstatus(Conn) == CONNECTION_OK)
      return Conn;
    std::fprintf(stderr, "orders: %s", PQerrorMessage(Conn));
    PQfinish(Conn);
  }
  return nullptr;
}

// finishWith has closed the session already.
bool closeBooks(const char *ConnInfo) {
  PGconn *Conn = connectWithRetry_fixed(ConnInfo, 3);
  if (!Conn)
    return false;
  bool Good = finishWith(Conn, "INSERT INTO totals SELECT sum(amount) FROM orders");
  if (!Good)
    std::fprintf(stderr, "orders: the books are still open\n");
  PQfinish(Conn);
  return Good;
}

bool closeBooks_fixed(const char *ConnInfo) {
  PGconn *Conn = connectWithRetry_fixed(ConnInfo, 3);
  if (!Conn)
    return false;
  bool Good = finishWith(Conn, "INSERT INTO totals SELECT sum(amount) FROM orders");
  if (!Good)
    std::fprintf(stderr, "orders: the books are still open\n");
  return Good;
}
