// Which spots are one lock.
#include "sharing/FunctionFacts.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

static bool isUnknown(const Spot &S) { return !S.Of && !S.isStatic(); }

static Spot withoutDerefs(Spot S) {
  while (!S.Where.Path.empty() && S.Where.Path.back().What == Projection::Deref)
    S.Where.Path.pop_back();
  return S;
}

bool sharing::sameLock(const Spot &A, const Spot &B, const Program &Program) {
  if (isUnknown(A) || isUnknown(B))
    return true; // some lock that has no name here
  Spot Left = withoutDerefs(A), Right = withoutDerefs(B);
  if (Left == Right)
    return true;
  auto EndsInField = [](const Spot &S) {
    return !S.Where.Path.empty() &&
           S.Where.Path.back().What == Projection::Field;
  };
  if (!EndsInField(Left) || !EndsInField(Right) ||
      Left.Where.Path.back().Name != Right.Where.Path.back().Name)
    return false;
  Left.Where.Path.pop_back();
  Right.Where.Path.pop_back();
  TypeId LeftClass = typeOf(Left, Program), RightClass = typeOf(Right, Program);
  return !LeftClass || !RightClass || LeftClass == RightClass;
}

bool sharing::haveCommonLock(const SessionUse &A, const SessionUse &B,
                             const Program &Program) {
  auto Meet = [&](llvm::ArrayRef<Spot> Lefts, llvm::ArrayRef<Spot> Rights) {
    return llvm::any_of(Lefts, [&](const Spot &Left) {
      return llvm::any_of(Rights, [&](const Spot &Right) {
        return sameLock(Left, Right, Program);
      });
    });
  };
  // Who reads and who writes keep each other out, two who read do not.
  return Meet(A.Locks, B.Locks) || Meet(A.Locks, B.ReadLocks) ||
         Meet(A.ReadLocks, B.Locks);
}
