// The recipe for one translation unit, on code that is compiled here.
#include "pipeline/Unit.h"
#include "pipeline/Gate.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gmock/gmock.h"

using namespace session;
using namespace session::pipeline;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

// As a library's header would declare them.
constexpr char Library[] = R"(
  struct sqlite3;
  extern "C" int sqlite3_open(const char *, sqlite3 **);
  extern "C" int sqlite3_close(sqlite3 *);
  extern "C" int sqlite3_changes(sqlite3 *);
)";

constexpr char LeakyTemplate[] = R"(
  template <typename T> int leak(T Path) {
    sqlite3 *Db;
    return sqlite3_open(Path, &Db);
  }
)";

struct UnitTest : testing::Test {
  Configuration Config;
  std::vector<std::string> Problems;

  UnitResult run(const std::string &Code,
                 std::vector<std::string> Flags = {"-std=c++17"}) {
    clang::IgnoringDiagConsumer Quiet;
    auto Errors = std::make_shared<ErrorPlaces>();
    ErrorLog Log(Quiet, Errors);
    auto Ast = clang::tooling::buildASTFromCodeWithArgs(
        Code, Flags, "input.cc", "test",
        std::make_shared<clang::PCHContainerOperations>(),
        clang::tooling::getClangStripDependencyFileAdjuster(), {}, &Log);
    ContractStore Contracts = loadContracts(Config, Problems);
    return analyze(Ast->getASTContext(), Contracts, Config, *Errors);
  }

  /// The functions in which something was found, in source order.
  static std::vector<std::string> foundIn(const UnitResult &Result) {
    const flow::SymbolTable &Symbols = Result.Unit.Program.Symbols;
    std::vector<std::string> Names;
    for (const checks::Finding &F : Result.Findings)
      Names.push_back(Symbols.text(Symbols[F.In].Name).str());
    return Names;
  }
};

TEST_F(UnitTest, TheBuiltinModelsAreGood) {
  loadContracts(Config, Problems);
  EXPECT_THAT(Problems, IsEmpty());
}

TEST_F(UnitTest, WithoutAProducerNothingIsLowered) {
  UnitResult Result = run("int f(int x) { return x; } int sqlite3_closed;");
  EXPECT_TRUE(Result.Gated);
  EXPECT_THAT(Result.Unit.Program.Graphs, IsEmpty());
}

TEST_F(UnitTest, AProducerOpensTheGate) {
  UnitResult Result = run(std::string(Library) + "int f() { return 1; }");
  EXPECT_FALSE(Result.Gated);
  EXPECT_THAT(Result.Functions, SizeIs(1));
  EXPECT_THAT(Result.Findings, IsEmpty());
}

TEST_F(UnitTest, InstantiationsSayItOnce) {
  UnitResult Result = run(std::string(Library) + LeakyTemplate +
                          "int f(char *a) { return leak(a) + "
                          "leak<const char *>(a); }");
  EXPECT_THAT(Result.Functions, SizeIs(3));
  EXPECT_THAT(Result.Findings, SizeIs(1));
}

TEST_F(UnitTest, FindingsComeInTheOrderOfTheSource) {
  UnitResult Result = run(std::string(Library) + R"(
    int second(const char *Path);
    int first(const char *Path) {
      sqlite3 *Db;
      sqlite3_open(Path, &Db);
      sqlite3_close(Db);
      return sqlite3_close(Db);
    }
    int second(const char *Path) {
      sqlite3 *Db;
      return sqlite3_open(Path, &Db);
    })");
  std::vector<unsigned> Lines, Sorted;
  for (const checks::Finding &F : Result.Findings)
    Lines.push_back(Result.Unit.Anchors[F.At].Begin.Line);
  Sorted = Lines;
  llvm::sort(Sorted);
  EXPECT_EQ(Lines, Sorted);
  EXPECT_THAT(Lines, SizeIs(2));
}

TEST_F(UnitTest, AnUnreadableModelIsAProblemAndTheRestRuns) {
  Config.ModelPaths = {"/nowhere/models.yaml"};
  UnitResult Result = run(std::string(Library) + LeakyTemplate +
                          "int f(char *a) { return leak(a); }");
  ASSERT_THAT(Problems, SizeIs(1));
  EXPECT_THAT(Problems[0], testing::HasSubstr("/nowhere/models.yaml: "));
  EXPECT_THAT(Result.Findings, SizeIs(1));
}

constexpr char Broken[] = R"(
  int before(const char *Path) {
    sqlite3 *Db;
    return sqlite3_open(Path, &Db);
  }
  int broken(const char *Path) {
    sqlite3 *Db;
    auto inside = [&](const char *Other) {
      sqlite3 *Second;
      return sqlite3_open(Other, &Second);
    };
    unknown_t Lost = 1;
    return sqlite3_open(Path, &Db) + inside(Path);
  }
  int after(const char *Path) {
    sqlite3 *Db;
    return sqlite3_open(Path, &Db);
  }
)";

TEST_F(UnitTest, NothingIsSaidInAFunctionWithErrors) {
  UnitResult Result = run(std::string(Library) + Broken);
  EXPECT_THAT(foundIn(Result), testing::ElementsAre("before", "after"));
}

TEST_F(UnitTest, AWarningThatIsMadeAnErrorLeavesTheCodeAsItIs) {
  UnitResult Result = run(std::string(Library) + R"(
    int f(const char *Path) {
      int Unused;
      sqlite3 *Db;
      return sqlite3_open(Path, &Db);
    })",
                          {"-std=c++17", "-Wall", "-Werror"});
  EXPECT_THAT(foundIn(Result), testing::ElementsAre("f"));
}

TEST_F(UnitTest, ABrokenCalleeMayDoAnything) {
  UnitResult Result = run(std::string(Library) + R"(
    static void close(sqlite3 *Db) { sqlite3_close(Db + nothing); }
    int f(const char *Path) {
      sqlite3 *Db;
      int Status = sqlite3_open(Path, &Db);
      close(Db);
      return Status + sqlite3_changes(Db);
    })");
  EXPECT_THAT(foundIn(Result), IsEmpty());
}

TEST_F(UnitTest, WithoutItsBraceAFunctionReachesToTheEnd) {
  UnitResult Result = run(std::string(Library) + LeakyTemplate + R"(
    int f(char *Path) { return leak(Path); }
    int half(const char *Path) {
      sqlite3 *Db;
      if (sqlite3_open(Path, &Db)) {
        return 1;
  )");
  EXPECT_THAT(foundIn(Result), testing::ElementsAre("leak"));
}

TEST_F(UnitTest, AnErrorInAnInstanceOfTheSystemIsTheCallers) {
  UnitResult Result = run(std::string(Library) + R"(
# 1 "/system/header.h" 1 3
    template <typename T> int size(T Value) { return Value.size(); }
# 100 "input.cc" 2
    int broken(const char *Path) {
      sqlite3 *Db;
      return sqlite3_open(Path, &Db) + size(1);
    }
    int whole(const char *Path) {
      sqlite3 *Db;
      return sqlite3_open(Path, &Db);
    })");
  EXPECT_THAT(foundIn(Result), testing::ElementsAre("whole"));
}

TEST_F(UnitTest, StatementsCanBeEdited) {
  UnitResult Result = run(std::string(Library) + R"(
    int open(const char *Path, int N) {
      sqlite3 *Db = nullptr;
      sqlite3_open(Path, &Db);
      if (N)
        return 1;
      return sqlite3_close(Db);
    }
  )");
  ASSERT_THAT(Result.Findings, SizeIs(1));
  const source::AnchorTable &Anchors = Result.Unit.Anchors;
  const source::EditSite *Site = Anchors.editSite(Result.Findings[0].At);
  ASSERT_TRUE(Site);
  EXPECT_EQ("return 1;", Anchors.spelling(Site->Statement));
  EXPECT_TRUE(Site->NeedsBraces);
  const source::EditSite *Opening =
      Anchors.editSite(Result.Findings[0].Session.OpenedAt);
  ASSERT_TRUE(Opening);
  EXPECT_EQ("sqlite3_open(Path, &Db);", Anchors.spelling(Opening->Statement));
  EXPECT_FALSE(Opening->NeedsBraces);
  EXPECT_TRUE(Opening->Enclosing);
}

} // namespace
