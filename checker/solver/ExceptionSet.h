//===- ExceptionSet.h - What may be thrown ---------------------*- C++ -*-===//
//
// An over-approximation of the exceptions that leave a function or are in
// flight on a path: exact types, or anything that derives from the model's
// exception root, or anything at all. Decides which handler takes how much.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_EXCEPTIONSET_H
#define SESSION_TIDY_SOLVER_EXCEPTIONSET_H

#include "flow/SymbolTable.h"

namespace session::solver {

struct ExceptionSet {
  llvm::SmallVector<flow::TypeId, 2> Exact; ///< sorted
  /// Something of these classes or derived from them (caught as a base of what
  /// an unseen callee threw); sorted.
  llvm::SmallVector<flow::TypeId, 2> Below;
  bool AnyDerived = false; ///< some class derived from the root
  bool Anything = false;

  bool empty() const {
    return Exact.empty() && Below.empty() && !AnyDerived && !Anything;
  }
  /// True when this grew. Past four types of a sort the set becomes Anything.
  bool add(const ExceptionSet &Other);
  bool add(flow::TypeId Type) { return add(Exact, Type); }
  bool addBelow(flow::TypeId Type) { return add(Below, Type); }

  friend bool operator==(const ExceptionSet &A, const ExceptionSet &B) {
    return A.Exact == B.Exact && A.Below == B.Below &&
           A.AnyDerived == B.AnyDerived && A.Anything == B.Anything;
  }

private:
  bool add(llvm::SmallVectorImpl<flow::TypeId> &Types, flow::TypeId Type);
};

/// What a handler of type Caught takes of an ExceptionSet, and what it leaves.
struct HandlerSplit {
  ExceptionSet Taken, Left;
};

/// Root: the class that AnyDerived derives from; invalid when the program
/// never names it, and then no handler of a class can be known to be it.
HandlerSplit splitByHandler(const ExceptionSet &Flying, flow::TypeId Caught,
                            flow::TypeId Root,
                            const flow::SymbolTable &Symbols);

} // namespace session::solver

#endif
