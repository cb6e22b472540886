/* A cache of prices in an SQLite file. */
#ifndef PRICES_H
#define PRICES_H

#ifdef __cplusplus
extern "C" {
#endif

/* The number of prices in the cache, or -1. */
int count_prices(const char *path);
int count_prices_fixed(const char *path);

/* Puts a price into the cache; 0 or -1. */
int store_price(const char *path, const char *article, double price);
int store_price_fixed(const char *path, const char *article, double price);

#ifdef __cplusplus
}
#endif

#endif
