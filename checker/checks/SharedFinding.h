//===- SharedFinding.h - What a shared session and its finding share -*- C++
//-*-===//
//
// Copies into a Finding what the checks of whole programs take over from a
// SharedSession, and makes the events that its notes tell. Which message it
// gets is left to the check.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CHECKS_SHAREDFINDING_H
#define SESSION_TIDY_CHECKS_SHAREDFINDING_H

#include "checks/ViolationFinding.h"

namespace session::checks {

/// Everything but Check, Tag, Text and Path.
Finding findingOf(const sharing::SharedSession &S,
                  const ProgramCheckInput &Input);

/// What one of the sharers does.
flow::WitnessEvent eventOf(const sharing::Party &Who);
/// How control comes to it, where that is seen; else nullopt.
std::optional<flow::WitnessEvent> startOf(const sharing::Party &Who);
/// Where the static is declared.
flow::WitnessEvent declarationOf(const Finding &F,
                                 const flow::SymbolTable &Symbols);

} // namespace session::checks

#endif
