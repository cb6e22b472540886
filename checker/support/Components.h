//===- Components.h - Strongly connected components ------------*- C++ -*-===//
//
// Tarjan's algorithm (SIAM J. Comput. 1, 1972) with an explicit stack: call
// chains and loops nest deeply.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SUPPORT_COMPONENTS_H
#define SESSION_TIDY_SUPPORT_COMPONENTS_H

#include <cstddef>
#include <vector>

namespace session {

/// Next: the successors of each node. A component comes after those that it
/// leads to; its members are sorted.
std::vector<std::vector<size_t>>
stronglyConnected(const std::vector<std::vector<size_t>> &Next);

} // namespace session

#endif
