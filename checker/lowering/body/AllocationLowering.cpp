//===- AllocationLowering.cpp - new and delete ----------------------------===//

#include "lowering/body/FunctionLowering.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

/// Memory is given back by the class's own operator delete, or the usual one.
void FunctionLowering::pushRelease(const FunctionDecl *Operator,
                                   const Operand &Pointer, AnchorId At) {
  Scope S;
  S.What = Scope::Allocation;
  S.Memory = Pointer;
  S.At = At;
  if (isa_and_nonnull<CXXMethodDecl>(Operator)) {
    S.What = Scope::Call;
    S.Cleanup.emplace();
    S.Cleanup->Callee = Unit.Symbols.function(Operator);
    S.Cleanup->Arguments.push_back({Pointer, Passing::Pointer});
  }
  Chain.push(std::move(S));
}

/// Builds the new object; memory is released if that throws.
void FunctionLowering::constructNew(const CXXNewExpr *E, const Place &Pointer,
                                    bool OwnsMemory) {
  const Expr *Init = E->getInitializer();
  if (!Init)
    return;
  unsigned Group = Chain.newGroup();
  if (OwnsMemory) {
    const Scope *Before = Chain.current();
    pushRelease(E->getOperatorDelete(), Operand::load(Pointer), at(E));
    Chain.mark(Before, Group);
  }
  Place Object = E->isArray() ? Pointer.deref().element() : Pointer.deref();
  QualType T = E->getAllocatedType();
  const Expr *Plain = Init->IgnoreParens();
  if (const auto *List = dyn_cast<ParenListExpr>(Plain))
    Plain = List->getNumExprs() == 1 ? List->getExpr(0) : nullptr;
  bool IsArrayInit = Plain && E->isArray() && Plain->getType()->isArrayType();
  if (IsArrayInit && isa<InitListExpr>(Plain))
    initializeArray(Pointer.deref(), Plain->getType(), Plain);
  else if (const auto *C = dyn_cast_or_null<CXXConstructExpr>(Plain))
    constructElements(C, C->getType(),
                      C->getType()->isArrayType() ? Pointer.deref() : Object);
  else if (Plain && E->isArray())
    zero(Object, T, at(E));
  else if (Plain)
    initialize(Object, T, Plain);
  Chain.retire(Group);
}

Operand FunctionLowering::lowerNew(const CXXNewExpr *E) {
  const FunctionDecl *Operator = E->getOperatorNew();
  if (!Operator)
    return lowerUnknownValue(E);
  bool IsPlaced = Operator->isReservedGlobalPlacementOperator();
  Place Pointer = newTrackedTemporary(E->getType(), at(E), false);
  if (auto Size = E->getArraySize(); Size && *Size)
    lowerDiscarded(*Size);
  if (IsPlaced) {
    assign(Pointer, lowerValue(E->getPlacementArg(0)), at(E));
    constructNew(E, Pointer, /*OwnsMemory=*/false);
    return Operand::load(Pointer);
  }
  Call C;
  C.Callee = Unit.Symbols.function(Operator);
  C.Arguments.push_back(Argument());
  const auto *Prototype = Operator->getType()->getAs<FunctionProtoType>();
  for (unsigned I = 0; I != E->getNumPlacementArgs(); ++I) {
    const Expr *Arg = E->getPlacementArg(I);
    bool Known = Prototype && I + 1 < Prototype->getNumParams();
    C.Arguments.push_back(lowerArgument(
        Arg, Known ? Prototype->getParamType(I + 1) : Arg->getType()));
  }
  bool NoThrow = Unit.Symbols.isNoExcept(Operator);
  bool MayBeNull = E->shouldNullCheckAllocation();
  if (MayBeNull)
    C.Result = Pointer;
  Chain.call(std::move(C), NoThrow, at(E));
  BlockId Done;
  if (MayBeNull) {
    // operator new that cannot throw gives null instead.
    BlockId Made = Builder.newBlock();
    Done = Builder.newBlock();
    Builder.end(Branch{Operand::load(Pointer), Made, Done}, at(E));
    Builder.select(Made);
  }
  Builder.emit(Allocate{Pointer, type(E->getAllocatedType())}, at(E));
  constructNew(E, Pointer, /*OwnsMemory=*/true);
  if (Done) {
    jump(Done, at(E));
    Builder.select(Done);
  }
  return Operand::load(Pointer);
}

void FunctionLowering::lowerDelete(const CXXDeleteExpr *E) {
  Operand Value = lowerValue(E->getArgument());
  QualType T = E->getDestroyedType();
  Place Object = placeBehind(Value, E->getArgument()->getType(), at(E));
  BlockId Some = Builder.newBlock(), Done = Builder.newBlock();
  if (Value.What == Operand::Null)
    return;
  Builder.end(Branch{addressOf(Object), Some, Done}, at(E));
  Builder.select(Some);
  QualType Base = T.isNull() ? T : QualType(T->getBaseElementTypeUnsafe(), 0);
  const CXXRecordDecl *Class =
      T.isNull() ? nullptr : Base->getAsCXXRecordDecl();
  const CXXDestructorDecl *Destructor =
      Class && Class->hasDefinition() && !Class->hasTrivialDestructor()
          ? Class->getDestructor()
          : nullptr;
  const Scope *Outer = Chain.current();
  pushRelease(E->getOperatorDelete(), addressOf(Object), at(E));
  if (Destructor) {
    Call C;
    C.Kind = CallKind::Destructor;
    C.Callee = Unit.Symbols.function(Destructor);
    C.Receiver = addressOf(E->isArrayForm() ? Object.element() : Object);
    C.ObjectType = type(Base);
    Chain.call(std::move(C), Unit.Symbols.isNoExcept(Destructor), at(E));
  }
  Chain.leave(Outer, Leave::FullExpr, at(E)); // gives the memory back
  jump(Done, at(E));
  Builder.select(Done);
}

} // namespace session::lowering
