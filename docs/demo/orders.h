// Orders in a PostgreSQL database.
#ifndef ORDERS_H
#define ORDERS_H

#include <istream>
#include <libpq-fe.h>

/// Writes every order of the stream; the number of orders, or -1.
int importOrders(const char *ConnInfo, std::istream &In);
int importOrders_fixed(const char *ConnInfo, std::istream &In);

/// A session, after some attempts; null if there is none.
PGconn *connectWithRetry(const char *ConnInfo, int Attempts);
PGconn *connectWithRetry_fixed(const char *ConnInfo, int Attempts);

/// Writes totals and says whether that went well.
bool closeBooks(const char *ConnInfo);
bool closeBooks_fixed(const char *ConnInfo);

#endif
