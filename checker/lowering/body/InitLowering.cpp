//===- InitLowering.cpp - What an initialiser does to a place -------------===//

#include "lowering/body/FunctionLowering.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

/// The call whose result E is, casts that do not change it aside.
static const CallExpr *directCall(const Expr *E) {
  while (true) {
    E = E->IgnoreParens();
    const auto *Cast = dyn_cast<CastExpr>(E);
    if (!Cast)
      break;
    CastKind Kind = Cast->getCastKind();
    if (Kind != CK_BitCast && Kind != CK_NoOp && Kind != CK_IntegralCast &&
        Kind != CK_UserDefinedConversion)
      break;
    E = Cast->getSubExpr();
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  bool IsScalar = Call && Call->isPRValue() && !isRecord(Call->getType());
  return IsScalar ? Call : nullptr;
}

void FunctionLowering::initialize(const Place &P, QualType T, const Expr *E) {
  E = E->IgnoreParens();
  if (isBroken(E))
    return;
  if (T->isReferenceType()) {
    const auto *List = dyn_cast<InitListExpr>(E);
    if (List && List->getNumInits() == 1 && !List->isGLValue())
      E = List->getInit(0);
    return assign(P, lowerAddress(E), at(E));
  }
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return initialize(P, T, Full->getSubExpr());
  if (isa<CXXThrowExpr>(E))
    return lowerDiscarded(E);
  if (isRecord(T))
    return lowerInto(E, P);
  if (T->isArrayType())
    return initializeArray(P, T, E);
  if (const Expr *Inner = wrappedExpr(E))
    return initializeWrapped(P, T, E, Inner);
  if (const CallExpr *Call = directCall(E)) {
    Operand Value = lowerCall(Call, &P);
    bool IsThere = Value.What == Operand::Load && Value.Where == P;
    return IsThere ? void() : assign(P, std::move(Value), at(E));
  }
  const auto *Choice = dyn_cast<AbstractConditionalOperator>(E);
  if (Choice && !constantOf(E) && !textOf(Choice->getTrueExpr()))
    return initializeConditional(Choice, T, P);
  assign(P, lowerValue(E), at(E));
}

/// A default member initialiser's `this` is the object that it is a part of.
void FunctionLowering::initializeWrapped(const Place &P, QualType T,
                                         const Expr *E, const Expr *Inner) {
  bool IsMember = isa<CXXDefaultInitExpr>(E) && AggregateDepth;
  size_t Objects = InitObjects.size();
  if (IsMember)
    InitObjects.push_back(CurrentAggregate);
  initialize(P, T, Inner);
  InitObjects.resize(Objects);
}

void FunctionLowering::initializeArray(const Place &P, QualType T,
                                       const Expr *E) {
  QualType Element = Unit.Ast.getAsArrayType(T)->getElementType();
  if (const Expr *Inner = wrappedExpr(E))
    return initializeWrapped(P, T, E, Inner);
  if (const auto *List = dyn_cast<InitListExpr>(E)) {
    if (List->isStringLiteralInit())
      return;
    return initializeElements(List, Element, P.element());
  }
  if (const auto *Loop = dyn_cast<ArrayInitLoopExpr>(E)) {
    const OpaqueValueExpr *Common = Loop->getCommonExpr();
    OpaquePlaces[Common] = lowerPlace(Common->getSourceExpr());
    return initialize(P.element(), Element, Loop->getSubExpr());
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return constructElements(Construct, T, P);
  if (isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(E))
    return zero(P, T, at(E));
  if (E->isGLValue())
    return textOf(E) ? void() : assign(P, Operand::load(lowerPlace(E)), at(E));
  lowerChildren(E);
}

/// How many elements are made one by one; of a large array one stands for all.
static uint64_t turnsFor(uint64_t Size) {
  constexpr uint64_t Most = 8;
  return Size <= Most ? Size : 1;
}

/// The listed elements, then the filler for the others.
void FunctionLowering::initializeElements(const InitListExpr *List,
                                          QualType Element,
                                          const Place &Where) {
  unsigned Group = Chain.newGroup();
  auto Make = [&](const Expr *Init) {
    initialize(Where, Element, Init);
    const Scope *Before = Chain.current();
    pushDestruction(Where, Element, at(Init), /*OnlyUnwind=*/true);
    Chain.mark(Before, Group);
  };
  for (const Expr *Init : List->inits())
    Make(Init);
  const Expr *Filler = List->getArrayFiller();
  const auto *Whole = dyn_cast_or_null<ConstantArrayType>(
      List->getType()->getAsArrayTypeUnsafe());
  if (Filler && Whole && !isa<ImplicitValueInitExpr>(Filler)) {
    uint64_t Rest = Whole->getZExtSize() - List->getNumInits();
    for (uint64_t I = 0, N = turnsFor(Rest); I != N; ++I)
      Make(Filler);
  }
  Chain.retire(Group);
}

/// T: an array, or the element of an array of unknown size.
void FunctionLowering::constructElements(const CXXConstructExpr *E, QualType T,
                                         const Place &P) {
  Place Where = P;
  uint64_t Size = 1;
  while (const ArrayType *A = T->getAsArrayTypeUnsafe()) {
    const auto *Known = dyn_cast<ConstantArrayType>(A);
    Size *= Known ? Known->getZExtSize() : 1;
    Where = Where.element();
    T = A->getElementType();
  }
  unsigned Group = Chain.newGroup();
  for (uint64_t I = 0, N = turnsFor(Size); I != N; ++I) {
    lowerConstruct(E, Where);
    const Scope *Before = Chain.current();
    pushDestruction(Where, T, at(E), /*OnlyUnwind=*/true);
    Chain.mark(Before, Group);
  }
  Chain.retire(Group);
}

void FunctionLowering::zero(const Place &P, QualType T, AnchorId At,
                            unsigned Depth) {
  if (T->isAnyPointerType())
    return assign(P, Operand::null(), At);
  if (T->isIntegralOrEnumerationType())
    return assign(P, Operand::integer(0), At);
  if (Depth > 3)
    return;
  if (const ArrayType *A = T->getAsArrayTypeUnsafe())
    return zero(P.element(), A->getElementType(), At, Depth + 1);
  const RecordDecl *D = T->getAsRecordDecl();
  if (!D || D->isUnion() || !(D = D->getDefinition()))
    return;
  for (const FieldDecl *F : D->fields())
    zero(fieldOf(P, F), F->getType(), At, Depth + 1);
}

/// Expressions that only say where their value comes from.
bool FunctionLowering::lowerWrapperInto(const Expr *E, const Place &To) {
  if (const auto *L = dyn_cast<CXXStdInitializerListExpr>(E)) {
    lowerDiscarded(L->getSubExpr());
    opaque(E, "initializer_list", {To});
  } else if (const auto *Full = dyn_cast<ExprWithCleanups>(E)) {
    const Scope *Outer = beginFullExpr();
    lowerInto(Full->getSubExpr(), To);
    endFullExpr(Outer, E);
  } else if (const auto *Constant = dyn_cast<ConstantExpr>(E)) {
    lowerInto(Constant->getSubExpr(), To);
  } else if (const Expr *Inner = wrappedExpr(E)) {
    initializeWrapped(To, E->getType(), E, Inner);
  } else if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E)) {
    lowerInto(M->getSubExpr(), To);
  } else if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
    initializeConditional(Choice, E->getType(), To);
  } else if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isCommaOp()) {
    lowerDiscarded(B->getLHS());
    lowerInto(B->getRHS(), To);
  } else if (const auto *U = dyn_cast<UnaryOperator>(E);
             U && U->getOpcode() == UO_Extension) {
    lowerInto(U->getSubExpr(), To);
  } else if (const auto *O = dyn_cast<OpaqueValueExpr>(E);
             O && !OpaquePlaces.count(O) && O->getSourceExpr()) {
    lowerInto(O->getSourceExpr(), To);
  } else {
    return false;
  }
  return true;
}

void FunctionLowering::lowerInto(const Expr *E, const Place &To) {
  E = E->IgnoreParens();
  if (E->isGLValue() && !isa<MaterializeTemporaryExpr>(E))
    return assign(To, Operand::load(lowerPlace(E)), at(E));
  if (lowerWrapperInto(E, To))
    return;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return lowerConstruct(Construct, To);
  if (const auto *Inherited = dyn_cast<CXXInheritedCtorInitExpr>(E))
    return lowerInheritedConstruct(Inherited, To);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return lowerInitList(List, To);
  if (const auto *List = dyn_cast<CXXParenListInitExpr>(E))
    return lowerAggregate(E, List->getInitExprs(),
                          List->getInitializedFieldInUnion(), To);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return lowerLambda(Lambda, To);
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return (void)lowerCall(Call, &To);
  if (const auto *Block = dyn_cast<StmtExpr>(E))
    return (void)lowerStmtExpr(Block, &To);
  if (isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(E))
    return zero(To, E->getType(), at(E));
  if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAssignmentOp())
    return assign(To, lowerAssignment(B), at(E));
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    const Expr *Sub = Cast->getSubExpr();
    if (isRecord(Sub->getType()))
      return lowerInto(Sub, To);
  }
  if (isa<CoroutineSuspendExpr>(E))
    (void)lowerSuspension(E);
  else
    (void)lowerUnknownValue(E);
  opaque(E, E->getStmtClassName(), {To});
}

void FunctionLowering::lowerInitList(const InitListExpr *E, const Place &To) {
  if (!E->isSemanticForm() && E->getSemanticForm())
    E = E->getSemanticForm();
  if (E->isTransparent())
    return lowerInto(E->getInit(0), To);
  lowerAggregate(E, E->inits(), E->getInitializedFieldInUnion(), To);
}

void FunctionLowering::lowerAggregate(const Expr *E,
                                      llvm::ArrayRef<Expr *> Inits,
                                      const FieldDecl *UnionField,
                                      const Place &To) {
  QualType T = E->getType();
  const RecordDecl *D = T->getAsRecordDecl();
  if (!D || !(D = D->getDefinition()))
    return;
  Place Outer = CurrentAggregate;
  CurrentAggregate = To;
  ++AggregateDepth;
  unsigned Group = Chain.newGroup();
  size_t Next = 0;
  auto Member = [&](const Place &P, QualType MemberType) {
    if (Next == Inits.size())
      return;
    const Expr *Init = Inits[Next++];
    initialize(P, MemberType, Init);
    // Until the whole is there, its parts are destroyed one by one.
    const Scope *Before = Chain.current();
    pushDestruction(P, MemberType, at(Init), /*OnlyUnwind=*/true);
    Chain.mark(Before, Group);
    CurrentAggregate = To;
  };
  if (const auto *Class = dyn_cast<CXXRecordDecl>(D))
    for (const CXXBaseSpecifier &B : Class->bases())
      Member(To, B.getType());
  if (UnionField)
    Member(fieldOf(To, UnionField), UnionField->getType());
  else if (!D->isUnion())
    for (const FieldDecl *F : D->fields())
      if (!F->isUnnamedBitField())
        Member(fieldOf(To, F), F->getType());
  Chain.retire(Group);
  --AggregateDepth;
  CurrentAggregate = Outer;
}

/// The object that elision builds in place of a copy of E's argument.
static const Expr *elidedSource(const CXXConstructExpr *E) {
  if (!E->isElidable() || E->getNumArgs() == 0)
    return nullptr;
  const Expr *Source = E->getArg(0)->IgnoreParenImpCasts();
  if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(Source))
    return M->getSubExpr();
  return nullptr;
}

/// Does a constructor of this kind leave virtual bases alone?
bool FunctionLowering::isForBase(CXXConstructionKind Kind) const {
  return Kind == CXXConstructionKind::NonVirtualBase ||
         Kind == CXXConstructionKind::VirtualBase ||
         (Kind == CXXConstructionKind::Delegating && AsBase);
}

void FunctionLowering::lowerConstruct(const CXXConstructExpr *E,
                                      const Place &To) {
  const CXXConstructorDecl *C = E->getConstructor();
  if (Unit.Ast.getLangOpts().ElideConstructors)
    if (const Expr *Source = elidedSource(E))
      return lowerInto(Source, To);
  QualType T(E->getType()->getBaseElementTypeUnsafe(), 0);
  if (E->requiresZeroInitialization())
    zero(To, T, at(E));
  if (C->isTrivial()) {
    if (!C->isCopyOrMoveConstructor() || E->getNumArgs() == 0)
      return;
    if (C->getParent()->hasTrivialDestructor())
      return assign(To, Operand::load(lowerPlace(E->getArg(0))), at(E));
  }
  Call Made;
  Made.Kind = CallKind::Constructor;
  Made.Callee = isForBase(E->getConstructionKind())
                    ? Unit.Symbols.baseVariant(C)
                    : Unit.Symbols.function(C);
  Made.Receiver = addressOf(To);
  Made.ObjectType = type(T);
  llvm::SmallVector<const Expr *, 4> Arguments(E->arg_begin(), E->arg_end());
  lowerArguments(Made, Arguments, C->getType()->getAs<FunctionProtoType>());
  Chain.call(std::move(Made), Unit.Symbols.isNoExcept(C), at(E));
}

/// `using Base::Base`: the inheriting constructor hands its parameters on.
void FunctionLowering::lowerInheritedConstruct(
    const CXXInheritedCtorInitExpr *E, const Place &To) {
  const CXXConstructorDecl *C = E->getConstructor();
  Call Made;
  Made.Kind = CallKind::Constructor;
  Made.Callee = Unit.Symbols.baseVariant(C); // only bases inherit constructors
  Made.Receiver = addressOf(To);
  Made.ObjectType = type(E->getType());
  const FlowGraph &G = Builder.graph();
  for (const ParmVarDecl *P : C->parameters()) {
    Argument A;
    A.How = passingOf(P->getType());
    VariableId V = G.find(VariableKind::Parameter, P->getFunctionScopeIndex());
    if (V)
      A.Value = A.How == Passing::Object ? Operand::address(Place{V, {}, {}})
                                         : Operand::load(Place{V, {}, {}});
    Made.Arguments.push_back(std::move(A));
  }
  Chain.call(std::move(Made), Unit.Symbols.isNoExcept(C), at(E));
}

} // namespace session::lowering
