//===- SpentObjects.h - Objects without what they acted on -----*- C++ -*-===//
//
// A transaction object whose transaction has ended, and a session object that
// was moved from, are still there and may be called; neither has anything left
// to act on. Marks them when that happens, and tells of a call through one.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_SPENTOBJECTS_H
#define SESSION_TIDY_SOLVER_SPENTOBJECTS_H

#include "solver/CallFrame.h"
#include "solver/WalkTypes.h"

namespace session::solver {

/// The call of Effect acts through an object that has nothing left.
std::optional<Suspicion> throughSpent(const Effect &E, const CallFrame &Frame,
                                      const CalleeBinding &Binding,
                                      const SimState &State);

/// Done has happened to the session through Frame's receiver.
void noteSpent(const Effect &E, const CallFrame &Frame,
               llvm::ArrayRef<EventKind> Done, const CalleeBinding &Binding,
               SimState &State);

/// The session object at From has become another.
void noteMovedFrom(const TypeContract &Type, const Location &From,
                   const CalleeBinding &Binding, SimState &State);

/// O is a field of the record that the handle pointed to, and that its close
/// has freed.
bool readsFreed(const flow::Operand &O, const Policy &Rules, SimState &State);

} // namespace session::solver

#endif
