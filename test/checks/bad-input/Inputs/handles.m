// Objective-C: at worst silent; C functions in the file are judged as ever.
#include <sqlite3.h>
#include <stddef.h>

__attribute__((objc_root_class))
@interface Store {
  sqlite3 *_db;
  int _count;
}
@property(nonatomic) int count;
- (int)open:(const char *)file;
- (void)close;
@end

@implementation Store
@synthesize count = _count;
- (int)open:(const char *)file {
  [self close];
  int rc = sqlite3_open(file, &_db);
  if (rc != SQLITE_OK)
    [self close];
  self.count = self.count + 1;
  return rc;
}
- (void)close {
  sqlite3_close(_db);
  _db = NULL;
}
- (int)probe:(const char *)file {
  sqlite3 *db = NULL;
  int (^changes)(void) = ^{ return sqlite3_changes(db); };
  @try {
    sqlite3_open(file, &db);
    return changes();
  } @catch (id e) {
    @throw;
  } @finally {
    sqlite3_close(db);
  }
}
@end

int use_store_ok(Store *store, const char *file) {
  int rc = [store open:file];
  for (id item in (id)NULL)
    (void)item;
  [store close];
  return rc;
}

int plain_bad(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1; // expect: session-leak
  sqlite3_close(db);
  return 0;
}
