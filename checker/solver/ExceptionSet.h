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
  bool AnyDerived = false; ///< some class derived from the root
  bool Anything = false;

  bool empty() const { return Exact.empty() && !AnyDerived && !Anything; }
  /// True when this grew. Past four exact types the set becomes Anything.
  bool add(const ExceptionSet &Other);
  bool add(flow::TypeId Type);

  friend bool operator==(const ExceptionSet &A, const ExceptionSet &B) {
    return A.Exact == B.Exact && A.AnyDerived == B.AnyDerived &&
           A.Anything == B.Anything;
  }
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
