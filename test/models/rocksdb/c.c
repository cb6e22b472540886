// NEEDS: /usr/include/rocksdb/c.h
// The C interface: databases and their iterators.
#include <rocksdb/c.h>
#include <stddef.h>

int open_bad(const rocksdb_options_t *options, const rocksdb_readoptions_t *reading) {
  char *error = NULL;
  rocksdb_t *db = rocksdb_open(options, "pond", &error);
  if (!db)
    return -1; // nothing was opened
  rocksdb_iterator_t *at = rocksdb_create_iterator(db, reading);
  rocksdb_iter_seek_to_first(at);
  int any = rocksdb_iter_valid(at);
  rocksdb_iter_destroy(at);
  if (!any)
    return -2; // expect: session-leak 'db' is not closed
  rocksdb_close(db);
  return 0;
}

int open_ok(const rocksdb_options_t *options) {
  char *error = NULL;
  rocksdb_t *db = rocksdb_open(options, "pond", &error);
  if (!db)
    return -1;
  rocksdb_close(db);
  return 0;
}

int transactions_bad(const rocksdb_options_t *options, const rocksdb_transactiondb_options_t *own, int sure) {
  char *error = NULL;
  rocksdb_transactiondb_t *db = rocksdb_transactiondb_open(options, own, "pond", &error);
  if (!db)
    return -1;
  if (!sure)
    return -2; // expect: session-leak 'db' is not closed
  rocksdb_transactiondb_close(db);
  return 0;
}

int iterator_bad(rocksdb_t *db, const rocksdb_readoptions_t *reading) {
  rocksdb_iterator_t *at = rocksdb_create_iterator(db, reading);
  rocksdb_iter_seek_to_first(at);
  if (!rocksdb_iter_valid(at))
    return -1; // expect: session-statement-leak
  rocksdb_iter_destroy(at);
  return 0;
}

int closed_bad(rocksdb_t *db, const rocksdb_readoptions_t *reading) {
  rocksdb_close(db);
  rocksdb_iter_destroy(rocksdb_create_iterator(db, reading)); // expect: session-use-after-close
  return 0;
}

int closed_twice_bad(rocksdb_transactiondb_t *db) {
  rocksdb_transactiondb_close(db);
  rocksdb_transactiondb_close(db); // expect: session-use-after-close
  return 0;
}

int destroyed_bad(rocksdb_iterator_t *at) {
  rocksdb_iter_destroy(at);
  return rocksdb_iter_valid(at); // expect: session-use-after-close
}
