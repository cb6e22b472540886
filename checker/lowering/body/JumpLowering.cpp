//===- JumpLowering.cpp - Loops, switches and labels ----------------------===//

#include "lowering/body/FunctionLowering.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

void FunctionLowering::lowerWhile(const WhileStmt *S) {
  const Scope *Outer = Chain.current();
  BlockId Head = Builder.newBlock(), Body = Builder.newBlock();
  BlockId Done = Builder.newBlock(), Exit = Builder.newBlock();
  jump(Head, at(S));
  Builder.select(Head);
  lowerStmt(S->getConditionVariableDeclStmt());
  branchOn(S->getCond(), Body, Done);
  Builder.select(Done);
  Chain.runCleanups(Outer, Leave::ScopeEnd, at(S));
  jump(Exit, at(S));
  Builder.select(Body);
  Targets.push_back({Exit, Head, Outer, Outer});
  lowerScoped(S->getBody());
  Targets.pop_back();
  leaveScope(Outer, S);
  jump(Head, at(S));
  Builder.select(Exit);
}

void FunctionLowering::lowerDo(const DoStmt *S) {
  const Scope *Outer = Chain.current();
  BlockId Body = Builder.newBlock(), Test = Builder.newBlock();
  BlockId Exit = Builder.newBlock();
  jump(Body, at(S));
  Builder.select(Body);
  Targets.push_back({Exit, Test, Outer, Outer});
  lowerScoped(S->getBody());
  Targets.pop_back();
  jump(Test, at(S));
  Builder.select(Test);
  branchOn(S->getCond(), Body, Exit);
  Builder.select(Exit);
}

void FunctionLowering::lowerFor(const ForStmt *S) {
  const Scope *Outer = Chain.current();
  lowerStmt(S->getInit());
  const Scope *Turn = Chain.current();
  BlockId Head = Builder.newBlock(), Body = Builder.newBlock();
  BlockId Done = Builder.newBlock(), Step = Builder.newBlock();
  BlockId Exit = Builder.newBlock();
  jump(Head, at(S));
  Builder.select(Head);
  lowerStmt(S->getConditionVariableDeclStmt());
  if (S->getCond())
    branchOn(S->getCond(), Body, Done);
  else
    jump(Body, at(S));
  Builder.select(Done);
  Chain.runCleanups(Turn, Leave::ScopeEnd, at(S));
  jump(Exit, at(S));
  Builder.select(Body);
  Targets.push_back({Exit, Step, Turn, Chain.current()});
  lowerScoped(S->getBody());
  Targets.pop_back();
  jump(Step, at(S));
  Builder.select(Step);
  lowerStmt(S->getInc());
  leaveScope(Turn, S);
  jump(Head, at(S));
  Builder.select(Exit);
  leaveScope(Outer, S);
}

void FunctionLowering::lowerRangeFor(const CXXForRangeStmt *S) {
  const Scope *Outer = Chain.current();
  lowerStmt(S->getInit());
  lowerStmt(S->getRangeStmt());
  lowerStmt(S->getBeginStmt());
  lowerStmt(S->getEndStmt());
  const Scope *Turn = Chain.current();
  BlockId Head = Builder.newBlock(), Body = Builder.newBlock();
  BlockId Step = Builder.newBlock(), Exit = Builder.newBlock();
  jump(Head, at(S));
  Builder.select(Head);
  if (S->getCond())
    branchOn(S->getCond(), Body, Exit);
  else
    Builder.end(Branch{Operand::unknown(), Body, Exit}, at(S));
  Builder.select(Body);
  Targets.push_back({Exit, Step, Turn, Turn});
  lowerStmt(S->getLoopVarStmt());
  lowerScoped(S->getBody());
  Targets.pop_back();
  leaveScope(Turn, S);
  jump(Step, at(S));
  Builder.select(Step);
  lowerStmt(S->getInc());
  jump(Head, at(S));
  Builder.select(Exit);
  leaveScope(Outer, S);
}

static int64_t caseValue(const Expr *E, const ASTContext &Ast) {
  if (E->isValueDependent() || E->containsErrors())
    return 0;
  return E->EvaluateKnownConstInt(Ast).getExtValue();
}

void FunctionLowering::lowerSwitch(const SwitchStmt *S) {
  const Scope *Outer = Chain.current();
  lowerStmt(S->getInit());
  lowerStmt(S->getConditionVariableDeclStmt());
  const Scope *FullExpr = beginFullExpr();
  Operand Value = lowerValue(S->getCond());
  if (Chain.current() != FullExpr)
    Value = snapshot(Value, S->getCond()->getType(), at(S->getCond()));
  endFullExpr(FullExpr, S->getCond());

  BlockId Exit = Builder.newBlock(), Default;
  llvm::SmallVector<flow::SwitchCase, 4> Rows;
  for (const clang::SwitchCase *C = S->getSwitchCaseList(); C;
       C = C->getNextSwitchCase()) {
    BlockId To = Cases[C] = Builder.newBlock();
    const auto *Case = dyn_cast<CaseStmt>(C);
    if (!Case) {
      Default = To;
      continue;
    }
    int64_t Low = caseValue(Case->getLHS(), Unit.Ast);
    int64_t High = Case->getRHS() ? caseValue(Case->getRHS(), Unit.Ast) : Low;
    // An empty range is legal and matches nothing; of two cases for one value
    // (an error) the first one counts.
    bool Clashes = llvm::any_of(Rows, [&](const flow::SwitchCase &Row) {
      return Low <= Row.High && Row.Low <= High;
    });
    if (Low <= High && !Clashes)
      Rows.push_back({Low, High, To});
  }
  std::reverse(Rows.begin(), Rows.end()); // Clang lists the last one first
  if (!Default)
    // Optimistic: an enumeration has no other values than its enumerators.
    Default = S->isAllEnumCasesCovered() ? Builder.newBlock() : Exit;
  Builder.end(Switch{Value, std::move(Rows), Default}, at(S->getCond()));

  Targets.push_back({Exit, {}, Outer, Outer});
  lowerScoped(S->getBody());
  Targets.pop_back();
  leaveScope(Outer, S);
  jump(Exit, at(S));
  Builder.select(Exit);
}

void FunctionLowering::lowerCase(const clang::SwitchCase *S) {
  auto It = Cases.find(S);
  if (It != Cases.end()) {
    jump(It->second, at(S));
    Builder.select(It->second);
  }
  lowerStmt(S->getSubStmt());
}

void FunctionLowering::lowerBreak(const Stmt *S, bool IsContinue) {
  for (size_t I = Targets.size(); I-- != 0;) {
    const Target &T = Targets[I];
    if (IsContinue && !T.Continue)
      continue;
    Chain.runCleanups(IsContinue ? T.ContinueOuter : T.Outer,
                      IsContinue ? Leave::Continue : Leave::Break, at(S));
    return jump(IsContinue ? T.Continue : T.Break, at(S));
  }
}

void FunctionLowering::enterLabel(const LabelStmt *S) {
  Label &L = Labels[S->getDecl()];
  L.Block = Builder.newBlock();
  L.Outer = Chain.current();
  jump(L.Block, at(S));
  Builder.select(L.Block);
}

void FunctionLowering::lowerLabel(const LabelStmt *S) {
  enterLabel(S);
  lowerStmt(S->getSubStmt());
}

/// A block from which the jump to To is made once it is known where that is.
BlockId FunctionLowering::trampoline(const LabelDecl *To, AnchorId At) {
  BlockId From = Builder.newBlock();
  Gotos.push_back({From, Chain.current(), To, At});
  return From;
}

void FunctionLowering::lowerGoto(const GotoStmt *S) {
  jump(trampoline(S->getLabel(), at(S)), at(S));
}

void FunctionLowering::lowerIndirectGoto(const IndirectGotoStmt *S) {
  const Scope *Outer = beginFullExpr();
  lowerDiscarded(S->getTarget());
  endFullExpr(Outer, S);
  BlockId From = Builder.newBlock();
  jump(From, at(S));
  ComputedGotos.push_back({From, Chain.current(), nullptr, at(S)});
}

void FunctionLowering::finishGotos() {
  // A computed goto may go to any label whose address is taken.
  for (const PendingGoto &G : ComputedGotos) {
    Builder.select(G.From);
    Chain.setCurrent(G.Inner);
    Switch Where;
    for (const LabelDecl *To : AddressTaken) {
      int64_t Number = Where.Cases.size();
      Where.Default = trampoline(To, G.At);
      Where.Cases.push_back({Number, Number, Where.Default});
    }
    if (Where.Cases.empty())
      Builder.end(Unreachable{}, G.At);
    else
      Builder.end(std::move(Where), G.At);
  }
  for (const PendingGoto &G : Gotos) {
    auto It = Labels.find(G.To);
    Builder.select(G.From);
    Chain.setCurrent(G.Inner);
    if (It == Labels.end()) {
      Builder.end(Unreachable{}, G.At);
      continue;
    }
    const Scope *Outer = ScopeChain::common(G.Inner, It->second.Outer);
    Chain.runCleanups(Outer, Leave::Goto, G.At);
    jump(It->second.Block, G.At);
  }
}

} // namespace session::lowering
