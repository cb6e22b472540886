//===- Witness.h - What happened along one path ----------------*- C++ -*-===//
//
// The typed events of the path that a finding rests on, in order. Recorded by
// the solver while it walks, never searched for afterwards; report/ makes one
// sentence of each event. Names are interned in the program's SymbolTable.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_WITNESS_H
#define SESSION_TIDY_FLOW_WITNESS_H

#include "flow/Op.h"
#include "protocol/Event.h"
#include <string>
#include <vector>

namespace session::flow {

struct WitnessEvent {
  enum Kind : uint8_t {
    Opened,      ///< Callee opened the session
    OpenFailed,  ///< Callee failed, and the handle still owes a close
    Stored,      ///< the handle went into Name
    BranchTaken, ///< Truth: the condition was true
    CaseTaken,   ///< a switch went to Number, or to default (!HasNumber)
    LoopEntered,
    EventHappened, ///< Event, by Callee
    MayThrow,      ///< Callee may throw, because of Why
    Thrown,        ///< a throw expression
    Caught,        ///< a handler caught it
    Copied,        ///< an object that holds the handle was copied
    Moved,         ///< the handle moved out of Name
    Cleanup,       ///< a destructor ran (Callee), for Leaving
    Overwritten,   ///< the last handle was overwritten
    Left,          ///< control left the function or scope: Leaving
    DeclaredHere,  ///< Name is declared here
    UsedIn,        ///< In uses it, through Callee; Truth: under a lock
    OpenedIn,      ///< In opens it, through Callee
    ClosedIn,      ///< In closes it, through Callee
    ThreadBegun,   ///< a thread that runs In is started by Callee
    Registered,    ///< In is given to Callee, or stored, to be called later
  } What = Opened;
  AnchorId At;
  FunctionId Callee;
  FunctionId In; ///< another function than the one reported for
  NameId Name;
  EventKind Event = EventKind::Use;
  Leave Leaving = Leave::None;
  bool Truth = false;
  bool HasNumber = false;
  int64_t Number = 0;
  /// MayThrow: the rank as text key is report's; here only how it is known.
  enum ThrowReason : uint8_t {
    None,
    ShownByBody,
    SaidByModel,
    UnseenProject,
    CallsUnseen,
    ForeignCode
  } Why = None;
  /// MayThrow: where a reachable throw stands, when it is visible.
  AnchorId ThrowAt;
};

using Witness = std::vector<WitnessEvent>;

} // namespace session::flow

#endif
