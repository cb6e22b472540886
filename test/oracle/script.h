/* script.h - What an executed program is instrumented with.
 *
 * Included last by project.h. Calls and returns record their line; the run_*
 * functions that the generator adds ask for arguments and name the places
 * through which a function hands a session out.
 */
#ifndef ORACLE_SCRIPT_H
#define ORACLE_SCRIPT_H

#ifdef __cplusplus
extern "C" {
#endif

struct oracle_case {
  const char *name;
  void (*run)(void);
  int thrown_types; /* how many classes of exceptions make a difference */
  int first, last;  /* its lines */
};
extern const struct oracle_case oracle_cases[];

void oracle_at(int line);
void oracle_return(int line);
void oracle_throw(int line);
/* An argument of the function under test. */
int oracle_int(void);
/* A session of the caller: open, failed or NULL. It is never leaked here. */
fdb *oracle_session(void);
/* May fail. */
void *oracle_malloc(size_t size);
/* The caller can reach h. */
void oracle_root(fdb *h);
/* A session of the caller that is open, perhaps inside a transaction. */
fdb *oracle_open_session(int in_transaction);
/* A statement of the caller. */
void *oracle_statement(fdb *h);
void oracle_root_child(void *child);
/* The next function that is entered is the one under test. */
void oracle_enter(void);
/* What it returned. */
void oracle_int_result(long value);
void oracle_void_result(void);
/* Judges what is open now; every case ends with it. */
void oracle_exit(int threw);

#ifdef __cplusplus
}
#endif

#define fdb_connect(...) (oracle_at(__LINE__), fdb_connect(__VA_ARGS__))
#define fdb_acquire(...) (oracle_at(__LINE__), fdb_acquire(__VA_ARGS__))
#define fdb_open(...) (oracle_at(__LINE__), fdb_open(__VA_ARGS__))
#define fdb_attach(...) (oracle_at(__LINE__), fdb_attach(__VA_ARGS__))
#define fdb_status(...) (oracle_at(__LINE__), fdb_status(__VA_ARGS__))
#define fdb_use(...) (oracle_at(__LINE__), fdb_use(__VA_ARGS__))
#define fdb_exec(...) (oracle_at(__LINE__), fdb_exec(__VA_ARGS__))
#define fdb_error(...) (oracle_at(__LINE__), fdb_error(__VA_ARGS__))
#define fdb_close(...) (oracle_at(__LINE__), fdb_close(__VA_ARGS__))
#define fdb_shut(...) (oracle_at(__LINE__), fdb_shut(__VA_ARGS__))
#define fdb_begin(...) (oracle_at(__LINE__), fdb_begin(__VA_ARGS__))
#define fdb_commit(...) (oracle_at(__LINE__), fdb_commit(__VA_ARGS__))
#define fdb_rollback(...) (oracle_at(__LINE__), fdb_rollback(__VA_ARGS__))
#define fdb_run(...) (oracle_at(__LINE__), fdb_run(__VA_ARGS__))
#define fdb_in_transaction(...) (oracle_at(__LINE__), fdb_in_transaction(__VA_ARGS__))
#define fdb_prepare(...) (oracle_at(__LINE__), fdb_prepare(__VA_ARGS__))
#define fdb_step(...) (oracle_at(__LINE__), fdb_step(__VA_ARGS__))
#define fdb_column(...) (oracle_at(__LINE__), fdb_column(__VA_ARGS__))
#define fdb_finalize(...) (oracle_at(__LINE__), fdb_finalize(__VA_ARGS__))
#define wdb_acquire(...) (oracle_at(__LINE__), wdb_acquire(__VA_ARGS__))
#define wdb_close(...) (oracle_at(__LINE__), wdb_close(__VA_ARGS__))
#define wdb_error(...) (oracle_at(__LINE__), wdb_error(__VA_ARGS__))
#define wdb_begin(...) (oracle_at(__LINE__), wdb_begin(__VA_ARGS__))
#define wdb_commit(...) (oracle_at(__LINE__), wdb_commit(__VA_ARGS__))
#define wdb_rollback(...) (oracle_at(__LINE__), wdb_rollback(__VA_ARGS__))
#define wdb_run(...) (oracle_at(__LINE__), wdb_run(__VA_ARGS__))
#define wdb_in_transaction(...) (oracle_at(__LINE__), wdb_in_transaction(__VA_ARGS__))
#define wdb_query(...) (oracle_at(__LINE__), wdb_query(__VA_ARGS__))
#define wdb_result(...) (oracle_at(__LINE__), wdb_result(__VA_ARGS__))
#define wdb_rows(...) (oracle_at(__LINE__), wdb_rows(__VA_ARGS__))
#define wdb_clear(...) (oracle_at(__LINE__), wdb_clear(__VA_ARGS__))
#define tell(...) (oracle_at(__LINE__), tell(__VA_ARGS__))
#define poke(...) (oracle_at(__LINE__), poke(__VA_ARGS__))
#define wtell(...) (oracle_at(__LINE__), wtell(__VA_ARGS__))
#define wpoke(...) (oracle_at(__LINE__), wpoke(__VA_ARGS__))
#define work(...) (oracle_at(__LINE__), work(__VA_ARGS__))
#define step(...) (oracle_at(__LINE__), step(__VA_ARGS__))
#define malloc(...) (oracle_at(__LINE__), oracle_malloc(__VA_ARGS__))
#define throw oracle_throw(__LINE__), throw
#define return if (oracle_return(__LINE__), 0) {} else return

#endif
