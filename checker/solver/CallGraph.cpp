//===- CallGraph.cpp - In which order functions are solved ----------------===//

#include "solver/CallGraph.h"
#include "solver/Overriders.h"
#include "support/Components.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

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

} // namespace

/// Of Members (indices into Graphs), callees first.
static std::vector<Component>
componentsOf(const Program &P, llvm::ArrayRef<size_t> Members, bool Virtually) {
  CalleeCollector Collector(P, Virtually);
  llvm::DenseMap<size_t, size_t> Position;
  for (size_t I = 0; I < Members.size(); ++I)
    Position[Members[I]] = I;
  std::vector<std::vector<size_t>> Callees(Members.size());
  for (size_t I = 0; I < Members.size(); ++I)
    for (size_t To : Collector.calleesOf(P.Graphs[Members[I]])) {
      auto It = Position.find(To);
      if (It != Position.end())
        Callees[I].push_back(It->second);
    }
  std::vector<Component> Found;
  for (const std::vector<size_t> &Positions : stronglyConnected(Callees)) {
    Component C;
    size_t First = Positions.front();
    C.IsRecursive =
        Positions.size() > 1 || llvm::is_contained(Callees[First], First);
    for (size_t I : Positions)
      C.Members.push_back(Members[I]);
    Found.push_back(std::move(C));
  }
  return Found;
}

std::vector<Component> solver::calleesFirst(const Program &Program) {
  std::vector<Component> All;
  std::vector<size_t> Everybody(Program.Graphs.size());
  std::iota(Everybody.begin(), Everybody.end(), size_t(0));
  for (Component &Group :
       componentsOf(Program, Everybody, /*Virtually=*/true)) {
    if (!Group.IsRecursive) {
      All.push_back(std::move(Group));
      continue;
    }
    // What comes back by a virtual call is no recursion to be iterated: whole
    // hierarchies would be one.
    for (Component &Part :
         componentsOf(Program, Group.Members, /*Virtually=*/false))
      All.push_back(std::move(Part));
  }
  return All;
}
