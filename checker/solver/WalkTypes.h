//===- WalkTypes.h - What a walk hands about -------------------*- C++ -*-===//
//
// The values that pass between a walker and whoever drives it: what is
// followed, where a state arrives, what is suspected. Decides nothing.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_WALKTYPES_H
#define SESSION_TIDY_SOLVER_WALKTYPES_H

#include "solver/CalleeBinding.h"
#include "solver/SimState.h"

namespace session::solver {

struct Arrival {
  flow::BlockId To;
  SimState State;
};

/// A rule broken on a path; the state is not followed further.
struct Suspicion {
  Breach Broken = Breach::None;
  Cause Why = Cause::None;
  AnchorId At;
  flow::FunctionId Culprit;
  flow::Leave Leaving = flow::Leave::None;
  bool InCallee = false;
  bool Cleared = false; ///< by a write to a place outside of this function
  bool MovedFrom = false;
  bool TransactionOver = false; ///< of the object that it was used through
  bool AfterFailure = false; ///< LeftInside: something is known to have failed
  ReturnTest Class;          ///< LeftInside: of the value returned
  AnchorId BeganAt;          ///< LeftInside: the transaction, on one such path

  friend bool operator==(const Suspicion &A, const Suspicion &B) {
    return A.Broken == B.Broken && A.Why == B.Why && A.At == B.At &&
           A.AfterFailure == B.AfterFailure && A.Class == B.Class;
  }
};

/// How transactions that were begun here end here, on some path.
struct OwnEnds {
  bool Any = false;
  bool ByRollback = false;
  AnchorId LastCommit; ///< the last in the source; invalid: none
  /// Another one is begun after a commit: the work is done in chunks.
  bool BegunAnew = false;
};

class WalkListener {
public:
  virtual ~WalkListener() = default;
  virtual void suspect(const Suspicion &What, const SimState &State) = 0;
  /// Control leaves the function; Exceptional: by exception.
  virtual void leave(bool Exceptional, const SimState &State) = 0;
};

/// What is followed: a session opened in the graph, or one handed in.
struct Tracked {
  const OpeningSite *Site = nullptr; ///< nullptr: handed in
  std::string Kind;
  /// Handed in by value, in an owner: nobody else has it.
  bool IsGiven = false;
};

/// What may become of what stood where a session appears.
struct Fate {
  bool Stays, Replaced;
};

/// Which outcomes of an effect are wanted.
struct OutcomeChoice {
  bool Throws, Failures;
};

/// What a contract's path means at a call: a place, what it holds, or both.
struct Resolved {
  std::optional<Location> Where;
  ValueId Value;
};

void forgetLast(SimState &State, const CalleeBinding &Binding);

/// A value on its way: where it is kept meanwhile, and where it goes.
struct Move {
  Location Aside;
  std::optional<Location> To; ///< none: the call's scalar result
};

} // namespace session::solver

#endif
