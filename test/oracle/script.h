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
#define tell(...) (oracle_at(__LINE__), tell(__VA_ARGS__))
#define poke(...) (oracle_at(__LINE__), poke(__VA_ARGS__))
#define work(...) (oracle_at(__LINE__), work(__VA_ARGS__))
#define step(...) (oracle_at(__LINE__), step(__VA_ARGS__))
#define malloc(...) (oracle_at(__LINE__), oracle_malloc(__VA_ARGS__))
#define throw oracle_throw(__LINE__), throw
#define return if (oracle_return(__LINE__), 0) {} else return

#endif
