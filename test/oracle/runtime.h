//===- runtime.h - What the files of the instrumented library share -------===//
//
// fakedb.cpp owns the scripts and the sessions, transactions.cpp what is begun
// and prepared on them.
//
//===----------------------------------------------------------------------===//
#ifndef ORACLE_RUNTIME_H
#define ORACLE_RUNTIME_H

#define ORACLE_LIBRARY
#include <deque>
#include <string>

#include "fakedb.h"
#include "project.h"

extern "C" {
struct oracle_case {
  const char *name;
  void (*run)(void);
  int thrown_types;
  int first, last;
};
extern const struct oracle_case oracle_cases[];
}

/// The transaction of a session, in one execution.
struct Tx {
  bool open;
  bool callers;      // open since before the function
  bool wire;         // of a library that a failure poisons until rollback
  bool poisoned;     // by a statement that failed
  int begun;         // line of the begin that the function made; 0: none
  bool ended;        // what it began it ended
  bool beginFailed;  // the last begin began nothing
  bool failed;       // something failed since the begin
  bool commitFailed; // the last commit
  bool vague;        // an unseen function may have ended it
  bool told;         // has a fault already; what follows is of no interest
};

struct fdb {
  enum Life { Open, Failed, Closed } life;
  bool foreign; // the caller's
  bool rooted;  // the caller can reach it
  bool poked;   // the last thing that happened to it was poke()
  int site;     // line of its opening
  Tx tx;
};

extern std::deque<fdb> handles;
extern int line, returnLine, throwLine;
extern const oracle_case *under;

int decide(int n);
/// Takes the place of a decision, so that a path is as long as its twin on
/// which there was something to decide.
void decideNothing();
fdb *make(fdb::Life life);
/// Whether h may be used; tells when it may not.
bool touch(const fdb *h, const char *how);
void record(const std::string &kind, int site, int at, const char *how);

// What fakedb.cpp tells transactions.cpp.

void startTransactions(bool first); ///< another script; the first of a search
void stopTransactions();            ///< no more scripts
void split(int outcome);            ///< paths differ from here on
void threwHere();
void leaveTransactions(bool threw);
void closeTransaction(fdb *h);
bool hasOpenChildren(const fdb *h);
/// Draws at random: the first path of a kind is not its best one.
void drawTransactions();

#endif
