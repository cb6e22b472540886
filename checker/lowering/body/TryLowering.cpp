//===- TryLowering.cpp - throw, try, catch --------------------------------===//

#include "lowering/body/FunctionLowering.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

/// Function: whose function-try-block S is, or null. The initialisers of a
/// constructor and the members of a destructor are inside its try.
void FunctionLowering::lowerTry(const CXXTryStmt *S,
                                const FunctionDecl *Function) {
  const Scope *Outer = Chain.current();
  Scope Try;
  Try.What = Scope::Try;
  Try.At = Unit.Symbols.anchor(S->getTryLoc());
  for (unsigned I = 0; I != S->getNumHandlers(); ++I) {
    QualType Caught = S->getHandler(I)->getCaughtType();
    if (!Caught.isNull())
      Caught = Caught.getNonReferenceType();
    Try.Handlers.push_back({type(Caught), Builder.newBlock()});
  }
  auto Handlers = Try.Handlers;
  Chain.push(std::move(Try));
  if (const auto *C = dyn_cast_or_null<CXXConstructorDecl>(Function))
    lowerConstructor(C);
  if (const auto *D = dyn_cast_or_null<CXXDestructorDecl>(Function))
    pushMembers(D);
  lowerStmt(S->getTryBlock());
  Chain.leave(Outer, Function ? Leave::FunctionEnd : Leave::ScopeEnd,
              Unit.Symbols.anchor(S->getTryBlock()->getEndLoc()));
  BlockId Done = Builder.newBlock();
  jump(Done, at(S));
  bool Rethrows = Function && (isa<CXXConstructorDecl>(Function) ||
                               isa<CXXDestructorDecl>(Function));
  for (unsigned I = 0; I != S->getNumHandlers(); ++I) {
    Builder.select(Handlers[I].To);
    lowerHandler(S->getHandler(I), Handlers[I].Type, Rethrows);
    jump(Done, at(S));
  }
  Builder.select(Done);
}

/// The stand-in for the caught object in the initialiser of a variable that
/// catches by value.
static const OpaqueValueExpr *caughtObject(const Expr *Init) {
  while (Init) {
    Init = Init->IgnoreParenImpCasts();
    if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(Init))
      Init = Cleanups->getSubExpr();
    else if (const auto *C = dyn_cast<CXXConstructExpr>(Init))
      Init = C->getNumArgs() ? C->getArg(0) : nullptr;
    else
      return dyn_cast<OpaqueValueExpr>(Init);
  }
  return nullptr;
}

void FunctionLowering::lowerHandler(const CXXCatchStmt *S, TypeId Caught,
                                    bool Rethrows) {
  const Scope *Outer = Chain.current();
  const VarDecl *D = S->getExceptionDecl();
  AnchorId At = Unit.Symbols.anchor(S->getCatchLoc());
  bool IsObject = D && isRecord(D->getType());
  VariableId Into;
  if (IsObject) {
    QualType Reference = Unit.Ast.getLValueReferenceType(D->getType());
    Into = addVariable(VariableKind::Temporary, Reference, At);
  } else if (D) {
    Into = addVariable(VariableKind::Local, D->getType(), At, D->getName());
    Place Where{Into, {}, {}};
    Places[D] = D->getType()->isReferenceType() ? Where.deref() : Where;
  }
  Builder.emit(Catch{Caught, Into}, At);
  Scope Handler;
  Handler.What = Scope::Handler;
  Handler.At = At;
  Chain.push(std::move(Handler));
  if (IsObject) {
    if (const OpaqueValueExpr *Object = caughtObject(D->getInit()))
      OpaquePlaces[Object] = Place{Into, {}, {}}.deref();
    lowerLocal(D);
  }
  lowerStmt(S->getHandlerBlock());
  AnchorId End = Unit.Symbols.anchor(S->getEndLoc());
  if (Rethrows)
    Builder.end(Rethrow{Chain.unwindTarget()}, End);
  Chain.leave(Outer, Leave::ScopeEnd, End);
}

void FunctionLowering::lowerThrow(const CXXThrowExpr *E) {
  const Expr *Thrown = E->getSubExpr();
  if (!Builder.isOpen())
    return;
  if (!Thrown)
    return Builder.end(Rethrow{Chain.unwindTarget()}, at(E));
  // The exception object outlives the function: nothing here destroys it.
  QualType T = Thrown->getType().getUnqualifiedType();
  Place Object = newTemporary(T, at(E));
  initialize(Object, T, Thrown);
  if (Builder.isOpen())
    Builder.end(Throw{type(T), Chain.unwindTarget()}, at(E));
}

} // namespace session::lowering
