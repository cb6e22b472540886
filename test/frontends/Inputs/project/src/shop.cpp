struct sqlite3;
sqlite3 *shop_open();
void shop_close(sqlite3 *);
void quiet();
void loud();

int quietly() {
  sqlite3 *db = shop_open();
  if (!db)
    return -1;
  quiet();
  shop_close(db);
  return 0;
}

int loudly() {
  sqlite3 *db = shop_open();
  if (!db)
    return -1;
  loud();
  shop_close(db);
  return 0;
}
