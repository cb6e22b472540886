//===- ValueFact.cpp - What is known of one value -------------------------===//

#include "solver/ValueFact.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using flow::Predicate;

static constexpr size_t MaxHoles = 6;

KnownTexts solver::headsOf(KnownTexts Texts) {
  for (KnownText &T : Texts)
    T.IsPrefix = true;
  llvm::sort(Texts);
  Texts.erase(std::unique(Texts.begin(), Texts.end()), Texts.end());
  return Texts;
}

KnownTexts ValueFact::joinTexts(const ValueFact &A, const ValueFact &B) {
  constexpr size_t MaxTexts = 4;
  if (A.Texts.empty() || B.Texts.empty()) {
    if (A.isZero())
      return B.Texts;
    return B.isZero() ? A.Texts : KnownTexts();
  }
  KnownTexts Both;
  std::set_union(A.Texts.begin(), A.Texts.end(), B.Texts.begin(), B.Texts.end(),
                 std::back_inserter(Both));
  if (Both.size() > MaxTexts)
    Both.clear();
  return Both;
}

ValueFact ValueFact::exactly(int64_t N) {
  ValueFact F;
  F.Low = F.High = N;
  return F;
}

ValueFact ValueFact::nonZero() {
  ValueFact F;
  F.Holes.push_back(0);
  return F;
}

bool ValueFact::isEmpty() const {
  static const ValueFact Nothing;
  return Low == Nothing.Low && High == Nothing.High && Holes.empty() &&
         From.What == Definition::None && !Target && !Function &&
         Origin == Nothing.Origin && Texts.empty() && Prepared == 0 &&
         !IsChild && !BlocksClose && !IsSuccess && Awaits == Nothing.Awaits;
}

bool ValueFact::excludes(int64_t N) const {
  return N < Low || N > High || llvm::is_contained(Holes, N);
}

std::optional<bool> ValueFact::truth() const {
  if (excludes(0))
    return true;
  if (isZero())
    return false;
  return std::nullopt;
}

void ValueFact::trim() {
  bool Changed = true;
  while (Changed && Low < High) {
    Changed = false;
    if (llvm::is_contained(Holes, Low)) {
      ++Low;
      Changed = true;
    }
    if (Low < High && llvm::is_contained(Holes, High)) {
      --High;
      Changed = true;
    }
  }
  llvm::erase_if(Holes, [&](int64_t N) { return N < Low || N > High; });
}

bool ValueFact::exclude(int64_t N) {
  if (Low == N && High == N)
    return false;
  if (excludes(N))
    return true;
  // Optimistic: a seventh hole is forgotten, so a path may look feasible that
  // is not; the replay has the same limit.
  if (Holes.size() < MaxHoles || N == Low || N == High)
    Holes.insert(llvm::lower_bound(Holes, N), N);
  trim();
  return true;
}

bool ValueFact::assume(Predicate Test, int64_t N) {
  switch (Test) {
  case Predicate::Equal:
    if (excludes(N))
      return false;
    Low = High = N;
    Holes.clear();
    return true;
  case Predicate::NotEqual:
    return exclude(N);
  case Predicate::Less:
    if (N == std::numeric_limits<int64_t>::min())
      return false;
    return assume(Predicate::LessEqual, N - 1);
  case Predicate::LessEqual:
    High = std::min(High, N);
    break;
  case Predicate::Greater:
    if (N == std::numeric_limits<int64_t>::max())
      return false;
    return assume(Predicate::GreaterEqual, N + 1);
  case Predicate::GreaterEqual:
    Low = std::max(Low, N);
    break;
  }
  if (Low > High)
    return false;
  trim();
  return Low < High || !llvm::is_contained(Holes, Low);
}

static bool assumeOneOf(ValueFact &F, llvm::ArrayRef<int64_t> Values) {
  llvm::SmallVector<int64_t, 4> Left;
  for (int64_t N : Values)
    if (!F.excludes(N))
      Left.push_back(N);
  if (Left.empty())
    return false;
  llvm::sort(Left);
  if (!F.assume(Predicate::GreaterEqual, Left.front()) ||
      !F.assume(Predicate::LessEqual, Left.back()))
    return false;
  // Where there is much in between, the bounds do.
  if (Left.back() - Left.front() > int64_t(MaxHoles + Left.size()))
    return true;
  for (int64_t N = Left.front(); N < Left.back(); ++N)
    if (!llvm::is_contained(Left, N) && !F.assume(Predicate::NotEqual, N))
      return false;
  return true;
}

bool ValueFact::assume(const ReturnTest &Test) {
  switch (Test.What) {
  case ReturnTest::Null:
  case ReturnTest::Zero:
    return assume(Predicate::Equal, 0);
  case ReturnTest::NonNull:
  case ReturnTest::NonZero:
    return assume(Predicate::NotEqual, 0);
  case ReturnTest::Negative:
    return assume(Predicate::Less, 0);
  case ReturnTest::NonNegative:
    return assume(Predicate::GreaterEqual, 0);
  case ReturnTest::Positive:
    return assume(Predicate::Greater, 0);
  case ReturnTest::NonPositive:
    return assume(Predicate::LessEqual, 0);
  case ReturnTest::OneOf:
    return assumeOneOf(*this, Test.Values);
  case ReturnTest::NoneOf:
    return llvm::all_of(
        Test.Values, [&](int64_t N) { return assume(Predicate::NotEqual, N); });
  case ReturnTest::AtLeast:
    return assume(Predicate::GreaterEqual, Test.Values.front());
  case ReturnTest::AtMost:
    return assume(Predicate::LessEqual, Test.Values.front());
  case ReturnTest::Always:
  case ReturnTest::Otherwise:
  case ReturnTest::Throws:
    return true;
  }
  return true;
}

bool ValueFact::meet(const ValueFact &Other) {
  return assume(Predicate::GreaterEqual, Other.Low) &&
         assume(Predicate::LessEqual, Other.High) &&
         llvm::all_of(Other.Holes, [&](int64_t N) {
           return assume(Predicate::NotEqual, N);
         });
}

ValueFact ValueFact::plus(int64_t Number) const {
  // Near its ends an interval has none.
  constexpr int64_t Far = std::numeric_limits<int64_t>::max() / 2;
  ValueFact F;
  if (Number > Far || Number < -Far)
    return F;
  if (Low > -Far && Low < Far)
    F.Low = Low + Number;
  if (High > -Far && High < Far)
    F.High = High + Number;
  for (int64_t N : Holes)
    if (N > -Far && N < Far)
      F.Holes.push_back(N + Number);
  return F;
}

/// A few constants with others in between, named one by one.
static std::optional<ReturnTest> fewValues(const ValueFact &F) {
  constexpr int64_t Near = 64;
  if (F.Holes.empty() || F.Low < -Near || F.High > Near)
    return std::nullopt;
  ReturnTest Test;
  Test.What = ReturnTest::OneOf;
  for (int64_t N = F.Low; N <= F.High; ++N)
    if (!F.excludes(N))
      Test.Values.push_back(N);
  if (Test.Values.size() > MaxHoles)
    return std::nullopt;
  return Test;
}

ReturnTest ValueFact::classify() const {
  ReturnTest Test;
  // Joined of constants: what is between some of them says least.
  bool IsBounded = Low > std::numeric_limits<int64_t>::min() &&
                   High < std::numeric_limits<int64_t>::max();
  if (isZero())
    Test.What = ReturnTest::Zero;
  else if (isKnown())
    Test = {ReturnTest::OneOf, {Low}};
  else if (std::optional<ReturnTest> Few = fewValues(*this))
    Test = *Few;
  else if (High == -1)
    Test.What = ReturnTest::Negative;
  else if (Low == 1)
    Test.What = ReturnTest::Positive;
  else if (High < 0)
    Test = {ReturnTest::AtMost, {High}};
  else if (Low > 0)
    Test = {ReturnTest::AtLeast, {Low}};
  else if (IsBounded && (Low == 0 || High == 0))
    Test.What = Low == 0 ? ReturnTest::NonNegative : ReturnTest::NonPositive;
  else if (!Holes.empty() && !llvm::is_contained(Holes, 0))
    Test = {ReturnTest::NoneOf, {Holes.begin(), Holes.end()}};
  else if (excludes(0))
    Test.What = ReturnTest::NonZero;
  else if (Low == 0)
    Test.What = ReturnTest::NonNegative;
  else if (High == 0)
    Test.What = ReturnTest::NonPositive;
  else if (Low > std::numeric_limits<int64_t>::min())
    Test = {ReturnTest::AtLeast, {Low}};
  else if (High < std::numeric_limits<int64_t>::max())
    Test = {ReturnTest::AtMost, {High}};
  return Test;
}

ValueFact ValueFact::join(const ValueFact &A, const ValueFact &B) {
  ValueFact J;
  J.Low = std::min(A.Low, B.Low);
  J.High = std::max(A.High, B.High);
  for (const ValueFact *From : {&A, &B})
    for (int64_t N : From->Holes)
      if (A.excludes(N) && B.excludes(N) && !llvm::is_contained(J.Holes, N) &&
          J.Holes.size() < MaxHoles)
        J.Holes.insert(llvm::lower_bound(J.Holes, N), N);
  // Between constants that are near each other (error codes) are others.
  constexpr int64_t Near = 16;
  bool IsNear = J.Low > -Near && J.High < Near && J.Low < J.High;
  for (int64_t N = J.Low + IsNear; IsNear && N < J.High; ++N)
    if (A.excludes(N) && B.excludes(N) && !llvm::is_contained(J.Holes, N) &&
        J.Holes.size() < MaxHoles)
      J.Holes.insert(llvm::lower_bound(J.Holes, N), N);
  // 0 is the value that programs test for: keep it out when both do.
  if (A.excludes(0) && B.excludes(0))
    J.exclude(0);
  J.trim();
  return J;
}

Predicate solver::negated(Predicate Test) {
  switch (Test) {
  case Predicate::Equal:
    return Predicate::NotEqual;
  case Predicate::NotEqual:
    return Predicate::Equal;
  case Predicate::Less:
    return Predicate::GreaterEqual;
  case Predicate::LessEqual:
    return Predicate::Greater;
  case Predicate::Greater:
    return Predicate::LessEqual;
  case Predicate::GreaterEqual:
    return Predicate::Less;
  }
  return Test;
}

Predicate solver::mirrored(Predicate Test) {
  switch (Test) {
  case Predicate::Less:
    return Predicate::Greater;
  case Predicate::LessEqual:
    return Predicate::GreaterEqual;
  case Predicate::Greater:
    return Predicate::Less;
  case Predicate::GreaterEqual:
    return Predicate::LessEqual;
  case Predicate::Equal:
  case Predicate::NotEqual:
    return Test;
  }
  return Test;
}
