//===- ViolationFinding.h - What a violation and its finding share -*- C++
//-*-===//
//
// Copies into a Finding what every check takes over from the solver's
// Violation. Which message it gets, and whether it is one at all, is left to
// the check. Also declares the checks that AllChecks.def lists.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CHECKS_VIOLATIONFINDING_H
#define SESSION_TIDY_CHECKS_VIOLATIONFINDING_H

#include "checks/Check.h"

namespace session::checks {

/// Everything but Check, Text and Identity.
Finding findingOf(const solver::Violation &V, const CheckInput &Input);

/// What was lost; each is another check's.
enum class Lost : uint8_t { Session, Child, Transaction };
/// What was opened here and leaves without a certain end.
void checkLost(const CheckInput &Input, Lost Of, std::vector<Finding> &Out);

#define SESSION_CHECK(NAME, RUN)                                               \
  void RUN(const CheckInput &Input, std::vector<Finding> &Out);
#define SESSION_PROGRAM_CHECK(NAME, RUN)                                       \
  void RUN(const ProgramCheckInput &Input, std::vector<Finding> &Out);
#define SESSION_DOUBLE_CHECK(NAME, RUN, TOGETHER)                              \
  SESSION_CHECK(NAME, RUN) SESSION_PROGRAM_CHECK(NAME, TOGETHER)
#include "checks/AllChecks.def"
#undef SESSION_CHECK
#undef SESSION_PROGRAM_CHECK
#undef SESSION_DOUBLE_CHECK

} // namespace session::checks

#endif
