//===- Relations.cpp - What tests tell of values --------------------------===//
//
// Comparisons and what follows from their being true or not, for the values
// that were compared as well.
//
//===----------------------------------------------------------------------===//

#include "solver/Memory.h"

using namespace session;
using namespace session::solver;
using flow::Predicate;

/// A test of a test of a test is followed so far.
static constexpr unsigned MaxTests = 4;

std::optional<bool> Memory::decide(ValueId Left, Predicate Test,
                                   ValueId Right) const {
  ValueFact L = fact(Left), R = fact(Right);
  if (Left == Right)
    return Test == Predicate::Equal || Test == Predicate::LessEqual ||
           Test == Predicate::GreaterEqual;
  if (L.Target && R.Target && Test == Predicate::Equal)
    return *L.Target == *R.Target;
  if (!R.isKnown()) {
    if (!L.isKnown())
      return std::nullopt;
    std::swap(L, R);
    Test = mirrored(Test);
  }
  ValueFact Yes = L, No = L;
  if (!Yes.assume(Test, R.Low))
    return false;
  if (!No.assume(negated(Test), R.Low))
    return true;
  return std::nullopt;
}

bool Memory::assumeRelation(ValueId Left, Predicate Test, ValueId Right) {
  if (std::optional<bool> Known = decide(Left, Test, Right))
    return *Known;
  if (fact(Right).isKnown())
    return change(Left).assume(Test, fact(Right).Low) && narrowSource(Left);
  if (fact(Left).isKnown())
    return change(Right).assume(mirrored(Test), fact(Left).Low) &&
           narrowSource(Right);
  return true;
}

bool Memory::narrowSource(ValueId Sum) {
  const ValueFact &F = fact(Sum);
  if (F.From.What != Definition::Sum)
    return true;
  ValueId Source = F.From.Left;
  ValueFact Known = F.plus(-fact(F.From.Right).Low);
  return change(Source).meet(Known) && narrowSource(Source);
}

void Memory::isMasked(ValueId To, ValueId From, int64_t Bits) {
  bool CanBeZero = false;
  for (int64_t N = 0; N <= ~Bits; ++N)
    CanBeZero |= !fact(From).excludes(N);
  bool CanBeMore = fact(From).Low < 0 || fact(From).High > ~Bits;
  ValueId Constant = fresh(ValueFact::exactly(Bits));
  if (!CanBeZero || !CanBeMore)
    change(To) = CanBeMore ? ValueFact::nonZero() : ValueFact::exactly(0);
  change(To).From = {Definition::Masked, Predicate::Equal, From, Constant};
}

/// `(x & ~3) == 0` is `0 <= x && x <= 3`.
bool Memory::assumeMasked(const Definition &Masked, bool Truth) {
  int64_t Largest = ~fact(Masked.Right).Low;
  ValueFact &From = change(Masked.Left);
  if (!Truth)
    return From.assume(Predicate::GreaterEqual, 0) &&
           From.assume(Predicate::LessEqual, Largest);
  for (int64_t N = 0; N <= Largest; ++N)
    if (!From.assume(Predicate::NotEqual, N))
      return false;
  return true;
}

bool Memory::assumeEither(const Definition &Either, bool Truth) {
  if (!Truth)
    return assume(Either.Left, false) && assume(Either.Right, false);
  // Of two that can both be, nothing more is known.
  if (fact(Either.Left).truth() == false)
    return assume(Either.Right, true);
  if (fact(Either.Right).truth() == false)
    return assume(Either.Left, true);
  return true;
}

bool Memory::assume(ValueId V, bool Truth) {
  // Follow `!x` and `x != 0` down to what they were computed from; every level
  // keeps its own fact, so that a later test of the same flag agrees.
  for (unsigned Depth = 0; Depth < MaxTests; ++Depth) {
    ValueFact &F = change(V);
    if (!F.assume(Truth ? Predicate::NotEqual : Predicate::Equal, 0))
      return false;
    Definition From = F.From;
    if (From.What == Definition::Compare) {
      Predicate Test = Truth ? From.Test : negated(From.Test);
      if (!assumeRelation(From.Left, Test, From.Right))
        return false;
      // `(a == b) != 0`: the truth of the inner comparison is known as well.
      bool AgainstZero = fact(From.Right).isZero();
      if (!AgainstZero || fact(From.Left).From.What == Definition::None)
        return true;
      if (Test != Predicate::Equal && Test != Predicate::NotEqual)
        return true;
      Truth = Test == Predicate::NotEqual;
      V = From.Left;
      continue;
    }
    if (From.What == Definition::Masked)
      return assumeMasked(From, Truth);
    if (From.What == Definition::Sum)
      return narrowSource(V);
    if (From.What == Definition::Either)
      return assumeEither(From, Truth);
    if (From.What != Definition::Negation)
      return true;
    Truth = !Truth;
    V = From.Left;
  }
  return true;
}

ValueId Memory::compared(ValueId Left, flow::Predicate Test, ValueId Right) {
  ValueFact Fact;
  Fact.Low = 0;
  Fact.High = 1;
  if (std::optional<bool> Known = decide(Left, Test, Right))
    Fact.Low = Fact.High = *Known;
  Fact.From = {Definition::Compare, Test, Left, Right};
  return fresh(std::move(Fact));
}

ValueId Memory::isOneOf(ValueId V, llvm::ArrayRef<int64_t> Numbers) {
  ValueId Any;
  for (int64_t N : Numbers) {
    ValueId This = compared(V, Predicate::Equal, fresh(ValueFact::exactly(N)));
    if (!Any) {
      Any = This;
      continue;
    }
    ValueFact Fact;
    bool Surely = fact(Any).truth() == true || fact(This).truth() == true;
    Fact.Low = Surely;
    Fact.High =
        Surely || fact(Any).truth() != false || fact(This).truth() != false;
    Fact.From = {Definition::Either, Predicate::Equal, Any, This};
    Any = fresh(std::move(Fact));
  }
  return Any;
}

ValueId Memory::negation(ValueId V) {
  ValueFact Fact;
  std::optional<bool> Known = fact(V).truth();
  Fact.Low = Known == false;
  Fact.High = Known != true;
  Fact.From = {Definition::Negation, Predicate::Equal, V, ValueId()};
  return fresh(std::move(Fact));
}
