//===- Acquired.cpp - What a function takes of pools and the like ---------===//

#include "solver/Acquired.h"
#include "solver/PathNames.h"
#include "solver/ValueFact.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

namespace {

class AcquiredFinder {
public:
  AcquiredFinder(const FlowGraph &Graph, const CalleeBinding &Binding,
                 llvm::function_ref<const AskedBranches &()> Asked,
                 FunctionContract &Contract)
      : Graph(Graph), Binding(Binding), Asked(Asked), Contract(Contract) {}

  void run() {
    for (uint32_t B = 0; B < Graph.Blocks.size(); ++B)
      for (const Instruction &I : Graph.Blocks[B].Body)
        if (const auto *C = std::get_if<Call>(&I.What))
          collect(*C, BlockId(B));
  }

private:
  void collect(const Call &C, BlockId At) {
    const FunctionContract *Known = Binding.contract(C);
    if (!Known)
      return;
    for (const Effect &E : Known->Effects) {
      bool Waits = E.What == EffectKind::Wait || E.What == EffectKind::Join;
      if (Waits && !isDecided(At))
        addWait();
      bool Leases = E.What == EffectKind::Lease && E.Parent;
      if (!Leases && E.What != EffectKind::Exclusive)
        continue;
      if (isCertain(E, C) && !isDecided(At))
        add(E, Leases ? *E.Parent : E.Where, C);
    }
  }

  /// The conditions of the effect hold for the constants of this call.
  static bool isCertain(const Effect &E, const Call &C) {
    for (const Outcome &O : E.Outcomes)
      for (const Precondition &P : O.Given) {
        bool IsPlain = P.Where.Root == ContractPath::Argument &&
                       P.Where.isValue() && P.Where.Index < C.Arguments.size();
        if (!IsPlain)
          return false;
        const Operand &Given = C.Arguments[P.Where.Index].Value;
        bool IsConstant =
            Given.What == Operand::Integer || Given.What == Operand::Null;
        ValueFact Fact = ValueFact::exactly(Given.Number);
        if (!IsConstant || !Fact.assume(P.Holds))
          return false;
      }
    return true;
  }

  bool isDecided(BlockId At) { return Asked().decides(At); }

  void addWait() {
    Effect Waits;
    Waits.What = EffectKind::Wait;
    if (!llvm::is_contained(Contract.Effects, Waits))
      Contract.Effects.push_back(std::move(Waits));
  }

  void add(const Effect &E, const ContractPath &Where, const Call &C) {
    if (!Names)
      Names.emplace(Graph, Binding.symbols());
    for (ContractPath &Path : Names->of(Where, C)) {
      Effect Taken;
      Taken.What = EffectKind::Exclusive;
      Taken.Where = std::move(Path);
      Taken.Resource = E.Resource;
      if (!llvm::is_contained(Contract.Effects, Taken))
        Contract.Effects.push_back(std::move(Taken));
    }
  }

  const FlowGraph &Graph;
  const CalleeBinding &Binding;
  llvm::function_ref<const AskedBranches &()> Asked;
  FunctionContract &Contract;
  std::optional<PathNames> Names;
};

} // namespace

void solver::inferAcquired(const FlowGraph &Graph, const CalleeBinding &Binding,
                           llvm::function_ref<const AskedBranches &()> Asked,
                           FunctionContract &Contract) {
  AcquiredFinder(Graph, Binding, Asked, Contract).run();
}
