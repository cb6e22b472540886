//===- AssumedWalk.cpp - Callees that nobody knows ------------------------===//
//
// The assumed contract (SEMANTICS 3.5): what an unseen callee may do to the
// session it was given and to the memory it can reach.
//
//===----------------------------------------------------------------------===//

#include "solver/Walker.h"
#include "solver/WriteSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

namespace {

/// How far an unseen callee's reach goes for one argument.
enum class Grip { None, Mention, Escape };

Grip gripOnHandle(Passing How) {
  switch (How) {
  case Passing::ConstPointer:
  case Passing::ConstReference:
  case Passing::ConstHandleRef:
  case Passing::Reference: // borrowed
    return Grip::None;
  case Passing::RValueReference:
  case Passing::Object: // it goes into something else
    return Grip::Escape;
  default:
    return Grip::Mention;
  }
}

/// The argument points to, or is, something that holds the handle.
Grip gripOnHolder(Passing How) {
  switch (How) {
  case Passing::Value:
  case Passing::ConstPointer:
  case Passing::ConstReference:
  case Passing::ConstHandleRef:
  case Passing::Reference:
    return Grip::None; // borrowed
  case Passing::Pointer:
    return Grip::Mention;
  case Passing::PointerToPointer:
  case Passing::PointerReference:
  case Passing::RValueReference:
    return Grip::Escape;
  case Passing::Object:
    return Grip::Mention;
  }
  return Grip::Mention;
}

} // namespace

void Walker::assumedContract(const CallFrame &Frame, SimState &State) {
  Memory &M = State.Store;
  Grip Worst = Grip::None;
  for (size_t I = 0; I < Frame.Arguments.size(); ++I) {
    ValueId V = Frame.Arguments[I];
    Grip Here = Grip::None;
    if (V == Memory::Handle)
      Here = gripOnHandle(Frame.How[I]);
    else if (State.Tracking && M.reachesHandle(V))
      Here = gripOnHolder(Frame.How[I]);
    // A callable that outlives the call may do anything with what it captured.
    Location Object = M.pointee(V);
    bool IsCallable = M.peek(Object.field(Binding.CallOp)).isValid();
    if (IsCallable && State.Tracking && M.reachesHandle(V))
      Here = Grip::Escape;
    Worst = std::max(Worst, Here);
  }
  bool Destroys = Frame.Callee && Binding.symbols()[Frame.Callee].Special ==
                                      SpecialMember::Destructor;
  bool IsOurs = Frame.Receiver == Memory::Handle;
  bool Holds = Frame.Receiver && State.Tracking &&
               (IsOurs || M.reachesHandle(Frame.Receiver));
  // A library's class ends its object in what its model says, if anywhere.
  bool Harmless = IsOurs && !Destroys && Frame.Callee &&
                  Binding.symbols()[Frame.Callee].InSystemHeader;
  if (Holds && !Harmless)
    Worst = std::max(Worst, Destroys ? Grip::Escape : Grip::Mention);
  const FlowGraph *Body =
      Frame.Callee ? Binding.program().graphOf(Frame.Callee) : nullptr;
  // Sound: a body that did not compile was meant to do something else than
  // what is left of it; a coroutine keeps what it was given for later.
  if (Worst == Grip::Mention && Body && (Body->HasErrors || Body->IsCoroutine))
    Worst = Grip::Escape;
  // Whoever may write to an object may open it again.
  bool Given = Frame.Receiver == Memory::Handle;
  for (size_t I = 0; I < Frame.Arguments.size(); ++I)
    Given |=
        Frame.Arguments[I] == Memory::Handle && mayWriteThrough(Frame.How[I]);
  bool MayReopen = Given && Rules.Reopens &&
                   M.fact(Memory::Handle).Origin != Provenance::Ended;
  if (State.Session.Alive == Life::Closed && MayReopen)
    State.Session.Alive = Life::Unknown;
  if (Worst != Grip::None)
    forgetLast(State, Binding);
  if (Worst == Grip::Mention) {
    State.LastMention = true;
    // Optimistic: after a failure it may be the one that rolls back
    // (rolled_back_by_unseen_FN).
    if (State.Failed)
      State.Session.Tx = Transaction::Unknown;
  }
  if (Worst == Grip::Escape && State.Tracking) {
    State.Escaped = true;
    State.Session.Alive = Life::Unknown;
  }
  assumedWrites(Frame, State);
}

/// A place that may have been written since its session ended may hold a new
/// one. What is still to be ended is not forgotten so easily.
static bool mayBeReplaced(const SimState &State) {
  return State.Tracking && State.Session.Alive == Life::Closed;
}

void Walker::assumedWrites(const CallFrame &Frame, SimState &State) {
  Memory &M = State.Store;
  bool Replaced = mayBeReplaced(State);
  for (size_t I = 0; I < Frame.Arguments.size(); ++I)
    if (mayWriteThrough(Frame.How[I]) && Frame.Arguments[I] != Memory::Handle)
      M.clobberFrom(Frame.Arguments[I], Replaced);
  bool IsQuiet = Frame.Callee && Binding.symbols()[Frame.Callee].InSystemHeader;
  if (Frame.Receiver && Frame.Receiver != Memory::Handle) {
    // What a library's member does to the transaction its model would say.
    Location Mark = M.pointee(Frame.Receiver).field(Binding.Spent);
    ValueId Spent = IsQuiet ? M.peek(Mark) : ValueId();
    M.clobberFrom(Frame.Receiver, Replaced);
    if (Spent)
      M.store(Mark, Spent);
  }
  if (!IsQuiet)
    M.clobberStatics(Replaced);
}

void Walker::knownWrites(const CallFrame &Frame, bool Throws, SimState &State) {
  Memory &M = State.Store;
  const FunctionContract &Known = *Frame.Contract;
  if (Known.From == Origin::Inferred) {
    // A callee that acts on the handle finds what is there now.
    bool Replaced = mayBeReplaced(State) && !inferredEffect(Frame, State);
    std::vector<Location> Written;
    for (const ContractPath &Path : Known.Writes) {
      if (Throws && llvm::is_contained(Known.KeepsOnThrow, Path))
        continue;
      if (auto Place = resolve(Path, Frame, State))
        if (Place->Where)
          Written.push_back(*Place->Where);
    }
    // Whatever is written in the session, it still belongs where it belonged.
    Location Part = Location::pointee(Memory::Handle).field(Binding.Held);
    ValueId Held = M.peek(Part);
    for (const Location &L : Written)
      M.clobber(L, Replaced);
    if (Known.WritesStatics)
      M.clobberStatics(Replaced);
    if (Held)
      M.store(Part, Held);
    return;
  }
  // A library's C function writes through the out-arguments that its model
  // has nothing to say of (an error text).
  if (!Frame.Callee || !Binding.symbols()[Frame.Callee].IsC)
    return;
  for (size_t I = 0; I < Frame.Arguments.size(); ++I)
    if (mayWriteThrough(Frame.How[I]) && Frame.Arguments[I] != Memory::Handle)
      M.clobberFrom(Frame.Arguments[I]);
}
