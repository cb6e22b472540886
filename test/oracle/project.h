/* project.h - What a generated program sees of its surroundings.
 *
 * Everything here is unseen by the analyser: declared outside of system
 * headers, defined in another file. With ORACLE_EXECUTE the calls tell the
 * implementation from which line they come.
 */
#ifndef ORACLE_PROJECT_H
#define ORACLE_PROJECT_H

#include <fakedb.h>
#include <stddef.h>
#include <stdlib.h>

#ifdef __cplusplus
#include <exception>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>
#define ORACLE_NOEXCEPT noexcept
extern "C" {
#else
#define ORACLE_NOEXCEPT
#endif

/* Any number from 0 to n - 1. */
int pick(int n) ORACLE_NOEXCEPT;
/* Does nothing to sessions. */
void tick(void) ORACLE_NOEXCEPT;
/* Ends the process. */
#ifdef __cplusplus
[[noreturn]]
#else
_Noreturn
#endif
void die(void) ORACLE_NOEXCEPT;
/* Borrows. */
void tell(const fdb *h);
/* May keep or close its argument for all that the analyser knows. */
void poke(fdb *h);
void wtell(const wdb *h);
void wpoke(wdb *h);

#ifdef __cplusplus
}
/* May throw something that derives from std::exception. */
void work();
int step(int n);
/* Never throws. */
void safe() noexcept;
#endif

struct ctx {
  fdb *db;
  int ready;
};

struct wctx {
  wdb *db;
  int ready;
};

#ifdef ORACLE_EXECUTE
#include "script.h"
#endif

#endif
