//===- UnlookedCommit.cpp -------------------------------------------------===//

#include "solver/UnlookedCommit.h"
#include "solver/OutcomeTest.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

/// Does the contract's result tell a failure from what worked?
static bool tellsFailures(const FunctionContract *Contract) {
  return Contract && llvm::any_of(Contract->Effects, [](const Effect &E) {
           return llvm::any_of(E.Outcomes, [](const Outcome &O) {
             return isFor(O, false) && !O.Events.empty() &&
                    isFailing(O.Events.back()) &&
                    O.When.What != ReturnTest::Always;
           });
         });
}

/// By its result; what a statement writes elsewhere it writes unasked.
static bool asksOfTransactions(const FunctionContract *Contract) {
  return Contract && llvm::any_of(Contract->Effects, [](const Effect &E) {
           return E.What == EffectKind::Observe && !E.Parent;
         });
}

/// Nothing mentions the temporary after the call that it is the result of.
static bool isThrownAway(const Call &C, BlockId B, size_t Index,
                         const FlowGraph &Graph, const Liveness &Live) {
  if (!C.Result)
    return true;
  bool IsTemporary = C.Result->Variable && C.Result->Path.empty() &&
                     Graph[C.Result->Variable].Kind == VariableKind::Temporary;
  if (!IsTemporary)
    return false;
  const Block &In = Graph.Blocks[B.index()];
  bool BeforeInvoke = Index + 1 == In.Body.size() &&
                      std::holds_alternative<Invoke>(In.End.What);
  return llvm::is_contained(Live.diesAfter(B, Index), C.Result->Variable) ||
         (BeforeInvoke && llvm::is_contained(Live.diesAfter(B, In.Body.size()),
                                             C.Result->Variable));
}

std::optional<Suspicion> solver::unlookedCommit(const SimState &AtExit,
                                                const FlowGraph &Graph,
                                                const Liveness &Live,
                                                const CalleeBinding &Binding) {
  auto Moves = llvm::make_filter_range(AtExit.Trail, movesTransaction);
  EventKind Last = EventKind::Use;
  for (EventKind Kind : Moves)
    Last = Kind;
  if (!AtExit.Ended || Last != EventKind::Commit)
    return std::nullopt;
  std::optional<Suspicion> Found;
  for (uint32_t B = 0; B < Graph.Blocks.size(); ++B) {
    const auto &Body = Graph.Blocks[B].Body;
    for (size_t I = 0; I < Body.size(); ++I) {
      const auto *C = std::get_if<Call>(&Body[I].What);
      if (!C)
        continue;
      const FunctionContract *Contract = Binding.contract(C->Callee);
      if (asksOfTransactions(Contract))
        return std::nullopt;
      if (Body[I].At != AtExit.EndedIn || !tellsFailures(Contract) ||
          !isThrownAway(*C, BlockId(B), I, Graph, Live))
        continue;
      Found.emplace();
      Found->Broken = Breach::CommitUnlooked;
      Found->At = Body[I].At;
      Found->Culprit = C->Callee;
    }
  }
  return Found;
}
