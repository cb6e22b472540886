//===- CallLowering.cpp - Calls -------------------------------------------===//

#include "lowering/body/FunctionLowering.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

static bool neverReturns(const FunctionDecl *D) {
  return D->isNoReturn() || D->hasAttr<AnalyzerNoReturnAttr>();
}

/// The prototype of what an expression of function (pointer) type calls.
static const FunctionType *calledType(const Expr *Callee) {
  QualType T = Callee->getType();
  if (T->isSpecificPlaceholderType(BuiltinType::BoundMember))
    T = Expr::findBoundMemberType(Callee);
  if (T.isNull())
    return nullptr;
  if (const auto *Member = T->getAs<MemberPointerType>())
    T = Member->getPointeeType();
  else if (QualType To = T->getPointeeType(); !To.isNull())
    T = To;
  return T->getAs<FunctionType>();
}

bool FunctionLowering::isNoExceptCall(const CallExpr *E) {
  if (const FunctionDecl *D = E->getDirectCallee())
    return Unit.Symbols.isNoExcept(D);
  const auto *T =
      dyn_cast_or_null<FunctionProtoType>(calledType(E->getCallee()));
  return T && !isUnresolvedExceptionSpec(T->getExceptionSpecType()) &&
         T->isNothrow();
}

static bool isNoReturnCall(const CallExpr *E) {
  if (const FunctionDecl *D = E->getDirectCallee())
    return neverReturns(D);
  const FunctionType *T = calledType(E->getCallee());
  return T && T->getNoReturnAttr();
}

/// Builtins that are no calls. Value: what they give.
bool FunctionLowering::lowerBuiltin(const CallExpr *E, Operand &Value) {
  Value = Operand::unknown();
  switch (E->getBuiltinCallee()) {
  case Builtin::BI__builtin_expect:
  case Builtin::BI__builtin_expect_with_probability:
  case Builtin::BI__builtin_launder:
    Value = lowerValue(E->getArg(0));
    return true;
  case Builtin::BImove:
  case Builtin::BImove_if_noexcept:
  case Builtin::BIforward:
  case Builtin::BIforward_like:
  case Builtin::BIas_const:
  case Builtin::BIaddressof:
  case Builtin::BI__addressof:
  case Builtin::BI__builtin_addressof:
    Value = lowerAddress(E->getArg(0));
    return true;
  case Builtin::BI__builtin_unreachable:
    Builder.end(Unreachable{}, at(E));
    return true;
  case Builtin::BI__builtin_assume:
  case Builtin::BI__assume:
  case Builtin::BI__builtin_constant_p:
    return true;
  case Builtin::BI__builtin_va_start:
  case Builtin::BI__builtin_va_end:
  case Builtin::BI__builtin_va_copy:
    lowerChildren(E);
    return true;
  default:
    return false;
  }
}

/// The call's two parts of an overloaded or explicit assignment, when it is
/// the compiler's bitwise one.
static const CXXMethodDecl *trivialAssignment(const CallExpr *E) {
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(E->getDirectCallee());
  bool IsCopy =
      M && M->isTrivial() &&
      (M->isCopyAssignmentOperator() || M->isMoveAssignmentOperator());
  // An implicit copy of an object with a destructor makes two owners: a call.
  return IsCopy && M->getParent()->hasTrivialDestructor() ? M : nullptr;
}

std::optional<Operand>
FunctionLowering::lowerTrivialAssignment(const CallExpr *E) {
  if (!trivialAssignment(E))
    return std::nullopt;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
  const Expr *From = E->getArg(Member ? 0 : 1);
  Place Source = lowerPlace(From);
  Operand To;
  if (Member)
    To = lowerReceiver(Member);
  else
    To = lowerAddress(E->getArg(0));
  Place Target =
      placeBehind(To, Unit.Ast.getPointerType(From->getType()), at(E));
  assign(Target, Operand::load(Source), at(E));
  return addressOf(Target);
}

Operand FunctionLowering::lowerReceiver(const CXXMemberCallExpr *E) {
  const Expr *Callee = E->getCallee()->IgnoreParens();
  if (const auto *Pointer = dyn_cast<BinaryOperator>(Callee))
    return Pointer->getOpcode() == BO_PtrMemI ? lowerValue(Pointer->getLHS())
                                              : lowerAddress(Pointer->getLHS());
  const auto *Member = dyn_cast<MemberExpr>(Callee);
  if (!Member)
    return Operand::unknown();
  return Member->isArrow() ? lowerValue(Member->getBase())
                           : lowerAddress(Member->getBase());
}

/// The class of the object that E is a member call on, as it is declared.
static QualType objectType(const CallExpr *E) {
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E))
    Object = Member->getImplicitObjectArgument();
  else if (isa<CXXOperatorCallExpr>(E) && E->getNumArgs())
    Object = E->getArg(0);
  if (!Object)
    return {};
  QualType T = Object->IgnoreParenImpCasts()->getType();
  QualType To = T->getPointeeType();
  return To.isNull() ? T : To;
}

/// The field of a library's record that holds the function which is called.
static const FieldDecl *calledField(const Expr *Callee,
                                    const SymbolBuilder &Symbols) {
  const auto *Member = dyn_cast<MemberExpr>(Callee->IgnoreParenImpCasts());
  const auto *Field =
      Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  return Field && Symbols.inSystemHeader(Field) ? Field : nullptr;
}

/// Direct, virtual or indirect, and what is called.
/// `a.f()` where `a` is a variable of that very class, and no reference to one.
static bool isOnVariable(const MemberExpr *E) {
  const auto *Object = E && !E->isArrow()
                           ? dyn_cast<DeclRefExpr>(E->getBase()->IgnoreParens())
                           : nullptr;
  return Object && !Object->getDecl()->getType()->isReferenceType();
}

Call FunctionLowering::calleeOf(const CallExpr *E) {
  Call C;
  const Expr *Callee = E->getCallee()->IgnoreParens();
  const FunctionDecl *D = E->getDirectCallee();
  const auto *Type = dyn_cast_or_null<FunctionProtoType>(calledType(Callee));
  const FieldDecl *Field = D ? nullptr : calledField(Callee, Unit.Symbols);
  if (Field && Type) {
    C.Callee = Unit.Symbols.pointedTo(Field, Type);
    return C;
  }
  if (!D) {
    C.Kind = CallKind::Indirect;
    if (const auto *B = dyn_cast<BinaryOperator>(Callee); B && B->isPtrMemOp())
      C.Target = lowerValue(B->getRHS());
    else
      C.Target = lowerValue(Callee);
    if (C.Target.What != Operand::Function)
      return C;
    // One of a constant table.
    C.Kind = CallKind::Direct;
    C.Callee = C.Target.Callee;
    C.Target = Operand();
    return C;
  }
  C.Callee = Unit.Symbols.function(D);
  if (isa<CXXDestructorDecl>(D))
    C.Kind = CallKind::Destructor;
  else if (const auto *M = dyn_cast<CXXMethodDecl>(D)) {
    const auto *Member = dyn_cast<MemberExpr>(Callee);
    bool IsDynamic = M->isVirtual() && !M->hasAttr<FinalAttr>() &&
                     !M->getParent()->hasAttr<FinalAttr>();
    if (IsDynamic && !isOnVariable(Member) &&
        (!Member || Member->performsVirtualDispatch(Unit.Ast.getLangOpts())))
      C.Kind = CallKind::Virtual;
  }
  return C;
}

Argument FunctionLowering::lowerArgument(const Expr *E, QualType T) {
  Argument A;
  A.How = passingOf(T);
  if (T->isReferenceType())
    A.Value = lowerAddress(E);
  else if (A.How == Passing::Object)
    A.Value = addressOf(E->isGLValue() ? lowerPlace(E) : materialize(E));
  else
    A.Value = lowerValue(E);
  return A;
}

void FunctionLowering::lowerArguments(Call &C,
                                      llvm::ArrayRef<const Expr *> Arguments,
                                      const FunctionProtoType *Callee) {
  unsigned Known = Callee ? Callee->getNumParams() : 0;
  for (unsigned I = 0; I != Arguments.size(); ++I) {
    const Expr *E = Arguments[I];
    QualType T = I < Known ? Callee->getParamType(I) : E->getType();
    if (T->isDependentType())
      continue;
    C.Arguments.push_back(lowerArgument(E, T));
  }
}

/// Receiver and arguments in the order in which they are evaluated.
void FunctionLowering::lowerOperands(Call &C, const CallExpr *E) {
  llvm::SmallVector<const Expr *, 6> Arguments(E->arg_begin(), E->arg_end());
  const auto *Prototype =
      dyn_cast_or_null<FunctionProtoType>(calledType(E->getCallee()));
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(E->getDirectCallee());
  const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  bool OnObject = Method ? Method->isImplicitObjectMemberFunction() : !!Member;
  if (Method || Member)
    C.ObjectType = OnObject ? type(objectType(E)) : TypeId();
  if (Member && OnObject) {
    C.Receiver = lowerReceiver(Member);
  } else if (Operator && OnObject) {
    const Expr *Object = Arguments.front();
    Arguments.erase(Arguments.begin());
    if (Operator->isAssignmentOp()) { // the right side comes first
      lowerArguments(C, Arguments, Prototype);
      C.Receiver = lowerAddress(Object);
      return;
    }
    C.Receiver = lowerAddress(Object);
  } else if (const auto *Static =
                 dyn_cast<MemberExpr>(E->getCallee()->IgnoreParens())) {
    lowerDiscarded(Static->getBase());
  }
  if (Operator && Method && !OnObject && Method->isStatic())
    Arguments.erase(Arguments.begin());
  lowerArguments(C, Arguments, Prototype);
}

static bool isTrivialDestruction(const CallExpr *E) {
  const auto *D = dyn_cast_or_null<CXXDestructorDecl>(E->getDirectCallee());
  return D && D->getParent()->hasTrivialDestructor();
}

Operand FunctionLowering::lowerCall(const CallExpr *E, const Place *Into) {
  Operand Value;
  if (lowerBuiltin(E, Value))
    return Value;
  if (auto Target = lowerTrivialAssignment(E))
    return *Target;
  if (isa<CXXPseudoDestructorExpr>(E->getCallee()->IgnoreParens()) ||
      isTrivialDestruction(E)) {
    lowerDiscarded(E->getCallee()->IgnoreParens());
    return Operand::unknown();
  }
  if (const auto *M = dyn_cast_or_null<CXXConversionDecl>(E->getDirectCallee()))
    if (M->getParent()->isLambda()) { // to a function pointer
      lowerDiscarded(cast<CXXMemberCallExpr>(E)->getImplicitObjectArgument());
      return Operand::function(closureBody(M->getParent()));
    }
  Call C = calleeOf(E);
  lowerOperands(C, E);
  QualType T = E->getCallReturnType(Unit.Ast);
  bool NoReturn = isNoReturnCall(E);
  if (T->isVoidType() || T->isDependentType()) {
    Chain.call(std::move(C), isNoExceptCall(E), at(E));
  } else {
    C.ResultType = type(T);
    Place Where = Into ? *Into : newTemporary(T, at(E));
    bool IsTracked = !Into && (T->isPointerType() || T->isReferenceType());
    C.Result = Where;
    Chain.call(std::move(C), isNoExceptCall(E), at(E));
    if (IsTracked)
      pushStorage(Where.Variable, at(E));
    Value = Operand::load(Where);
  }
  if (NoReturn)
    Builder.end(Unreachable{}, at(E));
  return Value;
}

} // namespace session::lowering
