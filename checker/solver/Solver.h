//===- Solver.h - Path-sensitive typestate over a flow graph ---*- C++ -*-===//
//
// Property simulation after ESP (Das, Lerner, Seigle, PLDI 2002): for each
// session, one walk over the graph whose states are keyed by the protocol
// state and whose facts are joined by intersection. Contracts of callees are
// looked up in the store; inferContracts fills it bottom-up first.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_SOLVER_H
#define SESSION_TIDY_SOLVER_SOLVER_H

#include "contracts/ContractStore.h"
#include "flow/FlowGraph.h"
#include "solver/FunctionResult.h"
#include <memory>

namespace session::solver {

/// What changes the meaning of the program, not what is reported of it.
struct SolverOptions {
  bool ForeignMayThrow = false;
  bool AnyException = false;
  bool ReportInMain = false;
  bool ExceptionsDisabled = false; ///< -fno-exceptions
  /// No contracts of functions that nobody in the program can ask for.
  bool OnlyAsked = false;
};

struct ProgramFacts;
class RunCache;

struct SolveInput {
  const flow::Program &Program;
  const ContractStore &Contracts;
  SolverOptions Options;
  Budget Limits;
  /// Filled by prepare(); computed anew where it is missing.
  std::shared_ptr<const ProgramFacts> Facts;
  std::shared_ptr<RunCache> Runs;
};

/// Computes what all functions of a program share: call once, before
/// inferContracts.
void prepare(SolveInput &Input);

/// Infers the contracts of every function of the program, callees first, and
/// stores them. Input.Contracts is Store. Functions that touch no session get
/// none.
void inferContracts(const SolveInput &Input, ContractStore &Store);

/// Solves one function. Never fails; see FunctionResult::Stopped.
FunctionResult solve(const flow::FlowGraph &Graph, const SolveInput &Input);

/// The states at each block, for `dev dump ... states`.
std::string dumpStates(const flow::FlowGraph &Graph, const SolveInput &Input);

} // namespace session::solver

#endif
