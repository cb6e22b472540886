//===- ClassVerdict.h - Does a class own what it opens? --------*- C++ -*-===//
//
// Rules about a class as a whole (SEMANTICS 2 and 3.7), from the contracts of
// its members: a handle that no destructor closes, an open() that overwrites
// an open handle, a close() that leaves the handle for the destructor, copies
// and moves after which two objects close one handle. Knows no class by name.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_CLASSVERDICT_H
#define SESSION_TIDY_SOLVER_CLASSVERDICT_H

#include "solver/CalleeBinding.h"

namespace session::solver {

/// Adds what Graph's function, a member, does wrong as part of its class.
void judgeMember(const flow::FlowGraph &Graph, const CalleeBinding &Binding,
                 FunctionResult &Result);

/// Nobody closes the handle that a member of Class keeps at Field.
bool isNeverClosed(flow::TypeId Class, const ContractPath &Field,
                   const CalleeBinding &Binding);

} // namespace session::solver

#endif
