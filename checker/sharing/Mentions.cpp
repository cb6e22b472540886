#include "sharing/Mentions.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

Mentions::Mentions(const FlowGraph &Graph, const ValueNames &Names,
                   const FactLookup &Known)
    : Graph(Graph), Names(Names) {
  constexpr unsigned Rounds = 2;
  for (unsigned Round = 0; Round < Rounds; ++Round)
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body) {
        if (const auto *A = std::get_if<Assign>(&I.What))
          add(A->To, {&A->From});
        else if (const auto *P = std::get_if<Compare>(&I.What))
          add(P->To, {&P->Left, &P->Right});
        else if (const auto *M = std::get_if<Mask>(&I.What))
          add(M->To, {&M->From});
        else if (const auto *S = std::get_if<Add>(&I.What))
          add(S->To, {&S->From});
        else if (const auto *N = std::get_if<Not>(&I.What))
          add(N->To, {&N->From});
        else if (const auto *C = std::get_if<Call>(&I.What))
          addCall(*C, Known);
      }
}

Mentions::Roots Mentions::of(const Operand &O) const {
  Roots Found;
  if (O.What != Operand::Load && O.What != Operand::Address)
    return Found;
  auto It = ByVariable.find(O.Where.Variable);
  if (O.Where.Variable && It != ByVariable.end())
    Found = It->second;
  for (const Spot &S : Names.spots(O.Where))
    Found.insert(S.root());
  for (const Value &V : Names.values(O))
    if (V.What != Value::Function)
      Found.insert(V.Where.root());
  return Found;
}

Mentions::Roots Mentions::ofResult() const {
  auto It = ByVariable.find(Graph.find(VariableKind::Result));
  return It == ByVariable.end() ? Roots() : It->second;
}

void Mentions::add(const Place &To,
                   std::initializer_list<const Operand *> From) {
  if (!To.Variable)
    return;
  for (const Operand *O : From) {
    Roots Found = of(*O);
    ByVariable[To.Variable].insert(Found.begin(), Found.end());
  }
}

void Mentions::addCall(const Call &C, const FactLookup &Known) {
  if (!C.Result || !C.Result->Variable)
    return;
  for (const Argument &A : C.Arguments)
    add(*C.Result, {&A.Value});
  if (C.Receiver)
    add(*C.Result, {&*C.Receiver});
  if (const FunctionFacts *Facts = C.Callee ? Known(C.Callee) : nullptr)
    for (StaticId S : Facts->Tells) {
      Spot Told;
      Told.Where.Static = S;
      ByVariable[C.Result->Variable].insert(Told);
    }
}
