//===- SimState.h - One state of one session's simulation ------*- C++ -*-===//
//
// What a path carries: the protocol state, what is known of memory, the
// exception in flight, and how it got here. Key is what keeps two states
// apart at a point (ESP's property state and a little more); states of one
// key are joined.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_SIMSTATE_H
#define SESSION_TIDY_SOLVER_SIMSTATE_H

#include "contracts/Effect.h"
#include "flow/Witness.h"
#include "protocol/SessionState.h"
#include "solver/ExceptionSet.h"
#include "solver/Memory.h"
#include <memory>

namespace session::solver {

/// A path's events, newest first; shared between the states that fork.
struct WitnessNode {
  flow::WitnessEvent Event;
  std::shared_ptr<const WitnessNode> Before;
};
using WitnessTail = std::shared_ptr<const WitnessNode>;

/// The exception in flight and who let it fly.
struct Flight {
  ExceptionSet What;
  AnchorId At;              ///< the throwing call or throw expression
  flow::FunctionId Thrower; ///< invalid: a throw expression
  /// Joined paths: other places that may have thrown; at most MaxOrigins.
  llvm::SmallVector<std::pair<AnchorId, flow::FunctionId>, 2> Others;
  static constexpr size_t MaxOrigins = 8;
};

/// What a path did to a session that the function was handed (for contracts).
using EventTrail = llvm::SmallVector<EventKind, 4>;
inline bool isFailing(EventKind Kind) {
  return Kind == EventKind::ExecFail || Kind == EventKind::CommitFail;
}
/// One more event, where it says something new.
void append(EventKind Kind, EventTrail &Trail);
/// Begins or ends a transaction, or a part of one.
bool movesTransaction(EventKind Kind);

/// A call that runs statements or ends transactions and may fail.
struct Run {
  AnchorId At;
  flow::FunctionId Callee;
  /// Whose outcomes tell failure from success; nullptr: nothing tells.
  const Effect *Test = nullptr;
  EventTrail Done;         ///< what happened if it worked
  EventTrail OnFail;       ///< what happened if it did not
  bool IsInferred = false; ///< Test is of an inferred contract
  /// A begin, commit or rollback is among Done.
  bool movesTransaction() const;
  friend bool operator==(const Run &A, const Run &B) {
    return A.At == B.At && A.Callee == B.Callee && A.Test == B.Test &&
           A.Done == B.Done && A.OnFail == B.OnFail &&
           A.IsInferred == B.IsInferred;
  }
};

struct SimState {
  SimState() = default;
  SimState(const SimState &) = default;
  SimState &operator=(const SimState &) = default;
  // A vector that grows copies what may throw when it is moved.
  SimState(SimState &&) noexcept = default;
  SimState &operator=(SimState &&) noexcept = default;

  SessionState Session;
  Memory Store;
  std::optional<Flight> Pending;
  std::vector<Flight> Handled; ///< exceptions being handled, innermost last
  EventTrail Trail;
  WitnessTail Path;
  ValueId CallResult;   ///< of the call at hand
  uint8_t Children = 0; ///< known to be alive and to block a close; 2: many
  AnchorId LeftAt;      ///< the last return statement or closing brace
  flow::Leave Leaving = flow::Leave::None;
  AnchorId BeganAt;   ///< the transaction that is open was begun here
  Awaited Ran;        ///< by the call at hand; Run 0: nothing
  Awaited Last;       ///< the last statement, until something else happens
  AnchorId LastMove;  ///< the last call that began or ended a transaction
  AnchorId RefusedAt; ///< the close that was refused
  AnchorId CopiedAt;  ///< an object that holds the handle was copied here
  /// The caller's transaction as an observer found it, before anything else.
  std::optional<Transaction> FoundTx;
  bool Tracking = false;    ///< the opening site was passed (or handed in)
  bool LastMention = false; ///< see Outcome::LastMention
  bool Adrift = false;      ///< held by somebody outside who has no name here
  bool Escaped = false;     ///< went where nobody can follow
  bool Likely = false;      ///< rests on an assumption
  bool Failed = false;      ///< something is known to have failed since BeganAt
  bool Ended = false;       ///< a transaction begun here has been ended
  bool BeginFailed = false; ///< a begin is known to have failed
  bool ByFlag = false;      ///< the object that holds it knows of the begin
  bool RanUnknown = false;  ///< for a contract: see EventKind::ExecUnknown
  /// What the program keeps was asked about on the way here; and decided that
  /// the first begin or end happened. Not part of the key.
  bool Asked = false, MovedByState = false;
  bool ByState = false; ///< the outcome at hand: see Outcome::ByState
  /// The transaction that was begun here was ended inside this callee, there.
  flow::FunctionId EndedBy;
  AnchorId EndedIn;

  bool owes() const { return Tracking && Session.owesClose(); }
};

/// What keeps states apart at one point.
struct StateKey {
  SessionState Session;
  uint32_t Flags = 0;
  uint64_t Holders = 0;  ///< hash of the handle's places
  uint64_t Steering = 0; ///< hash of the steering variables' constants
  friend bool operator<(const StateKey &A, const StateKey &B) {
    return std::tie(A.Session, A.Flags, A.Holders, A.Steering) <
           std::tie(B.Session, B.Flags, B.Holders, B.Steering);
  }
};

/// The part of a key that no join changes: where a path is in the protocol.
using Phase = std::pair<SessionState, uint32_t>;
Phase phaseOf(const SimState &State);

/// Steering: the variables whose constants are part of the key (at most two).
StateKey keyOf(const SimState &State,
               llvm::ArrayRef<flow::VariableId> Steering);
/// Keeps of Old the facts that are true of New as well, and its path; false: it
/// knew no others, and is what it was.
bool weaken(SimState &Old, const SimState &New);

} // namespace session::solver

#endif
