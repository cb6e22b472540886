//===- PoolFinder.h - The program's own pools ------------------*- C++ -*-===//
//
// Finds pools by what the code does: a container of sessions in a class, a
// struct or a static, a function that hands an element out and marks or
// removes it, and one that undoes just that with what it is given. Names play
// no part. What taking a second one means is the walk's to say.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_POOLFINDER_H
#define SESSION_TIDY_SOLVER_POOLFINDER_H

#include "contracts/ContractStore.h"
#include "flow/FlowGraph.h"
#include <map>

namespace session::solver {

/// What a function of a pool does, in place of what its body shows.
using PoolEffects = std::map<flow::FunctionId, Effect>;

/// Records: those whose objects are sessions or to which handles point.
PoolEffects findPools(const flow::Program &Program,
                      const ContractStore &Contracts,
                      const std::map<flow::TypeId, std::string> &Records);

} // namespace session::solver

#endif
