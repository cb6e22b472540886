//===- ValueNames.h - What the values of a function are called -*- C++ -*-===//
//
// Flow-insensitive names for values and places of one function in terms that
// its callers, its closures and other functions share: parameters, `this`,
// statics, and locals of the function that owns them. A value may have several
// names, or none. Used to find out who means the same session or lock; what
// happens to it is FactCollector's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_VALUENAMES_H
#define SESSION_TIDY_SHARING_VALUENAMES_H

#include "sharing/FunctionFacts.h"
#include "solver/CalleeBinding.h"
#include <functional>
#include <map>
#include <set>

namespace session::sharing {

/// Facts that are known so far, by function; nullptr: none.
using FactLookup = std::function<const FunctionFacts *(flow::FunctionId)>;

/// What a callee's `this` and parameters are in its caller.
struct BoundCall {
  struct Given {
    Values What;  ///< the value that was passed
    Spots Object; ///< a record by value: where it is
  };
  flow::FunctionId Callee;
  Given This;
  std::vector<Given> Arguments;
};

/// A call of an owner's member: the owner's contract and the member's role. A
/// member may be inherited from a class that the contract does not name.
struct OwnerCall {
  const TypeContract *Owner = nullptr;
  const MemberRole *Role = nullptr;
};
OwnerCall ownerCall(const flow::Call &C, const solver::CalleeBinding &Binding);

class ValueNames {
public:
  ValueNames(const flow::FlowGraph &Graph, const solver::CalleeBinding &Binding,
             FactLookup Known);

  /// Where a place is.
  Spots spots(const flow::Place &P) const;
  Values values(const flow::Operand &O) const;
  Values returned() const;
  /// Fields of `this` and the parameters that a constructor fills them from.
  std::vector<std::pair<Spot, Spot>> fields() const;
  /// Where the object is that a pointer, reference or handle value refers to.
  Spots referred(const flow::Operand &O) const;

  /// Of session objects that share one session, the first.
  Spots originals(const Spots &Sessions) const;

  BoundCall bind(const flow::Call &C) const;
  /// The callable O, called with C's arguments from First on.
  std::vector<BoundCall> bindCallable(const flow::Operand &O,
                                      const flow::Call &C,
                                      unsigned First) const;
  /// A callee's spot in this function's names; itself if it is not the
  /// callee's own.
  Spots translated(const Spot &OfCallee, const BoundCall &Bound) const;
  /// A place of a declared contract.
  Spots placeIn(const ContractPath &Path, const flow::Call &C) const;
  Values valueIn(const ContractPath &Path, const flow::Call &C) const;
  flow::TypeId typeOf(const flow::Place &P) const;

private:
  Spots continued(Spots From, llvm::ArrayRef<flow::Projection> Steps) const;
  Values valuesAt(const Spot &S) const;
  void propagate(const flow::Op &What);
  void propagateCall(const flow::Call &C);
  void propagateOwner(const flow::Call &C);
  Values resultOf(const flow::Call &C) const;
  void propagateFields(const FunctionFacts &Facts, const BoundCall &Bound);
  void hold(const flow::Place &To, const Values &What);
  void hold(const Spot &To, const Values &What);
  bool isOwnLocal(const Spot &S) const;
  bool isNameless(const Value &V) const;

  const flow::FlowGraph &Graph;
  const solver::CalleeBinding &Binding;
  FactLookup Known;
  std::map<Spot, Values> Held;          ///< locals and their fields only
  std::set<flow::VariableId> Allocated; ///< what `new` made is there
  bool Changed = false;
};

} // namespace session::sharing

#endif
