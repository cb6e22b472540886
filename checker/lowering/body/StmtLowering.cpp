//===- StmtLowering.cpp - Statements and declarations ---------------------===//

#include "lowering/body/RegionLowering.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

void FunctionLowering::leaveScope(const Scope *Outer, const Stmt *S) {
  Chain.leave(Outer, Leave::ScopeEnd, Unit.Symbols.anchor(S->getEndLoc()));
}

void FunctionLowering::lowerScoped(const Stmt *S) {
  if (!S)
    return;
  const Scope *Outer = Chain.current();
  lowerStmt(S);
  leaveScope(Outer, S);
}

void FunctionLowering::lowerCompound(const CompoundStmt *S) {
  const Scope *Outer = Chain.current();
  for (const Stmt *Child : S->body())
    lowerStmt(Child);
  leaveScope(Outer, S);
}

void FunctionLowering::lowerStmt(const Stmt *S) {
  if (!S)
    return;
  if (const auto *E = dyn_cast<Expr>(S)) {
    const Scope *Outer = beginFullExpr();
    lowerDiscarded(E);
    return endFullExpr(Outer, E);
  }
  switch (S->getStmtClass()) {
  case Stmt::NullStmtClass:
    return;
  case Stmt::CompoundStmtClass:
    return lowerCompound(cast<CompoundStmt>(S));
  case Stmt::DeclStmtClass:
    for (const Decl *D : cast<DeclStmt>(S)->decls())
      lowerDecl(D);
    return;
  case Stmt::ReturnStmtClass:
    return lowerReturn(S, cast<ReturnStmt>(S)->getRetValue());
  case Stmt::IfStmtClass:
    return lowerIf(cast<IfStmt>(S));
  case Stmt::WhileStmtClass:
    return lowerWhile(cast<WhileStmt>(S));
  case Stmt::DoStmtClass:
    return lowerDo(cast<DoStmt>(S));
  case Stmt::ForStmtClass:
    return lowerFor(cast<ForStmt>(S));
  case Stmt::SwitchStmtClass:
    return lowerSwitch(cast<SwitchStmt>(S));
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass:
    return lowerCase(cast<clang::SwitchCase>(S));
  case Stmt::BreakStmtClass:
  case Stmt::ContinueStmtClass:
    return lowerBreak(S, isa<ContinueStmt>(S));
  case Stmt::LabelStmtClass:
    return lowerLabel(cast<LabelStmt>(S));
  case Stmt::GotoStmtClass:
    return lowerGoto(cast<GotoStmt>(S));
  case Stmt::IndirectGotoStmtClass:
    return lowerIndirectGoto(cast<IndirectGotoStmt>(S));
  case Stmt::AttributedStmtClass:
    return lowerStmt(cast<AttributedStmt>(S)->getSubStmt());
  case Stmt::GCCAsmStmtClass:
  case Stmt::MSAsmStmtClass:
    return lowerAsm(cast<AsmStmt>(S));
  default:
    if (lowerCxxStmt(S))
      return;
    // Optimistic: of a statement that nothing here knows only the parts run.
    opaque(S, S->getStmtClassName());
    return lowerChildren(S);
  }
}

bool FunctionLowering::lowerCxxStmt(const Stmt *S) {
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
    lowerRangeFor(Range);
  } else if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
    lowerTry(Try, nullptr);
  } else if (const auto *Return = dyn_cast<CoreturnStmt>(S)) {
    lowerReturn(S, Return->getOperand());
  } else if (const auto *Captured = dyn_cast<CapturedStmt>(S)) {
    lowerScoped(Captured->getCapturedStmt());
  } else if (const auto *Directive = dyn_cast<OMPExecutableDirective>(S)) {
    RegionLowering(*this).lower(Directive);
  } else if (const auto *Loop = dyn_cast<OMPCanonicalLoop>(S)) {
    lowerStmt(Loop->getLoopStmt());
  } else {
    return false;
  }
  return true;
}

void FunctionLowering::lowerDecl(const Decl *D) {
  if (const auto *V = dyn_cast<VarDecl>(D))
    return lowerLocal(V);
  if (isa<CXXRecordDecl>(D))
    walk(D, Unit);
}

/// Enters D's place, with its storage unless it lives in the result.
void FunctionLowering::declareLocal(const VarDecl *D) {
  AnchorId At = Unit.Symbols.anchor(D->getLocation());
  bool InResult = D->isNRVOVariable() && Result && isRecord(D->getType()) &&
                  !Builder.graph().IsCoroutine &&
                  Unit.Ast.getLangOpts().ElideConstructors;
  if (InResult) {
    Places[D] = Place{Result, {}, {}};
    return;
  }
  VariableId V =
      addVariable(VariableKind::Local, D->getType(), At,
                  D->getIdentifier() ? D->getName() : llvm::StringRef());
  Builder.emit(StorageLive{V}, At);
  pushStorage(V, At);
  Place Where{V, {}, {}};
  Places[D] = D->getType()->isReferenceType() ? Where.deref() : Where;
}

void FunctionLowering::lowerLocal(const VarDecl *D) {
  if (D->isInvalidDecl())
    Builder.graph().HasErrors = true;
  if (D->getType()->isDependentType() || D->hasExternalStorage())
    return;
  if (D->isStaticLocal())
    return lowerStaticLocal(D);
  declareLocal(D);
  Place Where = Places[D];
  if (D->getType()->isReferenceType())
    Where.Path.pop_back(); // the reference itself
  if (const Expr *Init = D->getInit()) {
    const Scope *Outer = beginFullExpr();
    initialize(Where, D->getType(), Init);
    endFullExpr(Outer, Init);
  }
  pushDestruction(Where, D->getType(), Unit.Symbols.anchor(D->getLocation()));
  pushCleanupAttribute(D);
  if (const auto *Bindings = dyn_cast<DecompositionDecl>(D))
    lowerDecomposition(Bindings);
}

/// The fields of D's class, where each is what a binding is bound to: then
/// whoever takes the object apart hands out its fields.
static std::vector<const FieldDecl *> fieldsBound(const DecompositionDecl *D) {
  const auto *Class = D->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return {};
  std::vector<const FieldDecl *> Fields(Class->field_begin(),
                                        Class->field_end());
  if (Fields.size() != D->bindings().size())
    return {};
  for (size_t I = 0; I < Fields.size(); ++I) {
    const BindingDecl *B = D->bindings()[I];
    bool Same = B->getHoldingVar() && Fields[I]->getAccess() == AS_public &&
                !Fields[I]->getType()->isReferenceType() &&
                B->getASTContext().hasSameUnqualifiedType(
                    B->getHoldingVar()->getType().getNonReferenceType(),
                    Fields[I]->getType());
    if (!Same)
      return {};
  }
  return Fields;
}

void FunctionLowering::lowerDecomposition(const DecompositionDecl *D) {
  std::vector<const FieldDecl *> Fields = fieldsBound(D);
  for (size_t I = 0; I < Fields.size(); ++I)
    Places[D->bindings()[I]->getHoldingVar()] = fieldOf(Places[D], Fields[I]);
  if (!Fields.empty())
    return;
  for (const BindingDecl *B : D->bindings())
    if (const VarDecl *Holding = B->getHoldingVar())
      lowerLocal(Holding);
}

void FunctionLowering::lowerStaticLocal(const VarDecl *D) {
  const Expr *Init = D->getInit();
  if (!Init || Init->isValueDependent() || !Unit.Ast.getLangOpts().CPlusPlus)
    return;
  if (D->hasConstantInitialization()) {
    if (const CXXRecordDecl *Class = D->getType()->getAsCXXRecordDecl())
      if (Class->isLambda())
        Unit.enqueue(Class->getLambdaCallOperator());
    return;
  }
  // Whether this is the first time is not known.
  BlockId First = Builder.newBlock(), Done = Builder.newBlock();
  AnchorId At = Unit.Symbols.anchor(D->getLocation());
  Builder.end(Branch{Operand::unknown(), First, Done}, At);
  Builder.select(First);
  const Scope *Outer = beginFullExpr();
  initialize(Place{{}, Unit.Symbols.variable(D), {}}, D->getType(), Init);
  endFullExpr(Outer, Init);
  jump(Done, At);
  Builder.select(Done);
}

void FunctionLowering::pushCleanupAttribute(const VarDecl *D) {
  const auto *Attribute = D->getAttr<CleanupAttr>();
  if (!Attribute || !Attribute->getFunctionDecl())
    return;
  const FunctionDecl *F = Attribute->getFunctionDecl();
  Scope S;
  S.What = Scope::Call;
  S.At = Unit.Symbols.anchor(D->getLocation());
  S.Cleanup.emplace();
  S.Cleanup->Callee = Unit.Symbols.function(F);
  Argument A;
  A.Value = addressOf(Places[D]);
  A.How = F->getNumParams() ? passingOf(F->getParamDecl(0)->getType())
                            : Passing::Pointer;
  S.Cleanup->Arguments.push_back(A);
  Chain.push(std::move(S));
}

void FunctionLowering::lowerReturn(const Stmt *S, const Expr *Value) {
  const auto *Return = dyn_cast<ReturnStmt>(S);
  const VarDecl *Candidate = Return ? Return->getNRVOCandidate() : nullptr;
  auto InResult = Candidate ? Places.find(Candidate) : Places.end();
  Place Where{Result, {}, {}};
  bool IsBuilt =
      InResult != Places.end() && Result && InResult->second == Where;
  if (Value && !IsBuilt) {
    const Scope *Outer = beginFullExpr();
    if (Result && Return && !Value->getType()->isVoidType())
      initialize(Where, ReturnType, Value);
    else
      lowerDiscarded(Value);
    endFullExpr(Outer, Value);
  }
  Chain.runCleanups(FunctionScope, Leave::Return, at(S),
                    IsBuilt ? &Where : nullptr);
  jump(ReturnBlock, at(S));
}

void FunctionLowering::lowerIf(const IfStmt *S) {
  if (S->isConsteval())
    return lowerScoped(S->isNonNegatedConsteval() ? S->getElse()
                                                  : S->getThen());
  const Scope *Outer = Chain.current();
  lowerStmt(S->getInit());
  lowerStmt(S->getConditionVariableDeclStmt());
  if (S->isConstexpr()) {
    if (auto Taken = S->getNondiscardedCase(Unit.Ast))
      lowerScoped(*Taken);
    return leaveScope(Outer, S);
  }
  BlockId Then = Builder.newBlock(), Else = Builder.newBlock();
  BlockId Done = Builder.newBlock();
  branchOn(S->getCond(), Then, Else);
  Builder.select(Then);
  lowerScoped(S->getThen());
  jump(Done, at(S));
  Builder.select(Else);
  lowerScoped(S->getElse());
  jump(Done, at(S));
  Builder.select(Done);
  leaveScope(Outer, S);
}

void FunctionLowering::lowerAsm(const AsmStmt *S) {
  const Scope *Outer = beginFullExpr();
  llvm::SmallVector<Place, 2> Clobbers;
  for (unsigned I = 0; I != S->getNumInputs(); ++I)
    lowerDiscarded(S->getInputExpr(I));
  for (unsigned I = 0; I != S->getNumOutputs(); ++I)
    Clobbers.push_back(lowerPlace(S->getOutputExpr(I)));
  opaque(S, "asm", std::move(Clobbers));
  endFullExpr(Outer, S);
  const auto *Gcc = dyn_cast<GCCAsmStmt>(S);
  if (!Gcc || !Gcc->isAsmGoto())
    return;
  for (const AddrLabelExpr *Label : Gcc->labels()) {
    BlockId Jumps = Builder.newBlock(), Stays = Builder.newBlock();
    Builder.end(Branch{Operand::unknown(), Jumps, Stays}, at(S));
    Builder.select(Jumps);
    jump(trampoline(Label->getLabel(), at(S)), at(S));
    Builder.select(Stays);
  }
}

} // namespace session::lowering
