/*===- runtime.h - What the oracle's test functions are made of
--------------===*\
 *
 * Functions and classes that log what happens to them and whose decisions come
 * from a script. They are declared here and defined elsewhere: runtime.cpp for
 * real execution, Primitives.cpp for execution on the flow graph. A test
 * function is any function without parameters whose name starts with t_.
 *
\*===----------------------------------------------------------------------===*/
#ifndef SESSION_TIDY_TEST_LOWERING_RUNTIME_H
#define SESSION_TIDY_TEST_LOWERING_RUNTIME_H

#ifdef __cplusplus
#define ORACLE_NOTHROW noexcept
#define ORACLE_BOOL bool
extern "C" {
#else
#define ORACLE_NOTHROW
#define ORACLE_BOOL _Bool
#endif

/* The next bit of the script. */
ORACLE_BOOL decide(int Id) ORACLE_NOTHROW;
/* Logs. */
void note(int Id) ORACLE_NOTHROW;
/* Ends the process. */
__attribute__((noreturn)) void quit(int Id) ORACLE_NOTHROW;

#ifdef __cplusplus
}

/* Throws an Error if the next bit of the script is 1. */
void may_throw(int Id);
/* The same, and gives Id back. */
int checked(int Id);

struct Error {};
struct IoError : Error {};
struct DbError : Error {};
struct LockError : DbError {};
struct Unrelated {};

/* Logs its life and never throws. A copy keeps the number, a move leaves 0. */
struct Obj {
  int Id;
  Obj() noexcept;
  Obj(int Id) noexcept;
  Obj(const Obj &Other) noexcept;
  Obj(Obj &&Other) noexcept;
  Obj &operator=(const Obj &Other) noexcept;
  Obj &operator=(Obj &&Other) noexcept;
  ~Obj();
  /* The next bit of the script. */
  bool ask() const noexcept;
  int throwing() const; /* as checked(Id) */
};

/* Its constructors throw an Error if the next bit of the script is 1. */
struct Risky {
  int Id;
  Risky(int Id);
  Risky(const Risky &Other);
  ~Risky();
};

/* Its destructor throws an Error, after logging, if the next bit is 1. */
struct Bomb {
  int Id;
  Bomb(int Id) noexcept;
  Bomb(const Bomb &Other) noexcept;
  ~Bomb() noexcept(false);
};

/* A record result of an unseen function, which may throw. */
Obj make(int Id);

#endif
#endif
