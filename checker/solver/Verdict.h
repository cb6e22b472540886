//===- Verdict.h - From suspicions to violations ---------------*- C++ -*-===//
//
// Runs one session's simulation, replays what it suspects, and keeps one
// violation for each cause (SEMANTICS 3.15, 3.16) with its witness.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_VERDICT_H
#define SESSION_TIDY_SOLVER_VERDICT_H

#include "solver/EntryPaths.h"
#include "solver/Simulation.h"

namespace session::solver {

void judgeOpened(const flow::FlowGraph &Graph, const CalleeBinding &Binding,
                 const OpeningSite &Site, FunctionResult &Result);
void judgeHanded(const flow::FlowGraph &Graph, const CalleeBinding &Binding,
                 const EntryPath &Entry, FunctionResult &Result);

} // namespace session::solver

#endif
