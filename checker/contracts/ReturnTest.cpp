//===- ReturnTest.cpp -----------------------------------------------------===//
#include "contracts/ReturnTest.h"
#include "support/Problems.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace session;

namespace {

struct Comparison {
  llvm::StringLiteral Sign, Value;
  ReturnTest::Kind What;
};
const Comparison Comparisons[] = {
    {"==", "null", ReturnTest::Null}, {"!=", "null", ReturnTest::NonNull},
    {"==", "0", ReturnTest::Zero},    {"!=", "0", ReturnTest::NonZero},
    {"<", "0", ReturnTest::Negative}, {">=", "0", ReturnTest::NonNegative},
    {">", "0", ReturnTest::Positive}, {"<=", "0", ReturnTest::NonPositive},
};

struct Word {
  llvm::StringLiteral Text;
  ReturnTest::Kind What;
};
const Word Words[] = {
    {"always", ReturnTest::Always},
    {"otherwise", ReturnTest::Otherwise},
    {"throws", ReturnTest::Throws},
};

llvm::Error wrong(const llvm::Twine &What, const llvm::Twine &Remedy) {
  std::string Text = (What + "; " + Remedy).str();
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s",
                                 Text.c_str());
}

/// `A`, `A or B or C`; Joint is the word between.
llvm::Expected<std::vector<int64_t>>
valuesOf(llvm::ArrayRef<llvm::StringRef> Parts, llvm::StringRef Joint,
         const std::map<std::string, int64_t> &Constants) {
  std::vector<int64_t> Values;
  for (size_t I = 0; I != Parts.size(); ++I) {
    if (I % 2 == 1) {
      if (Parts[I] != Joint || I + 1 == Parts.size())
        return wrong("'" + Parts[I] + "' in a list of values",
                     "join values by '" + Joint + "'");
      continue;
    }
    llvm::Expected<int64_t> Number = parseConstant(Parts[I], Constants);
    if (!Number)
      return Number.takeError();
    if (!llvm::is_contained(Values, *Number))
      Values.push_back(*Number);
  }
  return Values;
}

/// `< N` is `<= N - 1`.
struct Bound {
  ReturnTest::Kind What;
  int64_t Add;
};
std::optional<Bound> boundOf(llvm::StringRef Sign) {
  if (Sign == ">=")
    return Bound{ReturnTest::AtLeast, 0};
  if (Sign == ">")
    return Bound{ReturnTest::AtLeast, 1};
  if (Sign == "<=")
    return Bound{ReturnTest::AtMost, 0};
  if (Sign == "<")
    return Bound{ReturnTest::AtMost, -1};
  return std::nullopt;
}

} // namespace

std::optional<ReturnTest> session::negated(const ReturnTest &Test) {
  switch (Test.What) {
  case ReturnTest::Null:
    return ReturnTest{ReturnTest::NonNull, {}};
  case ReturnTest::NonNull:
    return ReturnTest{ReturnTest::Null, {}};
  case ReturnTest::Zero:
    return ReturnTest{ReturnTest::NonZero, {}};
  case ReturnTest::NonZero:
    return ReturnTest{ReturnTest::Zero, {}};
  case ReturnTest::Negative:
    return ReturnTest{ReturnTest::NonNegative, {}};
  case ReturnTest::NonNegative:
    return ReturnTest{ReturnTest::Negative, {}};
  case ReturnTest::Positive:
    return ReturnTest{ReturnTest::NonPositive, {}};
  case ReturnTest::NonPositive:
    return ReturnTest{ReturnTest::Positive, {}};
  case ReturnTest::OneOf:
    return ReturnTest{ReturnTest::NoneOf, Test.Values};
  case ReturnTest::NoneOf:
    return ReturnTest{ReturnTest::OneOf, Test.Values};
  case ReturnTest::AtLeast:
    return ReturnTest{ReturnTest::AtMost, {Test.Values.front() - 1}};
  case ReturnTest::AtMost:
    return ReturnTest{ReturnTest::AtLeast, {Test.Values.front() + 1}};
  case ReturnTest::Always:
  case ReturnTest::Otherwise:
  case ReturnTest::Throws:
    return std::nullopt;
  }
  return std::nullopt;
}

llvm::Expected<int64_t>
session::parseConstant(llvm::StringRef Text,
                       const std::map<std::string, int64_t> &Constants) {
  int64_t Number;
  if (!Text.getAsInteger(0, Number))
    return Number;
  auto It = Constants.find(Text.str());
  if (It != Constants.end())
    return It->second;
  std::vector<llvm::StringRef> Names;
  for (const auto &Constant : Constants)
    Names.push_back(Constant.first);
  return wrong("unknown constant '" + Text + "'",
               nearestWord(Text, Names) + " (add it to 'constants:')");
}

llvm::Expected<ReturnTest>
session::parseReturnTest(llvm::StringRef Text, llvm::StringRef Subject,
                         const std::map<std::string, int64_t> &Constants) {
  llvm::SmallVector<llvm::StringRef, 8> Parts;
  Text.split(Parts, ' ', -1, /*KeepEmpty=*/false);
  if (Parts.size() == 1)
    for (const Word &W : Words)
      if (W.Text == Parts[0])
        return ReturnTest{W.What, {}};
  if (Parts.size() < 3 || Parts[0] != Subject)
    return wrong("unknown test '" + Text + "'",
                 "write '" + Subject + " == VALUE', '" + Subject +
                     " != null', 'always', 'otherwise' or 'throws'");

  // A name for 0 means 0: both ways of writing it are one test.
  llvm::StringRef Value = Parts[2];
  auto Known = Constants.find(Value.str());
  if (Known != Constants.end() && Known->second == 0)
    Value = "0";
  if (Parts.size() == 3)
    for (const Comparison &C : Comparisons)
      if (C.Sign == Parts[1] && C.Value == Value)
        return ReturnTest{C.What, {}};
  if (std::optional<Bound> B = boundOf(Parts[1]); B && Parts.size() == 3) {
    llvm::Expected<int64_t> Number = parseConstant(Parts[2], Constants);
    if (!Number)
      return Number.takeError();
    int64_t Edge = 0;
    if (llvm::AddOverflow(*Number, B->Add, Edge))
      return wrong("'" + Parts[2] + "' in a test", "nothing is beyond that");
    if (Edge == 0) // both ways of writing it are one test
      return ReturnTest{B->What == ReturnTest::AtLeast
                            ? ReturnTest::NonNegative
                            : ReturnTest::NonPositive,
                        {}};
    return ReturnTest{B->What, {Edge}};
  }
  bool Equal = Parts[1] == "==";
  if (!Equal && Parts[1] != "!=")
    return wrong("'" + Parts[1] + " " + Parts[2] + "' in a test",
                 "use ==, !=, <, <=, > or >=");
  auto Values = valuesOf(llvm::ArrayRef(Parts).drop_front(2),
                         Equal ? "or" : "and", Constants);
  if (!Values)
    return Values.takeError();
  return ReturnTest{Equal ? ReturnTest::OneOf : ReturnTest::NoneOf,
                    std::move(*Values)};
}

std::string session::renderReturnTest(const ReturnTest &Test,
                                      llvm::StringRef Subject) {
  for (const Word &W : Words)
    if (W.What == Test.What)
      return W.Text.str();
  for (const Comparison &C : Comparisons)
    if (C.What == Test.What)
      return (Subject + " " + C.Sign + " " + C.Value).str();
  if (Test.What == ReturnTest::AtLeast || Test.What == ReturnTest::AtMost)
    return (Subject + (Test.What == ReturnTest::AtLeast ? " >= " : " <= ") +
            llvm::Twine(Test.Values.front()))
        .str();
  bool Equal = Test.What == ReturnTest::OneOf;
  llvm::StringRef Joint = Equal ? " or " : " and ";
  std::vector<int64_t> Values = Test.Values;
  // Told apart from Zero and NonZero by being said twice.
  if (Values.size() == 1 && Values[0] == 0)
    Values.push_back(0);
  std::string Text = (Subject + (Equal ? " == " : " != ")).str();
  for (size_t I = 0; I != Values.size(); ++I)
    Text += (I ? Joint.str() : "") + std::to_string(Values[I]);
  return Text;
}
