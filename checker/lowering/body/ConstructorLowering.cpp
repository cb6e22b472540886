//===- ConstructorLowering.cpp - Objects part by part ---------------------===//

#include "lowering/body/FunctionLowering.h"

using namespace clang;
using namespace session::flow;

namespace session::lowering {

/// Bases have the address of the whole; so have unnamed members.
Place FunctionLowering::fieldOf(Place Object, const ValueDecl *Field) {
  if (const auto *Indirect = dyn_cast<IndirectFieldDecl>(Field))
    Field = Indirect->getAnonField();
  std::string Name = fieldName(*cast<FieldDecl>(Field));
  return Name.empty() ? Object : Object.field(Unit.Symbols.name(Name));
}

/// Initialises bases and members in order. What is built already is destroyed
/// when a later part throws; the object's own destructor does not run.
void FunctionLowering::lowerConstructor(const CXXConstructorDecl *D) {
  for (const CXXCtorInitializer *I : D->inits())
    lowerMemberInit(I, D);
}

void FunctionLowering::lowerMemberInit(const CXXCtorInitializer *I,
                                       const CXXConstructorDecl *D) {
  Place Where = thisObject();
  QualType T;
  bool IsVariant = false;
  if (const FieldDecl *Member = I->getAnyMember()) {
    Where = fieldOf(Where, Member);
    T = Member->getType();
    IsVariant = Member->getParent()->isUnion();
  } else if (I->isBaseInitializer()) {
    if (AsBase && I->isBaseVirtual())
      return;
    T = QualType(I->getBaseClass(), 0);
  } else {
    T = D->getThisType()->getPointeeType();
  }
  const Expr *Init = I->getInit();
  if (!Init)
    return;
  const Scope *Outer = beginFullExpr();
  initialize(Where, T, Init);
  endFullExpr(Outer, Init);
  AnchorId At = I->isWritten() ? Unit.Symbols.anchor(I->getSourceRange())
                               : Unit.Symbols.anchor(D->getLocation());
  if (I->isBaseInitializer())
    pushBaseDestruction(T, At, /*OnlyUnwind=*/true);
  else if (!IsVariant)
    pushDestruction(Where, T, At, /*OnlyUnwind=*/true);
}

void FunctionLowering::pushBaseDestruction(QualType Base, AnchorId At,
                                           bool OnlyUnwind) {
  const CXXRecordDecl *Class = Base->getAsCXXRecordDecl();
  const CXXDestructorDecl *D =
      Class && Class->hasDefinition() && !Class->hasTrivialDestructor()
          ? Class->getDestructor()
          : nullptr;
  if (!D || D->isDeleted())
    return;
  Scope S;
  S.What = Scope::Object;
  S.OnlyUnwind = OnlyUnwind;
  S.Where = thisObject();
  S.Destructor = Unit.Symbols.baseVariant(D);
  S.Class = type(Base);
  S.At = At;
  Chain.push(std::move(S));
}

/// A destructor's epilogue: what will be destroyed last is pushed first.
void FunctionLowering::pushMembers(const CXXDestructorDecl *D) {
  const CXXRecordDecl *Class = D->getParent();
  if (Class->isUnion())
    return;
  AnchorId At = Builder.graph().End;
  if (!AsBase)
    for (const CXXBaseSpecifier &B : Class->vbases())
      pushBaseDestruction(B.getType(), At, /*OnlyUnwind=*/false);
  for (const CXXBaseSpecifier &B : Class->bases())
    if (!B.isVirtual())
      pushBaseDestruction(B.getType(), At, /*OnlyUnwind=*/false);
  for (const FieldDecl *F : Class->fields())
    pushDestruction(fieldOf(thisObject(), F), F->getType(), At);
}

} // namespace session::lowering
