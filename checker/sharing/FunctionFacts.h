//===- FunctionFacts.h - What one function shares --------------*- C++ -*-===//
//
// The facts of one function that a program's facts are joined from: which
// sessions it opens, uses and closes under which locks, what it starts on
// other threads, what it registers as a callback. Sessions of callees are in
// it under this function's names, so that joining is a matter of comparing
// spots. Data only; FactCollector makes it, Join puts it together.
//
// Invariant: everything is by value in terms of one SymbolTable.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_FUNCTIONFACTS_H
#define SESSION_TIDY_SHARING_FUNCTIONFACTS_H

#include "contracts/Effect.h"
#include "sharing/Spot.h"
#include <string>
#include <vector>

namespace session::sharing {

enum class UseKind : uint8_t { Opens, Uses, Closes };

/// Who has what two threads hand to each other by signals: at first, after a
/// wait for the other's signal, after one's own signal.
enum Turn : uint8_t { FirstTurn = 1, TurnAfterWait = 2, TurnAfterSignal = 4 };

/// One thing that happens to a session.
struct SessionUse {
  Spot Session;     ///< the session object: `*g` for a handle in `g`
  std::string Kind; ///< "libpq.connection"; empty: not known
  UseKind What = UseKind::Uses;
  /// Opens: only where none is open, or where the last one was closed. Also
  /// true of what runs once.
  bool Asked = false;
  /// Opens: it may still be open when the function returns.
  bool Stays = false;
  /// Opens: on every path to a return. Uses: on every path to it the function
  /// has opened the session itself, so it is nobody else's.
  bool Always = false;
  std::optional<ThreadRule> Rule; ///< Opens: who may use what was opened
  /// Held on every path; an empty Spot: an unknown one.
  std::vector<Spot> Locks;
  std::vector<Spot> ReadLocks; ///< held so that others may hold them too
  /// Turns of the function in which it happens, see Turn.
  uint8_t Turns = FirstTurn;
  AnchorId At;
  flow::FunctionId Callee; ///< the library's function
  /// The program's function inside which it happens; invalid: right here.
  flow::FunctionId Through;
  /// Through names the session by itself: a static, or somebody's local.
  bool Inherited = false;
};

/// A function that somebody else will call.
struct Start {
  flow::FunctionId In;                 ///< the function that starts it
  flow::FunctionId Entry;              ///< what is started
  InvokeWhen When = InvokeWhen::Later; ///< Later, OtherThread
  ReturnTest Works; ///< of the starting call's result: it did start
  std::vector<flow::VariableId> Results; ///< where that result is kept
  AnchorId At;
  AnchorId Origin;          ///< where it is started, however deep in callees
  flow::FunctionId Starter; ///< what it was given to; invalid: stored
  Spots Handles;            ///< the thread's objects or identifiers
  Spots Signals;            ///< what it signals; an empty Spot: anything
  bool OneByOne = false;    ///< of one handle, one runs after the other
  std::vector<SessionUse> Uses; ///< of the entry, in the names of this function
  bool Outlives = false;        ///< may still run when the function returns
  /// Later: the contexts that keep it until they are run.
  Spots KeptBy;
  /// Contexts that the entry runs, with what they keep by then.
  Spots RunsKept;
  std::vector<unsigned> Runners; ///< starts that run what keeps this one
  bool Repeats = false;          ///< started in a loop
  bool IsCrowded = false;        ///< several threads run what keeps it
  /// No function but a stretch of In, which is its Entry.
  bool IsStretch = false;
};

/// While the thread of Starts[First] may run, another thread or this function
/// does something to a session that it uses too, without a common lock.
struct Overlap {
  unsigned First = 0;
  SessionUse Inside;              ///< the use in the thread
  SessionUse Other;               ///< the other one
  std::optional<unsigned> Second; ///< Other is a use in this start's thread
};

/// Do both mean one lock? Members of one class with one name count as one:
/// the objects that hold a session and its mutex are mostly the only ones.
/// Optimistic: two_objects_with_a_mutex_each_FN.
bool sameLock(const Spot &A, const Spot &B, const flow::Program &Program);
bool haveCommonLock(const SessionUse &A, const SessionUse &B,
                    const flow::Program &Program);

/// What a value is known as; flow-insensitive.
struct Value {
  enum Kind : uint8_t {
    Load,     ///< what Where held
    Address,  ///< the address of Where
    Function, ///< Callee; Where is its closure, if it has one
  } What = Load;
  Spot Where;
  flow::FunctionId Callee;

  friend bool operator==(const Value &A, const Value &B) {
    return A.What == B.What && A.Where == B.Where && A.Callee == B.Callee;
  }
};
using Values = llvm::SmallVector<Value, 2>;

/// A callable parameter that the function calls itself, or starts.
struct CalledArgument {
  unsigned Index = 0;
  bool OnThread = false; ///< on another thread that it starts
  std::vector<Spot> Locks;
};

struct FunctionFacts {
  flow::FunctionId Self;
  std::vector<SessionUse> Uses;
  std::vector<flow::FunctionId> Calls; ///< what may run before it returns
  std::vector<Start> Starts;
  std::vector<Overlap> Overlaps;
  std::vector<Spot> Acquires; ///< held by it on every return
  std::vector<Spot> Releases;
  std::vector<Spot> AcquiresToRead; ///< as Acquires, but others may hold them
  std::vector<Spot> Joins;          ///< threads that it may wait for
  std::vector<Spot> Signals;        ///< what it may signal to other threads
  Spots RunsKept;                   ///< contexts whose handlers it runs
  /// Constructors: fields and the parameters that they got their values from.
  std::vector<std::pair<Spot, Spot>> Fields;
  Values Returned;
  std::vector<flow::StaticId> Tells; ///< statics that its result depends on
  std::vector<CalledArgument> CallsArguments;
};

} // namespace session::sharing

#endif
