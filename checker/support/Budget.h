//===- Budget.h - How much work a function may cost ------------*- C++ -*-===//
//
// Decides when an analysis stops looking. Running out is never an error: the
// function becomes incomplete, with a reason that statistics and SARIF show.
// All figures are counts of abstract work, not time, so that the same input
// gives the same output on any machine.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SUPPORT_BUDGET_H
#define SESSION_TIDY_SUPPORT_BUDGET_H

#include <cstdint>

namespace session {

/// Why an analysis stopped early. `None`: it did not.
enum class GaveUp : uint8_t {
  None,
  Steps,
  States,
  Recursion,
  Construct,
  Errors
};

struct Budget {
  /// Block visits for one session's simulation in one function.
  uint64_t StepsPerSession = 60000;
  /// Block visits for all simulations of one function.
  uint64_t StepsPerFunction = 150000;
  /// States kept at one program point; past it the facts of the oldest go.
  unsigned StatesPerPoint = 24;
  /// Replays of candidate paths before silence (SEMANTICS 3.18).
  unsigned ReplaysPerFinding = 8;
  /// Rounds over a recursive group before the assumed contract is taken.
  unsigned RecursionRounds = 4;
};

} // namespace session

#endif
