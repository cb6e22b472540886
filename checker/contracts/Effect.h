//===- Effect.h - One thing a call does to a session -----------*- C++ -*-===//
//
// The vocabulary that models, inference and source attributes share. An effect
// names a place (ContractPath) and what happens there, per outcome of the
// call. It says nothing of a caller's paths: the solver applies it.
//
// Invariant: an effect says everything by value, so that it can be written as
// YAML and read back (contracts/ModelReader, ModelWriter).
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_EFFECT_H
#define SESSION_TIDY_CONTRACTS_EFFECT_H

#include "contracts/ContractPath.h"
#include "contracts/ReturnTest.h"
#include "protocol/Event.h"
#include "protocol/Policy.h"
#include "protocol/SessionState.h"
#include <optional>
#include <string>
#include <vector>

namespace session {

enum class EffectKind : uint8_t {
  Produce,   ///< a new session appears at Where; outcomes give its Life
  Event,     ///< events happen to the session at Where
  Text,      ///< the argument at Where is SQL for the session at Parent
  Observe,   ///< the result tells the state of the session at Where
  Select,    ///< an argument's value picks kind or event
  Child,     ///< a child appears at Where; Parent is its session
  Consume,   ///< the call takes the session at Where over and ends it
  Adopt,     ///< the call, object or container now owns the session at Where
  Borrow,    ///< the call only uses it, and keeps no copy past the call
  Share,     ///< Where and Parent are two handles on one session
  Key,       ///< a string, the thread or a scope names the session
  Lease,     ///< Produce from the pool at Parent
  GiveBack,  ///< Close of a lease
  Exclusive, ///< holds a resource of the thread or environment
  Invoke,    ///< calls the callable at Where
  Join,
  Lock,
  Unlock,
  Wait,
};

/// When an invoked callable runs.
enum class InvokeWhen : uint8_t {
  Now,
  Later,
  OtherThread,
  ScopeExit,
  Team,   ///< on several threads at once, before the call returns
  Beside, ///< on a thread, beside the other callables of the call
};
/// What becomes of an exception that an invoked callable throws.
enum class OnThrow : uint8_t { Leaves, RollsBack, Commits, Swallowed };
/// Whether the call keeps a place alive after it returned.
enum class TextRun : uint8_t { Now, AtChildStep, AtNextExec };

/// What a caller must have put at a place for an outcome to be possible.
struct Precondition {
  ContractPath Where;
  ReturnTest Holds;
  /// What is there is a known text that begins with one of these; with Not it
  /// is another text or not known.
  std::vector<std::string> Begins = {};
  bool Not = false;
  friend bool operator==(const Precondition &A, const Precondition &B) {
    return A.Where == B.Where && A.Holds == B.Holds && A.Begins == B.Begins &&
           A.Not == B.Not;
  }
};

/// Inferred: a place that holds this constant afterwards.
struct Setting {
  ContractPath Where;
  int64_t Number = 0;
  friend bool operator==(const Setting &A, const Setting &B) {
    return A.Where == B.Where && A.Number == B.Number;
  }
};

/// What an effect does on one class of outcomes.
struct Outcome {
  ReturnTest When;
  /// Inferred: only possible when all of these held at the call.
  std::vector<Precondition> Given;
  /// Only for a session that was in this life before the call.
  std::optional<Life> From;
  /// Produce, Lease, Child: the life of what appears; Observe: the life that
  /// the result reveals. Absent: nothing appears.
  std::optional<Life> Alive;
  /// Observe: the transaction that the result reveals. Inferred event: only for
  /// a session whose transaction was this before the call.
  std::optional<Transaction> Tx;
  /// Event, Consume: what happens, in order. Empty: nothing happens.
  std::vector<EventKind> Events;
  /// Inferred contracts: the places that hold the session afterwards, when
  /// the callee handed it on; `Escaped` when it went where nobody can follow.
  std::vector<ContractPath> HeldAt;
  bool Escaped = false;
  /// Inferred: these places are null afterwards (closed and cleared).
  std::vector<ContractPath> NullAt;
  /// Inferred: flags that go with this outcome (`opened = true`).
  std::vector<Setting> Sets;
  /// Inferred: given last to an unseen function that may keep or close it; if
  /// nothing mentions the session afterwards its duty counts as discharged.
  bool LastMention = false;
  /// Inferred: the first begin or end among Events happens or not by what the
  /// program keeps (a counter, a flag), which a caller may know better.
  bool ByState = false;

  friend bool operator==(const Outcome &A, const Outcome &B) {
    return A.When == B.When && A.Alive == B.Alive && A.Tx == B.Tx &&
           A.Events == B.Events && A.HeldAt == B.HeldAt &&
           A.Escaped == B.Escaped && A.From == B.From && A.NullAt == B.NullAt &&
           A.LastMention == B.LastMention;
  }
};

/// One row of Select: an argument's value and what it stands for.
struct Selection {
  std::vector<int64_t> Values;
  std::string Kind;               ///< the kind produced, if it picks a kind
  std::optional<EventKind> Event; ///< the event, if it picks an event
  friend bool operator==(const Selection &A, const Selection &B) {
    return A.Values == B.Values && A.Kind == B.Kind && A.Event == B.Event;
  }
};

/// Who may use the session that appears, when the integer at Where has all of
/// these bits.
struct ThreadMode {
  ContractPath Where;
  int64_t Bits = 0;
  ThreadRule Rule = ThreadRule::OneAtATime;
  friend bool operator==(const ThreadMode &A, const ThreadMode &B) {
    return A.Where == B.Where && A.Bits == B.Bits && A.Rule == B.Rule;
  }
};

struct Effect {
  EffectKind What = EffectKind::Borrow;
  ContractPath Where;
  /// Of Child, Text, Share, Lease; Select: the session that the choice is
  /// about; Observe: the place that tells the state (default: the result).
  std::optional<ContractPath> Parent;
  std::string Kind;    ///< of Produce, Child, Lease: "sqlite3.connection"
  std::string Dialect; ///< of Text: "sqlite", "postgresql", ...
  TextRun Run = TextRun::Now;
  InvokeWhen Invoked = InvokeWhen::Now;
  OnThrow Thrown = OnThrow::Leaves;
  std::string Resource; ///< of Exclusive, Lock, Unlock, Join, Wait: its token
  std::vector<ThreadMode> Modes;  ///< of Produce; the first that fits decides
  std::vector<Selection> Choices; ///< of Select, by the argument at Where
  /// Empty: the same whatever the outcome. Tried in order, the first test
  /// that holds decides; several with the same test are alternatives, any of
  /// which may have happened (a non-null handle that is open or has failed).
  std::vector<Outcome> Outcomes;
  unsigned Line = 0; ///< in its model, for messages; 0 when inferred

  friend bool operator==(const Effect &A, const Effect &B) {
    return A.What == B.What && A.Where == B.Where && A.Parent == B.Parent &&
           A.Kind == B.Kind && A.Dialect == B.Dialect && A.Run == B.Run &&
           A.Invoked == B.Invoked && A.Thrown == B.Thrown &&
           A.Modes == B.Modes && A.Resource == B.Resource &&
           A.Choices == B.Choices && A.Outcomes == B.Outcomes;
  }
};

} // namespace session

#endif
