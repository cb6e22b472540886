//===- RunCache.h - What the runs over one program share -------*- C++ -*-===//
//
// A graph is simulated several times: for its contract and for its findings,
// once for each session. Kept here is what those runs have in common, and
// which of them found nothing to suspect. One thread.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_RUNCACHE_H
#define SESSION_TIDY_SOLVER_RUNCACHE_H

#include "contracts/ContractPath.h"
#include "protocol/SessionState.h"
#include "solver/Counting.h"
#include "solver/Liveness.h"
#include "llvm/ADT/DenseMap.h"
#include <map>
#include <memory>

namespace session::solver {

/// What follows from the graph alone.
struct GraphPlan {
  GraphPlan(const flow::FlowGraph &Graph, const flow::SymbolTable &Symbols);
  Liveness Live;
  std::vector<unsigned> Loops; ///< see loopsOf
  Counting Counts;
  std::vector<bool> Returning; ///< by block: an exit can be reached
  std::vector<unsigned> Order; ///< reverse post-order, by block
  /// See Steering.h; of sessions opened here and of those handed in.
  llvm::SmallVector<flow::VariableId, 2> Steering, SteeringOfHanded;
};

/// One session's run over one graph.
struct RunKey {
  std::string Kind;
  flow::BlockId Block; ///< of the opening; invalid: handed in
  unsigned Index = 0;  ///< of the opening in its block
  unsigned EffectIndex = 0;
  ContractPath Path;       ///< where it was handed in
  Life Alive = Life::Open; ///< as it was handed in
  friend bool operator<(const RunKey &A, const RunKey &B) {
    return std::tie(A.Kind, A.Block, A.Index, A.EffectIndex, A.Path, A.Alive) <
           std::tie(B.Kind, B.Block, B.Index, B.EffectIndex, B.Path, B.Alive);
  }
};

class RunCache {
public:
  /// Graph must outlive the cache, where it is.
  const GraphPlan &plan(const flow::FlowGraph &Graph,
                        const flow::SymbolTable &Symbols);

  /// The run for the contract suspected nothing, in so many steps. It follows
  /// every path that the run for the findings would follow, and more: the
  /// second may be left out, as long as no contract has changed.
  void noteQuiet(flow::FunctionId Self, const RunKey &Run, uint64_t Steps) {
    Quiet[Self][Run] = Steps;
  }
  /// The steps; nullopt: not known to be quiet.
  std::optional<uint64_t> stepsOfQuiet(flow::FunctionId Self,
                                       const RunKey &Run) const;
  /// Contracts that Self depends on may have changed.
  void forgetQuiet(flow::FunctionId Self) { Quiet.erase(Self); }

private:
  llvm::DenseMap<const flow::FlowGraph *, std::unique_ptr<GraphPlan>> Plans;
  std::map<flow::FunctionId, std::map<RunKey, uint64_t>> Quiet;
};

} // namespace session::solver

#endif
