//===- ContractPathTest.cpp -----------------------------------------------===//
#include "contracts/ContractPath.h"
#include "contracts/ReturnTest.h"
#include "gtest/gtest.h"

using namespace session;

namespace {

std::string again(llvm::StringRef Text) {
  auto Path = parseContractPath(Text);
  if (!Path)
    return "error: " + llvm::toString(Path.takeError());
  std::string Rendered = renderContractPath(*Path);
  auto Second = parseContractPath(Rendered);
  if (!Second) {
    llvm::consumeError(Second.takeError());
    return "not read back: " + Rendered;
  }
  return *Second == *Path ? Rendered : "not equal: " + Rendered;
}

TEST(ContractPath, IsReadBack) {
  for (const char *Text : {"arg0",
                           "arg12",
                           "*arg1",
                           "**arg1",
                           "return",
                           "*return",
                           "this",
                           "this->conn_",
                           "arg0->db",
                           "arg0->a->b",
                           "arg0->a.b",
                           "return.db",
                           "(*arg0)->db",
                           "(**arg0)[]",
                           "arg0[]",
                           "*arg0->$payload",
                           "arg0[].db",
                           "&this->db_",
                           "&return",
                           "*&arg0->a",
                           "(&arg0->a)->b",
                           "static'c:@V@db'",
                           "*static'c:@it''s'->x"})
    EXPECT_EQ(again(Text), Text);
}

TEST(ContractPath, OneSpelling) {
  EXPECT_EQ(again("(*arg0).db"), "arg0->db");
  EXPECT_EQ(again("(arg0)"), "arg0");
  EXPECT_EQ(again("((*(arg0)).db)"), "arg0->db");
}

TEST(ContractPath, StepsInOrder) {
  auto Path = parseContractPath("*this->conn_[]");
  ASSERT_TRUE(bool(Path));
  EXPECT_EQ(Path->Root, ContractPath::This);
  ASSERT_EQ(Path->Steps.size(), 4u);
  EXPECT_EQ(Path->Steps[0].What, ContractStep::Deref);
  EXPECT_EQ(Path->Steps[1].Name, "conn_");
  EXPECT_EQ(Path->Steps[2].What, ContractStep::Element);
  EXPECT_EQ(Path->Steps[3].What, ContractStep::Deref);
}

TEST(ContractPath, AnAddressAndADereferenceCancel) {
  ContractPath Path;
  Path.append({ContractStep::Deref, ""});
  Path.append({ContractStep::AddressOf, ""});
  EXPECT_EQ(renderContractPath(Path), "arg0");
  EXPECT_TRUE(Path.isValue());
  Path.append({ContractStep::Deref, ""});
  Path.append({ContractStep::Field, "db"});
  EXPECT_FALSE(Path.isValue());
  Path.append({ContractStep::AddressOf, ""});
  EXPECT_EQ(renderContractPath(Path), "&arg0->db");
  EXPECT_TRUE(Path.isValue());
  Path.append({ContractStep::Deref, ""});
  EXPECT_EQ(renderContractPath(Path), "arg0->db");
}

TEST(ContractPath, SaysWhatIsWrong) {
  auto Has = [](llvm::StringRef Text, llvm::StringRef What) {
    std::string Got = again(Text);
    EXPECT_TRUE(llvm::StringRef(Got).starts_with(("error: " + What).str()))
        << Text.str() << ": " << Got;
  };
  Has("", "no place where one is needed");
  Has("*", "no place where one is needed");
  Has("argument0", "unknown place 'argument0'");
  Has("arg", "unknown place 'arg'");
  Has("arg100", "unknown place 'arg100'");
  Has("arg0->", "no field name after");
  Has("arg0.", "no field name after");
  Has("(arg0", "no ')' for the '('");
  Has("arg0)", "')' after the end of the path");
  Has("arg0 db", "' db' after the end of the path");
  Has("static''", "a static without name");
  Has("static'''", "no ' at the end of a static's name");
  Has("static'x", "no ' at the end of a static's name");
  Has("*******************arg0", "a path of more than 16 steps");
  Has("arg0[][][][][][][][][][][][][][][][][]", "a path of more than 16 steps");
  Has(std::string(100000, '('), "a path of more than 16 steps");
}

const std::map<std::string, int64_t> Constants = {
    {"OK", 0}, {"ROW", 100}, {"DONE", 101}, {"BAD", -1}};

std::string testAgain(llvm::StringRef Text) {
  auto Test = parseReturnTest(Text, "return", Constants);
  if (!Test)
    return "error: " + llvm::toString(Test.takeError());
  std::string Rendered = renderReturnTest(*Test, "return");
  auto Second = parseReturnTest(Rendered, "return", {});
  if (!Second) {
    llvm::consumeError(Second.takeError());
    return "not read back: " + Rendered;
  }
  return *Second == *Test ? Rendered : "not equal: " + Rendered;
}

TEST(ReturnTest, IsReadBack) {
  for (const char *Text :
       {"always", "otherwise", "throws", "return == null", "return != null",
        "return == 0", "return != 0", "return < 0", "return > 0", "return <= 0",
        "return >= 0", "return == 5", "return != -7", "return == 1 or 2 or 3",
        "return != 1 and 2", "return >= 5", "return <= -3"})
    EXPECT_EQ(testAgain(Text), Text);
}

TEST(ReturnTest, NamesStandForNumbers) {
  EXPECT_EQ(testAgain("return == OK"), "return == 0");
  EXPECT_EQ(testAgain("return != OK"), "return != 0");
  EXPECT_EQ(testAgain("return == ROW or DONE"), "return == 100 or 101");
  EXPECT_EQ(testAgain("return != BAD"), "return != -1");
  EXPECT_EQ(testAgain("return == 0x10"), "return == 16");
  EXPECT_EQ(testAgain("return > ROW"), "return >= 101");
  EXPECT_EQ(testAgain("return < 5"), "return <= 4");
  EXPECT_EQ(testAgain("return > BAD"), "return >= 0");
  EXPECT_EQ(testAgain("return < 1"), "return <= 0");
}

TEST(ReturnTest, EqualZeroHasTwoForms) {
  ReturnTest Zero{ReturnTest::Zero, {}}, OneOf{ReturnTest::OneOf, {0}};
  for (const ReturnTest &Test : {Zero, OneOf}) {
    auto Read = parseReturnTest(renderReturnTest(Test, "arg1"), "arg1", {});
    ASSERT_TRUE(bool(Read));
    EXPECT_TRUE(*Read == Test);
  }
}

TEST(ReturnTest, TheNegationExcludesNothingElse) {
  for (const char *Text :
       {"return == null", "return == 0", "return < 0", "return > 0",
        "return == 1 or 2", "return >= 5", "return <= -3"}) {
    auto Test = parseReturnTest(Text, "return", {});
    ASSERT_TRUE(bool(Test));
    std::optional<ReturnTest> Other = negated(*Test);
    ASSERT_TRUE(Other.has_value());
    EXPECT_FALSE(*Other == *Test);
    EXPECT_TRUE(negated(*Other) == *Test);
  }
  EXPECT_FALSE(negated({ReturnTest::Throws, {}}).has_value());
}

TEST(ReturnTest, SaysWhatIsWrong) {
  EXPECT_EQ(testAgain("return == ROWS"),
            "error: unknown constant 'ROWS'; did you mean 'ROW'? (add it to "
            "'constants:')");
  EXPECT_EQ(testAgain("return <> 5"),
            "error: '<> 5' in a test; use ==, !=, <, <=, > or >=");
  EXPECT_EQ(testAgain("return > 0x7fffffffffffffff"),
            "error: '0x7fffffffffffffff' in a test; nothing is beyond that");
  EXPECT_EQ(testAgain("return == 1 and 2"),
            "error: 'and' in a list of values; join values by 'or'");
  EXPECT_EQ(testAgain("return == 1 or"),
            "error: 'or' in a list of values; join values by 'or'");
  EXPECT_EQ(testAgain("sometimes"),
            "error: unknown test 'sometimes'; write 'return == VALUE', 'return "
            "!= null', 'always', 'otherwise' or 'throws'");
}

} // namespace
