/* fakedb.h - A small database library that exists only for the oracle.
 *
 * The analyser sees it as any external C library, through fakedb.yaml. It has
 * the opening forms of the real ones: a handle by return or by out-argument, a
 * failure with or without something to close, an observer of the status, and a
 * close that never refuses. fakedb.cpp implements it with scripted outcomes.
 */
#ifndef FAKEDB_H
#define FAKEDB_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fdb fdb;

enum { FDB_OK = 0, FDB_BAD = 1 };

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

#ifdef __cplusplus
}
#endif

#endif
