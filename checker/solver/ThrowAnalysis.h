//===- ThrowAnalysis.h - From which calls can an exception leave? -*- C++ -*-//
//
// A cheap fixpoint over the call graph: the least set of functions from which
// a throw can leave, with its rank (SEMANTICS 3.14) and what may be thrown.
// Bodies in system headers never decide. Looks only at unwind edges: whether
// a path is feasible is not asked here.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_THROWANALYSIS_H
#define SESSION_TIDY_SOLVER_THROWANALYSIS_H

#include "contracts/ContractStore.h"
#include "solver/ExceptionSet.h"
#include "solver/Solver.h"

namespace session::solver {

struct ThrowSummary {
  ThrowRank Rank = ThrowRank::Never;
  ExceptionSet What;
  AnchorId ThrowAt; ///< a throw expression that can leave, when one is visible
};

class ThrowAnalysis {
public:
  ThrowAnalysis(const flow::Program &Program, const ContractStore &Store,
                const SolverOptions &Options);

  /// What can leave a call of F; an invalid F is an unknown callee.
  ThrowSummary of(flow::FunctionId F) const;
  /// What can leave a virtual call of F, which somebody overrides.
  ThrowSummary ofOverriders(flow::FunctionId F) const;
  /// Rank counts under the options.
  bool counts(ThrowRank Rank) const;
  flow::TypeId exceptionRoot() const { return Root; }

private:
  ThrowSummary ofUnseen(flow::FunctionId F) const;
  ThrowSummary ofBody(const flow::FlowGraph &Graph) const;
  /// What of an exception leaves Graph; what its handlers take is added to
  /// Caught.
  ExceptionSet leaving(const flow::FlowGraph &Graph, flow::BlockId Unwind,
                       ExceptionSet What, ExceptionSet &Caught) const;
  ExceptionSet unknownException() const;
  flow::TypeId typeNamed(llvm::StringRef Name) const;

  const flow::Program &Program;
  const ContractStore &Store;
  SolverOptions Options;
  flow::TypeId Root;
  std::vector<ThrowSummary> Bodies; ///< by FunctionId
};

} // namespace session::solver

#endif
