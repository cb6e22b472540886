//===- RegionLowering.cpp - Stretches that several threads run ------------===//

#include "lowering/body/RegionLowering.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

using Directive = OMPExecutableDirective;

static bool hasClause(const Directive *D, OpenMPClauseKind Kind) {
  return llvm::any_of(D->clauses(), [&](const OMPClause *C) {
    return C->getClauseKind() == Kind;
  });
}

/// `num_threads(1)`.
static bool isAlone(const Directive *D, const ASTContext &Ast) {
  const auto *Threads = D->getSingleClause<OMPNumThreadsClause>();
  const Expr *Number = Threads ? Threads->getNumThreads() : nullptr;
  Expr::EvalResult Value;
  return Number && !Number->isValueDependent() &&
         Number->EvaluateAsInt(Value, Ast) && Value.Val.getInt() == 1;
}

static bool isSections(const Directive *D) {
  return isa<OMPSectionsDirective>(D) || isa<OMPParallelSectionsDirective>(D);
}

static bool isForOne(const Directive *D) {
  return isa<OMPSingleDirective>(D) || isa<OMPMasterDirective>(D) ||
         isa<OMPMaskedDirective>(D) || isa<OMPParallelMasterDirective>(D) ||
         isa<OMPParallelMaskedDirective>(D);
}

static std::vector<const VarDecl *> variablesOf(const OMPClause *C) {
  std::vector<const VarDecl *> Found;
  for (const Stmt *Named : C->children())
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Named))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()))
        Found.push_back(V);
  return Found;
}

template <typename Clause>
static bool isIn(const Directive *D, const VarDecl *V) {
  return llvm::any_of(D->clauses(), [&](const OMPClause *C) {
    return isa<Clause>(C) && llvm::is_contained(variablesOf(C), V);
  });
}

static std::vector<const VarDecl *> privateVariables(const Directive *D) {
  std::vector<const VarDecl *> Found;
  for (const OMPClause *C : D->clauses())
    if (isa<OMPPrivateClause>(C) || isa<OMPFirstprivateClause>(C) ||
        isa<OMPLastprivateClause>(C))
      for (const VarDecl *V : variablesOf(C))
        if (!llvm::is_contained(Found, V))
          Found.push_back(V);
  return Found;
}

/// How the thread's own V begins.
static const Expr *beginningOf(const Directive *D, const VarDecl *V) {
  for (const OMPClause *C : D->clauses()) {
    const auto *Private = dyn_cast<OMPPrivateClause>(C);
    if (!Private)
      continue;
    auto Copy = Private->private_copies().begin();
    for (const Stmt *Named : C->children()) {
      const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Named);
      const auto *Own = dyn_cast_or_null<DeclRefExpr>(*Copy++);
      if (Ref && Own && Ref->getDecl() == V)
        return cast<VarDecl>(Own->getDecl())->getInit();
    }
  }
  return nullptr;
}

static bool names(const Expr *E, const VarDecl *V) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
  return Ref && Ref->getDecl() == V;
}

/// Assigned to, or its address taken.
static bool isWritten(const Stmt *In, const VarDecl *V) {
  if (!In)
    return false;
  if (const auto *Captured = dyn_cast<CapturedStmt>(In))
    return isWritten(Captured->getCapturedStmt(), V);
  const auto *Assigned = dyn_cast<BinaryOperator>(In);
  const auto *Address = dyn_cast<UnaryOperator>(In);
  if (Assigned && Assigned->isAssignmentOp() && names(Assigned->getLHS(), V))
    return true;
  if (Address && Address->getOpcode() == UO_AddrOf &&
      names(Address->getSubExpr(), V))
    return true;
  return llvm::any_of(In->children(),
                      [&](const Stmt *S) { return isWritten(S, V); });
}

/// The team waits for its tasks where the directive ends.
static bool waits(const Directive *D) {
  if (isa<OMPTaskwaitDirective>(D) || isa<OMPBarrierDirective>(D) ||
      isa<OMPTaskgroupDirective>(D) ||
      isOpenMPParallelDirective(D->getDirectiveKind()))
    return true;
  bool HasBarrier = isa<OMPSingleDirective>(D) || isSections(D) ||
                    isOpenMPWorksharingDirective(D->getDirectiveKind());
  return HasBarrier && !hasClause(D, llvm::omp::OMPC_nowait);
}

void RegionLowering::lower(const Directive *D) {
  llvm::SmallVector<Region, 2> Begins;
  OpenMPDirectiveKind Kind = D->getDirectiveKind();
  bool IsTeam =
      isOpenMPParallelDirective(Kind) || isOpenMPTaskLoopDirective(Kind);
  if (IsTeam && !isAlone(D, In.Unit.Ast))
    Begins.push_back({Region::Team, {}});
  // Tasks that depend on each other run one after the other.
  if (isa<OMPTaskDirective>(D) && !hasClause(D, llvm::omp::OMPC_depend))
    Begins.push_back({Region::Task, {}});
  if (const auto *Critical = dyn_cast<OMPCriticalDirective>(D))
    Begins.push_back(
        {Region::Lock,
         In.Unit.Symbols.name(
             "critical " +
             Critical->getDirectiveName().getName().getAsString())});
  else if (isa<OMPOrderedDirective>(D))
    Begins.push_back({Region::Lock, In.Unit.Symbols.name("ordered")});
  else if (isForOne(D))
    Begins.push_back({Region::One, {}});
  else if (isa<OMPSectionDirective>(D))
    Begins.push_back({Region::Part, {}});
  if (D->hasAssociatedStmt() && D->getAssociatedStmt())
    lowerRegion(D, Begins);
  if (waits(D))
    In.Builder.emit(Region{Region::Wait, {}}, In.at(D));
}

void RegionLowering::lowerRegion(const Directive *D,
                                 llvm::ArrayRef<Region> Begins) {
  llvm::SmallVector<const Scope *, 2> Outer;
  for (const Region &R : Begins)
    Outer.push_back(begin(R, D));
  const Scope *Before = In.Chain.current();
  std::vector<SharedVariable> Shared = declarePrivate(D);
  lowerBody(D);
  for (const auto &[V, Where] : Shared)
    if (isIn<OMPLastprivateClause>(D, V) && V->getType()->isScalarType())
      In.assign(Where, Operand::load(In.Places[V]), In.at(D));
  In.leaveScope(Before, D->getAssociatedStmt());
  for (const auto &[V, Where] : Shared)
    In.Places[V] = Where;
  while (!Outer.empty())
    end(Outer.pop_back_val(), D->getAssociatedStmt());
}

/// Each section is one thread's, also the first, which need not be called so.
void RegionLowering::lowerBody(const Directive *D) {
  const Stmt *Body = D->getAssociatedStmt();
  while (const auto *Captured = dyn_cast_or_null<CapturedStmt>(Body))
    Body = Captured->getCapturedStmt();
  const auto *Sections = dyn_cast_or_null<CompoundStmt>(Body);
  if (!Sections || !isSections(D))
    return In.lowerScoped(Body);
  for (const Stmt *S : Sections->body()) {
    if (isa<OMPSectionDirective>(S)) {
      In.lowerStmt(S);
      continue;
    }
    const Scope *Outer = begin({Region::Part, {}}, S);
    In.lowerScoped(S);
    end(Outer, S);
  }
}

const Scope *RegionLowering::begin(Region What, const Stmt *S) {
  const Scope *Outer = In.Chain.current();
  In.Builder.emit(What, In.at(S));
  Scope NoThrow;
  NoThrow.What = Scope::NoThrow;
  In.Chain.push(std::move(NoThrow));
  return Outer;
}

void RegionLowering::end(const Scope *Outer, const Stmt *S) {
  In.leaveScope(Outer, S);
  if (In.Builder.isOpen())
    In.Builder.emit(Region{Region::End, {}}, In.at(S));
}

/// Gives the thread variables of its own; those that it has no more. An object
/// that is copied for a thread stays the one before: both share what they hold.
std::vector<RegionLowering::SharedVariable>
RegionLowering::declarePrivate(const Directive *D) {
  std::vector<SharedVariable> Shared;
  for (const VarDecl *V : privateVariables(D)) {
    bool Copied = isIn<OMPFirstprivateClause>(D, V);
    if (Copied && !V->getType()->isScalarType())
      continue;
    Shared.push_back({V, In.placeOf(V)});
    In.declareLocal(V);
    if (const Expr *Init = beginningOf(D, V)) {
      In.initialize(In.Places[V], V->getType(), Init);
      In.pushDestruction(In.Places[V], V->getType(), In.at(D));
    }
    // What a thread gets a value of its own for is not the one before.
    if (Copied)
      In.assign(In.Places[V],
                isWritten(D->getAssociatedStmt(), V)
                    ? Operand::unknown()
                    : Operand::load(Shared.back().second),
                In.at(D));
  }
  return Shared;
}

} // namespace session::lowering
