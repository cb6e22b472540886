//===- ExceptionSet.cpp - What may be thrown ------------------------------===//

#include "solver/ExceptionSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;

static constexpr size_t MaxTypes = 4;

bool ExceptionSet::add(llvm::SmallVectorImpl<flow::TypeId> &Types,
                       flow::TypeId Type) {
  if (llvm::is_contained(Types, Type))
    return false;
  if (!Type || Types.size() == MaxTypes) {
    bool Grew = !Anything;
    Anything = true;
    return Grew;
  }
  Types.insert(llvm::lower_bound(Types, Type), Type);
  return true;
}

bool ExceptionSet::add(const ExceptionSet &Other) {
  bool Grew =
      (Other.AnyDerived && !AnyDerived) || (Other.Anything && !Anything);
  AnyDerived |= Other.AnyDerived;
  Anything |= Other.Anything;
  for (flow::TypeId Type : Other.Exact)
    Grew |= add(Type);
  for (flow::TypeId Type : Other.Below)
    Grew |= addBelow(Type);
  return Grew;
}

HandlerSplit solver::splitByHandler(const ExceptionSet &Flying,
                                    flow::TypeId Caught, flow::TypeId Root,
                                    const flow::SymbolTable &Symbols) {
  HandlerSplit Split;
  if (!Caught) { // catch (...)
    Split.Taken = Flying;
    return Split;
  }
  for (flow::TypeId Type : Flying.Exact)
    (Symbols.isSameOrBase(Caught, Type) ? Split.Taken : Split.Left).add(Type);
  for (flow::TypeId Type : Flying.Below) {
    bool All = Symbols.isSameOrBase(Caught, Type);
    (All ? Split.Taken : Split.Left).addBelow(Type);
    if (!All && Symbols.isSameOrBase(Type, Caught))
      Split.Taken.addBelow(Caught);
  }
  if (Flying.Anything) {
    Split.Taken.addBelow(Caught);
    Split.Left.Anything = true;
  }
  if (!Flying.AnyDerived)
    return Split;
  if (Root && Symbols.isSameOrBase(Caught, Root)) {
    Split.Taken.AnyDerived = true; // takes all of them
  } else {
    Split.Left.AnyDerived = true;
    if (Root && Symbols.isSameOrBase(Root, Caught))
      Split.Taken.addBelow(Caught); // takes some of them
  }
  return Split;
}
