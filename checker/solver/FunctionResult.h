//===- FunctionResult.h - What the solver found out ------------*- C++ -*-===//
//
// The solver's answer for one function: rules broken on feasible paths, each
// with its witness, and how complete the analysis was. Policy is left to the
// checks: which breach is whose finding, and what hides what.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_FUNCTIONRESULT_H
#define SESSION_TIDY_SOLVER_FUNCTIONRESULT_H

#include "contracts/FunctionContract.h"
#include "flow/Witness.h"
#include "protocol/Transition.h"
#include "support/Budget.h"

namespace session::solver {

/// How a session came to be lost while it still owed a close (SEMANTICS 3.16).
enum class Cause : uint8_t {
  None,
  FailedOpen,
  Return,
  Unwinding,
  Overwritten,
  Discarded,
  WrongRelease,
  RefusedClose,
};

enum class Confidence : uint8_t { Definite, Likely };

/// The session a violation is about.
struct SessionRef {
  flow::FunctionId Opener;    ///< the opening callee; invalid: handed in
  unsigned OpenerOrdinal = 0; ///< index of the site among its opener's sites
  AnchorId OpenedAt;          ///< the opening call; invalid: handed in
  std::string Kind;           ///< "sqlite3.connection"
  NameId Parent;              ///< of a child: its session, as written
  NameId Name;                ///< as the user wrote the handle: "db", "conn_"
};

struct Violation {
  /// None: lost while it owes a close, for the reason Why.
  Breach Broken = Breach::None;
  Cause Why = Cause::None;
  Confidence Sure = Confidence::Definite;
  SessionRef Session;
  AnchorId At;              ///< where to report (SEMANTICS 3.15)
  flow::FunctionId Culprit; ///< the callee that breaks the rule or throws
  flow::Leave Leaving = flow::Leave::None;
  flow::Witness Path;
  unsigned MoreThrowers = 0;    ///< further calls that may throw, not shown
  bool InCallee = false;        ///< the use or close happens inside Culprit
  bool HandleInField = false;   ///< an owner's field, reported at class level
  bool AfterCopy = false;       ///< two objects close one handle
  bool TransactionOver = false; ///< of the object that it was used through
  bool MovedFrom = false;       ///< the handle is a moved-from owner's null
};

struct FunctionResult {
  flow::FunctionId Self;
  std::vector<Violation> Violations; ///< ordered by place, then cause
  bool TouchesSession = false;
  GaveUp Stopped = GaveUp::None;
  uint64_t Steps = 0;
  unsigned Sessions = 0; ///< simulations that were run
};

} // namespace session::solver

#endif
