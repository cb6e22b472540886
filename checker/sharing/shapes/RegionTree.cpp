//===- RegionTree.cpp - Which threads run which part of a body ------------===//

#include "sharing/shapes/RegionTree.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

RegionTree::RegionTree(const FlowGraph &Graph)
    : Nodes(1), AtEntry(Graph.Blocks.size()) {
  bool Any = llvm::any_of(Graph.Blocks, [](const Block &B) {
    return llvm::any_of(B.Body, [](const Instruction &I) {
      return std::holds_alternative<flow::Region>(I.What);
    });
  });
  if (Any)
    walk(Graph);
}

/// Regions nest, so each block is in one, however it is reached.
void RegionTree::walk(const FlowGraph &Graph) {
  std::vector<bool> Seen(Graph.Blocks.size());
  std::vector<BlockId> Work{Graph.entry()};
  Seen[Graph.entry().index()] = true;
  while (!Work.empty()) {
    BlockId B = Work.back();
    Work.pop_back();
    Node In = AtEntry[B.index()];
    for (const Instruction &I : Graph[B].Body) {
      note(I.What, Graph, In);
      const auto *R = std::get_if<flow::Region>(&I.What);
      bool Begins =
          R && R->What != flow::Region::End && R->What != flow::Region::Wait;
      if (Begins) {
        this->Begins[&I] = Node(Nodes.size());
        Nodes.push_back({*R, In});
      }
      if (R)
        In = after(I, In);
    }
    for (BlockId To : successors(Graph[B].End)) {
      if (Seen[To.index()])
        continue;
      Seen[To.index()] = true;
      AtEntry[To.index()] = In;
      Work.push_back(To);
    }
  }
}

void RegionTree::note(const Op &What, const FlowGraph &Graph, Node In) {
  auto Live = [&](VariableId V) {
    if (V)
      Homes.try_emplace(V, In);
  };
  auto Write = [&](const Place &P) {
    if (P.Variable && Graph[P.Variable].Kind == VariableKind::Temporary)
      Live(P.Variable);
  };
  if (const auto *L = std::get_if<StorageLive>(&What))
    Live(L->What);
  else if (const auto *A = std::get_if<Assign>(&What))
    Write(A->To);
  else if (const auto *C = std::get_if<Call>(&What))
    C->Result ? Write(*C->Result) : void();
  else if (const auto *New = std::get_if<Allocate>(&What))
    Write(New->To);
}

RegionTree::Node RegionTree::after(const Instruction &I, Node From) const {
  auto It = Begins.find(&I);
  if (It != Begins.end())
    return It->second;
  const auto *R = std::get_if<flow::Region>(&I.What);
  return R && R->What == flow::Region::End ? Nodes[From].Parent : From;
}

RegionTree::Node RegionTree::around(Node N, flow::Region::Kind Kind) const {
  while (N && Nodes[N].What.What != Kind)
    N = Nodes[N].Parent;
  return N;
}

bool RegionTree::isInside(Node N, Node Outer) const {
  while (N != Outer && N)
    N = Nodes[N].Parent;
  return N == Outer;
}

RegionTree::Node RegionTree::homeOf(VariableId V) const {
  auto It = Homes.find(V);
  return It == Homes.end() ? 0 : It->second;
}

std::vector<RegionTree::Node> RegionTree::chain(Node N) const {
  std::vector<Node> Chain;
  for (; N; N = Nodes[N].Parent)
    Chain.push_back(N);
  std::reverse(Chain.begin(), Chain.end());
  return Chain;
}

RegionTree::Node RegionTree::sharedTeam(Node A, Node B) const {
  std::vector<Node> Left = chain(A), Right = chain(B);
  Node Team = 0;
  size_t I = 0;
  bool ByOneThread = false;
  for (; I < std::min(Left.size(), Right.size()) && Left[I] == Right[I]; ++I) {
    flow::Region::Kind Kind = Nodes[Left[I]].What.What;
    if (Kind == flow::Region::Team) {
      Team = Left[I];
      ByOneThread = false;
    }
    ByOneThread |= Kind == flow::Region::One || Kind == flow::Region::Part;
  }
  auto Has = [&](const std::vector<Node> &Chain, flow::Region::Kind Kind) {
    return std::any_of(Chain.begin() + long(I), Chain.end(),
                       [&](Node N) { return Nodes[N].What.What == Kind; });
  };
  // What one thread does for all, the others mostly wait for, and for the
  // parts too.
  // Optimistic: master_and_critical_FN.
  bool Apart = Has(Left, flow::Region::One) || Has(Right, flow::Region::One) ||
               Has(Left, flow::Region::Part) != Has(Right, flow::Region::Part);
  return ByOneThread || Apart ? 0 : Team;
}
