//===- ObjectWalk.cpp - Objects that are a session, or act on one ---------===//
//
// How the life of such an object ends, and what a transaction's guard refers
// to. Constructors need nothing of their own: their models say what appears.
//
//===----------------------------------------------------------------------===//

#include "solver/Walker.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

void Walker::share(const Effect &E, const CallFrame &Frame, SimState &State) {
  if (!State.Tracking || !E.Parent)
    return;
  auto Of = resolve(*E.Parent, Frame, State);
  if (!Of || Of->Value != Memory::Handle)
    return;
  if (E.Where.Root == ContractPath::Return && E.Where.Steps.empty())
    State.CallResult = Memory::Handle;
  else if (auto At = resolve(E.Where, Frame, State))
    if (At->Where) {
      State.Store.store(*At->Where, Memory::Handle);
      if (Frame.Receiver)
        State.Store.forget(
            State.Store.pointee(Frame.Receiver).field(Binding.Spent));
    }
}

/// Whoever keeps our session is asked for one again, and gives out the same
/// when nothing says which. True when that was all.
bool Walker::askAgain(const Effect &E, const CallFrame &Frame, bool IsSite,
                      SimState &State) {
  bool Again = State.Tracking && State.Adrift && E.Kind == Session.Kind &&
               handsOutKept(E);
  if (!Again)
    return false;
  // Optimistic: it may be another one, which names would tell
  // (two_names_FN).
  bool Same = IsSite || Frame.Arguments.empty();
  if (!Same || State.Session.Alive == Life::Closed) {
    State.Escaped = true;
    State.Session.Alive = Life::Unknown;
    return true;
  }
  if (E.Where.Root == ContractPath::Return && E.Where.Steps.empty())
    State.CallResult = Memory::Handle;
  else if (auto Where = resolve(E.Where, Frame, State))
    if (Where->Where)
      State.Store.store(*Where->Where, Memory::Handle);
  return true;
}

/// The call makes the object of our session: true when that opens it.
bool Walker::openMade(const CallFrame &Frame, ValueId Made, SimState &State) {
  bool Ours = Session.Site->EffectIndex == OpeningSite::Construction &&
              !State.owes() && !State.Escaped;
  const Effect *Opens =
      Ours ? effectOfMaking(Frame.Callee, Frame.Arguments.size(), Binding)
           : nullptr;
  if (!Opens || Opens->Outcomes.empty())
    return false;
  State.Store.becomeHandle(Made);
  State.Tracking = true;
  State.Session = {};
  State.Session.Alive = Opens->Outcomes.front().Alive.value_or(Life::Open);
  State.LastMention = State.Adrift = false;
  WitnessEvent Event;
  Event.What = WitnessEvent::Opened;
  Event.At = Frame.At;
  Event.Callee = Frame.Callee;
  record(State, Event);
  return true;
}

/// What the end of the object does to the session, if anything.
static std::optional<EventKind> eventAtEnd(const TypeContract &Type,
                                           const SimState &State) {
  for (const ScopeEnd &End : Type.AtEnd)
    if (End.Tx.value_or(State.Session.Tx) == State.Session.Tx &&
        End.Unwinding.value_or(State.Pending.has_value()) ==
            State.Pending.has_value())
      return End.Event;
  if (!Type.AtEnd.empty())
    return std::nullopt;
  if (Type.Holds == Holding::Session)
    return EventKind::Close;
  // A guard whose transaction was ended by hand does nothing more.
  return State.Session.Tx == Transaction::None
             ? std::nullopt
             : std::optional(EventKind::Rollback);
}

/// The session that is followed goes with the one whose handle V is.
bool Walker::isParent(ValueId V, const SimState &State) const {
  return State.Tracking && Rules.IsChild && State.Session.owesClose() &&
         Rules.ChildRule == ChildAtClose::Dies &&
         State.Store.peek(
             Location::pointee(Memory::Handle).field(Binding.Parent)) == V;
}

void Walker::endSession(const TypeContract &Type, const CallFrame &Frame,
                        const Location &Object, SimState State, States &Out) {
  Memory &M = State.Store;
  bool IsHandle =
      Frame.Receiver == Memory::Handle || M.pointee(Memory::Handle) == Object;
  bool Ours = Type.isObject()
                  ? IsHandle
                  : M.peek(Object.field(Binding.Payload)) == Memory::Handle;
  if (!Ours || !State.Tracking) {
    if (Type.isObject() && Frame.Receiver && isParent(Frame.Receiver, State))
      State.Session.Alive = Life::Closed;
    Out.push_back(std::move(State));
    return;
  }
  std::optional<EventKind> Kind = eventAtEnd(Type, State);
  if (Type.Holds == Holding::Session && !Type.isObject()) {
    // The last handle closes what was opened by it; others may be left that
    // nobody here knows of.
    M.forget(Object);
    bool Last = !M.isHandleHeld() && !State.Adrift;
    bool Known = State.owes() && !State.LastMention;
    if (!Last || !Known)
      Kind.reset();
    if (Last && !Known && State.Session.Alive != Life::Closed)
      State.Session.Alive = Life::Unknown;
  }
  // What was closed by hand ends quietly, but no object ends twice.
  bool Quiet = State.Session.Alive == Life::Closed &&
               M.fact(Memory::Handle).Origin != Provenance::Ended;
  bool Over = Quiet || State.Session.Alive == Life::Absent || State.Escaped;
  WitnessEvent Cleanup;
  Cleanup.What = WitnessEvent::Cleanup;
  Cleanup.At = Frame.At;
  Cleanup.Callee = Frame.Callee;
  Cleanup.Leaving = Frame.Why;
  if (Kind && !Over) {
    record(State, Cleanup);
    if (!event(*Kind, Frame, State))
      return;
  }
  if (Type.isObject())
    State.Store.endObject();
  Out.push_back(std::move(State));
}
