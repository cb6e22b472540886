//===- Counting.cpp - How far a variable is counted -----------------------===//

#include "solver/Counting.h"
#include "solver/Reach.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static bool counts(const Block &B) {
  return llvm::any_of(B.Body, [](const Instruction &I) {
    return std::holds_alternative<Add>(I.What);
  });
}

static VariableId variableOf(const Operand &O) {
  bool Plain = O.What == Operand::Load && O.Where.Path.empty();
  return Plain ? O.Where.Variable : VariableId();
}

Counting::Counting(const FlowGraph &Graph,
                   const std::vector<unsigned> &InLoop) {
  for (uint32_t I = 0; I < Graph.Blocks.size(); ++I)
    if (counts(Graph.Blocks[I]) && solver::isInLoop(Graph, BlockId(I), InLoop))
      Loops.insert(I);
  if (Loops.empty())
    return;
  // Twice: a copy is tested after it was made.
  for (unsigned Round = 0; Round < 2; ++Round)
    for (const Block &B : Graph.Blocks) {
      for (const Instruction &I : B.Body)
        collect(I.What);
      if (const auto *T = std::get_if<Branch>(&B.End.What))
        bound(T->Condition, 0);
      if (const auto *S = std::get_if<Switch>(&B.End.What))
        for (const SwitchCase &Case : S->Cases)
          bound(S->Value, Case.Low);
    }
}

void Counting::bound(const Operand &O, int64_t Number) {
  if (VariableId V = variableOf(O))
    Bounds[V].insert(Number);
}

void Counting::compare(const Compare &C) {
  const bool Swapped = C.Left.What == Operand::Integer;
  const Operand &Tested = Swapped ? C.Right : C.Left;
  const Operand &With = Swapped ? C.Left : C.Right;
  if (With.What == Operand::Null)
    bound(Tested, 0);
  constexpr int64_t Far = int64_t(1) << 40;
  if (With.What != Operand::Integer || With.Number > Far || With.Number < -Far)
    return;
  switch (Swapped ? mirrored(C.Test) : C.Test) {
  case Predicate::LessEqual:
    return bound(Tested, With.Number + 1);
  case Predicate::GreaterEqual:
    return bound(Tested, With.Number - 1);
  case Predicate::Less:
  case Predicate::Greater:
  case Predicate::Equal:
  case Predicate::NotEqual:
    return bound(Tested, With.Number);
  }
}

void Counting::collect(const Op &What) {
  if (const auto *C = std::get_if<Compare>(&What)) {
    compare(*C);
  } else if (const auto *N = std::get_if<Not>(&What)) {
    bound(N->From, 0);
  } else if (const auto *A = std::get_if<Assign>(&What)) {
    auto It = A->To.Path.empty() ? Bounds.find(A->To.Variable) : Bounds.end();
    if (It != Bounds.end() && A->To.Variable)
      for (int64_t Number : std::set<int64_t>(It->second))
        bound(A->From, Number);
  }
}

ValueFact Counting::sum(const ValueFact &From, const Add &Op,
                        BlockId At) const {
  ValueFact To = From.plus(Op.Number);
  if (!isInLoop(At))
    return To;
  auto It = Op.To.Path.empty() ? Bounds.find(Op.To.Variable) : Bounds.end();
  if (It == Bounds.end() || !Op.To.Variable)
    return ValueFact();
  const std::set<int64_t> &Numbers = It->second;
  ValueFact Wide;
  if (Op.Number > 0) {
    auto Next = Numbers.lower_bound(To.High);
    Wide.Low = To.Low;
    if (Next != Numbers.end())
      Wide.High = *Next;
  } else {
    auto Next = Numbers.upper_bound(To.Low);
    Wide.High = To.High;
    if (Next != Numbers.begin())
      Wide.Low = *std::prev(Next);
  }
  return Wide;
}
