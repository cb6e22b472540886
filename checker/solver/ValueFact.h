//===- ValueFact.h - What is known of one value ----------------*- C++ -*-===//
//
// An interval with a few holes, for integers and (as zero or not) pointers;
// how the value was computed, when that is a test worth remembering; and what
// it points to, when it is an address. Knows nothing of memory.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_VALUEFACT_H
#define SESSION_TIDY_SOLVER_VALUEFACT_H

#include "contracts/ReturnTest.h"
#include "flow/Op.h"
#include "protocol/SessionState.h"
#include "solver/Location.h"
#include <limits>
#include <optional>

namespace session::solver {

/// Who may know a value besides this function's own variables.
enum class Provenance : uint8_t {
  External,  ///< came from outside: what it points to outlives this function
  Allocated, ///< memory this function made: dies when nobody holds it
  MovedFrom, ///< the null that a move left behind
  Ended,     ///< the handle of an object that was destroyed
};

/// How a value was computed from others.
struct Definition {
  enum Kind : uint8_t {
    None,
    Compare,
    Negation,
    Masked,
    Either,
    Sum
  } What = None;
  flow::Predicate Test = flow::Predicate::Equal;
  ValueId Left, Right;
};

/// A text of the program; of a prefix more follows that is not known.
struct KnownText {
  NameId What; ///< invalid: the empty text
  bool IsPrefix = false;
  uint32_t Length = ~0u; ///< so much of it

  bool isEmpty() const { return !What && !IsPrefix; }
  friend bool operator==(const KnownText &A, const KnownText &B) {
    return !(A < B) && !(B < A);
  }
  friend bool operator<(const KnownText &A, const KnownText &B) {
    return std::tie(A.What, A.IsPrefix, A.Length) <
           std::tie(B.What, B.IsPrefix, B.Length);
  }
};
/// One of these, if it is a text at all; sorted. Empty: nothing is known.
using KnownTexts = llvm::SmallVector<KnownText, 1>;
/// The same texts, of each only the head.
KnownTexts headsOf(KnownTexts Texts);

/// A call that may have failed, and whose result this value is: until somebody
/// tests it the call counts as having worked (SEMANTICS 3.3).
struct Awaited {
  uint32_t Run = 0; ///< which call, in the walk's numbering; 0: none
  Transaction Before = Transaction::Unknown; ///< the call
  bool ManualBefore = false;
  bool Failed = false; ///< the program has learnt that it failed

  friend bool operator==(const Awaited &A, const Awaited &B) {
    return A.Run == B.Run && A.Before == B.Before &&
           A.ManualBefore == B.ManualBefore && A.Failed == B.Failed;
  }
};

struct ValueFact {
  int64_t Low = std::numeric_limits<int64_t>::min();
  int64_t High = std::numeric_limits<int64_t>::max();
  llvm::SmallVector<int64_t, 2> Holes; ///< sorted; at most MaxHoles
  Definition From;
  std::optional<Location> Target; ///< it is the address of this
  flow::FunctionId Function;      ///< it is the address of this
  Provenance Origin = Provenance::External;
  KnownTexts Texts;         ///< of a child: the SQL that it runs
  uint8_t Prepared = 0;     ///< of a child that runs SQL: 1 + its dialect
  bool IsChild = false;     ///< a child of the tracked session, alive
  bool BlocksClose = false; ///< ... that makes its session refuse a close
  bool IsSuccess = false;   ///< what an opening that worked has returned
  Awaited Awaits;

  static ValueFact exactly(int64_t N);
  static ValueFact nonZero();

  /// As of a value that nothing was ever learnt of.
  bool isEmpty() const;
  bool isKnown() const { return Low == High; }
  bool isZero() const { return Low == 0 && High == 0; }
  bool excludes(int64_t N) const;
  /// nullopt when it can be either.
  std::optional<bool> truth() const;

  /// Keeps only values for which `value Test N` holds; false: none is left.
  bool assume(flow::Predicate Test, int64_t N);
  /// Keeps only values that are possible for Other as well.
  bool meet(const ValueFact &Other);
  /// What is known of the value and Number together: interval and holes only.
  ValueFact plus(int64_t Number) const;
  /// Keeps only values that satisfy Test (Otherwise and Throws keep all).
  bool assume(const ReturnTest &Test);
  /// The class of the value, for an inferred contract.
  ReturnTest classify() const;
  /// What is true of both: interval and holes only.
  static ValueFact join(const ValueFact &A, const ValueFact &B);
  /// The texts of both; null is no text, and says nothing against one.
  static KnownTexts joinTexts(const ValueFact &A, const ValueFact &B);

private:
  bool exclude(int64_t N);
  void trim();
};

/// `!(a Test b)` is `a negated(Test) b`.
flow::Predicate negated(flow::Predicate Test);
/// `a Test b` is `b mirrored(Test) a`.
flow::Predicate mirrored(flow::Predicate Test);

} // namespace session::solver

#endif
