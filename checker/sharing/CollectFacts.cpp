// collectFacts: callees, closures and entries before who calls or starts them.
#include "sharing/FactCollector.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

namespace {

class FactOrder {
public:
  explicit FactOrder(const Program &P)
      : P(P), Seen(P.Symbols.Functions.size()) {}

  std::vector<const FlowGraph *> run() {
    for (const FlowGraph &Graph : P.Graphs)
      visit(Graph.Self);
    return std::move(Order);
  }

private:
  struct Frame {
    const FlowGraph *Graph;
    std::vector<FunctionId> Next;
  };

  void enter(FunctionId F) {
    const FlowGraph *Graph = F && !Seen[F.index()] ? P.graphOf(F) : nullptr;
    if (!Graph)
      return;
    Seen[F.index()] = true;
    Stack.push_back({Graph, mentioned(*Graph)});
  }

  /// Depth first, with a stack of our own: call chains can be long.
  void visit(FunctionId F) {
    enter(F);
    while (!Stack.empty()) {
      if (Stack.back().Next.empty()) {
        Order.push_back(Stack.back().Graph);
        Stack.pop_back();
        continue;
      }
      FunctionId To = Stack.back().Next.back();
      Stack.back().Next.pop_back();
      enter(To);
    }
  }

  std::vector<FunctionId> mentioned(const FlowGraph &Graph) {
    std::vector<FunctionId> Found;
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        mention(I.What, Found);
    std::reverse(Found.begin(), Found.end());
    return Found;
  }

  void mention(const Op &What, std::vector<FunctionId> &To) {
    if (const auto *A = std::get_if<Assign>(&What)) {
      if (A->From.What == Operand::Function)
        To.push_back(A->From.Callee);
    } else if (const auto *L = std::get_if<Closure>(&What)) {
      To.push_back(L->Body);
    } else if (const auto *C = std::get_if<Call>(&What)) {
      To.push_back(C->Callee);
      if (C->ObjectType)
        To.push_back(P.Symbols[C->ObjectType].CallOperator);
      for (const Argument &A : C->Arguments)
        if (A.Value.What == Operand::Function)
          To.push_back(A.Value.Callee);
    }
  }

  const Program &P;
  std::vector<bool> Seen;
  std::vector<Frame> Stack;
  std::vector<const FlowGraph *> Order;
};

} // namespace

static std::vector<FunctionFacts> collect(const solver::CalleeBinding &Binding,
                                          const Queues &Own) {
  const Program &P = Binding.program();
  std::vector<FunctionFacts> All(P.Symbols.Functions.size());
  FactLookup Known = [&](FunctionId F) -> const FunctionFacts * {
    return All[F.index()].Self ? &All[F.index()] : nullptr;
  };
  for (const FlowGraph *Graph : FactOrder(P).run()) {
    if (Graph->HasErrors || Graph->IsCoroutine)
      continue; // what it does, and when, is not known
    Moments Found = findMoments(*Graph, Binding, Known, Own);
    All[Graph->Self.index()] = walkMoments(*Graph, P, std::move(Found));
  }
  return All;
}

std::vector<FunctionFacts>
sharing::collectFacts(const solver::CalleeBinding &Binding) {
  std::vector<FunctionFacts> All = collect(Binding, {});
  // Who runs what is queued is known only when the threads are.
  Queues Own = findQueues(All, Binding);
  bool IsOld = Own.Submitters.empty() && Own.Contexts.empty();
  return IsOld ? All : collect(Binding, Own);
}
