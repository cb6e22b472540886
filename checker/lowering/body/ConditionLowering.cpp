//===- ConditionLowering.cpp - Expressions that decide --------------------===//

#include "lowering/body/FunctionLowering.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

/// Cheap test for what cannot be a constant, before the evaluator is asked.
static bool mayBeConstant(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    const auto *V = dyn_cast<VarDecl>(Reference->getDecl());
    return !V || (V->getType().isConstQualified() && V->hasInit());
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isa<VarDecl, EnumConstantDecl>(Member->getMemberDecl());
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return !B->isAssignmentOp() && mayBeConstant(B->getLHS()) &&
           mayBeConstant(B->getRHS());
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return !U->isIncrementDecrementOp() && U->getOpcode() != UO_Deref &&
           mayBeConstant(U->getSubExpr());
  return !isa<CallExpr, ArraySubscriptExpr, CXXThisExpr, StmtExpr, CXXThrowExpr,
              OpaqueValueExpr>(E);
}

std::optional<int64_t> FunctionLowering::constantOf(const Expr *E) {
  if (E->isValueDependent() || E->isTypeDependent() || E->containsErrors())
    return std::nullopt;
  if (!E->getType()->isIntegralOrEnumerationType() || !mayBeConstant(E))
    return std::nullopt;
  Expr::EvalResult Value;
  if (!E->EvaluateAsInt(Value, Unit.Ast))
    return std::nullopt;
  const llvm::APSInt &Number = Value.Val.getInt();
  if (Number.getSignificantBits() > 64)
    return std::nullopt;
  return Number.getExtValue();
}

void FunctionLowering::branchOn(const Expr *E, BlockId Then, BlockId Else) {
  const Scope *Outer = beginFullExpr();
  if (const auto *Full = dyn_cast<FullExpr>(E->IgnoreParens()))
    E = Full->getSubExpr();
  BlockId True = Builder.newBlock(), False = Builder.newBlock();
  lowerCondition(E, True, False);
  // What the branch teaches must be known before temporaries die.
  Builder.select(True);
  Chain.runCleanups(Outer, Leave::FullExpr, at(E));
  jump(Then, at(E));
  Builder.select(False);
  Chain.runCleanups(Outer, Leave::FullExpr, at(E));
  jump(Else, at(E));
  Chain.setCurrent(Outer);
}

/// E without what does not change its truth.
static const Expr *stripTruth(const Expr *E) {
  while (true) {
    E = E->IgnoreParens();
    const auto *Cast = dyn_cast<CastExpr>(E);
    if (!Cast)
      return E;
    switch (Cast->getCastKind()) {
    case CK_IntegralToBoolean:
    case CK_PointerToBoolean:
    case CK_MemberPointerToBoolean:
    case CK_IntegralCast:
      break;
    case CK_NoOp:
      if (E->isPRValue())
        break;
      return E;
    default:
      return E;
    }
    E = Cast->getSubExpr();
  }
}

/// __builtin_expect(x, n) is as true as x.
static const Expr *stripExpectation(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call || !Call->getNumArgs())
    return E;
  unsigned Id = Call->getBuiltinCallee();
  bool IsExpect = Id == Builtin::BI__builtin_expect ||
                  Id == Builtin::BI__builtin_expect_with_probability;
  return IsExpect ? stripTruth(Call->getArg(0)) : E;
}

void FunctionLowering::lowerCondition(const Expr *E, BlockId Then,
                                      BlockId Else) {
  E = stripExpectation(stripTruth(E));
  if (auto Constant = constantOf(E))
    return jump(*Constant ? Then : Else, at(E));
  if (isa<FullExpr>(E))
    return branchOn(E, Then, Else);
  if (lowerLogical(E, Then, Else))
    return;
  Operand Value = lowerTruth(E);
  switch (Value.What) {
  case Operand::Integer:
    return jump(Value.Number ? Then : Else, at(E));
  case Operand::Null:
    return jump(Else, at(E));
  case Operand::Text:
  case Operand::Prefix:
  case Operand::Function:
  case Operand::Address:
    return jump(Then, at(E));
  case Operand::Unknown:
  case Operand::Load:
    return Builder.end(Branch{std::move(Value), Then, Else}, at(E));
  }
}

/// !, &&, ||, ?: and the comma become control flow.
bool FunctionLowering::lowerLogical(const Expr *E, BlockId Then, BlockId Else) {
  if (const auto *U = dyn_cast<UnaryOperator>(E)) {
    if (U->getOpcode() != UO_LNot)
      return false;
    lowerCondition(U->getSubExpr(), Else, Then);
    return true;
  }
  if (const auto *C = dyn_cast<ConditionalOperator>(E)) {
    BlockId Left = Builder.newBlock(), Right = Builder.newBlock();
    lowerCondition(C->getCond(), Left, Right);
    Builder.select(Left);
    lowerCondition(C->getTrueExpr(), Then, Else);
    Builder.select(Right);
    lowerCondition(C->getFalseExpr(), Then, Else);
    return true;
  }
  const auto *B = dyn_cast<BinaryOperator>(E);
  if (!B || !(B->isLogicalOp() || B->isCommaOp()))
    return false;
  if (B->isCommaOp()) {
    lowerDiscarded(B->getLHS());
  } else {
    BlockId Second = Builder.newBlock();
    bool IsAnd = B->getOpcode() == BO_LAnd;
    lowerCondition(B->getLHS(), IsAnd ? Second : Then, IsAnd ? Else : Second);
    Builder.select(Second);
  }
  lowerCondition(B->getRHS(), Then, Else);
  return true;
}

Operand FunctionLowering::lowerTruth(const Expr *E) {
  const auto *B = dyn_cast<BinaryOperator>(E);
  if (B && B->isComparisonOp() && B->getOpcode() != BO_Cmp)
    return lowerComparison(B);
  return lowerValue(E);
}

static Predicate predicateOf(BinaryOperatorKind Kind) {
  switch (Kind) {
  case BO_EQ:
    return Predicate::Equal;
  case BO_LT:
    return Predicate::Less;
  case BO_LE:
    return Predicate::LessEqual;
  case BO_GT:
    return Predicate::Greater;
  case BO_GE:
    return Predicate::GreaterEqual;
  default:
    return Predicate::NotEqual;
  }
}

static bool isComparable(QualType T) {
  return T->isIntegralOrEnumerationType() || T->isAnyPointerType() ||
         T->isNullPtrType();
}

Operand FunctionLowering::lowerComparison(const BinaryOperator *E) {
  Operand Left = lowerValue(E->getLHS());
  Operand Right = lowerValue(E->getRHS());
  if (!isComparable(E->getLHS()->getType()) ||
      !isComparable(E->getRHS()->getType()))
    return Operand::unknown();
  Place Truth = newTemporary(E->getType(), at(E));
  Builder.emit(Compare{Truth, predicateOf(E->getOpcode()), Left, Right}, at(E));
  return Operand::load(Truth);
}

} // namespace session::lowering
