//===- MemoryJoin.cpp - Facts true on both of two paths -------------------===//
//
// Walks both stores from their roots and pairs values: a value of the result
// stands for one pair. So what was one value on both sides stays one value
// (the correlation survives), and what was one value on only one side becomes
// two. Numbers are given in the order of the walk, which makes the result
// canonical: equal knowledge gives equal memories.
//
//===----------------------------------------------------------------------===//

#include "solver/Memory.h"
#include "llvm/ADT/DenseMap.h"

namespace session::solver {

class MemoryJoin {
public:
  MemoryJoin(const Memory &A, const Memory &B) : A(A), B(B) {}

  Memory run() {
    Result.NextValue = 1;
    Result.Bindings.reserve(A.Bindings.size());
    Result.Facts.reserve(A.Facts.bound());
    Partners.resize(A.NextValue);
    pair(Memory::Handle, Memory::Handle);
    Result.InitialOf = A.InitialOf;
    Result.Fixed = A.Fixed;
    joinRoots();
    for (size_t Next = 0; Next < Queue.size(); ++Next) {
      auto [Left, Right, Id] = Queue[Next];
      joinPointees(Left, Right, Id);
    }
    return std::move(Result);
  }

private:
  struct Item {
    ValueId Left, Right, Id;
  };
  struct Partner {
    ValueId Right, Id;
  };

  void joinRoots() {
    for (const auto &[L, Left] : A.Bindings) {
      if (L.Root == Location::Pointee)
        continue;
      ValueId Right = B.peek(L);
      bind(L, Left, Right);
    }
    for (const auto &[L, Left] : A.Initial)
      if (L.Root != Location::Pointee)
        joinInitial(L, L, Left);
    for (const auto &[L, Right] : B.Initial)
      if (!Right && L.Root != Location::Pointee)
        Result.Initial[L] = ValueId();
  }

  void joinInitial(const Location &InB, const Location &To, ValueId Left) {
    auto It = B.Initial.find(InB);
    bool BothRead = Left && It != B.Initial.end() && It->second;
    if (BothRead)
      Result.Initial[To] = pair(Left, It->second);
    else if (!Left || (It != B.Initial.end() && !It->second))
      Result.Initial[To] = ValueId();
  }

  void bind(const Location &L, ValueId Left, ValueId Right) {
    // A must-alias set is an intersection.
    if (!Right || (Left == Memory::Handle) != (Right == Memory::Handle))
      return;
    Result.Bindings[L] = pair(Left, Right);
  }

  void joinPointees(ValueId Left, ValueId Right, ValueId Id) {
    Location From = Location::pointee(Left);
    for (auto It = A.Bindings.lower_bound(From);
         It != A.Bindings.end() && From.contains(It->first); ++It) {
      Location Other = It->first, To = It->first;
      Other.Index = Right.index();
      To.Index = Id.index();
      bind(To, It->second, B.peek(Other));
    }
    for (auto It = A.Initial.lower_bound(From);
         It != A.Initial.end() && From.contains(It->first); ++It) {
      Location Other = It->first, To = It->first;
      Other.Index = Right.index();
      To.Index = Id.index();
      joinInitial(Other, To, It->second);
    }
  }

  ValueId pair(ValueId Left, ValueId Right) {
    if (Left == Memory::Handle && Right == Memory::Handle &&
        Result.Facts.find(Memory::Handle))
      return Memory::Handle;
    ValueId &Known = idOf(Left, Right);
    if (Known)
      return Known;
    bool IsHandle = Left == Memory::Handle && Right == Memory::Handle;
    ValueId Id = IsHandle ? Memory::Handle : ValueId(Result.NextValue++);
    Known = Id;
    Queue.push_back({Left, Right, Id});
    const FactTable::Node *Same = A.Facts.node(Left);
    if (Same && Same == B.Facts.node(Right) && !namesValues(Same->Fact)) {
      Result.Facts.share(Id, *Same);
      return Id;
    }
    // Facts may pair further values; the handle is paired only once.
    if (IsHandle)
      Result.Facts.change(Id);
    Result.Facts.set(Id, joinFacts(A.fact(Left), B.fact(Right)));
    return Id;
  }

  /// Nearly every value of A has one partner in B.
  ValueId &idOf(ValueId Left, ValueId Right) {
    Partner &First = Partners[Left.index()];
    if (!First.Right)
      First.Right = Right;
    return First.Right == Right ? First.Id : Ids[{Left, Right}];
  }

  /// Their numbers are those of one store.
  static bool namesValues(const ValueFact &F) {
    return F.From.What != Definition::None ||
           (F.Target && F.Target->Root == Location::Pointee);
  }

  /// Null comes from nowhere.
  static Provenance joinOrigins(const ValueFact &L, const ValueFact &R) {
    if (L.Origin == R.Origin)
      return L.Origin;
    bool New = (L.isZero() && R.Origin == Provenance::Allocated) ||
               (R.isZero() && L.Origin == Provenance::Allocated);
    return New ? Provenance::Allocated : Provenance::External;
  }

  ValueFact joinFacts(const ValueFact &L, const ValueFact &R) {
    ValueFact F = ValueFact::join(L, R);
    F.Origin = joinOrigins(L, R);
    F.Texts = ValueFact::joinTexts(L, R);
    F.Prepared = L.isZero() ? R.Prepared : L.Prepared;
    F.IsChild = L.IsChild && R.IsChild;
    F.BlocksClose = L.BlocksClose && R.BlocksClose;
    F.IsSuccess = L.IsSuccess && R.IsSuccess;
    if (L.Awaits == R.Awaits)
      F.Awaits = L.Awaits;
    if (L.Function == R.Function)
      F.Function = L.Function;
    F.From = joinDefinitions(L.From, R.From);
    if (L.Target && R.Target)
      F.Target = joinTargets(*L.Target, *R.Target);
    return F;
  }

  Definition joinDefinitions(const Definition &L, const Definition &R) {
    if (L.What != R.What || L.Test != R.Test ||
        L.Left.isValid() != R.Left.isValid() ||
        L.Right.isValid() != R.Right.isValid())
      return {};
    Definition D = L;
    if (L.Left)
      D.Left = pair(L.Left, R.Left);
    if (L.Right)
      D.Right = pair(L.Right, R.Right);
    return D;
  }

  std::optional<Location> joinTargets(const Location &L, const Location &R) {
    if (L.Root != R.Root || L.Fields != R.Fields)
      return std::nullopt;
    if (L.Root != Location::Pointee) {
      if (L.Index == R.Index)
        return L;
      return std::nullopt;
    }
    Location Joined = L;
    Joined.Index = pair(ValueId(L.Index), ValueId(R.Index)).index();
    return Joined;
  }

  const Memory &A, &B;
  Memory Result;
  std::vector<Partner> Partners;                            ///< by value of A
  llvm::DenseMap<std::pair<ValueId, ValueId>, ValueId> Ids; ///< the others
  llvm::SmallVector<Item, 32> Queue;
};

static bool equal(const ValueFact &A, const ValueFact &B) {
  return A.Low == B.Low && A.High == B.High && A.Holes == B.Holes &&
         A.From.What == B.From.What && A.From.Test == B.From.Test &&
         A.From.Left == B.From.Left && A.From.Right == B.From.Right &&
         A.Target == B.Target && A.Function == B.Function &&
         A.Origin == B.Origin && A.Texts == B.Texts &&
         A.Prepared == B.Prepared && A.IsChild == B.IsChild &&
         A.BlocksClose == B.BlocksClose && A.IsSuccess == B.IsSuccess &&
         A.Awaits == B.Awaits;
}

Memory Memory::join(const Memory &A, const Memory &B) {
  return MemoryJoin(A, B).run();
}

bool operator==(const Memory &A, const Memory &B) {
  if (A.Bindings != B.Bindings || A.Initial != B.Initial)
    return false;
  size_t Bound = std::max(A.Facts.bound(), B.Facts.bound());
  for (size_t I = 0; I < Bound; ++I) {
    const FactTable::Node *Left = A.Facts.node(ValueId(I));
    const FactTable::Node *Right = B.Facts.node(ValueId(I));
    if (Left != Right && (!Left || !Right || !equal(Left->Fact, Right->Fact)))
      return false;
  }
  return true;
}

} // namespace session::solver
