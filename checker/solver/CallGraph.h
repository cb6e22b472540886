//===- CallGraph.h - In which order functions are solved -------*- C++ -*-===//
//
// The strongly connected components of who may call whom among the functions
// with a body, callees first (Tarjan 1972). Destructors and call operators of
// types that a function handles count as callees: owners run them.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_CALLGRAPH_H
#define SESSION_TIDY_SOLVER_CALLGRAPH_H

#include "flow/FlowGraph.h"

namespace session::solver {

/// A group of mutually recursive functions, as indices into Program.Graphs.
struct Component {
  std::vector<size_t> Members;
  bool IsRecursive = false;
};

std::vector<Component> calleesFirst(const flow::Program &Program);

} // namespace session::solver

#endif
