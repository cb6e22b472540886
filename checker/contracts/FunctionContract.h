//===- FunctionContract.h - What a function does to sessions ---*- C++ -*-===//
//
// The one type for a library model's entry (Declared), for what the solver
// found out about a body (Inferred) and for what is supposed of a callee that
// nobody knows (Assumed). The solver treats all three alike; only a finding's
// confidence depends on the origin.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_FUNCTIONCONTRACT_H
#define SESSION_TIDY_CONTRACTS_FUNCTIONCONTRACT_H

#include "contracts/Effect.h"

namespace session {

enum class Origin : uint8_t { Declared, Inferred, Assumed };

/// How exceptions leave a function, in the ranks of SEMANTICS 3.14.
enum class ThrowRank : uint8_t {
  Never,
  Foreign, ///< system header, no model: counts only with ForeignMayThrow
  Project, ///< unseen C++ function of the project: counts, `likely`
  Shown,   ///< a throw is reachable, or a model says so
  LongJump,
};

struct Throws {
  ThrowRank Rank = ThrowRank::Never;
  /// Qualified names of what may be thrown; empty: anything that derives from
  /// std::exception (or anything at all, with option AnyException).
  std::vector<std::string> Types;
  /// Throws as the callable at this argument does.
  std::optional<unsigned> AsCallable;
};

/// What is known of the returned value.
struct Returns {
  /// It is the value at this place (argument n, `this`).
  std::optional<ContractPath> Same;
  bool NullOnFailure = false;
  bool NeverNull = false;
  /// A pointer to memory that nobody but the caller knows (a factory's `new`).
  bool Fresh = false;
  /// Inferred: the class of every normal return's value.
  std::optional<ReturnTest> Class;
  /// It says whether this holds of what was at a place, as one or zero.
  std::optional<Precondition> Answers;
  /// How a record result comes about: from the arguments as its type's
  /// constructor would (gsl::finally), or holding a new pointee that was
  /// constructed from them (std::make_unique).
  enum BuiltFrom : uint8_t { Unsaid, Arguments, NewPointee } Built = Unsaid;
};

/// A value that the call moves: what was at From before the call is at To
/// afterwards (std::exchange, std::swap). All are read before any is written.
struct Transfer {
  ContractPath From, To;
  friend bool operator==(const Transfer &A, const Transfer &B) {
    return A.From == B.From && A.To == B.To;
  }
};

/// A text that the call makes: afterwards it is at To, a result, an object or
/// the memory that a pointer names.
struct TextMaking {
  enum Kind : uint8_t {
    Same,   ///< the text at From
    Head,   ///< it begins with the text at From
    Format, ///< it begins as the format at From does
  } As = Same;
  ContractPath To;
  std::optional<ContractPath> From;
  /// Inferred, in place of From: a pointer to one of these.
  std::vector<std::string> Is;
  friend bool operator==(const TextMaking &A, const TextMaking &B) {
    return A.As == B.As && A.To == B.To && A.From == B.From && A.Is == B.Is;
  }
};

struct FunctionContract {
  std::string Name; ///< qualified, without parameters; a USR if inferred
  std::optional<unsigned> Arity; ///< binds only to this many parameters
  /// Binds only where the parameters are of these classes, or refer or point to
  /// them; an empty name is any type. Empty: whatever they are.
  std::vector<std::string> Classes;
  Origin From = Origin::Assumed;
  std::vector<Effect> Effects;
  /// nullopt: the model does not say; the ranks decide.
  std::optional<Throws> MayThrow;
  Returns Result;
  std::vector<Transfer> Transfers;
  std::vector<TextMaking> Texts;
  /// Inferred: the places behind the arguments that the body may write, and
  /// whether it may write statics. Facts of them are dropped at a call.
  std::vector<Setting> Sets;
  std::vector<ContractPath> Writes;
  bool WritesStatics = false;
  /// Inferred: those of Writes that hold what they held before when the call
  /// leaves by exception (`done = true` as the last thing of a commit).
  std::vector<ContractPath> KeepsOnThrow;
  bool NeverReturns = false;
  /// Never returns when this argument satisfies the test (ereport(ERROR)).
  std::optional<std::pair<unsigned, ReturnTest>> NeverReturnsIf;
  /// Inferred: throws only when this argument satisfies the test.
  std::optional<std::pair<unsigned, ReturnTest>> ThrowsOnlyIf;
  bool Incomplete = false;  ///< inference gave up; what is here may lack cases
  std::string Source;       ///< model file, for messages
  std::string Since, Until; ///< library version that this entry holds for
  unsigned Line = 0;
};

} // namespace session

#endif
