//===- PathNames.h - What a callee calls its caller's places ---*- C++ -*-===//
//
// Which places of a function's signature a variable may stand for: a
// flow-insensitive may-alias of locals with what was handed in. Cheap and
// approximate; only the pre-passes of inference use it.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_PATHNAMES_H
#define SESSION_TIDY_SOLVER_PATHNAMES_H

#include "solver/CalleeBinding.h"

namespace session::solver {

class PathNames {
public:
  using Paths = std::vector<ContractPath>;
  static constexpr size_t MaxSteps = 6;

  /// The call hands out what its receiver owns (`operator->`).
  using Peek = llvm::function_ref<bool(const flow::Call &)>;
  PathNames(const flow::FlowGraph &Graph, const flow::SymbolTable &Symbols,
            Peek HandsOut = nullptr);

  /// The signature's names of a place; none for locals and array elements.
  Paths of(const flow::Place &P) const;
  /// The signature's names of a value.
  Paths of(const flow::Operand &Value) const;
  /// Where a contract of C's callee points to, in terms of this function.
  Paths of(const ContractPath &InCallee, const flow::Call &C) const;
  /// The static type of a place, or an invalid id.
  flow::TypeId typeOf(const flow::Place &P) const;

private:
  void seed();
  void propagate(const flow::Assign &A);
  void propagateOwned(const flow::Call &C);
  flow::TypeId fieldType(flow::TypeId Record, NameId Name,
                         unsigned Depth) const;

  const flow::FlowGraph &Graph;
  const flow::SymbolTable &Symbols;
  void appendSteps(ContractPath &Path,
                   llvm::ArrayRef<flow::Projection> Steps) const;
  std::vector<Paths> Names;    ///< by variable: what it holds
  std::vector<Paths> PointsTo; ///< by variable: what it holds the address of
};

} // namespace session::solver

#endif
