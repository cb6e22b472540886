//===- FunctionLowering.cpp - The frame of a function ---------------------===//

#include "lowering/body/FunctionLowering.h"
#include "lowering/LostStatements.h"
#include "lowering/body/Simplifier.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

FunctionLowering::FunctionLowering(UnitContext &Unit, FunctionId Self,
                                   bool AsBase)
    : Unit(Unit), AsBase(AsBase), Builder(Self),
      Chain(Builder, Unit.Table, Unit.Exceptions) {
  ReturnBlock = Builder.newBlock();
}

VariableId FunctionLowering::addVariable(VariableKind Kind, QualType T,
                                         AnchorId At, llvm::StringRef Name) {
  Variable V;
  V.Kind = Kind;
  V.Type = type(T);
  V.At = At;
  if (!Name.empty())
    V.Name = Unit.Symbols.name(Name);
  return Builder.addVariable(std::move(V));
}

Place FunctionLowering::newTemporary(QualType T, AnchorId At) {
  return Place{addVariable(VariableKind::Temporary, T, At), {}, {}};
}

Place FunctionLowering::newTrackedTemporary(QualType T, AnchorId At,
                                            bool Extended) {
  Place P = newTemporary(T, At);
  if (T->isPointerType() || T->isReferenceType() || isRecord(T) ||
      T->isArrayType()) {
    Builder.emit(StorageLive{P.Variable}, At);
    pushStorage(P.Variable, At, Extended);
  }
  return P;
}

void FunctionLowering::assign(Place To, Operand From, AnchorId At) {
  Builder.emit(Assign{std::move(To), std::move(From)}, At);
}

void FunctionLowering::opaque(const Stmt *S, llvm::StringRef Reason,
                              llvm::SmallVector<Place, 2> Clobbers) {
  Builder.emit(Opaque{std::move(Clobbers), Unit.Symbols.name(Reason)}, at(S));
}

void FunctionLowering::pushStorage(VariableId V, AnchorId At, bool Extended) {
  Scope S;
  S.What = Scope::Storage;
  S.Variable = V;
  S.Extended = Extended;
  S.At = At;
  Chain.push(std::move(S));
}

void FunctionLowering::pushDestruction(const Place &P, QualType T, AnchorId At,
                                       bool OnlyUnwind, bool Extended) {
  const CXXRecordDecl *Class =
      T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || Class->hasTrivialDestructor())
    return;
  const CXXDestructorDecl *Destructor = Class->getDestructor();
  if (!Destructor || Destructor->isDeleted())
    return;
  Scope S;
  S.What = Scope::Object;
  S.OnlyUnwind = OnlyUnwind;
  S.Extended = Extended;
  S.Where = P;
  // One call destroys what there is of an array: elements share one place.
  for (QualType E = T; E->isArrayType();
       E = E->getAsArrayTypeUnsafe()->getElementType())
    S.Where = S.Where.element();
  S.Destructor = Unit.Symbols.function(Destructor);
  S.Class = type(QualType(T->getBaseElementTypeUnsafe(), 0));
  S.At = At;
  Chain.push(std::move(S));
}

void FunctionLowering::lowerParameters(const FunctionDecl *D) {
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  if (Method && Method->isImplicitObjectMemberFunction())
    This = addVariable(VariableKind::This, Method->getThisType(),
                       Unit.Symbols.anchor(D->getLocation()));
  for (const ParmVarDecl *P : D->parameters()) {
    VariableId V =
        addVariable(VariableKind::Parameter, P->getType(),
                    Unit.Symbols.anchor(P->getLocation()), P->getName());
    Builder.graph()[V].Index = P->getFunctionScopeIndex();
    Place Where{V, {}, {}};
    Places[P] = P->getType()->isReferenceType() ? Where.deref() : Where;
  }
  ReturnType = D->getReturnType();
  if (!ReturnType->isVoidType())
    Result = addVariable(VariableKind::Result, ReturnType,
                         Unit.Symbols.anchor(D->getLocation()));
  if (Method && Method->getParent()->isLambda())
    mapCaptures(Method);
}

void FunctionLowering::lowerBody(const FunctionDecl *D) {
  const Scope *Outer = Chain.current();
  const Stmt *Body = D->getBody();
  if (const auto *Try = dyn_cast<CXXTryStmt>(Body))
    return lowerTry(Try, D);
  if (const auto *C = dyn_cast<CXXConstructorDecl>(D))
    lowerConstructor(C);
  if (const auto *C = dyn_cast<CXXDestructorDecl>(D))
    pushMembers(C);
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody();
  if (const auto *Compound = dyn_cast<CompoundStmt>(Body)) {
    for (const Stmt *S : Compound->body())
      lowerStmt(S);
  } else {
    lowerStmt(Body);
  }
  Chain.leave(Outer, Leave::FunctionEnd, Builder.graph().End);
}

/// Flowing off the end of a C++ function that returns a value is undefined.
static bool endIsUnreachable(const FunctionDecl *D, bool IsCoroutine) {
  return D->getASTContext().getLangOpts().CPlusPlus && !IsCoroutine &&
         !D->getReturnType()->isVoidType() && !isa<CXXConstructorDecl>(D) &&
         !isa<CXXDestructorDecl>(D) && !D->isMain();
}

FlowGraph FunctionLowering::lowerFunction(const FunctionDecl *D) {
  FlowGraph &G = Builder.graph();
  const Stmt *Body = D->getBody();
  G.At = Unit.Symbols.anchor(D->getLocation());
  G.End = Unit.Symbols.anchor(Body->getEndLoc());
  G.IsCoroutine = isa<CoroutineBodyStmt>(Body);
  G.HasErrors =
      D->isInvalidDecl() || (Unit.HasErrors && losesStatements(Body, Unit.Ast));
  lowerParameters(D);
  if (Unit.Table[G.Self].IsNoExcept) {
    Scope S;
    S.What = Scope::NoThrow;
    Chain.push(std::move(S));
  }
  FunctionScope = Chain.current();
  lowerBody(D);
  if (D->isMain() && Result)
    assign(Place{Result, {}, {}}, Operand::integer(0), G.End);
  if (endIsUnreachable(D, G.IsCoroutine))
    Builder.end(Unreachable{}, G.End);
  return finish(D);
}

FlowGraph FunctionLowering::finish(const FunctionDecl *D) {
  FlowGraph &G = Builder.graph();
  jump(ReturnBlock, G.End);
  finishGotos();
  Builder.select(ReturnBlock);
  Builder.end(Return{}, G.End);
  if (G.HasErrors && D)
    Unit.Table[G.Self].BodyUnknown = true;
  FlowGraph Made = Builder.take();
  simplify(Made);
  return Made;
}

FlowGraph FunctionLowering::lowerInitializer(const VarDecl *D) {
  FlowGraph &G = Builder.graph();
  G.At = Unit.Symbols.anchor(D->getLocation());
  G.End = Unit.Symbols.anchor(D->getEndLoc());
  G.HasErrors = D->isInvalidDecl();
  const Scope *Outer = beginFullExpr();
  Place Where{{}, Unit.Symbols.variable(D), {}};
  initialize(Where, D->getType(), D->getInit());
  endFullExpr(Outer, D->getInit());
  return finish(nullptr);
}

} // namespace session::lowering
