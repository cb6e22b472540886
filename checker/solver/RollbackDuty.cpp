//===- RollbackDuty.cpp - Whose is the open transaction? ------------------===//

#include "solver/RollbackDuty.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static bool calls(const FlowGraph &Graph, FunctionId Callee) {
  return llvm::any_of(Graph.Blocks, [&](const Block &B) {
    return llvm::any_of(B.Body, [&](const Instruction &I) {
      const auto *C = std::get_if<Call>(&I.What);
      return C && C->Callee == Callee;
    });
  });
}

/// Every caller can be seen, and opens (hence closes) the session itself:
/// closing ends the transaction.
static bool callersClose(const FlowGraph &Graph, const CalleeBinding &Binding) {
  if (!Binding.symbols()[Graph.Self].IsInternal)
    return false;
  bool Any = false;
  for (const FlowGraph &Other : Binding.program().Graphs) {
    if (!calls(Other, Graph.Self))
      continue;
    std::vector<OpeningSite> Sites = openingSites(Other, Binding);
    if (llvm::all_of(Sites, [](const OpeningSite &S) { return S.IsChild; }))
      return false;
    Any = true;
  }
  return Any;
}

static bool sharesClass(const ReturnTest &Class, TransactionExit::Kind How,
                        const Simulation &Run) {
  return llvm::any_of(Run.TransactionExits, [&](const TransactionExit &E) {
    return E.How == How && E.Class == Class;
  });
}

bool solver::isDuty(const Suspicion &What, const Simulation &Run,
                    const FlowGraph &Graph, const CalleeBinding &Binding) {
  bool Unlooked = What.Broken == Breach::CommitUnlooked;
  if (What.Broken != Breach::LeftInside && !Unlooked)
    return true;
  if (callersClose(Graph, Binding))
    return false;
  if (Unlooked)
    return true;
  if (What.Why == Cause::Unwinding)
    return true;
  if (Run.sawEnd())
    return What.AfterFailure ||
           sharesClass(What.Class, TransactionExit::Ended, Run);
  // A begin wrapper, unless its callers cannot tell what they got.
  return What.AfterFailure && What.Class.What != ReturnTest::Always &&
         sharesClass(What.Class, TransactionExit::BeginFailed, Run);
}
