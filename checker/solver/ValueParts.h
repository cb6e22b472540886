//===- ValueParts.h - Values with a field for each argument ----*- C++ -*-===//
//
// A pair: what its constructor is given is in its fields, which the program
// reads by their names; each ends as its own type does.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_VALUEPARTS_H
#define SESSION_TIDY_SOLVER_VALUEPARTS_H

#include "solver/CallFrame.h"
#include "solver/SimState.h"

namespace session::solver {

/// Constructs Object from one argument for each part; false: it is made of
/// something else.
bool constructParts(const TypeContract &Type, const CallFrame &Frame,
                    const Location &Object, const CalleeBinding &Binding,
                    SimState &State);

/// Which part of Object the handle is in.
std::optional<unsigned> partWithHandle(const TypeContract &Type,
                                       const Location &Object,
                                       const CalleeBinding &Binding,
                                       const Memory &M);

} // namespace session::solver

#endif
