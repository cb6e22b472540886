//===- SimState.cpp - One state of one session's simulation ---------------===//

#include "solver/SimState.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;

// Not llvm::hash_code: its seed differs between processes, and the order of
// keys decides which witness is shown.
static uint64_t mix(uint64_t Hash, uint64_t Word) {
  Hash ^= Word + 0x9e3779b97f4a7c15ull + (Hash << 6) + (Hash >> 2);
  return Hash * 0xff51afd7ed558ccdull;
}

/// The first variable that holds a pointer: a name that paths share.
static uint32_t pointerName(ValueId Pointer, const Memory &Store) {
  for (const auto &[L, V] : Store.bindings())
    if (V == Pointer && L.Root == Location::Variable)
      return L.Index + 1;
  return 0;
}

static uint64_t hashHolders(const Memory &Store) {
  uint64_t Hash = 0;
  std::vector<Location> Places = Store.handleLocations();
  if (Store.object())
    Places.push_back(*Store.object());
  for (const Location &L : Places) {
    // Numbers of values differ from path to path; the rest of a place does not.
    bool Stable = L.Root != Location::Pointee;
    uint32_t Index = Stable ? L.Index : pointerName(ValueId(L.Index), Store);
    Hash = mix(Hash, uint64_t(L.Root) << 32 | Index);
    for (NameId Field : L.Fields)
      Hash = mix(Hash, Field.index());
  }
  return Hash;
}

Phase solver::phaseOf(const SimState &State) {
  bool Bits[] = {State.Pending.has_value(), State.Tracking, State.LastMention,
                 State.Adrift, State.Escaped, State.CopiedAt.isValid(),
                 !State.Handled.empty(), State.Children > 1,
                 State.BeganAt.isValid(), State.Failed, State.Ended,
                 State.BeginFailed, State.ByFlag, State.RanUnknown,
                 // An exit after a failure is told from one without.
                 llvm::any_of(State.Trail, isFailing)};
  uint32_t Flags = State.FoundTx ? 1 + uint32_t(*State.FoundTx) : 0;
  for (size_t I = 0; I < std::size(Bits); ++I)
    Flags |= uint32_t(Bits[I]) << (I + 4);
  return {State.Session, Flags};
}

StateKey solver::keyOf(const SimState &State,
                       llvm::ArrayRef<flow::VariableId> Steering) {
  StateKey Key;
  std::tie(Key.Session, Key.Flags) = phaseOf(State);
  Key.Holders = hashHolders(State.Store);
  for (flow::VariableId V : Steering) {
    ValueId Bound = State.Store.peek(Location::of(V));
    bool Known = Bound && State.Store.fact(Bound).isKnown();
    Key.Steering = mix(Key.Steering, Known ? State.Store.fact(Bound).Low : -7);
  }
  return Key;
}

/// True when Old has become another.
static bool joinFlights(Flight &Old, const Flight &New) {
  ExceptionSet Before = Old.What;
  size_t Origins = Old.Others.size();
  Old.What.add(New.What);
  auto Add = [&](AnchorId At, flow::FunctionId Thrower) {
    auto Origin = std::make_pair(At, Thrower);
    if (At != Old.At && !llvm::is_contained(Old.Others, Origin) &&
        Old.Others.size() < Flight::MaxOrigins)
      Old.Others.push_back(Origin);
  };
  Add(New.At, New.Thrower);
  for (const auto &[At, Thrower] : New.Others)
    Add(At, Thrower);
  return !(Old.What == Before) || Old.Others.size() != Origins;
}

/// True when Old has become another.
template <typename T> static bool replace(T &Old, const T &New) {
  bool Changes = !(Old == New);
  Old = New;
  return Changes;
}

bool solver::weaken(SimState &Old, const SimState &New) {
  bool HasObject = Old.Store.object() || New.Store.object();
  bool Changed = Old.Store.weaken(New.Store);
  if (Old.Pending && New.Pending)
    Changed |= joinFlights(*Old.Pending, *New.Pending);
  for (size_t I = 0; I < Old.Handled.size() && I < New.Handled.size(); ++I)
    Changed |= joinFlights(Old.Handled[I], New.Handled[I]);
  Changed |= replace(Old.Likely, Old.Likely && New.Likely);
  Changed |= replace(Old.Asked, Old.Asked || New.Asked);
  Changed |= replace(Old.MovedByState, Old.MovedByState || New.MovedByState);
  if (Old.EndedBy != New.EndedBy || Old.EndedIn != New.EndedIn)
    Changed |= replace(Old.EndedBy, flow::FunctionId());
  if (!(Old.Last == New.Last))
    Changed |= replace(Old.Last, Awaited());
  if (!Changed)
    return false;
  // An object that stands elsewhere on the other path ends unseen.
  if (HasObject && !Old.Store.object() && Old.Tracking) {
    Old.Escaped = true;
    Old.Session.Alive = Life::Unknown;
  }
  if (Old.LastMove != New.LastMove)
    Old.LastMove = AnchorId();
  return true;
}
