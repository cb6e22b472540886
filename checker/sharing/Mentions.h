//===- Mentions.h - What a condition depends on ----------------*- C++ -*-===//
//
// The statics, parameters and objects that an operand's value was computed
// from, flow-insensitively: enough to see that a function asks about a session
// before it opens one. What follows from the answer is not asked here.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_MENTIONS_H
#define SESSION_TIDY_SHARING_MENTIONS_H

#include "sharing/ValueNames.h"
#include <set>

namespace session::sharing {

class Mentions {
public:
  using Roots = std::set<Spot>;

  Mentions(const flow::FlowGraph &Graph, const ValueNames &Names,
           const FactLookup &Known);

  Roots of(const flow::Operand &O) const;
  /// What the returned value was computed from.
  Roots ofResult() const;

private:
  void add(const flow::Place &To,
           std::initializer_list<const flow::Operand *> From);
  void addCall(const flow::Call &C, const FactLookup &Known);

  const flow::FlowGraph &Graph;
  const ValueNames &Names;
  std::map<flow::VariableId, Roots> ByVariable;
};

} // namespace session::sharing

#endif
