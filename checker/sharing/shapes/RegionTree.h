//===- RegionTree.h - Which threads run which part of a body ---*- C++ -*-===//
//
// The regions of one graph as a tree: which of them an instruction stands in,
// which a variable comes to life in, and whether two threads of one team can
// be at two of them at the same time. Locks are MomentWalk's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SHAPES_REGIONTREE_H
#define SESSION_TIDY_SHARING_SHAPES_REGIONTREE_H

#include "flow/FlowGraph.h"
#include <map>

namespace session::sharing {

class RegionTree {
public:
  /// 0: in no region.
  using Node = unsigned;

  explicit RegionTree(const flow::FlowGraph &Graph);

  bool empty() const { return Nodes.size() == 1; }
  Node at(flow::BlockId B) const { return AtEntry[B.index()]; }
  /// The region after the instruction, a Region op, that stands in From.
  Node after(const flow::Instruction &I, Node From) const;

  const flow::Region &operator[](Node N) const { return Nodes[N].What; }
  /// The innermost region of that kind around N, or N itself.
  Node around(Node N, flow::Region::Kind Kind) const;
  bool isInside(Node N, Node Outer) const;
  /// Where the variable comes to life, or first gets its value.
  Node homeOf(flow::VariableId V) const;

  /// The team whose threads can be in A and in B at once, or 0. Who meets whom
  /// in a task is not answered here: tasks have an order.
  Node sharedTeam(Node A, Node B) const;

private:
  struct Region {
    flow::Region What;
    Node Parent = 0;
  };

  std::vector<Node> chain(Node N) const;
  void walk(const flow::FlowGraph &Graph);
  void note(const flow::Op &What, const flow::FlowGraph &Graph, Node In);

  std::vector<Region> Nodes;
  std::vector<Node> AtEntry;
  std::map<const flow::Instruction *, Node> Begins;
  std::map<flow::VariableId, Node> Homes;
};

} // namespace session::sharing

#endif
