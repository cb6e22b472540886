// The recipe for one translation unit, on code that is compiled here.
#include "pipeline/Unit.h"
#include "pipeline/Gate.h"
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

  UnitResult run(const std::string &Code) {
    auto Ast = clang::tooling::buildASTFromCodeWithArgs(Code, {"-std=c++17"});
    ContractStore Contracts = loadContracts(Config, Problems);
    return analyze(Ast->getASTContext(), Contracts, Config);
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

} // namespace
