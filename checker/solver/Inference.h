//===- Inference.h - Contracts out of bodies -------------------*- C++ -*-===//
//
// Turns what the simulations of one function saw into a FunctionContract, in
// the same words in which models are written: what it opens and where it puts
// it, and what it does to each session that it was handed.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_INFERENCE_H
#define SESSION_TIDY_SOLVER_INFERENCE_H

#include "solver/EntryPaths.h"
#include "solver/Simulation.h"

namespace session::solver {

/// The contract of Graph's function under what is known of its callees.
FunctionContract inferContract(const flow::FlowGraph &Graph,
                               const CalleeBinding &Binding);

/// The state at the entry of Walk's function when the session at Path is
/// handed in with this life; nullopt when the path does not fit the function.
std::optional<SimState> handedIn(const flow::FlowGraph &Graph,
                                 const CalleeBinding &Binding,
                                 const ContractPath &Path, Life Alive,
                                 SimState State);

/// The name for callers of a value, or nullopt when it is nobody's but this
/// function's.
std::optional<ContractPath> pathOfPointer(ValueId V,
                                          const flow::FlowGraph &Graph,
                                          const CalleeBinding &Binding,
                                          const Memory &Store);

/// The location's name for callers, or nullopt when it is a local.
std::optional<ContractPath> pathOfLocation(const Location &L,
                                           const flow::FlowGraph &Graph,
                                           const CalleeBinding &Binding,
                                           const Memory &Store);

/// What callers call the places of the handle, and the object that it is.
std::vector<ContractPath> pathsOfHandle(const flow::FlowGraph &Graph,
                                        const CalleeBinding &Binding,
                                        const Memory &Store);

} // namespace session::solver

#endif
