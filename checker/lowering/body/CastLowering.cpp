//===- CastLowering.cpp - Casts -------------------------------------------===//

#include "lowering/body/FunctionLowering.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

/// To bool: is it not zero?
Operand FunctionLowering::lowerToBool(const CastExpr *E) {
  QualType From = E->getSubExpr()->getType();
  Operand Value = lowerTruth(E->getSubExpr());
  Operand Zero = From->isIntegralOrEnumerationType() ? Operand::integer(0)
                                                     : Operand::null();
  Place Truth = newTemporary(E->getType(), at(E));
  Builder.emit(Compare{Truth, Predicate::NotEqual, Value, Zero}, at(E));
  return Operand::load(Truth);
}

/// The result is the pointer or null; a reference that does not fit throws.
Operand FunctionLowering::lowerDynamicCast(const CastExpr *E) {
  Operand Value = lowerValue(E->getSubExpr());
  BlockId Fits = Builder.newBlock(), Fails = Builder.newBlock();
  BlockId Done = Builder.newBlock();
  Place Cast = newTrackedTemporary(E->getType(), at(E), false);
  Builder.end(Branch{Operand::unknown(), Fits, Fails}, at(E));
  Builder.select(Fits);
  assign(Cast, std::move(Value), at(E));
  jump(Done, at(E));
  Builder.select(Fails);
  assign(Cast, Operand::null(), at(E));
  jump(Done, at(E));
  Builder.select(Done);
  return Operand::load(Cast);
}

Operand FunctionLowering::lowerCast(const CastExpr *E) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getCastKind()) {
  case CK_NullToPointer:
  case CK_NullToMemberPointer:
    lowerDiscarded(Sub);
    return Operand::null();
  case CK_LValueToRValue:
  case CK_LValueToRValueBitCast:
  case CK_AtomicToNonAtomic:
  case CK_NonAtomicToAtomic:
    if (auto Text = E->getType()->isPointerType() ? textOf(Sub) : std::nullopt)
      return *Text;
    if (E->getType()->isFunctionPointerType())
      if (auto Function = functionOf(Sub))
        return *Function;
    return lowerValue(Sub);
  case CK_ArrayToPointerDecay:
  case CK_FunctionToPointerDecay:
  case CK_BuiltinFnToFnPtr:
    return lowerAddress(Sub);
  case CK_IntegralToBoolean:
  case CK_PointerToBoolean:
  case CK_MemberPointerToBoolean:
    return lowerToBool(E);
  case CK_Dynamic:
    return lowerDynamicCast(E);
  case CK_ToVoid:
    lowerDiscarded(Sub);
    return Operand::unknown();
  case CK_FloatingToBoolean:
  case CK_FloatingToIntegral:
  case CK_IntegralToFloating:
  case CK_FloatingCast:
  case CK_BooleanToSignedIntegral:
  case CK_VectorSplat:
    lowerDiscarded(Sub);
    return Operand::unknown();
  case CK_BitCast:
  case CK_NoOp:
  case CK_BaseToDerived:
  case CK_DerivedToBase:
  case CK_UncheckedDerivedToBase:
  case CK_IntegralCast:
  case CK_IntegralToPointer:
  case CK_PointerToIntegral:
  case CK_UserDefinedConversion:
  case CK_ConstructorConversion:
  case CK_AddressSpaceConversion:
  case CK_ReinterpretMemberPointer:
  case CK_BaseToDerivedMemberPointer:
  case CK_DerivedToBaseMemberPointer:
  case CK_CPointerToObjCPointerCast:
    return lowerValue(Sub);
  default:
    lowerDiscarded(Sub);
    return Operand::unknown();
  }
}

} // namespace session::lowering
