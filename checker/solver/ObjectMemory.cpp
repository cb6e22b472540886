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
  Facts[To] = fact(From);
  Facts.erase(From);
  for (auto &[V, Fact] : Facts) {
    for (ValueId *Part : {&Fact.From.Left, &Fact.From.Right})
      if (*Part == From)
        *Part = To;
    if (Fact.Target && Fact.Target->Root == Location::Pointee &&
        Fact.Target->Index == From.index())
      Fact.Target->Index = To.index();
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
  Facts[Handle] = std::move(Fact);
}

void Memory::endObject() {
  Facts[Handle].Target.reset();
  Facts[Handle].Origin = Provenance::Ended;
}

void Memory::moveObject(const Location &From, const Location &To) {
  Location Here = pointee(Handle), Moved = To;
  if (!From.contains(Here))
    return;
  for (size_t I = From.Fields.size(); I < Here.Fields.size(); ++I)
    Moved.Fields.push_back(Here.Fields[I]);
  becomeHandle(addressOf(Moved));
}
