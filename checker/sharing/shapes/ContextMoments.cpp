//===- ContextMoments.cpp - Contexts that keep handlers -------------------===//
//
// A handler is posted to a context and runs where somebody runs the context:
// on the thread that does, once both have happened.
//
//===----------------------------------------------------------------------===//

#include "sharing/MomentFinder.h"
#include "sharing/shapes/Members.h"
#include "solver/Reach.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

void MomentFinder::noteRun(const Spots &Contexts) {
  for (const Spot &S : Contexts)
    if (!llvm::is_contained(Found.Facts.RunsKept, S))
      Found.Facts.RunsKept.push_back(S);
}

bool MomentFinder::isRepeated() {
  if (Loops.empty())
    Loops = solver::loopsOf(Graph);
  return solver::isInLoop(Graph, BlockId(uint32_t(Found.ByBlock.size() - 1)),
                          Loops);
}

void MomentFinder::keepByContext(const Call &C, const Effect &E,
                                 const BoundCall &Bound, Start &S) const {
  if (const FunctionFacts *Inside = Known(Bound.Callee))
    for (const Spot &Context : Inside->RunsKept)
      llvm::append_range(S.RunsKept, Names.translated(Context, Bound));
  bool IsKept = E.Invoked == InvokeWhen::Later && E.Parent &&
                E.Resource.empty() && reaches(*E.Parent, C);
  if (!IsKept)
    return;
  for (const Value &V : Names.valueIn(*E.Parent, C))
    if (V.What != Value::Function)
      S.KeptBy.push_back(V.What == Value::Address ? V.Where : V.Where.deref());
  for (const Spot &Context : S.KeptBy) {
    auto Runs = Own.Contexts.find(inClass(Context, Binding.program()));
    if (Runs == Own.Contexts.end())
      continue;
    S.When = InvokeWhen::OtherThread;
    S.IsCrowded = Runs->second;
    S.OneByOne = !Runs->second;
    S.Handles = S.KeptBy;
  }
}

/// Which threads of this function run what it posts.
void MomentFinder::findRunners() {
  std::vector<Start> &Starts = Found.Facts.Starts;
  for (Start &Kept : Starts) {
    if (Kept.When != InvokeWhen::Later)
      continue;
    for (unsigned I = 0; I < Starts.size(); ++I)
      if (Starts[I].When == InvokeWhen::OtherThread &&
          llvm::any_of(Starts[I].RunsKept, [&](const Spot &Context) {
            return llvm::is_contained(Kept.KeptBy, Context);
          }))
        Kept.Runners.push_back(I);
    if (Kept.Runners.empty())
      continue;
    Kept.IsCrowded =
        Kept.Runners.size() > 1 || Starts[Kept.Runners.front()].Repeats;
    Kept.OneByOne = !Kept.IsCrowded;
    Kept.Handles = Kept.KeptBy;
  }
}
