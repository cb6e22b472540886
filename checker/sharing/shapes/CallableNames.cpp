//===- CallableNames.cpp - What a callable is called with -----------------===//

#include "sharing/ValueNames.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

static bool byReference(Passing How) {
  switch (How) {
  case Passing::ConstReference:
  case Passing::Reference:
  case Passing::RValueReference:
  case Passing::PointerReference:
  case Passing::ConstHandleRef:
  case Passing::Object:
    return true;
  default:
    return false;
  }
}

/// A callable behind std::thread and the like is called with copies of what
/// the call was given: through references goes the value behind them.
static BoundCall::Given givenThrough(const Argument &A,
                                     const ValueNames &Names) {
  BoundCall::Given Given;
  bool ByReference = byReference(A.How) && A.Value.What == Operand::Address;
  if (!ByReference) {
    Given.What = Names.values(A.Value);
    return Given;
  }
  Given.What = Names.values(Operand::load(A.Value.Where));
  Given.Object = Names.spots(A.Value.Where);
  return Given;
}

std::vector<BoundCall> ValueNames::bindCallable(const Operand &O, const Call &C,
                                                unsigned First) const {
  std::vector<BoundCall> Result;
  Values Callables = values(O);
  if (O.What == Operand::Address)
    for (const Value &V : values(Operand::load(O.Where)))
      Callables.push_back(V);
  for (const Value &V : Callables) {
    BoundCall Bound;
    if (V.What == Value::Function) {
      Bound.Callee = V.Callee;
    } else if (V.What == Value::Address) {
      TypeId T = sharing::typeOf(V.Where, Binding.program());
      if (T)
        Bound.Callee = Binding.symbols()[T].CallOperator;
    }
    if (!Bound.Callee || llvm::any_of(Result, [&](const BoundCall &B) {
          return B.Callee == Bound.Callee;
        }))
      continue;
    std::vector<BoundCall::Given> Arguments;
    for (unsigned I = First; I < C.Arguments.size(); ++I)
      Arguments.push_back(givenThrough(C.Arguments[I], *this));
    const Function &Entry = Binding.symbols()[Bound.Callee];
    bool HasClosure = V.Where.Of || V.Where.isStatic();
    if (Entry.IsMember && HasClosure) {
      Value This;
      This.What = Value::Address;
      This.Where = V.Where;
      Bound.This.What = {This};
    } else if (Entry.IsMember && First >= 2) {
      // The object stands before its member.
      Bound.This = givenThrough(C.Arguments[First - 2], *this);
      Bound.This.Object.clear();
    } else if (Entry.IsMember && !Arguments.empty()) {
      Bound.This = std::move(Arguments.front());
      Bound.This.Object.clear();
      Arguments.erase(Arguments.begin());
    }
    for (unsigned I = 0; I < Arguments.size(); ++I)
      if (I >= Entry.Parameters.size() ||
          Entry.Parameters[I].How != Passing::Object)
        Arguments[I].Object.clear();
    Bound.Arguments = std::move(Arguments);
    Result.push_back(std::move(Bound));
  }
  return Result;
}
