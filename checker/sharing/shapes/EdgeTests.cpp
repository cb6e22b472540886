#include "sharing/shapes/EdgeTests.h"
#include "solver/ValueFact.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

EdgeTests::EdgeTests(const FlowGraph &Graph) {
  for (const Block &B : Graph.Blocks)
    for (const Instruction &I : B.Body) {
      if (const auto *A = std::get_if<Assign>(&I.What))
        write(A->To, &I.What);
      else if (const auto *C = std::get_if<Compare>(&I.What))
        write(C->To, &I.What);
      else if (const auto *N = std::get_if<Not>(&I.What))
        write(N->To, &I.What);
      else if (const auto *M = std::get_if<Mask>(&I.What))
        write(M->To, &I.What);
      else if (const auto *Called = std::get_if<Call>(&I.What))
        if (Called->Result)
          write(*Called->Result, &I.What);
    }
}

void EdgeTests::write(const Place &To, const Op *By) {
  if (!To.Variable || !To.Path.empty())
    return;
  auto [It, Fresh] = Writers.try_emplace(To.Variable, By);
  if (!Fresh)
    It->second = nullptr;
}

/// What Known says of the value that its place was computed from.
std::optional<EdgeTest> EdgeTests::behind(const EdgeTest &Known) const {
  auto It = Known.What.Variable && Known.What.Path.empty()
                ? Writers.find(Known.What.Variable)
                : Writers.end();
  if (It == Writers.end() || !It->second)
    return std::nullopt;
  if (const auto *A = std::get_if<Assign>(It->second)) {
    if (A->From.What != Operand::Load)
      return std::nullopt;
    return EdgeTest{A->From.Where, Known.Test, Known.Number};
  }
  bool IsTruth = Known.Number == 0 && (Known.Test == Predicate::Equal ||
                                       Known.Test == Predicate::NotEqual);
  bool Truth = Known.Test == Predicate::NotEqual;
  if (!IsTruth)
    return std::nullopt;
  if (const auto *N = std::get_if<Not>(It->second)) {
    if (N->From.What != Operand::Load)
      return std::nullopt;
    return EdgeTest{N->From.Where, solver::negated(Known.Test), 0};
  }
  const auto *C = std::get_if<Compare>(It->second);
  bool Fits =
      C && C->Left.What == Operand::Load && C->Right.What == Operand::Integer;
  if (!Fits)
    return std::nullopt;
  return EdgeTest{C->Left.Where, Truth ? C->Test : solver::negated(C->Test),
                  C->Right.Number};
}

std::vector<EdgeTest> EdgeTests::on(const Terminator &End, BlockId To) const {
  std::vector<EdgeTest> Found;
  const auto *B = std::get_if<Branch>(&End.What);
  if (!B || B->Then == B->Else || B->Condition.What != Operand::Load)
    return Found;
  Predicate Test = To == B->Then ? Predicate::NotEqual : Predicate::Equal;
  std::optional<EdgeTest> Next = EdgeTest{B->Condition.Where, Test, 0};
  constexpr size_t MaxSteps = 6;
  while (Next && Found.size() < MaxSteps) {
    Found.push_back(std::move(*Next));
    Next = behind(Found.back());
  }
  return Found;
}
