//===- AcquireWalk.cpp - What there is only so many of --------------------===//
//
// A lease holds a part of its pool, and some sessions hold what a thread, an
// environment or a file has once. Taking it again while it is held waits for
// oneself (SEMANTICS, session-nested-acquire).
//
//===----------------------------------------------------------------------===//

#include "solver/OutcomeTest.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static bool alwaysMeets(const ValueFact &Value, const ReturnTest &Wanted) {
  ValueFact Not = Value;
  return !Not.assume(negated(Wanted).value_or(ReturnTest()));
}

/// What a call acquires for certain: of a lease the pool, else the place of an
/// `exclusive` whose conditions hold.
std::optional<ContractPath>
Walker::acquired(const Effect &E, const CallFrame &Frame, SimState &State) {
  if (E.What == EffectKind::Lease)
    return E.Parent;
  if (E.What != EffectKind::Exclusive)
    return std::nullopt;
  for (const Outcome &O : E.Outcomes)
    for (const Precondition &P : O.Given) {
      auto Given = resolve(P.Where, Frame, State);
      bool Holds = Given && Given->Value &&
                   alwaysMeets(State.Store.fact(Given->Value), P.Holds);
      if (!Holds)
        return std::nullopt;
    }
  return E.Where;
}

/// What Site's call acquires, as its contract says.
static const Effect *heldBy(const OpeningSite *Site,
                            const CalleeBinding &Binding) {
  const FunctionContract *Opener = Site ? Binding.contract(*Site) : nullptr;
  if (!Opener || Site->EffectIndex >= Opener->Effects.size())
    return nullptr;
  const Effect &Opened = Opener->Effects[Site->EffectIndex];
  if (Opened.What == EffectKind::Lease)
    return &Opened;
  for (const Effect &E : Opener->Effects)
    if (E.What == EffectKind::Exclusive)
      return &E;
  return nullptr;
}

void Walker::bindHeld(const CallFrame &Frame, SimState &State) {
  const Effect *Held = heldBy(Session.Site, Binding);
  auto Path = Held ? acquired(*Held, Frame, State) : std::nullopt;
  auto Where = Path ? resolve(*Path, Frame, State) : std::nullopt;
  if (Where && Where->Value)
    State.Store.store(Location::pointee(Memory::Handle).field(Binding.Held),
                      Where->Value);
}

/// The session holds it now. A connection holds its file only while it writes,
/// which is inside a transaction.
static bool holdsPart(const SimState &State, const Policy &Rules) {
  bool Holds = State.owes() && State.Session.Alive == Life::Open &&
               !State.Escaped && !State.Adrift;
  bool Always = Rules.IsLease || Rules.IsChild || Rules.IsTransaction;
  bool Writes = State.BeganAt && owesRollback(State.Session, Rules);
  return Holds && Rules.WhenDry != PoolWhenDry::Grows && (Always || Writes);
}

static bool waits(const FunctionContract &Contract) {
  return llvm::any_of(Contract.Effects, [](const Effect &E) {
    return E.What == EffectKind::Wait || E.What == EffectKind::Join;
  });
}

/// What waits in a loop mostly waits for this very session, or is what the
/// program does all day.
/// Optimistic: waits_in_loop_FN.
void Walker::noteWait(const CallFrame &Frame, const SimState &State) {
  bool InTransaction =
      State.BeganAt && owesRollback(State.Session, Rules) && !State.ByFlag;
  bool Holds = State.Tracking && State.Session.Alive == Life::Open &&
               !State.Escaped && (Session.Site || InTransaction);
  bool IsCleanup = Frame.Why != Leave::None;
  if (!Holds || Rules.IsChild || IsCleanup || !waits(*Frame.Contract) ||
      isInLoop(Graph, Now, Plan.Loops))
    return;
  Suspicion Held;
  Held.Broken = Breach::HeldWaiting;
  Held.At = Frame.At;
  Held.Culprit = Frame.Callee;
  Listener.suspect(Held, State);
}

bool Walker::takesAgain(const CallFrame &Frame, SimState &State) {
  noteWait(Frame, State);
  Memory &M = State.Store;
  ValueId Held = M.peek(Location::pointee(Memory::Handle).field(Binding.Held));
  if (Frame.IsSite || !Held || !holdsPart(State, Rules))
    return false;
  const Effect *Mine = heldBy(Session.Site, Binding);
  bool Takes = false;
  for (const Effect &E : Frame.Contract->Effects) {
    auto Path = acquired(E, Frame, State);
    auto Where = Path ? resolve(*Path, Frame, State) : std::nullopt;
    Takes |= Where && Where->Value && Mine && E.Resource == Mine->Resource &&
             M.pointee(Where->Value) == M.pointee(Held);
    // It is given the session to end it, perhaps before it takes another.
    auto Ended = mayDo(E, EventKind::Close) ? resolve(E.Where, Frame, State)
                                            : std::nullopt;
    if (Ended && Ended->Value == Memory::Handle)
      return false;
  }
  if (!Takes)
    return false;
  Suspicion Again;
  Again.Broken = Breach::TakenAgain;
  Again.At = Frame.At;
  Again.Culprit = Frame.Callee;
  Again.InCallee = Frame.Contract->From == Origin::Inferred;
  Listener.suspect(Again, State);
  return !KeepsGoing;
}

/// A loop takes one after the other, and keeps what it took: in something of
/// its own, where it is not handed on to whoever works with it.
/// Optimistic: gathered_for_caller_FN.
bool Walker::gathers(const CallFrame &Frame, const SimState &State) {
  std::vector<Location> Places = State.Store.handleLocations();
  if (!Frame.Again || !Rules.IsLease || Places.empty() ||
      Rules.WhenDry == PoolWhenDry::Grows)
    return false;
  for (const Location &L : Places) {
    bool Local = L.Root == Location::Variable &&
                 Graph.Variables[L.Index].Kind == VariableKind::Local;
    if (!Local || L.Fields.empty())
      return false;
  }
  Suspicion Again;
  Again.Broken = Breach::TakenAgain;
  Again.At = Frame.At;
  Again.Culprit = Frame.Callee;
  Listener.suspect(Again, State);
  return !KeepsGoing;
}
