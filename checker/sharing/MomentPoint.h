//===- MomentPoint.h - What holds at one point of a walk -------*- C++ -*-===//
//
// The state of MomentWalk: locks held on every path, sessions that are open,
// threads that may run and what goes with them. Joins what two paths say; the
// questions that an edge of the graph answers are here, too.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_MOMENTPOINT_H
#define SESSION_TIDY_SHARING_MOMENTPOINT_H

#include "sharing/FactCollector.h"
#include "sharing/shapes/EdgeTests.h"
#include <map>
#include <set>

namespace session::sharing {

/// A lock and the guard that will free it, if one does.
using HeldLock = std::pair<Spot, Spot>;
using HeldLocks = std::set<HeldLock>;

/// Numbers that places hold, by the name that the function gives them.
using Numbers = std::map<Spot, int64_t>;

/// What this function has done about the signals of a thread.
enum Handed : uint8_t { Nothing = 1, Awaited = 2, Signalled = 4 };

/// A thread that may run.
struct Running {
  std::set<Spot> Stale; ///< locals that are no longer those it was given
  uint8_t Hands = Nothing;
  Numbers Known; ///< whenever it does run

  friend bool operator==(const Running &A, const Running &B) {
    return A.Stale == B.Stale && A.Hands == B.Hands && A.Known == B.Known;
  }
};

/// What holds at one point.
struct Point {
  HeldLocks Held;       ///< on every path
  HeldLocks Read;       ///< the same, of locks that others may hold too
  std::set<Spot> Asked; ///< statics and the like that every path asked about
  std::set<Spot> Open;  ///< sessions that some path opened and left open
  std::set<Spot> Own;   ///< sessions that every path opened
  std::map<unsigned, Running> Threads;
  std::set<unsigned> Posted; ///< handlers that nobody runs yet
  Numbers Known;
  uint8_t Turns = FirstTurn;

  friend bool operator==(const Point &A, const Point &B) {
    return A.Held == B.Held && A.Asked == B.Asked && A.Open == B.Open &&
           A.Own == B.Own && A.Threads == B.Threads && A.Read == B.Read &&
           A.Known == B.Known && A.Turns == B.Turns && A.Posted == B.Posted;
  }
};

void intersect(std::set<Spot> &To, const std::set<Spot> &With);
void join(Point &To, const Point &With);

std::vector<Spot> locksOf(const HeldLocks &Held);
/// Forgets the lock or guard at S; was it held?
bool freeLock(const Spot &S, HeldLocks &Held);

/// The thread went into a container or member: a join that means no thread
/// which is known by its own handle may mean this one.
/// Optimistic: joins_another_FN.
bool isLostHandle(const FunctionFacts &Facts, const Start &S,
                  const Spots &Joined, const flow::FlowGraph &Graph,
                  const flow::Program &P);

/// One of them ends before the other begins.
bool takeTurns(const Start &A, const Start &B);
/// A thread runs that runs what keeps the handler.
bool hasRunner(const Start &Handler, const Point &At);
/// Handlers whose last runner has ended have run.
void dropUnrun(const FunctionFacts &Facts, Point &At);

std::set<flow::StaticId> writtenStatics(const flow::FlowGraph &Graph);

/// The test says that starting the thread has failed.
bool failed(const Start &S, const EdgeTest &T);
/// It says that the threads of the verdict have ended.
bool saysEnded(const Verdict &V, const EdgeTest &T);
/// It says which thread of a team this is.
bool saysWhichMember(const Moments &Found, const EdgeTest &T);
/// It cannot hold when Self's places have these numbers.
bool contradicts(const Numbers &Known, const EdgeTest &T,
                 flow::FunctionId Self);

} // namespace session::sharing

#endif
