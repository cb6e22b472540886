/* fakedb.h - A small database library that exists only for the oracle.
 *
 * The analyser sees it as any external C library, through fakedb.yaml. It has
 * the opening forms of the real ones: a handle by return or by out-argument, a
 * failure with or without something to close, an observer of the status, a
 * close that may refuse and one that does not; transactions and statements.
 * fakedb.cpp and transactions.cpp implement it with scripted outcomes.
 */
#ifndef FAKEDB_H
#define FAKEDB_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fdb fdb;

enum { FDB_OK = 0, FDB_BAD = 1, FDB_BUSY = 5, FDB_ROW = 100, FDB_DONE = 101 };

/* By return: NULL (nothing to close), a failed handle (to be closed) or an open
 * one; fdb_status tells the last two apart. */
fdb *fdb_connect(int where);
/* By return: NULL or an open handle. */
fdb *fdb_acquire(int where);
/* By out-argument. FDB_OK: open. Else a failed handle to be closed, or NULL. */
int fdb_open(int where, fdb **out);
/* By out-argument. FDB_OK: open. Else *out is NULL and there is nothing. */
int fdb_attach(int where, fdb **out);

/* FDB_OK for an open handle, FDB_BAD for a failed one and for NULL. */
int fdb_status(const fdb *h);

/* Uses. Fine on a failed handle and on NULL. */
void fdb_use(fdb *h);
int fdb_exec(fdb *h, int query);
const char *fdb_error(const fdb *h);

/* Ends the handle; never refuses; fine on NULL. */
void fdb_close(fdb *h);

/* The same, but FDB_BUSY and still open while statements live. */
int fdb_shut(fdb *h);

/* Transactions. FDB_OK or FDB_BAD. A commit that fails leaves the transaction
 * open; a statement that fails does it no harm. */
int fdb_begin(fdb *h);
int fdb_commit(fdb *h);
void fdb_rollback(fdb *h);
int fdb_run(fdb *h, const char *sql);
int fdb_in_transaction(const fdb *h);

/* Statements. FDB_OK: *out is to be finalized. Else *out is NULL. */
typedef struct fdb_stmt fdb_stmt;
int fdb_prepare(fdb *h, const char *sql, fdb_stmt **out);
/* FDB_ROW, FDB_DONE or FDB_BAD. */
int fdb_step(fdb_stmt *q);
int fdb_column(fdb_stmt *q);
/* Fine on NULL. */
void fdb_finalize(fdb_stmt *q);

/* Another library of the kind that refuses everything after a failure inside a
 * transaction until that is rolled back. A commit then quietly rolls back and
 * says FDB_OK; a commit that fails has ended the transaction. */
typedef struct wdb wdb;
wdb *wdb_acquire(int where); /* NULL or open */
void wdb_close(wdb *h);
const char *wdb_error(const wdb *h);
int wdb_begin(wdb *h);
int wdb_commit(wdb *h);
void wdb_rollback(wdb *h);
int wdb_run(wdb *h, const char *sql);
int wdb_in_transaction(const wdb *h);

/* A result outlives its session and is to be cleared; NULL when memory ran
 * out. wdb_result: FDB_OK when the statement worked. */
typedef struct wdb_res wdb_res;
wdb_res *wdb_query(wdb *h, const char *sql);
int wdb_result(const wdb_res *r);
int wdb_rows(const wdb_res *r);
void wdb_clear(wdb_res *r);

#ifdef __cplusplus
}

#include <stdexcept>

#if defined(ORACLE_EXECUTE) || defined(ORACLE_LIBRARY)
#define FDB_LINE , int line = __builtin_LINE()
#define FDB_ONLY_LINE int line = __builtin_LINE()
#else
#define FDB_LINE
#define FDB_ONLY_LINE
#endif

/* What the C++ side throws. */
class fdb_failure : public std::runtime_error {
public:
  explicit fdb_failure(const char *what);
};

/* Run or throw. */
void fdb_must(fdb *h, const char *sql FDB_LINE);
void wdb_must(wdb *h, const char *sql FDB_LINE);

/* Begins, or throws; rolls back in its destructor what was not committed.
 * commit() throws when it fails. */
class fdb_transaction {
public:
  explicit fdb_transaction(fdb *h FDB_LINE);
  ~fdb_transaction();
  fdb_transaction(const fdb_transaction &) = delete;
  fdb_transaction &operator=(const fdb_transaction &) = delete;
  void commit(FDB_ONLY_LINE);
  void rollback(FDB_ONLY_LINE);

private:
  fdb *h_;
  bool done_;
};

class wdb_transaction {
public:
  explicit wdb_transaction(wdb *h FDB_LINE);
  ~wdb_transaction();
  wdb_transaction(const wdb_transaction &) = delete;
  wdb_transaction &operator=(const wdb_transaction &) = delete;
  void commit(FDB_ONLY_LINE);
  void rollback(FDB_ONLY_LINE);

private:
  wdb *h_;
  bool done_;
};
#endif

#endif
