//===- ExceptionSet.cpp - What may be thrown ------------------------------===//

#include "solver/ExceptionSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;

static constexpr size_t MaxExact = 4;

bool ExceptionSet::add(flow::TypeId Type) {
  if (!Type) {
    bool Grew = !Anything;
    Anything = true;
    return Grew;
  }
  if (llvm::is_contained(Exact, Type))
    return false;
  if (Exact.size() == MaxExact) {
    bool Grew = !Anything;
    Anything = true;
    return Grew;
  }
  Exact.insert(llvm::lower_bound(Exact, Type), Type);
  return true;
}

bool ExceptionSet::add(const ExceptionSet &Other) {
  bool Grew =
      (Other.AnyDerived && !AnyDerived) || (Other.Anything && !Anything);
  AnyDerived |= Other.AnyDerived;
  Anything |= Other.Anything;
  for (flow::TypeId Type : Other.Exact)
    Grew |= add(Type);
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
  if (Flying.Anything) {
    Split.Taken.add(Caught);
    Split.Left.Anything = true;
  }
  if (!Flying.AnyDerived)
    return Split;
  if (Root && Symbols.isSameOrBase(Caught, Root)) {
    Split.Taken.AnyDerived = true; // takes all of them
  } else if (Root && Symbols.isSameOrBase(Root, Caught)) {
    Split.Taken.add(Caught); // takes some of them
    Split.Left.AnyDerived = true;
  } else {
    Split.Left.AnyDerived = true;
  }
  return Split;
}
