//===- FactTable.h - The facts of a store's values -------------*- C++ -*-===//
//
// By the value's number. A store is copied at every branch and changes few
// facts afterwards, so copies share each fact until one of them changes it.
// The counts are not atomic: stores do not cross threads.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_FACTTABLE_H
#define SESSION_TIDY_SOLVER_FACTTABLE_H

#include "solver/ValueFact.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include <vector>

namespace session::solver {

class FactTable {
public:
  struct Node : llvm::RefCountedBase<Node> {
    Node() = default;
    explicit Node(ValueFact Fact) : Fact(std::move(Fact)) {}
    ValueFact Fact;
  };
  using Shared = llvm::IntrusiveRefCntPtr<Node>;

  /// The numbers below are taken, or were.
  size_t bound() const { return Nodes.size(); }
  void reserve(size_t Bound) { Nodes.reserve(Bound); }
  /// Known facts.
  size_t size() const { return Count; }

  /// Nullptr: nothing is known of V.
  const ValueFact *find(ValueId V) const {
    const Node *Known = node(V);
    return Known ? &Known->Fact : nullptr;
  }
  const Node *node(ValueId V) const {
    return V.index() < Nodes.size() ? Nodes[V.index()].get() : nullptr;
  }

  /// To write to; no other table sees it.
  ValueFact &change(ValueId V) {
    Shared &At = slot(V);
    if (!At)
      put(At, new Node());
    else if (At->UseCount() > 1)
      At = new Node(At->Fact);
    return At->Fact;
  }
  void set(ValueId V, ValueFact Fact) {
    put(slot(V), new Node(std::move(Fact)));
  }
  /// The fact of another table, shared with it.
  void share(ValueId V, const Node &Fact) {
    put(slot(V), const_cast<Node *>(&Fact));
  }
  void erase(ValueId V) {
    if (V.index() < Nodes.size() && Nodes[V.index()])
      put(Nodes[V.index()], nullptr);
  }

private:
  Shared &slot(ValueId V) {
    if (!V)
      return OfNoValue;
    if (V.index() >= Nodes.size())
      Nodes.resize(V.index() + 1);
    return Nodes[V.index()];
  }
  void put(Shared &At, Node *New) {
    Count = Count - (At ? 1 : 0) + (New ? 1 : 0);
    At = New;
  }

  std::vector<Shared> Nodes;
  Shared OfNoValue; ///< written to, and never read
  size_t Count = 0;
};

} // namespace session::solver

#endif
