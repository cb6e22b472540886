//===- Hiding.h - Which of several findings is told ------------*- C++ -*-===//
//
// Decides what is left when findings say the same (SEMANTICS 3.16): one for a
// session, check and cause. Also names a finding for baselines (3.17). Which
// findings there are is the checks' matter.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CHECKS_HIDING_H
#define SESSION_TIDY_CHECKS_HIDING_H

#include "checks/Finding.h"

namespace session::checks {

/// Keeps one finding per session, check and cause: the first definite one,
/// else the first. The order stays.
std::vector<Finding> hideRepeated(std::vector<Finding> Findings);

/// Check, function, opener, ordinal and cause: no variable name, no line, so
/// that renaming and shifting code keeps it.
std::string identityOf(const Finding &F, const flow::SymbolTable &Symbols);

} // namespace session::checks

#endif
