//===- LambdaLowering.cpp - Closures and their bodies ---------------------===//

#include "lowering/body/FunctionLowering.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

/// The function that a call of the closure runs: of a generic lambda its only
/// instance, else its pattern. Every instance is lowered.
static const FunctionDecl *bodyOf(const CXXRecordDecl *Class,
                                  UnitContext &Unit) {
  const CXXMethodDecl *Operator = Class->getLambdaCallOperator();
  const FunctionTemplateDecl *Template =
      Operator->getDescribedFunctionTemplate();
  if (!Template) {
    if (Operator->doesThisDeclarationHaveABody())
      Unit.enqueue(Operator);
    return Operator;
  }
  const FunctionDecl *Only = nullptr;
  unsigned Count = 0;
  for (const FunctionDecl *Instance : Template->specializations())
    if (const FunctionDecl *Definition = Instance->getDefinition()) {
      Unit.enqueue(Definition);
      Only = Definition;
      ++Count;
    }
  return Count == 1 ? Only : Operator;
}

FunctionId FunctionLowering::closureBody(const CXXRecordDecl *Class) {
  return Unit.Symbols.function(bodyOf(Class, Unit));
}

void FunctionLowering::lowerLambda(const LambdaExpr *E, const Place &To) {
  const CXXRecordDecl *Class = E->getLambdaClass();
  Builder.emit(Closure{To, closureBody(Class)}, at(E));
  unsigned Group = Chain.newGroup();
  auto Field = Class->field_begin();
  for (const Expr *Init : E->capture_inits()) {
    const FieldDecl *F = *Field++;
    Place Where = fieldOf(To, F);
    if (!Init || F->hasCapturedVLAType())
      continue;
    initialize(Where, F->getType(), Init);
    const Scope *Before = Chain.current();
    pushDestruction(Where, F->getType(), at(E), /*OnlyUnwind=*/true);
    Chain.mark(Before, Group);
  }
  Chain.retire(Group);
}

/// In the body a captured variable is a field of the closure.
void FunctionLowering::mapCaptures(const CXXMethodDecl *D) {
  const CXXRecordDecl *Class = D->getParent();
  if (!This)
    return;
  auto Field = Class->field_begin();
  for (const LambdaCapture &C : Class->captures()) {
    if (Field == Class->field_end())
      return;
    const FieldDecl *F = *Field++;
    Place Where = fieldOf(thisObject(), F);
    if (C.capturesThis())
      CapturedThis = F->getType()->isPointerType() ? Operand::load(Where)
                                                   : addressOf(Where);
    else if (C.capturesVariable())
      Places[C.getCapturedVar()] =
          F->getType()->isReferenceType() ? Where.deref() : Where;
  }
}

} // namespace session::lowering
