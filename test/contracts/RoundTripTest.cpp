//===- RoundTripTest.cpp - What is written is read back; nothing crashes --===//
#include "contracts/BuiltinModels.h"
#include "contracts/ModelReader.h"
#include "gtest/gtest.h"
#include <cstdlib>
#include <random>

using namespace session;

namespace {

/// A model around contracts: with every kind that they may name.
std::string modelOf(const std::vector<FunctionContract> &Functions,
                    const Model &Like) {
  std::string Text = "library: " + Like.Library + "\n";
  if (!Like.Kinds.empty())
    Text += "kinds:\n";
  for (const Policy &P : Like.Kinds)
    Text += "  " + P.Kind + ": {noun: n, closer: c}\n";
  Text += "functions:\n";
  for (const FunctionContract &F : Functions)
    Text += renderContract(F);
  return Text;
}

void expectEqual(const FunctionContract &A, const FunctionContract &B) {
  std::string Text = renderContract(A);
  EXPECT_EQ(A.Name, B.Name);
  EXPECT_EQ(A.Arity, B.Arity) << Text;
  EXPECT_TRUE(A.Effects == B.Effects) << Text << renderContract(B);
  EXPECT_EQ(A.MayThrow.has_value(), B.MayThrow.has_value()) << Text;
  if (A.MayThrow && B.MayThrow) {
    EXPECT_EQ(A.MayThrow->Rank, B.MayThrow->Rank) << Text;
    EXPECT_EQ(A.MayThrow->Types, B.MayThrow->Types) << Text;
    EXPECT_EQ(A.MayThrow->AsCallable, B.MayThrow->AsCallable) << Text;
  }
  EXPECT_TRUE(A.Result.Same == B.Result.Same) << Text;
  EXPECT_EQ(A.Result.NullOnFailure, B.Result.NullOnFailure) << Text;
  EXPECT_EQ(A.Result.NeverNull, B.Result.NeverNull) << Text;
  EXPECT_EQ(A.Result.Fresh, B.Result.Fresh) << Text;
  EXPECT_EQ(A.Result.Built, B.Result.Built) << Text;
  EXPECT_TRUE(A.Texts == B.Texts) << Text;
  ASSERT_EQ(A.Transfers.size(), B.Transfers.size()) << Text;
  for (size_t I = 0; I != A.Transfers.size(); ++I) {
    EXPECT_TRUE(A.Transfers[I].From == B.Transfers[I].From) << Text;
    EXPECT_TRUE(A.Transfers[I].To == B.Transfers[I].To) << Text;
  }
  EXPECT_EQ(A.NeverReturns, B.NeverReturns) << Text;
  EXPECT_TRUE(A.NeverReturnsIf == B.NeverReturnsIf) << Text;
  EXPECT_TRUE(A.ThrowsOnlyIf == B.ThrowsOnlyIf) << Text;
  EXPECT_TRUE(A.Result.Class == B.Result.Class) << Text;
  EXPECT_TRUE(A.Sets == B.Sets) << Text;
  EXPECT_TRUE(A.Writes == B.Writes) << Text;
  EXPECT_EQ(A.WritesStatics, B.WritesStatics) << Text;
  EXPECT_EQ(A.Incomplete, B.Incomplete) << Text;
  EXPECT_EQ(A.Since + "|" + A.Until, B.Since + "|" + B.Until) << Text;
}

void expectReadBack(const std::vector<FunctionContract> &Functions,
                    const Model &Like) {
  std::string Text = modelOf(Functions, Like);
  auto Again = readModel(Text, "again.yaml");
  ASSERT_TRUE(bool(Again)) << llvm::toString(Again.takeError()) << Text;
  ASSERT_EQ(Again->Functions.size(), Functions.size());
  for (size_t I = 0; I != Functions.size(); ++I)
    expectEqual(Functions[I], Again->Functions[I]);
}

TEST(RoundTrip, BuiltinModels) {
  for (const BuiltinModel &B : builtinModels()) {
    auto M = readModel(B.Text, B.FileName);
    ASSERT_TRUE(bool(M)) << llvm::toString(M.takeError());
    if (!M->Functions.empty())
      expectReadBack(M->Functions, *M);
  }
}

/// Builds contracts at random, whatever a reader or inference may make.
class RandomContract {
public:
  explicit RandomContract(unsigned Seed) : Random(Seed) {}

  FunctionContract make(unsigned Number) {
    FunctionContract F;
    F.Name = Names[below(std::size(Names))] + std::to_string(Number);
    for (unsigned I = 0, N = 1 + below(4); I != N; ++I)
      F.Effects.push_back(effect());
    if (below(2)) {
      F.MayThrow.emplace();
      F.MayThrow->Rank = ThrowRank(below(5));
      if (below(2))
        F.MayThrow->Types = {"std::bad_alloc", "ns::error"};
      if (below(2))
        F.MayThrow->AsCallable = below(5);
    }
    if (below(2))
      F.Result.Same = path();
    F.Result.NullOnFailure = below(2);
    F.Result.NeverNull = below(2);
    F.Result.Fresh = below(2);
    F.Result.Built = Returns::BuiltFrom(below(3));
    if (below(3) == 0)
      F.Transfers = {{path(), path()}, {path(), path()}};
    if (below(3) == 0)
      F.Texts = {
          {TextMaking::Kind(below(3)), path(), path(), {}},
          {TextMaking::Same, path(), std::nullopt, {"BEGIN", "a 'b': {"}}};
    for (unsigned I = 0, N = below(3); I != N; ++I)
      F.Writes.push_back(path());
    F.WritesStatics = below(3) == 0;
    if (below(3) == 0)
      F.Result.Class = test();
    for (unsigned I = 0, N = below(3); I != N; ++I)
      F.Sets.push_back({path(), int64_t(below(9)) - 4});
    F.Incomplete = below(4) == 0;
    if (below(4) == 0)
      F.NeverReturnsIf.emplace(below(5), test(ReturnTest::Null));
    else
      F.NeverReturns = below(4) == 0;
    if (below(4) == 0)
      F.ThrowsOnlyIf.emplace(below(5), test(ReturnTest::Null));
    if (below(4) == 0)
      F.Since = "3.7.11";
    return F;
  }

private:
  unsigned below(unsigned N) { return Random() % N; }

  ContractPath path() {
    ContractPath P;
    P.Root = ContractPath::RootKind(below(4));
    if (P.Root == ContractPath::Argument)
      P.Index = below(10);
    if (P.Root == ContractPath::Static)
      P.StaticName = below(2) ? "c:@N@a@it's#" : "c:f.c@12@F@g@x: {y}";
    for (unsigned I = 0, N = below(5); I != N; ++I) {
      auto What = ContractStep::Kind(below(4));
      P.Steps.push_back({What, What == ContractStep::Field ? "$payload" : ""});
    }
    return P;
  }

  ReturnTest test(ReturnTest::Kind First = ReturnTest::Always) {
    ReturnTest T;
    T.What = ReturnTest::Kind(First + below(ReturnTest::Otherwise - First));
    if (T.What == ReturnTest::OneOf || T.What == ReturnTest::NoneOf)
      T.Values = below(3) ? std::vector<int64_t>{int64_t(below(9)) - 4}
                          : std::vector<int64_t>{-1, 0, 5};
    if (T.What == ReturnTest::AtLeast || T.What == ReturnTest::AtMost)
      T.Values = {below(2) ? 2 + int64_t(below(9)) : -2 - int64_t(below(9))};
    return T;
  }

  Precondition precondition() {
    Precondition P{path(), {}};
    if (below(3))
      P.Holds = test();
    else
      P.Begins = {"fish", "a: b, 'c'"};
    P.Not = !P.Begins.empty() && below(2);
    return P;
  }

  Outcome outcome(EffectKind What, ReturnTest When) {
    Outcome O;
    O.When = std::move(When);
    bool NeedsLife = What == EffectKind::Produce || What == EffectKind::Child ||
                     What == EffectKind::Lease || What == EffectKind::Observe;
    if (NeedsLife || below(2))
      O.Alive = Life(below(6));
    if (below(2))
      O.Tx = Transaction(below(5));
    for (unsigned I = 0, N = below(3); I != N; ++I)
      O.Given.push_back(precondition());
    if (below(2))
      O.From = Life(below(6));
    for (unsigned I = 0, N = below(3); I != N; ++I)
      O.Events.push_back(EventKind(below(20)));
    for (unsigned I = 0, N = below(3); I != N; ++I)
      O.HeldAt.push_back(path());
    for (unsigned I = 0, N = below(2); I != N; ++I)
      O.NullAt.push_back(path());
    O.Escaped = below(3) == 0;
    O.LastMention = below(3) == 0;
    return O;
  }

  Effect effect() {
    static const EffectKind WithOutcomes[] = {
        EffectKind::Produce, EffectKind::Event,    EffectKind::Observe,
        EffectKind::Child,   EffectKind::Consume,  EffectKind::Adopt,
        EffectKind::Borrow,  EffectKind::GiveBack, EffectKind::Lease};
    Effect E;
    E.Where = path();
    if (below(3) == 0)
      return plain(std::move(E));
    E.What = WithOutcomes[below(std::size(WithOutcomes))];
    bool HasParent =
        E.What == EffectKind::Child || E.What == EffectKind::Observe ||
        E.What == EffectKind::Adopt || E.What == EffectKind::GiveBack ||
        E.What == EffectKind::Lease;
    if (HasParent)
      E.Parent = path();
    bool MayHaveKind =
        E.What == EffectKind::Event || E.What == EffectKind::Consume;
    if (E.What == EffectKind::Produce || E.What == EffectKind::Child ||
        E.What == EffectKind::Lease || (MayHaveKind && below(2)))
      E.Kind = "lib.connection";
    for (unsigned I = 0, N = below(4); I != N; ++I)
      E.Outcomes.push_back(outcome(E.What, test(ReturnTest::Null)));
    E.Outcomes.push_back(outcome(E.What, {ReturnTest::Otherwise, {}}));
    return E;
  }

  Effect plain(Effect E) {
    switch (below(5)) {
    case 0:
      E.What = EffectKind::Text;
      E.Parent = path();
      E.Dialect = "my sql: '\"#";
      E.Run = TextRun(below(2));
      break;
    case 1:
      E.What = EffectKind::Select;
      E.Choices = {{{1, -2}, "lib.connection", std::nullopt},
                   {{3}, "", EventKind::Rollback}};
      break;
    case 2:
      E.What = EffectKind::Invoke;
      E.Invoked = InvokeWhen(below(4));
      E.Thrown = OnThrow(below(4));
      break;
    case 3:
      E.What = EffectKind::Wait;
      E.Resource = "a b, c";
      break;
    default:
      E.What = EffectKind::Key;
      E.Kind = "lib.connection";
    }
    return E;
  }

  static constexpr const char *Names[] = {"f", "ns::Class::~Class",
                                          "c:@F@g#*I#", "ns::operator<<"};
  std::mt19937 Random;
};

TEST(RoundTrip, RandomContracts) {
  Model Like;
  Like.Library = "lib";
  Like.Kinds.emplace_back();
  Like.Kinds[0].Kind = "connection";
  RandomContract Maker(20240229);
  std::vector<FunctionContract> Functions;
  for (unsigned I = 0; I != 2000; ++I)
    Functions.push_back(Maker.make(I));
  expectReadBack(Functions, Like);
}

/// More by hand: SESSION_FUZZ_SEED=1 SESSION_FUZZ_ROUNDS=10000.
unsigned fromEnvironment(const char *Name, unsigned Default) {
  const char *Text = std::getenv(Name);
  unsigned Number;
  return Text && !llvm::StringRef(Text).getAsInteger(10, Number) ? Number
                                                                 : Default;
}

/// Damages a model in some places; reading must end, with a model or with
/// lines that name the file.
TEST(Fuzz, MutatedModelsNeverCrash) {
  std::mt19937 Random(fromEnvironment("SESSION_FUZZ_SEED", 77));
  const unsigned Rounds = fromEnvironment("SESSION_FUZZ_ROUNDS", 60);
  static const char Alphabet[] = "[]{}:,-*&!|>'\"%@`#?\n \t~<.a0\\\r\xc3\x00";
  unsigned Good = 0, Bad = 0;
  for (const BuiltinModel &B : builtinModels())
    for (unsigned Round = 0; Round != Rounds; ++Round) {
      std::string Text = B.Text.take_front(4000).str();
      for (unsigned I = 0, N = 1 + Random() % 8; I != N; ++I) {
        size_t At = Random() % Text.size();
        switch (Random() % 4) {
        case 0:
          Text[At] = Alphabet[Random() % (sizeof(Alphabet) - 1)];
          break;
        case 1:
          Text.insert(At, 1, Alphabet[Random() % (sizeof(Alphabet) - 1)]);
          break;
        case 2:
          Text.erase(At, 1 + Random() % 20);
          break;
        default:
          Text.insert(At, Text.substr(Random() % Text.size(), Random() % 40));
        }
      }
      auto M = readModel(Text, "fuzz.yaml");
      if (M) {
        ++Good;
        continue;
      }
      ++Bad;
      std::string Error = llvm::toString(M.takeError());
      llvm::SmallVector<llvm::StringRef, 8> Lines;
      llvm::StringRef(Error).split(Lines, '\n');
      for (llvm::StringRef Line : Lines)
        EXPECT_TRUE(Line.starts_with("fuzz.yaml:")) << Error;
    }
  EXPECT_GT(Good, 0u);
  EXPECT_GT(Bad, 100u);
}

} // namespace
