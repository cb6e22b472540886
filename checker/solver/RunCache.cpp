//===- RunCache.cpp - What the runs over one program share ----------------===//

#include "solver/RunCache.h"
#include "solver/Simulation.h"
#include "solver/Steering.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static std::vector<bool> blocksThatLeave(const FlowGraph &Graph) {
  std::vector<BlockId> Exits;
  for (uint32_t B = 0; B < Graph.Blocks.size(); ++B) {
    const TerminatorOp &End = Graph.Blocks[B].End.What;
    if (std::holds_alternative<Return>(End) ||
        std::holds_alternative<Resume>(End))
      Exits.push_back(BlockId(B));
  }
  return blocksThatReach(Graph, std::move(Exits));
}

GraphPlan::GraphPlan(const FlowGraph &Graph, const SymbolTable &Symbols)
    : Live(Graph, Symbols), Loops(loopsOf(Graph)), Counts(Graph, Loops),
      Returning(blocksThatLeave(Graph)), Order(reversePostOrder(Graph)),
      Steering(steeringVariables(Graph)),
      SteeringOfHanded(steeringOfHanded(Graph)) {}

const GraphPlan &RunCache::plan(const FlowGraph &Graph,
                                const SymbolTable &Symbols) {
  std::unique_ptr<GraphPlan> &Known = Plans[&Graph];
  if (!Known)
    Known = std::make_unique<GraphPlan>(Graph, Symbols);
  return *Known;
}

std::optional<uint64_t> RunCache::stepsOfQuiet(FunctionId Self,
                                               const RunKey &Run) const {
  auto Known = Quiet.find(Self);
  if (Known == Quiet.end())
    return std::nullopt;
  auto It = Known->second.find(Run);
  return It == Known->second.end() ? std::nullopt
                                   : std::make_optional(It->second);
}
