//===- CallGraph.cpp - In which order functions are solved ----------------===//

#include "solver/CallGraph.h"
#include "solver/Overriders.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

namespace {

class CalleeCollector {
public:
  CalleeCollector(const Program &P, bool Virtually)
      : P(P), Virtually(Virtually) {
    for (size_t I = 0; I < P.Graphs.size(); ++I)
      Index.try_emplace(P.Graphs[I].Self, I);
  }

  std::vector<size_t> calleesOf(const FlowGraph &Graph) {
    Found.clear();
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body) {
        if (const auto *C = std::get_if<Call>(&I.What))
          addCall(*C);
        else if (const auto *L = std::get_if<Closure>(&I.What))
          add(L->Body);
      }
    return Found;
  }

private:
  void addCall(const Call &C) {
    add(C.Callee);
    if (Virtually && isOverridden(C, P.Symbols))
      for (FunctionId F : allOverriders(C.Callee, P.Symbols))
        add(F);
    addType(C.ObjectType, 0);
    for (const Argument &A : C.Arguments)
      if (A.Value.What == Operand::Function)
        add(A.Value.Callee);
  }

  void addType(TypeId T, unsigned Depth) {
    if (!T || Depth > 3)
      return;
    const Type &Record = P.Symbols[T];
    // A member's own class is not destroyed by the call; what it owns may be
    // (reset). An edge too many makes a destructor that calls close() look
    // recursive.
    if (Depth > 0) {
      add(Record.Destructor);
      add(Record.CallOperator);
    }
    for (const TemplateArgument &A : Record.Arguments) {
      add(A.Function);
      addType(A.Type, Depth + 1);
    }
  }

  void add(FunctionId F) {
    auto It = F ? Index.find(F) : Index.end();
    if (It != Index.end() && !llvm::is_contained(Found, It->second))
      Found.push_back(It->second);
  }

  const Program &P;
  bool Virtually; ///< overriders are callees, too
  llvm::DenseMap<FunctionId, size_t> Index;
  std::vector<size_t> Found;
};

/// Tarjan's algorithm with an explicit stack: call chains can be long.
class ComponentFinder {
public:
  explicit ComponentFinder(const Program &P) : Callees(P.Graphs.size()) {
    CalleeCollector Collector(P, /*Virtually=*/true);
    for (size_t I = 0; I < P.Graphs.size(); ++I)
      Callees[I] = Collector.calleesOf(P.Graphs[I]);
    resize(P);
  }
  /// Among Members only, by direct calls.
  ComponentFinder(const Program &P, llvm::ArrayRef<size_t> Members)
      : Callees(P.Graphs.size()), Members(Members) {
    CalleeCollector Collector(P, /*Virtually=*/false);
    for (size_t I : Members)
      for (size_t To : Collector.calleesOf(P.Graphs[I]))
        if (llvm::is_contained(Members, To))
          Callees[I].push_back(To);
    resize(P);
  }

  std::vector<Component> run() {
    for (size_t I = 0; I < Callees.size(); ++I)
      if (!Number[I] && (Members.empty() || llvm::is_contained(Members, I)))
        visit(I);
    return std::move(Result);
  }

private:
  void resize(const Program &P) {
    Number.resize(P.Graphs.size());
    Low.resize(P.Graphs.size());
    OnStack.resize(P.Graphs.size());
  }

  struct Frame {
    size_t Node, Next;
  };

  void enter(size_t Node) {
    Number[Node] = Low[Node] = ++Counter;
    Stack.push_back(Node);
    OnStack[Node] = true;
    Frames.push_back({Node, 0});
  }

  void visit(size_t Start) {
    enter(Start);
    while (!Frames.empty()) {
      Frame &Top = Frames.back();
      if (Top.Next < Callees[Top.Node].size()) {
        size_t To = Callees[Top.Node][Top.Next++];
        if (!Number[To])
          enter(To);
        else if (OnStack[To])
          Low[Top.Node] = std::min(Low[Top.Node], Number[To]);
        continue;
      }
      size_t Node = Top.Node;
      Frames.pop_back();
      if (!Frames.empty())
        Low[Frames.back().Node] = std::min(Low[Frames.back().Node], Low[Node]);
      if (Low[Node] == Number[Node])
        close(Node);
    }
  }

  void close(size_t Root) {
    Component C;
    size_t Node;
    do {
      Node = Stack.back();
      Stack.pop_back();
      OnStack[Node] = false;
      C.Members.push_back(Node);
    } while (Node != Root);
    llvm::sort(C.Members);
    C.IsRecursive =
        C.Members.size() > 1 || llvm::is_contained(Callees[Root], Root);
    Result.push_back(std::move(C));
  }

  std::vector<std::vector<size_t>> Callees;
  llvm::ArrayRef<size_t> Members; ///< empty: all
  std::vector<unsigned> Number, Low;
  std::vector<bool> OnStack;
  std::vector<size_t> Stack;
  std::vector<Frame> Frames;
  std::vector<Component> Result;
  unsigned Counter = 0;
};

} // namespace

std::vector<Component> solver::calleesFirst(const Program &Program) {
  std::vector<Component> All;
  for (Component &Group : ComponentFinder(Program).run()) {
    if (!Group.IsRecursive) {
      All.push_back(std::move(Group));
      continue;
    }
    // What comes back by a virtual call is no recursion to be iterated: whole
    // hierarchies would be one.
    for (Component &Part : ComponentFinder(Program, Group.Members).run())
      All.push_back(std::move(Part));
  }
  return All;
}
