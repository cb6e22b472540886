//===- RawElements.h - Raw handles in a container of this function -*- C++ -*-//
//
// A container that is a local variable owns its raw handles as little as the
// variable that they came from: when it goes and nobody has looked into it, so
// does the handle. Whoever looks into it, or is given it, may end what is
// there.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_RAWELEMENTS_H
#define SESSION_TIDY_SOLVER_RAWELEMENTS_H

#include "flow/FlowGraph.h"
#include "solver/CallFrame.h"
#include "solver/SimState.h"

namespace session::solver {

/// Puts the handle among the elements of the receiver when it is Given, and the
/// receiver a local container of such handles; false: it is not.
bool putAmongElements(const CallFrame &Frame, ValueId Given,
                      const flow::FlowGraph &Graph,
                      const CalleeBinding &Binding, SimState &State);

/// The call can get at elements of a container that the handle is in.
bool looksAtElements(const CallFrame &Frame, const CalleeBinding &Binding,
                     const SimState &State);

} // namespace session::solver

#endif
