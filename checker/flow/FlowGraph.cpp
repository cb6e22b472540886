//===- FlowGraph.cpp ------------------------------------------------------===//

#include "flow/FlowGraph.h"
#include "llvm/ADT/STLExtras.h"

using namespace session::flow;

VariableId FlowGraph::find(VariableKind Kind, unsigned Index) const {
  for (size_t I = 0; I != Variables.size(); ++I)
    if (Variables[I].Kind == Kind && Variables[I].Index == Index)
      return VariableId(uint32_t(I));
  return {};
}

namespace {
using BlockList = llvm::SmallVector<BlockId, 4>;

struct Successors {
  BlockList operator()(const Jump &J) const { return {J.To}; }
  BlockList operator()(const Branch &B) const { return {B.Then, B.Else}; }
  BlockList operator()(const Switch &S) const {
    BlockList Result;
    for (const SwitchCase &C : S.Cases)
      Result.push_back(C.To);
    Result.push_back(S.Default);
    return Result;
  }
  BlockList operator()(const Invoke &I) const { return {I.Normal, I.Unwind}; }
  BlockList operator()(const Throw &T) const { return {T.Unwind}; }
  BlockList operator()(const Rethrow &R) const { return {R.Unwind}; }
  BlockList operator()(const Dispatch &D) const {
    BlockList Result;
    for (const Handler &H : D.Handlers)
      Result.push_back(H.To);
    Result.push_back(D.Otherwise);
    return Result;
  }
  BlockList operator()(const Return &) const { return {}; }
  BlockList operator()(const Resume &) const { return {}; }
  BlockList operator()(const Terminate &) const { return {}; }
  BlockList operator()(const Unreachable &) const { return {}; }
};
} // namespace

BlockList session::flow::successors(const Terminator &T) {
  BlockList Result;
  // A dispatch after `catch (...)` has nowhere else to go: Otherwise is then
  // invalid, and no successor.
  for (BlockId B : std::visit(Successors(), T.What))
    if (B && llvm::find(Result, B) == Result.end())
      Result.push_back(B);
  return Result;
}

const FlowGraph *Program::graphOf(FunctionId F) const {
  if (!F || F.index() >= GraphByFunction.size())
    return nullptr;
  int Index = GraphByFunction[F.index()];
  return Index < 0 ? nullptr : &Graphs[Index];
}

void Program::index() {
  GraphByFunction.assign(Symbols.Functions.size(), -1);
  for (size_t I = 0; I != Graphs.size(); ++I) {
    FunctionId Self = Graphs[I].Self;
    if (Self && Self.index() < GraphByFunction.size())
      GraphByFunction[Self.index()] = int(I);
  }
}
