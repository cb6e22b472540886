//===- Steering.cpp - The flags that steer a function ---------------------===//

#include "solver/Steering.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace session;
using namespace session::solver;
using namespace session::flow;

static constexpr size_t MaxSteering = 2;
static constexpr size_t MaxResults = 8;

namespace {
struct Usage {
  unsigned Constants = 0, Tests = 0;
  bool Counts = false; ///< its constants are as many as there are turns
};

class UsageCount {
public:
  explicit UsageCount(const FlowGraph &Graph) : Uses(Graph.Variables.size()) {
    for (const Block &B : Graph.Blocks) {
      for (const Instruction &I : B.Body)
        count(I.What);
      if (const auto *T = std::get_if<Branch>(&B.End.What))
        test(T->Condition);
      if (const auto *S = std::get_if<Switch>(&B.End.What))
        test(S->Value);
    }
  }
  std::vector<Usage> Uses;

private:
  void test(const Operand &O) {
    if (O.What == Operand::Load && O.Where.Variable && O.Where.Path.empty())
      ++Uses[O.Where.Variable.index()].Tests;
  }
  void count(const Op &What) {
    if (const auto *C = std::get_if<Compare>(&What)) {
      test(C->Left);
      test(C->Right);
    } else if (const auto *N = std::get_if<Not>(&What)) {
      test(N->From);
    } else if (const auto *P = std::get_if<Add>(&What)) {
      if (P->To.Variable && P->To.Path.empty())
        Uses[P->To.Variable.index()].Counts = true;
    } else if (const auto *A = std::get_if<Assign>(&What)) {
      if (!A->To.Variable || !A->To.Path.empty())
        return;
      bool Constant =
          A->From.What == Operand::Integer || A->From.What == Operand::Null;
      Uses[A->To.Variable.index()].Constants += Constant;
    }
  }
};
} // namespace

llvm::SmallVector<VariableId, 2>
solver::steeringVariables(const FlowGraph &Graph) {
  UsageCount Count(Graph);
  std::vector<std::pair<unsigned, uint32_t>> Ranked;
  for (size_t I = 0; I < Count.Uses.size(); ++I) {
    const Usage &U = Count.Uses[I];
    bool IsLocal = Graph.Variables[I].Kind == VariableKind::Local;
    if (IsLocal && U.Tests && U.Constants >= 2 && !U.Counts)
      Ranked.push_back({~U.Tests, uint32_t(I)});
  }
  llvm::sort(Ranked);
  llvm::SmallVector<VariableId, 2> Chosen;
  for (auto &[Rank, Index] : Ranked)
    if (Chosen.size() < MaxSteering)
      Chosen.push_back(VariableId(Index));
  return Chosen;
}

/// Calls Do for each assignment to the whole of V.
static void assignmentsTo(VariableId V, const FlowGraph &Graph,
                          llvm::function_ref<void(const Operand &)> Do) {
  for (const Block &B : Graph.Blocks)
    for (const Instruction &I : B.Body)
      if (const auto *A = std::get_if<Assign>(&I.What))
        if (V && A->To.Variable == V && A->To.Path.empty())
          Do(A->From);
}

static std::set<int64_t> constantsOf(const FlowGraph &Graph, VariableId V) {
  std::set<int64_t> Constants;
  assignmentsTo(V, Graph, [&](const Operand &From) {
    if (From.What == Operand::Integer || From.What == Operand::Null)
      Constants.insert(From.Number);
  });
  return Constants;
}

/// Something else than a constant is written to V (`return commit(db);`).
static bool isComputed(const FlowGraph &Graph, VariableId V) {
  auto IsV = [&](const Place &To) {
    return V && To.Variable == V && To.Path.empty();
  };
  auto Computes = [&](const Instruction &I) {
    if (const auto *C = std::get_if<Call>(&I.What))
      return C->Result && IsV(*C->Result);
    if (const auto *A = std::get_if<Assign>(&I.What))
      return A->From.What == Operand::Load && IsV(A->To);
    if (const auto *C = std::get_if<Compare>(&I.What))
      return IsV(C->To);
    const auto *N = std::get_if<Not>(&I.What);
    return N && IsV(N->To);
  };
  return llvm::any_of(Graph.Blocks, [&](const Block &B) {
    return llvm::any_of(B.Body, Computes);
  });
}

/// The one from which V is set, or an invalid id.
static VariableId temporaryOf(const FlowGraph &Graph, VariableId V) {
  VariableId Found;
  assignmentsTo(V, Graph, [&](const Operand &From) {
    bool Whole = From.What == Operand::Load && From.Where.Variable &&
                 From.Where.Path.empty();
    if (Whole && Graph[From.Where.Variable].Kind == VariableKind::Temporary)
      Found = From.Where.Variable;
  });
  return Found;
}

llvm::SmallVector<VariableId, 2>
solver::steeringOfHanded(const FlowGraph &Graph) {
  llvm::SmallVector<VariableId, 2> Chosen = steeringVariables(Graph);
  VariableId Result = Graph.find(VariableKind::Result);
  auto Add = [&](VariableId V, size_t Known) {
    if (V && Known > 1 && Known <= MaxResults && !llvm::is_contained(Chosen, V))
      Chosen.push_back(V);
  };
  // What a return statement computes from `a || b` stands in a temporary.
  VariableId Made = temporaryOf(Graph, Result);
  size_t InMade = Made ? constantsOf(Graph, Made).size() : 0;
  Add(Made, InMade);
  // What is computed is apart from each constant.
  size_t InResult = constantsOf(Graph, Result).size();
  Add(Result, std::max(InMade, InResult + isComputed(Graph, Result)));
  return Chosen;
}
