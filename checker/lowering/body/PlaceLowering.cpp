//===- PlaceLowering.cpp - Expressions that name an object ----------------===//

#include "lowering/body/FunctionLowering.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

Place FunctionLowering::placeBehind(Operand Pointer, QualType PointerType,
                                    AnchorId At) {
  if (Pointer.What == Operand::Load)
    return Pointer.Where.deref();
  if (Pointer.What == Operand::Address)
    return Pointer.Where;
  Place Held = newTemporary(PointerType, At);
  assign(Held, std::move(Pointer), At);
  return Held.deref();
}

Operand FunctionLowering::lowerAddress(const Expr *E) {
  E = E->IgnoreParens();
  if (E->getType()->isArrayType())
    if (auto Text = textOf(E))
      return *Text;
  if (E->getType()->isFunctionType() || isa<DeclRefExpr, MemberExpr>(E)) {
    const ValueDecl *D = nullptr;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(E))
      D = Reference->getDecl();
    else if (const auto *Member = dyn_cast<MemberExpr>(E))
      D = Member->getMemberDecl();
    if (const auto *F = dyn_cast_or_null<FunctionDecl>(D))
      return Operand::function(Unit.Symbols.function(F));
  }
  return addressOf(lowerPlace(E));
}

Place FunctionLowering::placeOf(const VarDecl *D) {
  auto It = Places.find(D);
  if (It != Places.end())
    return It->second;
  Place Where;
  if (D->hasGlobalStorage()) {
    Where.Static = Unit.Symbols.variable(D);
  } else {
    // A variable whose declaration is not lowered (a coroutine's promise).
    Where.Variable = addVariable(VariableKind::Local, D->getType(),
                                 Unit.Symbols.anchor(D->getLocation()),
                                 D->getIdentifier() ? D->getName() : "");
  }
  if (D->getType()->isReferenceType())
    Where = Where.deref();
  Places[D] = Where;
  return Where;
}

Place FunctionLowering::lowerDeclRef(const DeclRefExpr *E) {
  const ValueDecl *D = E->getDecl();
  auto It = Places.find(D);
  if (It != Places.end())
    return It->second;
  if (const auto *V = dyn_cast<VarDecl>(D))
    return placeOf(V);
  if (const auto *B = dyn_cast<BindingDecl>(D)) {
    if (const VarDecl *Holding = B->getHoldingVar())
      return placeOf(Holding);
    if (const Expr *Bound = B->getBinding())
      return lowerPlace(Bound);
  }
  Place Held = newTemporary(E->getType(), at(E));
  if (const auto *F = dyn_cast<FunctionDecl>(D))
    assign(Held, Operand::function(Unit.Symbols.function(F)), at(E));
  return Held;
}

Place FunctionLowering::lowerMember(const MemberExpr *E) {
  const Expr *Base = E->getBase();
  const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl());
  if (!Field) {
    lowerDiscarded(Base);
    if (const auto *V = dyn_cast<VarDecl>(E->getMemberDecl()))
      return placeOf(V);
    return newTemporary(E->getType(), at(E));
  }
  Place Object = E->isArrow()
                     ? placeBehind(lowerValue(Base), Base->getType(), at(Base))
                     : lowerPlace(Base);
  Place Where = fieldOf(std::move(Object), Field);
  return Field->getType()->isReferenceType() ? Where.deref() : Where;
}

Place FunctionLowering::lowerSubscript(const ArraySubscriptExpr *E) {
  Operand Base = lowerValue(E->getBase());
  if (!constantOf(E->getIdx()))
    lowerDiscarded(E->getIdx());
  return placeBehind(std::move(Base), E->getBase()->getType(), at(E)).element();
}

Place FunctionLowering::lowerMaterialized(const MaterializeTemporaryExpr *E) {
  const Expr *Sub = E->getSubExpr();
  bool Outlives = E->getStorageDuration() != SD_FullExpression;
  if (E->getStorageDuration() == SD_Static ||
      E->getStorageDuration() == SD_Thread) {
    Place Where = newTemporary(Sub->getType(), at(E));
    initialize(Where, Sub->getType(), Sub);
    return Where;
  }
  return materialize(Sub, Outlives);
}

Place FunctionLowering::materialize(const Expr *E, bool Extended) {
  QualType T = E->getType();
  Place Where = newTrackedTemporary(T, at(E), Extended);
  initialize(Where, T, E);
  pushDestruction(Where, T, at(E), false, Extended);
  return Where;
}

/// An arm of a conditional glvalue is remembered by its address.
Place FunctionLowering::lowerConditionalPlace(
    const AbstractConditionalOperator *E) {
  QualType Pointer = Unit.Ast.getPointerType(E->getType());
  Place Held = newTrackedTemporary(Pointer, at(E), false);
  inBothArms(E, [&](const Expr *Arm) {
    if (Arm->isGLValue())
      assign(Held, lowerAddress(Arm), at(Arm));
    else
      lowerDiscarded(Arm); // throw
  });
  return Held.deref();
}

Place FunctionLowering::lowerPlace(const Expr *E) {
  E = E->IgnoreParens();
  if (isBroken(E))
    return newTemporary(E->getType(), at(E));
  if (!E->isGLValue())
    return materialize(E);
  switch (E->getStmtClass()) {
  case Stmt::DeclRefExprClass:
    return lowerDeclRef(cast<DeclRefExpr>(E));
  case Stmt::MemberExprClass:
    return lowerMember(cast<MemberExpr>(E));
  case Stmt::ArraySubscriptExprClass:
    return lowerSubscript(cast<ArraySubscriptExpr>(E));
  case Stmt::MaterializeTemporaryExprClass:
    return lowerMaterialized(cast<MaterializeTemporaryExpr>(E));
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass:
    return lowerConditionalPlace(cast<AbstractConditionalOperator>(E));
  case Stmt::UnaryOperatorClass: {
    const auto *U = cast<UnaryOperator>(E);
    if (U->getOpcode() == UO_Deref)
      return lowerDeref(U);
    if (U->isPrefix() && U->isIncrementDecrementOp())
      return lowerUnary(U).Where;
    return lowerPlace(U->getSubExpr());
  }
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return lowerBinaryPlace(cast<BinaryOperator>(E));
  default:
    return lowerOtherPlace(E);
  }
}

Place FunctionLowering::lowerDeref(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr()->IgnoreParens();
  Operand Pointer = lowerValue(Sub);
  const auto *Cast = dyn_cast<ImplicitCastExpr>(Sub);
  bool IsArray = Cast && Cast->getCastKind() == CK_ArrayToPointerDecay;
  Place Where = placeBehind(std::move(Pointer), Sub->getType(), at(E));
  return IsArray ? Where.element() : Where;
}

Place FunctionLowering::lowerBinaryPlace(const BinaryOperator *E) {
  if (E->isAssignmentOp())
    return lowerAssignment(E).Where;
  if (E->isCommaOp()) {
    lowerDiscarded(E->getLHS());
    return lowerPlace(E->getRHS());
  }
  // object.*member, pointer->*member: some part of the object.
  Place Object =
      E->getOpcode() == BO_PtrMemI
          ? placeBehind(lowerValue(E->getLHS()), E->getLHS()->getType(), at(E))
          : lowerPlace(E->getLHS());
  lowerDiscarded(E->getRHS());
  return Object.element();
}

Place FunctionLowering::lowerOtherPlace(const Expr *E) {
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    Operand Address = lowerCall(Call);
    return placeBehind(std::move(Address),
                       Unit.Ast.getPointerType(E->getType()), at(E));
  }
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return lowerPlace(Cast->getSubExpr());
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return lowerPlace(Full->getSubExpr());
  if (const auto *L = dyn_cast<CompoundLiteralExpr>(E)) {
    Place Where = newTemporary(E->getType(), at(E));
    initialize(Where, E->getType(), L->getInitializer());
    return Where;
  }
  if (const auto *O = dyn_cast<OpaqueValueExpr>(E)) {
    auto It = OpaquePlaces.find(O);
    if (It != OpaquePlaces.end())
      return It->second;
    if (O->getSourceExpr())
      return lowerPlace(O->getSourceExpr());
  }
  if (const Expr *Inner = wrappedExpr(E))
    return lowerPlace(Inner);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    if (List->getNumInits() == 1)
      return lowerPlace(List->getInit(0));
  Place Held = newTemporary(E->getType(), at(E));
  if (auto Text = textOf(E))
    assign(Held, *Text, at(E));
  else if (isa<CoroutineSuspendExpr>(E))
    (void)lowerSuspension(E);
  else
    (void)lowerUnknownValue(E);
  return Held;
}

} // namespace session::lowering
