//===- ExprLowering.cpp - Scalar values -----------------------------------===//

#include "lowering/FixedObjects.h"
#include "lowering/body/FunctionLowering.h"
#include "clang/AST/ExprObjC.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

static Operand zeroOf(QualType T) {
  if (T->isAnyPointerType() || T->isNullPtrType() || T->isMemberPointerType() ||
      T->isBlockPointerType())
    return Operand::null();
  if (T->isIntegralOrEnumerationType())
    return Operand::integer(0);
  return Operand::unknown();
}

Operand FunctionLowering::snapshot(Operand Value, QualType T, AnchorId At) {
  if (Value.What != Operand::Load)
    return Value;
  Place Copy = newTrackedTemporary(T, At, false);
  assign(Copy, std::move(Value), At);
  return Operand::load(Copy);
}

Operand FunctionLowering::textOperand(const StringLiteral *S) {
  Operand O;
  std::optional<std::string> Plain = plainText(*S);
  if (!Plain)
    return O;
  StringRef Text = *Plain;
  O.What = Text.size() > LongestText ? Operand::Prefix : Operand::Text;
  O.Texts.push_back(Unit.Symbols.name(Text.take_front(LongestText)));
  return O;
}

/// The text that E always is, if it is a literal or a constant made of one.
std::optional<Operand> FunctionLowering::textOf(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *C = dyn_cast<ConstantExpr>(E))
    E = C->getSubExpr()->IgnoreParenCasts();
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return textOf(Default->getExpr());
  if (const auto *S = dyn_cast<StringLiteral>(E))
    return textOperand(S);
  if (const auto *P = dyn_cast<PredefinedExpr>(E))
    return P->getFunctionName()
               ? std::optional(textOperand(P->getFunctionName()))
               : std::nullopt;
  const Expr *Init = fixedInitializer(E, Unit.Ast);
  const auto *S =
      Init ? dyn_cast<StringLiteral>(Init->IgnoreParenCasts()) : nullptr;
  return S ? std::optional(textOperand(S)) : std::nullopt;
}

/// The function that the constant pointer E names points to.
std::optional<Operand> FunctionLowering::functionOf(const Expr *E) {
  const Expr *Init = fixedInitializer(E, Unit.Ast);
  Init = Init ? Init->IgnoreParenCasts() : nullptr;
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(Init))
    if (Address->getOpcode() == UO_AddrOf)
      Init = Address->getSubExpr()->IgnoreParenCasts();
  const auto *Reference = dyn_cast_or_null<DeclRefExpr>(Init);
  const auto *F =
      Reference ? dyn_cast<FunctionDecl>(Reference->getDecl()) : nullptr;
  return F ? std::optional(Operand::function(Unit.Symbols.function(F)))
           : std::nullopt;
}

void FunctionLowering::lowerChildren(const Stmt *S) {
  for (const Stmt *Child : S->children())
    if (const auto *E = dyn_cast_or_null<Expr>(Child))
      lowerDiscarded(E);
    else if (Child)
      lowerScoped(Child);
}

/// In a body that is no template, what is dependent did not compile.
bool FunctionLowering::isBroken(const Expr *E) {
  if (!E->isTypeDependent() && !E->isValueDependent() && !isa<RecoveryExpr>(E))
    return false;
  Builder.graph().HasErrors = true;
  return true;
}

void FunctionLowering::lowerDiscarded(const Expr *E) {
  E = E->IgnoreParens();
  if (isBroken(E))
    return;
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return lowerDiscarded(Full->getSubExpr());
  if (const auto *C = dyn_cast<AbstractConditionalOperator>(E))
    if (C->getType()->isVoidType() && isa<ConditionalOperator>(C))
      return inBothArms(C, [this](const Expr *Arm) { lowerDiscarded(Arm); });
  if (E->isGLValue())
    (void)lowerPlace(E);
  else if (isRecord(E->getType()))
    (void)materialize(E);
  else
    (void)lowerValue(E);
}

Operand FunctionLowering::lowerValue(const Expr *E) {
  E = E->IgnoreParens();
  if (isBroken(E))
    return Operand::unknown();
  if (auto Number = constantOf(E))
    return Operand::integer(*Number);
  if (E->isGLValue())
    return E->getType()->isFunctionType() ? lowerAddress(E)
                                          : Operand::load(lowerPlace(E));
  if (isRecord(E->getType()))
    return Operand::load(materialize(E));
  switch (E->getStmtClass()) {
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::GNUNullExprClass:
    return Operand::null();
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::CXXScalarValueInitExprClass:
    return zeroOf(E->getType());
  case Stmt::UnaryOperatorClass:
    return lowerUnary(cast<UnaryOperator>(E));
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return lowerBinary(cast<BinaryOperator>(E));
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass:
    return lowerConditional(cast<AbstractConditionalOperator>(E));
  case Stmt::CXXNewExprClass:
    return lowerNew(cast<CXXNewExpr>(E));
  case Stmt::CXXDeleteExprClass:
    lowerDelete(cast<CXXDeleteExpr>(E));
    return Operand::unknown();
  case Stmt::CXXThrowExprClass:
    lowerThrow(cast<CXXThrowExpr>(E));
    return Operand::unknown();
  case Stmt::StmtExprClass:
    return lowerStmtExpr(cast<StmtExpr>(E), nullptr);
  default:
    return lowerOtherValue(E);
  }
}

/// Wrappers, and what is rare.
Operand FunctionLowering::lowerOtherValue(const Expr *E) {
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return lowerCall(Call);
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return lowerCast(Cast);
  if (isa<CXXThisExpr>(E)) {
    if (!InitObjects.empty())
      return addressOf(InitObjects.back());
    if (CapturedThis)
      return *CapturedThis;
    return This ? Operand::load(Place{This, {}, {}}) : Operand::unknown();
  }
  if (const auto *Full = dyn_cast<FullExpr>(E)) {
    const Scope *Outer = beginFullExpr();
    Operand Value = lowerValue(Full->getSubExpr());
    if (Chain.current() == Outer || E->getType()->isVoidType())
      return endFullExpr(Outer, E), Value;
    // The value must outlive the temporaries that it comes from.
    Place Copy = newTemporary(E->getType(), at(E));
    assign(Copy, Value, at(E));
    endFullExpr(Outer, E);
    if (E->getType()->isPointerType())
      pushStorage(Copy.Variable, at(E));
    return Operand::load(Copy);
  }
  if (const Expr *Inner = wrappedExpr(E))
    return lowerValue(Inner);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 1 ? lowerValue(List->getInit(0))
                                    : zeroOf(E->getType());
  if (const auto *O = dyn_cast<OpaqueValueExpr>(E)) {
    auto It = OpaquePlaces.find(O);
    if (It != OpaquePlaces.end())
      return Operand::load(It->second);
    return O->getSourceExpr() ? lowerValue(O->getSourceExpr())
                              : Operand::unknown();
  }
  if (const auto *Label = dyn_cast<AddrLabelExpr>(E)) {
    AddressTaken.push_back(Label->getLabel());
    return Operand::unknown();
  }
  if (isa<CoroutineSuspendExpr>(E))
    return lowerSuspension(E);
  return lowerUnknownValue(E);
}

Operand FunctionLowering::lowerUnknownValue(const Expr *E) {
  // Operands of these are not evaluated.
  if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, TypeTraitExpr, BlockExpr,
          CXXTypeidExpr, ObjCEncodeExpr>(E))
    return Operand::unknown();
  if (isa<AtomicExpr, VAArgExpr, ObjCMessageExpr, PseudoObjectExpr>(E))
    opaque(E, E->getStmtClassName());
  lowerChildren(E);
  return Operand::unknown();
}

/// What E stands for, when E only says how it was written.
const Expr *FunctionLowering::wrappedExpr(const Expr *E) {
  if (const auto *D = dyn_cast<CXXDefaultArgExpr>(E))
    return D->getExpr();
  if (const auto *D = dyn_cast<CXXDefaultInitExpr>(E))
    return D->getExpr();
  if (const auto *S = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return S->getReplacement();
  if (const auto *R = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return R->getSemanticForm();
  if (const auto *C = dyn_cast<ChooseExpr>(E))
    return C->getChosenSubExpr();
  if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(E))
    return B->getSubExpr();
  if (const auto *L = dyn_cast<CXXStdInitializerListExpr>(E))
    return L->getSubExpr();
  if (const auto *P = dyn_cast<PseudoObjectExpr>(E))
    return P->getResultExpr();
  return nullptr;
}

Operand FunctionLowering::lowerUnary(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getOpcode()) {
  case UO_LNot: {
    Operand Value = lowerTruth(Sub);
    Place Truth = newTemporary(E->getType(), at(E));
    Builder.emit(Not{Truth, std::move(Value)}, at(E));
    return Operand::load(Truth);
  }
  case UO_AddrOf:
    if (E->getType()->isMemberPointerType() &&
        !isa<CXXMethodDecl>(cast<DeclRefExpr>(Sub->IgnoreParens())->getDecl()))
      return Operand::unknown();
    return lowerAddress(Sub);
  case UO_PostInc:
  case UO_PostDec: {
    Place Where = lowerPlace(Sub);
    Operand Old = snapshot(Operand::load(Where), E->getType(), at(E));
    count(Where, Operand::load(Where), E->getOpcode() == UO_PostInc ? 1 : -1,
          E);
    return Old;
  }
  case UO_PreInc:
  case UO_PreDec: {
    Place Where = lowerPlace(Sub);
    count(Where, Operand::load(Where), E->getOpcode() == UO_PreInc ? 1 : -1, E);
    return Operand::load(Where);
  }
  case UO_Plus:
  case UO_Extension:
    return lowerValue(Sub);
  default:
    lowerDiscarded(Sub);
    return Operand::unknown();
  }
}

/// To = From + Number. Of what is no whole number nothing is known.
void FunctionLowering::count(const Place &To, Operand From, int64_t Number,
                             const Expr *E) {
  if (E->getType()->isIntegralOrEnumerationType() &&
      !E->getType()->isBooleanType())
    Builder.emit(Add{To, std::move(From), Number}, at(E));
  else
    assign(To, Operand::unknown(), at(E));
}

Operand FunctionLowering::lowerAssignment(const BinaryOperator *E) {
  if (E->isCompoundAssignmentOp()) {
    auto Bits = constantOf(E->getRHS());
    if (!Bits)
      lowerDiscarded(E->getRHS());
    Place Where = lowerPlace(E->getLHS());
    if (Bits && E->getOpcode() == BO_AndAssign)
      Builder.emit(Mask{Where, Operand::load(Where), uint64_t(*Bits)}, at(E));
    else if (Bits && E->getOpcode() == BO_OrAssign)
      Builder.emit(
          Mask{Where, Operand::load(Where), ~uint64_t(0), uint64_t(*Bits)},
          at(E));
    else if (Bits && E->isAdditiveOp(BinaryOperator::getOpForCompoundAssignment(
                         E->getOpcode())))
      count(Where, Operand::load(Where),
            E->getOpcode() == BO_AddAssign ? *Bits : -*Bits, E);
    else
      assign(Where, Operand::unknown(), at(E));
    return Operand::load(Where);
  }
  if (isRecord(E->getType()) && E->getRHS()->isPRValue()) {
    Place Where = lowerPlace(E->getLHS());
    lowerInto(E->getRHS(), Where);
    return Operand::load(Where);
  }
  if (const auto *Sum =
          dyn_cast<BinaryOperator>(E->getRHS()->IgnoreParenImpCasts()))
    if (auto Added =
            Sum->isAdditiveOp() ? constantOf(Sum->getRHS()) : std::nullopt) {
      Operand From = lowerValue(Sum->getLHS());
      Place Where = lowerPlace(E->getLHS());
      count(Where, std::move(From),
            Sum->getOpcode() == BO_Add ? *Added : -*Added, E);
      return Operand::load(Where);
    }
  Operand Value = lowerValue(E->getRHS());
  Place Where = lowerPlace(E->getLHS());
  assign(Where, std::move(Value), at(E));
  return Operand::load(Where);
}

Operand FunctionLowering::lowerBinary(const BinaryOperator *E) {
  if (E->isAssignmentOp())
    return lowerAssignment(E);
  if (E->isCommaOp()) {
    lowerDiscarded(E->getLHS());
    return lowerValue(E->getRHS());
  }
  if (E->isLogicalOp()) {
    BlockId Then = Builder.newBlock(), Else = Builder.newBlock();
    BlockId Done = Builder.newBlock();
    Place Truth = newTemporary(E->getType(), at(E));
    lowerCondition(E, Then, Else);
    Builder.select(Then);
    assign(Truth, Operand::integer(1), at(E));
    jump(Done, at(E));
    Builder.select(Else);
    assign(Truth, Operand::integer(0), at(E));
    jump(Done, at(E));
    Builder.select(Done);
    return Operand::load(Truth);
  }
  if (E->isComparisonOp() && E->getOpcode() != BO_Cmp)
    return lowerComparison(E);
  Operand Left = lowerValue(E->getLHS());
  Operand Right = lowerValue(E->getRHS());
  if (E->getOpcode() != BO_And)
    return Operand::unknown(); // arithmetic is not followed
  if (Left.What == Operand::Integer)
    std::swap(Left, Right);
  if (Right.What != Operand::Integer)
    return Operand::unknown();
  Place Masked = newTemporary(E->getType(), at(E));
  Builder.emit(Mask{Masked, Left, uint64_t(Right.Number)}, at(E));
  return Operand::load(Masked);
}

void FunctionLowering::inBothArms(
    const AbstractConditionalOperator *E,
    llvm::function_ref<void(const Expr *)> Lower) {
  BlockId Then = Builder.newBlock(), Else = Builder.newBlock();
  BlockId Done = Builder.newBlock();
  if (const auto *B = dyn_cast<BinaryConditionalOperator>(E)) {
    // x ?: y looks at x once.
    QualType T = B->getCommon()->getType();
    Place Common = newTrackedTemporary(T, at(E), false);
    initialize(Common, T, B->getCommon());
    OpaquePlaces[B->getOpaqueValue()] = Common;
  }
  lowerCondition(E->getCond(), Then, Else);
  Builder.select(Then);
  Lower(E->getTrueExpr());
  jump(Done, at(E));
  Builder.select(Else);
  Lower(E->getFalseExpr());
  jump(Done, at(E));
  Builder.select(Done);
}

Operand
FunctionLowering::lowerConditional(const AbstractConditionalOperator *E) {
  auto Left = textOf(E->getTrueExpr()), Right = textOf(E->getFalseExpr());
  if (Left && Right && Left->What == Operand::Text &&
      Right->What == Operand::Text && isa<ConditionalOperator>(E)) {
    lowerDiscarded(E->getCond());
    if (!llvm::is_contained(Left->Texts, Right->Texts.front()))
      Left->Texts.push_back(Right->Texts.front());
    return *Left;
  }
  if (E->getType()->isVoidType()) {
    inBothArms(E, [this](const Expr *Arm) { lowerDiscarded(Arm); });
    return Operand::unknown();
  }
  Place Value = newTrackedTemporary(E->getType(), at(E), false);
  inBothArms(E, [&](const Expr *Arm) { initialize(Value, E->getType(), Arm); });
  return Operand::load(Value);
}

void FunctionLowering::initializeConditional(
    const AbstractConditionalOperator *E, QualType T, const Place &To) {
  inBothArms(E, [&](const Expr *Arm) { initialize(To, T, Arm); });
}

Operand FunctionLowering::lowerSuspension(const Expr *E) {
  // Optimistic: of the awaiter only its making is seen.
  if (const auto *S = dyn_cast<CoroutineSuspendExpr>(E))
    lowerDiscarded(S->getOperand());
  Builder.emit(Suspend{}, at(E));
  return Operand::unknown();
}

/// ({ ... }): the value of the last expression, into Into if there is one.
Operand FunctionLowering::lowerStmtExpr(const StmtExpr *E, const Place *Into) {
  const Scope *Outer = Chain.current();
  const CompoundStmt *Body = E->getSubStmt();
  // The last statement's value, from behind labels and attributes.
  const Stmt *Tail = Body->body_empty() ? nullptr : Body->body_back();
  const auto *Valued = dyn_cast_or_null<ValueStmt>(Tail);
  const Expr *Last = Valued ? Valued->getExprStmt() : nullptr;
  bool HasValue = Last && !E->getType()->isVoidType();
  Place Value;
  if (HasValue)
    Value = Into ? *Into : newTemporary(E->getType(), at(E));
  for (const Stmt *S : Body->body()) {
    if (!HasValue || S != Tail) {
      lowerStmt(S);
      continue;
    }
    if (const auto *L = dyn_cast<LabelStmt>(S))
      enterLabel(L);
    const Scope *Full = beginFullExpr();
    initialize(Value, E->getType(), Last);
    endFullExpr(Full, Last);
  }
  leaveScope(Outer, Body);
  if (!HasValue)
    return Operand::unknown();
  if (!Into && E->getType()->isPointerType())
    pushStorage(Value.Variable, at(E));
  return Operand::load(Value);
}

} // namespace session::lowering
