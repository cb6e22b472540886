//===- FunctionLowering.h - One body to one graph --------------*- C++ -*-===//
//
// Walks one function's body once, in evaluation order, and builds its graph.
// The members are spread over files by what they lower: statements, jumps,
// try blocks, values, places, objects, calls, conditions, lambdas,
// allocations, constructors. Cleanups are ScopeChain's.
//
// Invariant: a full-expression is lowered between beginFullExpr and
// endFullExpr; whatever it pushes on the scope chain is a temporary.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_BODY_FUNCTIONLOWERING_H
#define SESSION_TIDY_LOWERING_BODY_FUNCTIONLOWERING_H

#include "lowering/UnitContext.h"
#include "lowering/body/ScopeChain.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace session::lowering {

class FunctionLowering {
public:
  /// AsBase: Self is a base variant.
  FunctionLowering(UnitContext &Unit, flow::FunctionId Self, bool AsBase);
  flow::FlowGraph lowerFunction(const clang::FunctionDecl *D);
  flow::FlowGraph lowerInitializer(const clang::VarDecl *D);

private:
  friend class RegionLowering;
  using Operand = flow::Operand;
  using Place = flow::Place;
  using BlockId = flow::BlockId;

  // --- FunctionLowering.cpp: frame, variables, small steps
  void lowerParameters(const clang::FunctionDecl *D);
  void lowerBody(const clang::FunctionDecl *D);
  flow::FlowGraph finish(const clang::FunctionDecl *D);
  flow::VariableId addVariable(flow::VariableKind Kind, clang::QualType T,
                               AnchorId At, llvm::StringRef Name = {});
  Place newTemporary(clang::QualType T, AnchorId At);
  /// A temporary whose end of storage is visible (pointers, objects).
  Place newTrackedTemporary(clang::QualType T, AnchorId At, bool Extended);
  AnchorId at(const clang::Stmt *S) {
    return Unit.Symbols.anchor(S->getSourceRange());
  }
  flow::TypeId type(clang::QualType T) { return Unit.Symbols.type(T); }
  void assign(Place To, Operand From, AnchorId At);
  void opaque(const clang::Stmt *S, llvm::StringRef Reason,
              llvm::SmallVector<Place, 2> Clobbers = {});
  void jump(BlockId To, AnchorId At) { Builder.end(flow::Jump{To}, At); }
  /// Pushes the destruction of the object at P, if that does anything.
  void pushDestruction(const Place &P, clang::QualType T, AnchorId At,
                       bool OnlyUnwind = false, bool Extended = false);
  void pushBaseDestruction(clang::QualType Base, AnchorId At, bool OnlyUnwind);
  void pushStorage(flow::VariableId V, AnchorId At, bool Extended = false);
  Place thisObject() const { return Place{This, {}, {}}.deref(); }

  // --- ConstructorLowering.cpp
  void lowerConstructor(const clang::CXXConstructorDecl *D);
  void lowerMemberInit(const clang::CXXCtorInitializer *I,
                       const clang::CXXConstructorDecl *D);
  void pushMembers(const clang::CXXDestructorDecl *D);
  Place fieldOf(Place Object, const clang::ValueDecl *Field);

  // --- StmtLowering.cpp
  void lowerStmt(const clang::Stmt *S);
  bool lowerCxxStmt(const clang::Stmt *S);
  void lowerScoped(const clang::Stmt *S);
  void lowerCompound(const clang::CompoundStmt *S);
  void lowerDecl(const clang::Decl *D);
  void lowerLocal(const clang::VarDecl *D);
  void lowerStaticLocal(const clang::VarDecl *D);
  void declareLocal(const clang::VarDecl *D);
  void lowerDecomposition(const clang::DecompositionDecl *D);
  void pushCleanupAttribute(const clang::VarDecl *D);
  void lowerReturn(const clang::Stmt *S, const clang::Expr *Value);
  void lowerIf(const clang::IfStmt *S);
  void lowerAsm(const clang::AsmStmt *S);

  // --- JumpLowering.cpp: loops, switch, labels
  struct Label {
    BlockId Block;
    const Scope *Outer = nullptr;
  };
  struct Target {
    BlockId Break, Continue; ///< Continue invalid in a switch
    const Scope *Outer;
    const Scope *ContinueOuter;
  };
  void lowerWhile(const clang::WhileStmt *S);
  void lowerDo(const clang::DoStmt *S);
  void lowerFor(const clang::ForStmt *S);
  void lowerRangeFor(const clang::CXXForRangeStmt *S);
  void lowerSwitch(const clang::SwitchStmt *S);
  void lowerCase(const clang::SwitchCase *S);
  void lowerBreak(const clang::Stmt *S, bool IsContinue);
  void enterLabel(const clang::LabelStmt *S);
  void lowerLabel(const clang::LabelStmt *S);
  void lowerGoto(const clang::GotoStmt *S);
  void lowerIndirectGoto(const clang::IndirectGotoStmt *S);
  BlockId trampoline(const clang::LabelDecl *To, AnchorId At);
  void finishGotos();
  void leaveScope(const Scope *Outer, const clang::Stmt *S);

  // --- TryLowering.cpp
  void lowerTry(const clang::CXXTryStmt *S,
                const clang::FunctionDecl *Function);
  void lowerHandler(const clang::CXXCatchStmt *S, flow::TypeId Caught,
                    bool Rethrows);
  void lowerThrow(const clang::CXXThrowExpr *E);

  // --- ConditionLowering.cpp
  /// A full-expression whose truth decides; cleanups run on both arms.
  void branchOn(const clang::Expr *E, BlockId Then, BlockId Else);
  void lowerCondition(const clang::Expr *E, BlockId Then, BlockId Else);
  bool lowerLogical(const clang::Expr *E, BlockId Then, BlockId Else);
  Operand lowerTruth(const clang::Expr *E);
  Operand lowerComparison(const clang::BinaryOperator *E);
  std::optional<int64_t> constantOf(const clang::Expr *E);

  // --- ExprLowering.cpp: scalar values
  Operand lowerValue(const clang::Expr *E);
  Operand lowerOtherValue(const clang::Expr *E);
  Operand lowerUnknownValue(const clang::Expr *E);
  static const clang::Expr *wrappedExpr(const clang::Expr *E);
  Operand lowerUnary(const clang::UnaryOperator *E);
  Operand lowerBinary(const clang::BinaryOperator *E);
  Operand lowerAssignment(const clang::BinaryOperator *E);
  void count(const flow::Place &To, Operand From, int64_t Number,
             const clang::Expr *E);
  Operand lowerCast(const clang::CastExpr *E);
  Operand lowerDynamicCast(const clang::CastExpr *E);
  Operand lowerToBool(const clang::CastExpr *E);
  Operand lowerConditional(const clang::AbstractConditionalOperator *E);
  Operand lowerSuspension(const clang::Expr *E);
  Operand lowerStmtExpr(const clang::StmtExpr *E, const Place *Into);
  std::optional<Operand> textOf(const clang::Expr *E);
  std::optional<Operand> functionOf(const clang::Expr *E);
  Operand textOperand(const clang::StringLiteral *S);
  bool isBroken(const clang::Expr *E);
  void lowerChildren(const clang::Stmt *S);
  void lowerDiscarded(const clang::Expr *E);
  Operand snapshot(Operand Value, clang::QualType T, AnchorId At);
  /// The arms of ?: with Lower run in each.
  void inBothArms(const clang::AbstractConditionalOperator *E,
                  llvm::function_ref<void(const clang::Expr *)> Lower);

  // --- PlaceLowering.cpp: glvalues
  Place lowerPlace(const clang::Expr *E);
  Place lowerOtherPlace(const clang::Expr *E);
  Place lowerDeclRef(const clang::DeclRefExpr *E);
  Place lowerMember(const clang::MemberExpr *E);
  Place lowerSubscript(const clang::ArraySubscriptExpr *E);
  Place lowerMaterialized(const clang::MaterializeTemporaryExpr *E);
  Place lowerConditionalPlace(const clang::AbstractConditionalOperator *E);
  Place lowerDeref(const clang::UnaryOperator *E);
  Place lowerBinaryPlace(const clang::BinaryOperator *E);
  Place placeOf(const clang::VarDecl *D);
  Place placeBehind(Operand Pointer, clang::QualType T, AnchorId At);
  Operand lowerAddress(const clang::Expr *E);
  /// An object for a prvalue, destroyed with the full-expression.
  Place materialize(const clang::Expr *E, bool Extended = false);

  // --- InitLowering.cpp: what an initialiser does to a place
  void initialize(const Place &P, clang::QualType T, const clang::Expr *E);
  void lowerInto(const clang::Expr *E, const Place &To);
  void initializeWrapped(const Place &P, clang::QualType T,
                         const clang::Expr *E, const clang::Expr *Inner);
  void initializeArray(const Place &P, clang::QualType T, const clang::Expr *E);
  void initializeConditional(const clang::AbstractConditionalOperator *E,
                             clang::QualType T, const Place &To);
  bool lowerWrapperInto(const clang::Expr *E, const Place &To);
  bool isForBase(clang::CXXConstructionKind Kind) const;
  void lowerConstruct(const clang::CXXConstructExpr *E, const Place &To);
  void lowerInheritedConstruct(const clang::CXXInheritedCtorInitExpr *E,
                               const Place &To);
  void lowerInitList(const clang::InitListExpr *E, const Place &To);
  void initializeElements(const clang::InitListExpr *List,
                          clang::QualType Element, const Place &Where);
  void constructElements(const clang::CXXConstructExpr *E, clang::QualType T,
                         const Place &P);
  void lowerAggregate(const clang::Expr *E, llvm::ArrayRef<clang::Expr *> Inits,
                      const clang::FieldDecl *UnionField, const Place &To);
  void zero(const Place &P, clang::QualType T, AnchorId At, unsigned Depth = 0);

  // --- CallLowering.cpp
  /// Result: where to; if absent, a temporary.
  Operand lowerCall(const clang::CallExpr *E, const Place *Into = nullptr);
  bool lowerBuiltin(const clang::CallExpr *E, Operand &Value);
  flow::Call calleeOf(const clang::CallExpr *E);
  Operand lowerReceiver(const clang::CXXMemberCallExpr *E);
  void lowerOperands(flow::Call &C, const clang::CallExpr *E);
  std::optional<Operand> lowerTrivialAssignment(const clang::CallExpr *E);
  void lowerArguments(flow::Call &C, llvm::ArrayRef<const clang::Expr *> Args,
                      const clang::FunctionProtoType *Callee);
  flow::Argument lowerArgument(const clang::Expr *E, clang::QualType T);
  bool isNoExceptCall(const clang::CallExpr *E);

  // --- AllocationLowering.cpp, LambdaLowering.cpp
  Operand lowerNew(const clang::CXXNewExpr *E);
  void pushRelease(const clang::FunctionDecl *Operator, const Operand &Pointer,
                   AnchorId At);
  void constructNew(const clang::CXXNewExpr *E, const Place &Pointer,
                    bool OwnsMemory);
  void lowerDelete(const clang::CXXDeleteExpr *E);
  void lowerLambda(const clang::LambdaExpr *E, const Place &To);
  flow::FunctionId closureBody(const clang::CXXRecordDecl *Class);
  void mapCaptures(const clang::CXXMethodDecl *D);

  const Scope *beginFullExpr() const { return Chain.current(); }
  void endFullExpr(const Scope *Outer, const clang::Stmt *S) {
    Chain.leave(Outer, flow::Leave::FullExpr, at(S));
  }

  UnitContext &Unit;
  bool AsBase;
  flow::GraphBuilder Builder;
  ScopeChain Chain;
  flow::VariableId This, Result;
  clang::QualType ReturnType;
  /// What a capture of `this` holds, in a lambda's body.
  std::optional<Operand> CapturedThis;
  BlockId ReturnBlock;
  const Scope *FunctionScope = nullptr;
  // Only looked up, never iterated over.
  llvm::DenseMap<const clang::ValueDecl *, Place> Places;
  llvm::DenseMap<const clang::OpaqueValueExpr *, Place> OpaquePlaces;
  llvm::DenseMap<const clang::SwitchCase *, BlockId> Cases;
  struct PendingGoto {
    BlockId From;
    const Scope *Inner;
    const clang::LabelDecl *To;
    AnchorId At;
  };
  llvm::DenseMap<const clang::LabelDecl *, Label> Labels;
  std::vector<PendingGoto> Gotos;
  std::vector<PendingGoto> ComputedGotos; ///< To: null
  std::vector<const clang::LabelDecl *> AddressTaken;
  llvm::SmallVector<Target, 4> Targets;
  /// The aggregate being initialised, and how deep they are nested.
  Place CurrentAggregate;
  unsigned AggregateDepth = 0;
  llvm::SmallVector<Place, 1> InitObjects; ///< `this` of its initialisers
};

} // namespace session::lowering

#endif
