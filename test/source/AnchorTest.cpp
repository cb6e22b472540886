// Anchors from source locations, NOLINT comments, and the table's text form.
#include "source/AnchorBuilder.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gmock/gmock.h"

using namespace session;
using namespace session::source;

namespace {

struct AnchorTest : testing::Test {
  AnchorTable Table;
  std::unique_ptr<clang::ASTUnit> Unit;
  std::unique_ptr<AnchorBuilder> Builder;

  void parse(const char *Code) {
    Unit = clang::tooling::buildASTFromCode(Code, "input.cpp");
    ASSERT_TRUE(Unit);
    Builder = std::make_unique<AnchorBuilder>(Unit->getASTContext(), Table);
  }
  /// The anchor of the whole declaration of Name.
  AnchorId declaration(llvm::StringRef Name) {
    for (const clang::Decl *D :
         Unit->getASTContext().getTranslationUnitDecl()->decls())
      if (const auto *N = llvm::dyn_cast<clang::NamedDecl>(D))
        if (N->getIdentifier() && N->getName() == Name)
          return Builder->anchor(N->getSourceRange());
    return AnchorId();
  }
};

TEST_F(AnchorTest, SaysWhereAndWhat) {
  parse("int a;\n  int  b =\n 3;\n");
  AnchorId B = declaration("b");
  ASSERT_TRUE(B);
  EXPECT_EQ(Table[B].Begin.Line, 2u);
  EXPECT_EQ(Table[B].Begin.Column, 3u);
  EXPECT_EQ(Table[B].Begin.Offset, 9u);
  EXPECT_EQ(Table[B].End.Line, 3u);
  EXPECT_EQ(Table[B].End.Column, 3u);
  EXPECT_EQ(Table.spelling(B), "int b = 3");
  EXPECT_EQ(Table.path(Table[B].File), "input.cpp");
  EXPECT_FALSE(Table[B].InMacro);
}

TEST_F(AnchorTest, OneRangeIsOneAnchor) {
  parse("int a;\n");
  EXPECT_EQ(declaration("a"), declaration("a"));
  EXPECT_EQ(Table.size(), 1u);
}

TEST_F(AnchorTest, SpellingIsCut) {
  parse(
      "int a = 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +"
      " 1 + 1 + 1 + 1 + 1;\n");
  EXPECT_EQ(Table.spelling(declaration("a")).size(), 80u);
}

TEST_F(AnchorTest, MacrosAreAnchoredAtTheirExpansion) {
  parse("#define INNER(n) int n = 1\n#define OUTER(n) INNER(n)\n  OUTER(a);\n");
  AnchorId A = declaration("a");
  EXPECT_TRUE(Table[A].InMacro);
  EXPECT_EQ(Table[A].Begin.Line, 3u);
  EXPECT_EQ(Table.spelling(A), "OUTER(a)");
  EXPECT_EQ(Table.Names.text(Table[A].Macro), "OUTER");
}

TEST_F(AnchorTest, NoLintComments) {
  parse("int a; // NOLINT\n"
        "int b; // NOLINT(session-leak, other-*)\n"
        "// NOLINTNEXTLINE(session-*,-session-leak)\n"
        "int c;\n"
        "// NOLINTBEGIN(session-leak)\n"
        "int d;\n"
        "// NOLINTEND(session-leak)\n"
        "int e;\n");
  auto Off = [&](const char *Name, const char *Check) {
    return Table.isSuppressed(declaration(Name), Check);
  };
  EXPECT_TRUE(Off("a", "session-leak"));
  EXPECT_TRUE(Off("b", "session-leak"));
  EXPECT_TRUE(Off("b", "other-check"));
  EXPECT_FALSE(Off("b", "session-use-after-close"));
  EXPECT_FALSE(Off("c", "session-leak"));
  EXPECT_TRUE(Off("c", "session-use-after-close"));
  EXPECT_TRUE(Off("d", "session-leak"));
  EXPECT_FALSE(Off("d", "session-use-after-close"));
  EXPECT_FALSE(Off("e", "session-leak"));
}

TEST_F(AnchorTest, AnOpenRangeSuppressesNothing) {
  parse("// NOLINTBEGIN\nint a;\n");
  EXPECT_FALSE(Table.isSuppressed(declaration("a"), "session-leak"));
}

TEST_F(AnchorTest, TheSmallestEditSiteIsFound) {
  parse("namespace n { int inner; }\nint a;\n");
  AnchorId Whole = declaration("n");
  EditSite Site;
  Site.Statement = Whole;
  Site.NeedsBraces = true;
  Table.add(Site);
  ASSERT_TRUE(Table.editSite(Whole));
  EXPECT_TRUE(Table.editSite(Whole)->NeedsBraces);
  EXPECT_FALSE(Table.editSite(declaration("a")));
}

TEST_F(AnchorTest, TextFormLosesNothing) {
  parse(
      "#define M int a = \"x\\\"y\"[0]\nM; // NOLINT(session-leak)\nint b;\n");
  EditSite Site;
  Site.Statement = declaration("a");
  Site.Uses = {declaration("b")};
  Site.DeclaredName = Table.Names.intern("a name with \"quotes\" and \n lines");
  Table.add(Site);
  std::string First, Second;
  llvm::raw_string_ostream FirstOut(First), SecondOut(Second);
  Table.write(FirstOut);
  llvm::Expected<AnchorTable> Again = AnchorTable::read(First);
  ASSERT_TRUE(bool(Again)) << llvm::toString(Again.takeError());
  Again->write(SecondOut);
  EXPECT_EQ(First, Second);
  EXPECT_TRUE(Again->isSuppressed(AnchorId(0), "session-leak"));
}

TEST_F(AnchorTest, BrokenTextIsAnErrorWithItsLine) {
  llvm::Expected<AnchorTable> Read =
      AnchorTable::read("anchors 1\nat 0 oops\n");
  ASSERT_FALSE(bool(Read));
  EXPECT_THAT(llvm::toString(Read.takeError()),
              testing::HasSubstr("anchors:2:1"));
}

} // namespace
