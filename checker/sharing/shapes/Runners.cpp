//===- Runners.cpp - Methods that another thread runs ---------------------===//

#include "sharing/shapes/Runners.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

bool sharing::runsOnThread(FunctionId F, const solver::CalleeBinding &Binding) {
  const SymbolTable &Symbols = Binding.symbols();
  for (uint32_t I = 0; I != Symbols.Functions.size(); ++I) {
    const Function &Base = Symbols.Functions[I];
    if (!llvm::is_contained(Base.Overriders, F))
      continue;
    const FunctionContract *Known = Binding.contract(FunctionId(I));
    bool Says = Known && llvm::any_of(Known->Effects, [](const Effect &E) {
                  return E.What == EffectKind::Invoke &&
                         E.Where.Root == ContractPath::This &&
                         E.Invoked == InvokeWhen::OtherThread;
                });
    if (Says || runsOnThread(FunctionId(I), Binding))
      return true;
  }
  return false;
}

FunctionId sharing::runnerOf(TypeId Class,
                             const solver::CalleeBinding &Binding) {
  const SymbolTable &Symbols = Binding.symbols();
  for (uint32_t I = 0; Class && I != Symbols.Functions.size(); ++I)
    if (Symbols.Functions[I].IsVirtual && Symbols.Functions[I].Class == Class &&
        runsOnThread(FunctionId(I), Binding))
      return FunctionId(I);
  return FunctionId();
}
