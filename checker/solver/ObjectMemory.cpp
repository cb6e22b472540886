//===- ObjectMemory.cpp - Sessions that are objects -----------------------===//
//
// The handle of such a session is its address: one value, however it was come
// by. So references, pointers and receivers are handles like any other.
//
//===----------------------------------------------------------------------===//

#include "solver/Memory.h"

using namespace session;
using namespace session::solver;

void Memory::rename(BindingMap &Map, ValueId From, ValueId To) {
  BindingMap Renamed;
  for (auto &[L, V] : Map) {
    Location Place = L;
    if (L.Root == Location::Pointee && L.Index == From.index())
      Place.Index = To.index();
    Renamed.try_emplace(Place, V == From ? To : V);
  }
  Map = std::move(Renamed);
}

void Memory::rename(ValueId From, ValueId To) {
  rename(Bindings, From, To);
  rename(Initial, From, To);
  Facts.set(To, fact(From));
  Facts.erase(From);
  for (size_t I = 0; I < Facts.bound(); ++I) {
    ValueId V(I);
    const Definition Made = fact(V).From;
    if (Made.Left == From)
      change(V).From.Left = To;
    if (Made.Right == From)
      change(V).From.Right = To;
    const std::optional<Location> &Into = fact(V).Target;
    if (Into && Into->Root == Location::Pointee && Into->Index == From.index())
      change(V).Target->Index = To.index();
  }
}

void Memory::becomeHandle(ValueId V) {
  if (V == Handle)
    return;
  // Whatever was the handle before is an ordinary value again.
  rename(Handle, fresh());
  std::optional<Location> Where = fact(V).Target;
  if (!Where) {
    rename(V, Handle);
  } else {
    // Each time that an address was taken made a value of its own.
    for (auto *Map : {&Bindings, &Initial})
      for (auto &[L, Bound] : *Map)
        if (Bound && fact(Bound).Target == Where)
          Bound = Handle;
  }
  ValueFact Fact = ValueFact::nonZero();
  Fact.Origin = fact(Where ? V : Handle).Origin;
  Fact.Target = Where;
  Facts.set(Handle, std::move(Fact));
}

void Memory::endObject() {
  ValueFact &Object = change(Handle);
  Object.Target.reset();
  Object.Origin = Provenance::Ended;
}

void Memory::moveObject(const Location &From, const Location &To) {
  Location Here = pointee(Handle), Moved = To;
  if (!From.contains(Here))
    return;
  for (size_t I = From.Fields.size(); I < Here.Fields.size(); ++I)
    Moved.Fields.push_back(Here.Fields[I]);
  becomeHandle(addressOf(Moved));
}
