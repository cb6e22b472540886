//===- ThrowTest.cpp - What may be thrown, and who catches it -------------===//
//
// Handlers against brute force over a small family of classes; ranks and types
// of functions from texts.
//
//===----------------------------------------------------------------------===//
#include "SolvedText.h"
#include "solver/ThrowAnalysis.h"
#include <gtest/gtest.h>

using namespace session;
using namespace session::flow;
using namespace session::solver;

namespace {

/// root <- runtime <- error; root <- logic; apart.
struct Family {
  Family() {
    Root = add("root", {});
    Runtime = add("runtime", {Root});
    Error = add("error", {Runtime});
    Logic = add("logic", {Root});
    Apart = add("apart", {});
    All = {Root, Runtime, Error, Logic, Apart};
  }
  TypeId add(llvm::StringRef Name, llvm::ArrayRef<TypeId> Bases) {
    Type T;
    T.Name = Symbols.Names.intern(Name);
    T.Kind = TypeKind::Record;
    T.Bases.assign(Bases.begin(), Bases.end());
    return Symbols.add(T);
  }
  bool fits(TypeId Caught, TypeId Thrown) const {
    return !Caught || Symbols.isSameOrBase(Caught, Thrown);
  }
  bool contains(const ExceptionSet &Set, TypeId T) const {
    return Set.Anything || (Set.AnyDerived && fits(Root, T)) ||
           llvm::is_contained(Set.Exact, T) ||
           llvm::any_of(Set.Below, [&](TypeId Base) { return fits(Base, T); });
  }
  std::vector<ExceptionSet> sets() const {
    std::vector<ExceptionSet> Sets;
    for (unsigned Bits = 0; Bits < 512; ++Bits) {
      ExceptionSet Set;
      for (unsigned I = 0; I < All.size(); ++I)
        if (Bits >> I & 1)
          Set.add(All[I]);
      Set.AnyDerived |= Bits >> 5 & 1;
      Set.Anything |= Bits >> 6 & 1;
      if (Bits >> 7 & 1)
        Set.addBelow(Runtime);
      if (Bits >> 8 & 1)
        Set.addBelow(Apart);
      Sets.push_back(Set);
    }
    return Sets;
  }
  SymbolTable Symbols;
  TypeId Root, Runtime, Error, Logic, Apart;
  std::vector<TypeId> All;
};

TEST(ExceptionSet, AddingGrowsAndSaysSo) {
  Family Types;
  ExceptionSet Set;
  EXPECT_TRUE(Set.empty());
  EXPECT_TRUE(Set.add(Types.Error));
  EXPECT_FALSE(Set.add(Types.Error));
  EXPECT_TRUE(Set.add(Types.Root));
  EXPECT_TRUE(std::is_sorted(Set.Exact.begin(), Set.Exact.end()));
  EXPECT_TRUE(Set.add(TypeId()));
  EXPECT_TRUE(Set.Anything);
  EXPECT_FALSE(Set.add(TypeId()));
}

TEST(ExceptionSet, AFifthTypeIsAnything) {
  Family Types;
  ExceptionSet Set;
  for (TypeId T : Types.All)
    EXPECT_TRUE(Set.add(T));
  EXPECT_TRUE(Set.Anything);
  for (TypeId T : Types.All)
    EXPECT_TRUE(Types.contains(Set, T));
  EXPECT_FALSE(Set.add(Set));
}

TEST(ExceptionSet, UnionsContainBoth) {
  Family Types;
  for (const ExceptionSet &A : Types.sets())
    for (const ExceptionSet &B : Types.sets()) {
      ExceptionSet Union = A;
      bool Grew = Union.add(B);
      EXPECT_EQ(Grew, !(Union == A));
      EXPECT_FALSE(ExceptionSet(Union).add(B)) << "stable";
      for (TypeId T : Types.All)
        if (Types.contains(A, T) || Types.contains(B, T)) {
          EXPECT_TRUE(Types.contains(Union, T));
        }
    }
}

TEST(ExceptionSet, HandlersTakeWhatFitsAndLeaveTheRest) {
  Family Types;
  std::vector<TypeId> Handlers = Types.All;
  Handlers.push_back(TypeId()); // catch (...)
  for (const ExceptionSet &Flying : Types.sets())
    for (TypeId Caught : Handlers) {
      HandlerSplit Split =
          splitByHandler(Flying, Caught, Types.Root, Types.Symbols);
      for (TypeId T : Types.All) {
        if (!Types.contains(Flying, T))
          continue;
        if (!Types.fits(Caught, T)) {
          EXPECT_TRUE(Types.contains(Split.Left, T));
          continue;
        }
        EXPECT_TRUE(Types.contains(Split.Taken, T));
      }
      if (!Caught) {
        EXPECT_TRUE(Split.Left.empty());
      }
      EXPECT_EQ(Flying.empty(), Split.Taken.empty() && Split.Left.empty());
    }
}

TEST(ExceptionSet, HandlersOfExactTypesAreExact) {
  Family Types;
  for (TypeId Thrown : Types.All)
    for (TypeId Caught : Types.All) {
      ExceptionSet Flying;
      Flying.add(Thrown);
      HandlerSplit Split =
          splitByHandler(Flying, Caught, Types.Root, Types.Symbols);
      EXPECT_EQ(Split.Taken.empty(), !Types.fits(Caught, Thrown));
      EXPECT_EQ(Split.Left.empty(), Types.fits(Caught, Thrown));
    }
}

TEST(ExceptionSet, TheRootsHandlerTakesAllDerived) {
  Family Types;
  ExceptionSet Flying;
  Flying.AnyDerived = true;
  auto Split = [&](TypeId Caught, TypeId Root) {
    return splitByHandler(Flying, Caught, Root, Types.Symbols);
  };
  EXPECT_TRUE(Split(Types.Root, Types.Root).Left.empty());
  EXPECT_FALSE(Split(Types.Error, Types.Root).Left.empty());
  EXPECT_FALSE(Split(Types.Error, Types.Root).Taken.empty());
  EXPECT_TRUE(Split(Types.Apart, Types.Root).Taken.empty());
  // A program that never names the root has no handler for it.
  EXPECT_FALSE(Split(Types.Root, TypeId()).Left.empty());
}

const char *const Text = R"(
type std::exception
type std::out_of_range bases (std::exception)
type std::invalid_argument bases (std::exception)
type Error bases (std::exception)
type Apart
func @inC c ()
func @forSure noexcept ()
func @inSystemHeader system ()
func @quiet noexcept ()
func @foreign system ()
func @project ()
func @std::stoi system (int) -> int
func @longjmp c system (int, int)
graph @throws {
  throw Error #7
}
graph @throwsDeep {
  call @throws() unwind lpad
  return
lpad:
  resume
}
graph @rethrows {
  call @throws() unwind lpad
  return
lpad:
  dispatch (...: h)
h:
  catch
  rethrow unwind out
out:
  resume
}
graph @catches {
  call @throws() unwind lpad
  return
lpad:
  dispatch (std::exception: h) else out
h:
  catch std::exception
  endcatch
  return
out:
  resume
}
graph @catchesOther {
  call @throws() unwind lpad
  return
lpad:
  dispatch (Apart: h) else out
h:
  catch Apart
  endcatch
  return
out:
  resume
}
graph @callsForeign {
  call @foreign() unwind lpad
  return
lpad:
  resume
}
graph @callsProject {
  call @project() unwind lpad
  return
lpad:
  resume
}
graph @callsBoth {
  call @project() unwind lpad
  call @throws() unwind lpad
  return
lpad:
  resume
}
graph @ping {
  call @pong() unwind lpad
  throw Apart unwind lpad
lpad:
  resume
}
graph @pong {
  call @ping() unwind lpad
  return
lpad:
  resume
}
graph @forSure {
  call @throws() unwind terminate
  return
}
graph @inSystemHeader {
  throw Error
}
)";

class ThrowRanks : public testing::Test {
protected:
  ThrowSummary of(llvm::StringRef Name, SolverOptions Options = {}) {
    ThrowAnalysis Analysis(Program, Store, Options);
    for (size_t I = 0; I < Program.Symbols.Functions.size(); ++I)
      if (Program.Symbols.text(Program.Symbols.Functions[I].Name) == Name)
        return Analysis.of(FunctionId(uint32_t(I)));
    ADD_FAILURE() << "no function " << Name.str();
    return {};
  }
  bool isExactly(const ExceptionSet &Set, std::vector<std::string> Names) {
    return !Set.Anything && !Set.AnyDerived && Set.Below.empty() &&
           namesOf(Set.Exact) == Names;
  }
  bool isBelow(const ExceptionSet &Set, std::vector<std::string> Names) {
    return !Set.Anything && !Set.AnyDerived && Set.Exact.empty() &&
           namesOf(Set.Below) == Names;
  }
  std::vector<std::string> namesOf(llvm::ArrayRef<TypeId> Types) {
    std::vector<std::string> Found;
    for (TypeId T : Types)
      Found.push_back(Program.Symbols.text(Program.Symbols[T].Name).str());
    std::sort(Found.begin(), Found.end());
    return Found;
  }
  flow::Program Program = parsedText(Text, "throws");
  ContractStore Store = builtinContracts();
};

TEST_F(ThrowRanks, UnseenFunctions) {
  EXPECT_EQ(of("inC").Rank, ThrowRank::Never);
  EXPECT_EQ(of("quiet").Rank, ThrowRank::Never);
  EXPECT_EQ(of("foreign").Rank, ThrowRank::Foreign);
  EXPECT_EQ(of("project").Rank, ThrowRank::Project);
  EXPECT_TRUE(of("project").What.AnyDerived);
  EXPECT_EQ(of("std::stoi").Rank, ThrowRank::Shown);
  // Documentation names the base of many.
  EXPECT_TRUE(isBelow(of("std::stoi").What,
                      {"std::invalid_argument", "std::out_of_range"}));
  EXPECT_EQ(of("longjmp").Rank, ThrowRank::LongJump);
}

TEST_F(ThrowRanks, Bodies) {
  EXPECT_EQ(of("throws").Rank, ThrowRank::Shown);
  EXPECT_TRUE(isExactly(of("throws").What, {"Error"}));
  EXPECT_EQ(of("throws").ThrowAt, AnchorId(7));
  EXPECT_EQ(of("throwsDeep").ThrowAt, AnchorId(7));
  EXPECT_TRUE(isExactly(of("throwsDeep").What, {"Error"}));
  EXPECT_TRUE(isExactly(of("rethrows").What, {"Error"}));
  EXPECT_EQ(of("catches").Rank, ThrowRank::Never);
  EXPECT_TRUE(isExactly(of("catchesOther").What, {"Error"}));
  EXPECT_EQ(of("callsProject").Rank, ThrowRank::Project);
  EXPECT_EQ(of("callsBoth").Rank, ThrowRank::Shown);
  EXPECT_TRUE(of("callsBoth").What.AnyDerived);
  EXPECT_EQ(of("forSure").Rank, ThrowRank::Never);
  // Bodies in system headers never decide.
  EXPECT_EQ(of("inSystemHeader").Rank, ThrowRank::Foreign);
}

TEST_F(ThrowRanks, Recursion) {
  EXPECT_TRUE(isExactly(of("ping").What, {"Apart"}));
  EXPECT_TRUE(isExactly(of("pong").What, {"Apart"}));
  EXPECT_EQ(of("pong").Rank, ThrowRank::Shown);
}

TEST_F(ThrowRanks, Options) {
  SolverOptions Foreign;
  Foreign.ForeignMayThrow = true;
  EXPECT_EQ(of("callsForeign").Rank, ThrowRank::Never);
  EXPECT_EQ(of("callsForeign", Foreign).Rank, ThrowRank::Foreign);
  SolverOptions Any;
  Any.AnyException = true;
  EXPECT_TRUE(of("project", Any).What.Anything);
  SolverOptions Disabled;
  Disabled.ExceptionsDisabled = true;
  EXPECT_EQ(of("throwsDeep", Disabled).Rank, ThrowRank::Never);
  ThrowAnalysis Analysis(Program, Store, Disabled);
  EXPECT_FALSE(Analysis.counts(ThrowRank::Shown));
}

TEST_F(ThrowRanks, ListedAsNeverThrowing) {
  Store.addNoThrow("throws");
  EXPECT_EQ(of("throws").Rank, ThrowRank::Never);
  EXPECT_EQ(of("throwsDeep").Rank, ThrowRank::Never);
}

TEST_F(ThrowRanks, AnUnknownCallee) {
  ThrowAnalysis Analysis(Program, Store, {});
  EXPECT_EQ(Analysis.of(FunctionId()).Rank, ThrowRank::Project);
}

} // namespace
