//===- Memory.cpp - What a path knows of the program's values -------------===//

#include "solver/Memory.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using flow::Operand;
using flow::Projection;

static constexpr unsigned MaxDepth = 4;
static constexpr size_t MaxFields = 6;

ValueId Memory::fresh(ValueFact Fact) {
  ValueId V(NextValue++);
  if (!Fact.isEmpty())
    Facts.set(V, std::move(Fact));
  return V;
}

const ValueFact &Memory::fact(ValueId V) const {
  static const ValueFact Nothing;
  const ValueFact *Known = Facts.find(V);
  return Known ? *Known : Nothing;
}

ValueId Memory::peek(const Location &L) const {
  auto It = Bindings.find(L);
  return It == Bindings.end() ? ValueId() : It->second;
}

std::vector<ValueId> Memory::awaiting() const {
  std::vector<ValueId> Found;
  for (size_t I = 0; I < Facts.bound(); ++I)
    if (fact(ValueId(I)).Awaits.Run)
      Found.push_back(ValueId(I));
  return Found;
}

const ValueFact *Memory::fixedAt(const Location &L) const {
  if (!Fixed || L.Root != Location::Static)
    return nullptr;
  auto It = Fixed->find(L);
  return It == Fixed->end() ? nullptr : &It->second;
}

ValueId Memory::recall(const Location &L) {
  return fixedAt(L) ? load(L) : peek(L);
}

ValueId Memory::load(const Location &L) {
  if (ValueId Known = peek(L))
    return Known;
  const ValueFact *Constant = fixedAt(L);
  ValueId V = fresh(Constant ? *Constant : ValueFact());
  if (!L.isWeak())
    Bindings.try_emplace(L, V);
  if (Constant)
    return V;
  if (keepsInitial(L) && !L.isWeak() && isUntouched(L))
    Initial.try_emplace(L, V);
  return V;
}

bool Memory::keepsInitial(const Location &L) const {
  if (!InitialOf)
    return false;
  if (L.Root != Location::Variable)
    return true;
  flow::VariableKind Kind = (*InitialOf)[flow::VariableId(L.Index)].Kind;
  return Kind != flow::VariableKind::Local &&
         Kind != flow::VariableKind::Temporary;
}

bool Memory::isUntouched(const Location &L) const {
  Location Whole = L;
  while (true) {
    auto It = Initial.find(Whole);
    if (It != Initial.end() && !It->second)
      return false;
    if (Whole.Fields.empty())
      return true;
    Whole.Fields.pop_back();
  }
}

void Memory::assumeInitial(const Location &L, ValueId V) {
  Bindings[L] = V;
  Initial[L] = V;
}

void Memory::touch(const Location &L) {
  // Parts that nobody has read yet are no longer what they were; one marker
  // for the whole is enough, because a later read of a part looks for it.
  if (keepsInitial(L))
    Initial.try_emplace(L, ValueId());
}

/// The entries of L and its parts.
static std::pair<Memory::BindingMap::iterator, Memory::BindingMap::iterator>
partsIn(Memory::BindingMap &Map, const Location &L) {
  auto First = Map.lower_bound(L), Last = First;
  while (Last != Map.end() && L.contains(Last->first))
    ++Last;
  return {First, Last};
}

static void forgetIn(Memory::BindingMap &Map, const Location &L) {
  auto [First, Last] = partsIn(Map, L);
  Map.erase(First, Last);
}

void Memory::forget(const Location &L) { forgetIn(Bindings, L); }

void Memory::discard(flow::VariableId V) { forget(Location::of(V)); }

void Memory::store(const Location &L, ValueId V, bool OfAll) {
  forget(L);
  touch(L);
  bool Carries = V == Handle || fact(V).Origin == Provenance::Allocated;
  if (!L.isWeak() || Carries || OfAll)
    Bindings[L] = V;
}

void Memory::copyParts(const Location &From, const Location &To) {
  std::vector<std::pair<Location, ValueId>> Parts;
  for (auto It = Bindings.lower_bound(From);
       It != Bindings.end() && From.contains(It->first); ++It) {
    Location L = To;
    for (size_t I = From.Fields.size(); I < It->first.Fields.size(); ++I)
      L.Fields.push_back(It->first.Fields[I]);
    Parts.push_back({std::move(L), It->second});
  }
  forget(To);
  for (auto &[L, V] : Parts)
    Bindings[L] = V;
}

Location Memory::pointee(ValueId V) const {
  const ValueFact &F = fact(V);
  return F.Target ? *F.Target : Location::pointee(V);
}

ValueId Memory::addressOf(const Location &L) {
  if (L.Root == Location::Pointee && L.Fields.empty())
    return ValueId(L.Index);
  if (object() == L)
    return Handle;
  ValueFact F = ValueFact::nonZero();
  F.Target = L;
  return fresh(std::move(F));
}

Location Memory::locate(const flow::Place &P) {
  Location L = P.Variable ? Location::of(P.Variable) : Location::of(P.Static);
  for (const Projection &Step : P.Path) {
    if (Step.What == Projection::Deref) {
      L = pointee(load(L));
      continue;
    }
    NameId Name = Step.What == Projection::Field ? Step.Name : NameId();
    // Recursive structures: past the cap a location stands for all below it.
    if (L.Fields.size() < MaxFields)
      L.Fields.push_back(Name);
  }
  return L;
}

ValueId Memory::evaluate(const Operand &O) {
  switch (O.What) {
  case Operand::Unknown:
    return fresh();
  case Operand::Integer:
    return fresh(ValueFact::exactly(O.Number));
  case Operand::Null:
    return fresh(ValueFact::exactly(0));
  case Operand::Text:
  case Operand::Prefix: {
    ValueFact F = ValueFact::nonZero();
    for (flow::TextId T : O.Texts)
      F.Texts.push_back({T, O.What == Operand::Prefix});
    llvm::sort(F.Texts);
    return fresh(std::move(F));
  }
  case Operand::Function: {
    ValueFact F = ValueFact::nonZero();
    F.Function = O.Callee;
    return fresh(std::move(F));
  }
  case Operand::Load:
    return load(locate(O.Where));
  case Operand::Address:
    return addressOf(locate(O.Where));
  }
  return fresh();
}

bool Memory::isReachable(ValueId V, unsigned Depth) const {
  if (Depth > MaxDepth)
    return true;
  for (const auto &[L, Bound] : Bindings) {
    // The object, or a part of it (a list's node).
    const std::optional<Location> &Into = fact(Bound).Target;
    bool Inside =
        Into && Into->Root == Location::Pointee && Into->Index == V.index();
    if (Bound != V && !Inside)
      continue;
    if (L.Root != Location::Pointee)
      return true;
    ValueId Owner(L.Index);
    if (fact(Owner).Origin != Provenance::Allocated)
      return true;
    if (Owner != V && isReachable(Owner, Depth + 1))
      return true;
  }
  return false;
}

bool Memory::isHandleHeld() const {
  if (object())
    return true; // its own destructor ends it
  for (const auto &[L, V] : Bindings) {
    if (V != Handle)
      continue;
    if (L.Root != Location::Pointee)
      return true;
    ValueId Owner(L.Index);
    if (fact(Owner).Origin != Provenance::Allocated || isReachable(Owner))
      return true;
  }
  return false;
}

bool Memory::hasMovedFrom() const {
  return llvm::any_of(Bindings, [&](const auto &B) {
    return fact(B.second).Origin == Provenance::MovedFrom;
  });
}

std::vector<Location> Memory::handleLocations() const {
  std::vector<Location> Found;
  for (const auto &[L, V] : Bindings)
    if (V == Handle)
      Found.push_back(L);
  return Found;
}

bool Memory::isHandleInElement() const {
  return llvm::any_of(Bindings, [this](const auto &B) {
    return B.first.isWeak() &&
           (B.second == Handle ||
            (fact(B.second).Origin == Provenance::Allocated &&
             reachesHandle(B.second)));
  });
}

bool Memory::dropAdrift() {
  bool Dropped = false;
  for (size_t I = 0; I < Bindings.size();) {
    auto It = Bindings.begin() + ptrdiff_t(I);
    bool Adrift =
        It->second == Handle && It->first.Root == Location::Pointee &&
        fact(ValueId(It->first.Index)).Origin != Provenance::Allocated &&
        !isReachable(ValueId(It->first.Index));
    Dropped |= Adrift;
    if (Adrift)
      Bindings.erase(It, It + 1);
    else
      ++I;
  }
  return Dropped;
}

void Memory::collectReachable(const Location &L, std::vector<Location> &Out,
                              std::vector<ValueId> &Seen) const {
  Out.push_back(L);
  for (auto It = Bindings.lower_bound(L);
       It != Bindings.end() && L.contains(It->first); ++It) {
    ValueId V = It->second;
    if (V == Handle || llvm::is_contained(Seen, V))
      continue;
    Seen.push_back(V);
    collectReachable(pointee(V), Out, Seen);
  }
}

void Memory::clobberFrom(ValueId V, bool HandleToo) {
  std::vector<Location> Reached;
  std::vector<ValueId> Seen{V};
  collectReachable(pointee(V), Reached, Seen);
  for (const Location &L : Reached)
    clobber(L, HandleToo);
}

void Memory::clobber(const Location &L, bool HandleToo) {
  touch(L);
  auto [First, Last] = partsIn(Bindings, L);
  Bindings.eraseIf(First, Last, [&](const auto &Bound) {
    return HandleToo || Bound.second != Handle;
  });
}

void Memory::collect() {
  if (Facts.size() < 32 + 4 * Bindings.size())
    return;
  std::vector<bool> Live(NextValue);
  Live[Handle.index()] = true;
  std::vector<ValueId> Queue{Handle};
  auto Mark = [&](ValueId V) {
    if (!V || Live[V.index()])
      return;
    Live[V.index()] = true;
    Queue.push_back(V);
  };
  // Memory behind a pointer lives as long as somebody knows the pointer, or
  // for good when the handle is in it.
  bool Grew = true;
  while (Grew) {
    Grew = false;
    for (const auto *Map : {&Bindings, &Initial})
      for (const auto &[L, V] : *Map) {
        bool Root = L.Root != Location::Pointee || Live[L.Index] ||
                    (V == Handle && Map == &Bindings);
        if (!Root)
          continue;
        if (L.Root == Location::Pointee)
          Mark(ValueId(L.Index));
        Mark(V);
      }
    Grew = !Queue.empty();
    while (!Queue.empty()) {
      const ValueFact &F = fact(Queue.back());
      Queue.pop_back();
      Mark(F.From.Left);
      Mark(F.From.Right);
      if (F.Target && F.Target->Root == Location::Pointee)
        Mark(ValueId(F.Target->Index));
    }
  }
  auto IsGone = [&](const Location &L) {
    return L.Root == Location::Pointee && !Live[L.Index];
  };
  for (auto *Map : {&Bindings, &Initial})
    Map->eraseIf(Map->begin(), Map->end(),
                 [&](const auto &Bound) { return IsGone(Bound.first); });
  for (size_t I = 0; I < Facts.bound(); ++I)
    if (!Live[I])
      Facts.erase(ValueId(I));
}

void Memory::clobberStatics(bool HandleToo) {
  Bindings.eraseIf(Bindings.begin(), Bindings.end(), [&](const auto &Bound) {
    return Bound.first.Root == Location::Static &&
           (HandleToo || Bound.second != Handle);
  });
}

bool Memory::knowsPartOf(const Location &L) const {
  if (object() && L.contains(*object()))
    return true;
  auto It = Bindings.lower_bound(L);
  return It != Bindings.end() && L.contains(It->first);
}

bool Memory::holdsHandle(const Location &L) const {
  if (object() && L.contains(*object()))
    return true;
  for (auto It = Bindings.lower_bound(L);
       It != Bindings.end() && L.contains(It->first); ++It)
    if (It->second == Handle)
      return true;
  return false;
}

bool Memory::reachesHandle(ValueId V) const {
  std::vector<Location> Reached;
  std::vector<ValueId> Seen{V};
  collectReachable(pointee(V), Reached, Seen);
  return llvm::any_of(Reached,
                      [&](const Location &L) { return holdsHandle(L); });
}
