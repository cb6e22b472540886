//===- MemoryJoin.cpp - Facts true on both of two paths -------------------===//
//
// Walks both stores from their roots and pairs values: a value of the result
// stands for one pair. So what was one value on both sides stays one value
// (the correlation survives), and what was one value on only one side becomes
// two. Numbers are given in the order of the walk.
//
//===----------------------------------------------------------------------===//

#include "solver/Memory.h"
#include "llvm/ADT/DenseMap.h"

namespace session::solver {

class MemoryJoin {
public:
  MemoryJoin(const Memory &A, const Memory &B) : A(A), B(B) {}

  /// Nullopt: A knows nothing that B does not.
  std::optional<Memory> run() {
    Result.NextValue = 1;
    Result.Bindings.reserve(A.Bindings.size());
    Result.Facts.reserve(A.Facts.bound());
    Partners.resize(A.NextValue);
    pair(Memory::Handle, Memory::Handle);
    Result.InitialOf = A.InitialOf;
    Result.Fixed = A.Fixed;
    noteParts();
    joinRoots();
    for (size_t Next = 0; Next < Queue.size(); ++Next) {
      auto [Left, Right, Id] = Queue[Next];
      if (HasParts[Left.index()])
        joinPointees(Left, Right, Id);
    }
    if (!Lost)
      return std::nullopt;
    return std::move(Result);
  }

private:
  struct Item {
    ValueId Left, Right, Id;
  };
  struct Partner {
    ValueId Right, Id;
  };

  /// Pointees come last in a map.
  static bool isRoot(const Memory::BindingMap::Entry &E) {
    return E.first.Root != Location::Pointee;
  }

  /// Which values of A point to something known.
  void noteParts() {
    HasParts.resize(A.NextValue);
    for (const Memory::BindingMap *Map : {&A.Bindings, &A.Initial})
      for (auto It = Map->end(); It != Map->begin() && !isRoot(*--It);)
        HasParts[It->first.Index] = true;
  }

  void joinRoots() {
    auto InB = B.Bindings.begin(), End = B.Bindings.end();
    for (const auto &E : A.Bindings) {
      if (!isRoot(E))
        break;
      while (InB != End && InB->first < E.first)
        ++InB;
      bool Both = InB != End && InB->first == E.first;
      bind(E.first, E.second, Both ? InB->second : ValueId());
    }
    for (const auto &E : A.Initial)
      if (isRoot(E))
        joinInitial(E.first, E.first, E.second);
    for (const auto &E : B.Initial)
      if (isRoot(E) && !E.second && Result.Initial.try_emplace(E.first, {}))
        Lost = true;
  }

  void joinInitial(const Location &InB, const Location &To, ValueId Left) {
    auto It = B.Initial.find(InB);
    bool InBoth = It != B.Initial.end();
    if (Left && InBoth && It->second) {
      Result.Initial[To] = pair(Left, It->second);
      return;
    }
    if (!Left || InBoth)
      Result.Initial[To] = ValueId();
    Lost |= Left.isValid();
  }

  void bind(const Location &L, ValueId Left, ValueId Right) {
    // A must-alias set is an intersection.
    if (!Right || (Left == Memory::Handle) != (Right == Memory::Handle))
      Lost = true;
    else
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
    if (Same == B.Facts.node(Right) && !(Same && namesValues(Same->Fact))) {
      if (Same)
        Result.Facts.share(Id, *Same);
      return Id;
    }
    // Facts may pair further values; the handle is paired only once.
    if (IsHandle)
      Result.Facts.change(Id);
    ValueFact Joined = joinFacts(A.fact(Left), B.fact(Right));
    Lost |= saysLess(Joined, A.fact(Left));
    if (IsHandle || !Joined.isEmpty())
      Result.Facts.set(Id, std::move(Joined));
    return Id;
  }

  /// Nearly every value of A has one partner in B.
  ValueId &idOf(ValueId Left, ValueId Right) {
    Partner &First = Partners[Left.index()];
    if (!First.Right)
      First.Right = Right;
    if (First.Right == Right)
      return First.Id;
    Lost = true; // one value was two
    return Ids[{Left, Right}];
  }

  /// Their numbers are those of one store.
  static bool namesValues(const ValueFact &F) {
    return F.From.What != Definition::None ||
           (F.Target && F.Target->Root == Location::Pointee);
  }

  /// The other values that a fact names are compared on their own.
  static bool saysLess(const ValueFact &F, const ValueFact &Before) {
    return F.Low != Before.Low || F.High != Before.High ||
           F.Holes != Before.Holes || F.From.What != Before.From.What ||
           F.Target.has_value() != Before.Target.has_value() ||
           F.Function != Before.Function || F.Origin != Before.Origin ||
           F.Texts != Before.Texts || F.Prepared != Before.Prepared ||
           F.IsChild != Before.IsChild || F.BlocksClose != Before.BlocksClose ||
           F.IsSuccess != Before.IsSuccess || !(F.Awaits == Before.Awaits);
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
  bool Lost = false;             ///< something that A knows
  std::vector<bool> HasParts;    ///< by value of A
  std::vector<Partner> Partners; ///< by value of A
  llvm::DenseMap<std::pair<ValueId, ValueId>, ValueId> Ids; ///< the others
  llvm::SmallVector<Item, 32> Queue;
};

bool Memory::weaken(const Memory &With) {
  std::optional<Memory> Joined = MemoryJoin(*this, With).run();
  if (Joined)
    *this = std::move(*Joined);
  return Joined.has_value();
}

} // namespace session::solver
