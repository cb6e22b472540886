// The C interface: a database, its iterators and its snapshots.
#include <leveldb/c.h>
#include <stddef.h>

int open_bad(const leveldb_options_t *options, const leveldb_readoptions_t *reading) {
  char *error = NULL;
  leveldb_t *db = leveldb_open(options, "pond", &error);
  if (!db)
    return -1; // nothing was opened
  leveldb_iterator_t *at = leveldb_create_iterator(db, reading);
  leveldb_iter_seek_to_first(at);
  int any = leveldb_iter_valid(at);
  leveldb_iter_destroy(at);
  if (!any)
    return -2; // expect: session-leak 'db' is not closed
  leveldb_close(db);
  return 0;
}

int open_ok(const leveldb_options_t *options) {
  char *error = NULL;
  leveldb_t *db = leveldb_open(options, "pond", &error);
  if (!db)
    return -1;
  leveldb_close(db);
  return 0;
}

int iterator_bad(leveldb_t *db, const leveldb_readoptions_t *reading) {
  leveldb_iterator_t *at = leveldb_create_iterator(db, reading);
  leveldb_iter_seek_to_first(at);
  if (!leveldb_iter_valid(at))
    return -1; // expect: session-statement-leak
  leveldb_iter_destroy(at);
  return 0;
}

int snapshot_bad(leveldb_t *db, leveldb_readoptions_t *reading) {
  const leveldb_snapshot_t *now = leveldb_create_snapshot(db);
  leveldb_readoptions_set_snapshot(reading, now);
  if (!leveldb_property_value(db, "leveldb.stats"))
    return -1; // expect: session-statement-leak
  leveldb_release_snapshot(db, now);
  return 0;
}

int snapshot_ok(leveldb_t *db) {
  const leveldb_snapshot_t *now = leveldb_create_snapshot(db);
  leveldb_release_snapshot(db, now);
  return 0;
}

int closed_bad(leveldb_t *db, const leveldb_readoptions_t *reading) {
  leveldb_close(db);
  leveldb_iter_destroy(leveldb_create_iterator(db, reading)); // expect: session-use-after-close
  return 0;
}

int snapshot_after_bad(leveldb_t *db) {
  leveldb_close(db);
  leveldb_release_snapshot(db, leveldb_create_snapshot(db)); // expect: session-use-after-close
  return 0;
}

int destroyed_bad(leveldb_iterator_t *at) {
  leveldb_iter_destroy(at);
  return leveldb_iter_valid(at); // expect: session-use-after-close
}
