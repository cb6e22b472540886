//===- ProgramResult.h - Sessions without a single owner -------*- C++ -*-===//
//
// What the facts of all functions say together: sessions that several
// functions or threads use, or that one function opens and another closes.
// The counterpart of FunctionResult for what no function shows by itself.
// Which of it is a finding is the checks' matter.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_PROGRAMRESULT_H
#define SESSION_TIDY_SHARING_PROGRAMRESULT_H

#include "sharing/shapes/Registries.h"
#include "solver/CalleeBinding.h"

namespace session::sharing {

/// In which way it has no single owner.
enum class Sharing : uint8_t {
  Global,  ///< a static that several functions use without a common lock
  Split,   ///< opened in one function and closed only in another
  Threads, ///< two threads use it at the same time
};

/// Why control may come into a function from code that is not seen here.
enum class EntryReason : uint8_t {
  None,
  External,   ///< it can be called from other files
  Registered, ///< its address was given to somebody
  Thread,     ///< a thread runs it
};

/// One of those who share.
struct Party {
  flow::FunctionId Who;
  SessionUse Use;
  EntryReason Why = EntryReason::None;
  AnchorId StartedAt; ///< where Who is registered or its thread started
  flow::FunctionId Starter;
};

struct SharedSession {
  Sharing How = Sharing::Global;
  Spot Session;
  std::string Kind;
  solver::Confidence Sure = solver::Confidence::Likely;
  AnchorId At;         ///< where to report
  flow::FunctionId In; ///< the function it is reported in; invalid: a static
  /// Global: the users. Split: who opens, then who closes. Threads: the use in
  /// the thread, then the other one.
  std::vector<Party> Parties;
  unsigned MoreParties = 0; ///< not in the list
  bool SomeLocked = false;  ///< some of the uses are under a lock
  bool AllRead = false;     ///< each is under one that others may hold too
};

struct ProgramResult {
  std::vector<SharedSession> Shared; ///< ordered by place
  std::vector<RegistryMisuse> Registries;
};

/// Joins facts by FunctionId, as collectFacts gives them.
ProgramResult joinFacts(llvm::ArrayRef<FunctionFacts> Facts,
                        const solver::CalleeBinding &Binding);

} // namespace session::sharing

#endif
