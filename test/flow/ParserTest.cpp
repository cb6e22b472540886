//===- ParserTest.cpp - What people write, and what they get wrong --------===//

#include "EveryField.h"
#include "flow/Verifier.h"
#include "gtest/gtest.h"

using namespace session;
using namespace session::flow;

namespace {

/// The only graph of the text, printed, without its first and last line.
std::string bodyOf(llvm::StringRef Text) {
  Program P = parsed(Text);
  std::string Copy = printed(P);
  llvm::StringRef Whole = Copy;
  size_t Start = Whole.find("\ngraph ") + 1;
  Whole = Whole.drop_front(Whole.find('\n', Start) + 1);
  return Whole.drop_back(2).str();
}

std::string symbolsOf(llvm::StringRef Text) { return printed(parsed(Text)); }

TEST(Shorthand, EmptyTextAndComments) {
  EXPECT_EQ(symbolsOf(""), "");
  EXPECT_EQ(symbolsOf("// nothing\n\n  // here"), "");
  EXPECT_EQ(symbolsOf("func @f // why\r\n"), "func @f\n");
}

TEST(Shorthand, AGraphWithNothingReturns) {
  EXPECT_EQ(bodyOf("graph @f {}"), "b0:\n  return\n");
  EXPECT_EQ(bodyOf("graph @f { x = 1 }"), "  var x\nb0:\n  x = 1\n  return\n");
}

TEST(Shorthand, ACallThatMayThrow) {
  EXPECT_EQ(bodyOf("graph @f {\n"
                   "  c = call @g(ci) #3 unwind lpad\n"
                   "  call @h() unwind lpad #7\n"
                   "ok:\n"
                   "  return\n"
                   "lpad:\n"
                   "  resume\n"
                   "}\n"),
            "  var c\n  var ci\n"
            "b0:\n  c = call @g(ci) #3 unwind b3\n"
            "b1:\n  call @h()\n  invoke b2 unwind b3 #7\n"
            "b2:\n  return\n"
            "b3:\n  resume\n");
}

TEST(Shorthand, ImpliedBlocksAndFallThrough) {
  EXPECT_EQ(bodyOf("graph @f {\n"
                   "top:\n"
                   "  branch x ? return : more\n"
                   "more:\n"
                   "  call @g() unwind resume\n"
                   "last:\n"
                   "  throw E\n"
                   "}\n"),
            "  var x\n"
            "b0:\n  branch x ? b3 : b1\n"
            "b1:\n  call @g() unwind b4\n"
            "b2:\n  throw E unwind b4\n"
            "b3:\n  return\n"
            "b4:\n  resume\n");
  EXPECT_EQ(bodyOf("graph @f {\na:\n  x = 1\nb:\n  jump a\n}\n"),
            "  var x\nb0:\n  x = 1\n  jump b1\nb1:\n  jump b0\n");
}

TEST(Shorthand, ArrowsAndParentheses) {
  EXPECT_EQ(bodyOf("graph @f {\n  p->next->x = ((y))\n  *(a.b) = *a.b\n}\n"),
            "  var p\n  var y\n  var a\n"
            "b0:\n  (*(*p).next).x = y\n  *a.b = *a.b\n  return\n");
}

TEST(Shorthand, TheHeadDeclares) {
  Program P = parsed("graph @open(ci: const char *, n, out: PGconn ** Value) "
                     "-> PGconn * {\n  return = null\n  return\n}\n");
  const Function &F = P.Symbols.Functions[0];
  ASSERT_EQ(F.Parameters.size(), 3u);
  EXPECT_EQ(F.Parameters[0].How, Passing::ConstPointer);
  EXPECT_EQ(F.Parameters[1].How, Passing::Value);
  EXPECT_EQ(P.Symbols.text(F.Parameters[1].Name), "n");
  EXPECT_EQ(F.Parameters[2].How, Passing::Value);
  EXPECT_EQ(P.Symbols.text(P.Symbols[F.Result].Spelling), "PGconn *");
  const FlowGraph &G = P.Graphs[0];
  EXPECT_EQ(G.find(VariableKind::Parameter, 2), VariableId(2));
  VariableId Result = G.find(VariableKind::Result);
  ASSERT_TRUE(Result.isValid());
  EXPECT_EQ(G[Result].Type, F.Result);
  EXPECT_EQ(P.graphOf(FunctionId(0)), &P.Graphs[0]);
}

TEST(Shorthand, AFunctionsLineIsStrongerThanTheHead) {
  Program P = parsed("graph @f(x: int) {}\nfunc @f noexcept\n");
  EXPECT_TRUE(P.Symbols.Functions[0].Parameters.empty());
  EXPECT_TRUE(P.Symbols.Functions[0].IsNoExcept);
  EXPECT_EQ(P.Graphs[0].Variables.size(), 1u);
}

TEST(Shorthand, FewWordsDeclareAFunction) {
  Program P = parsed("func @work project\n"
                     "func @PQfinish c system (Pointer)\n");
  const Function &Work = P.Symbols.Functions[0];
  EXPECT_FALSE(Work.InSystemHeader || Work.IsC || Work.IsNoExcept);
  EXPECT_EQ(P.Symbols.text(Work.Usr), "work");
  EXPECT_EQ(P.Symbols.text(Work.Display), "work");
  const Function &Finish = P.Symbols.Functions[1];
  EXPECT_TRUE(Finish.IsC && Finish.InSystemHeader);
  ASSERT_EQ(Finish.Parameters.size(), 1u);
  EXPECT_EQ(Finish.Parameters[0].How, Passing::Pointer);
  EXPECT_FALSE(Finish.Parameters[0].Type.isValid());
}

TEST(Shorthand, ArgumentsArePassedAsTheCalleeSays) {
  Program P = parsed("func @g (Pointer, Reference)\n"
                     "graph @f {\n  call @g(c, &x ConstReference)\n}\n");
  const auto &C = std::get<Call>(P.Graphs[0].Blocks[0].Body[0].What);
  EXPECT_EQ(C.Arguments[0].How, Passing::Pointer);
  EXPECT_EQ(C.Arguments[1].How, Passing::ConstReference);
}

TEST(Shorthand, AnUndeclaredDestructor) {
  Program P = parsed("graph @f {\n  destroy @ns::G::~G on &g for Return\n}\n");
  const Function &D =
      P.Symbols.Functions[0].Name == P.Symbols.Names.find("ns::G::~G")
          ? P.Symbols.Functions[0]
          : P.Symbols.Functions[1];
  EXPECT_EQ(D.Special, SpecialMember::Destructor);
  EXPECT_TRUE(D.IsNoExcept && D.IsMember);
  ASSERT_TRUE(D.Class.isValid());
  EXPECT_EQ(P.Symbols.text(P.Symbols[D.Class].Name), "ns::G");
  const auto &C = std::get<Call>(P.Graphs[0].Blocks[0].Body[0].What);
  EXPECT_EQ(C.Kind, CallKind::Destructor);
  EXPECT_EQ(C.ObjectType, D.Class);
  EXPECT_EQ(C.Why, Leave::Return);
}

TEST(Shorthand, TypesFromTheirSpelling) {
  Program P = parsed("static ::x: const PGconn **\n");
  const Static &V = P.Symbols.Statics[0];
  const Type &Outer = P.Symbols[V.Type];
  EXPECT_EQ(Outer.Kind, TypeKind::Pointer);
  EXPECT_FALSE(Outer.PointeeIsConst);
  const Type &Inner = P.Symbols[Outer.Pointee];
  EXPECT_EQ(P.Symbols.text(Inner.Spelling), "const PGconn *");
  EXPECT_TRUE(Inner.PointeeIsConst);
  const Type &Record = P.Symbols[Inner.Pointee];
  EXPECT_EQ(Record.Kind, TypeKind::Record);
  EXPECT_EQ(P.Symbols.text(Record.Name), "PGconn");
  P = parsed("type \"std::unique_ptr<T, D<U>>::pointer\"\n");
  EXPECT_EQ(P.Symbols.text(P.Symbols.Types[0].Name),
            "std::unique_ptr::pointer");
}

TEST(Shorthand, ThisIsAPointerToItsClass) {
  Program P = parsed("func @Conn::open class Conn\n"
                     "graph @Conn::open {\n  this->c_ = null\n}\n");
  const FlowGraph &G = P.Graphs[0];
  VariableId This = G.find(VariableKind::This);
  ASSERT_TRUE(This.isValid());
  EXPECT_EQ(P.Symbols.text(P.Symbols[G[This].Type].Spelling), "Conn *");
  EXPECT_TRUE(P.Symbols.Functions[0].IsMember);
}

TEST(Shorthand, DeclarationsMayComeLast) {
  Program P = parsed("graph @a { call @b(x) }\n"
                     "func @b (Pointer)\nfunc @a\n");
  EXPECT_EQ(P.Symbols.text(P.Symbols.Functions[0].Name), "b");
  EXPECT_EQ(P.Graphs[0].Self, FunctionId(1));
}

struct Wrong {
  const char *Text, *Error;
};

class ParserError : public testing::TestWithParam<Wrong> {};

TEST_P(ParserError, SaysWhereAndWhat) {
  EXPECT_EQ(parseError(GetParam().Text),
            std::string("test.flow:") + GetParam().Error);
}

const Wrong Wrongs[] = {
    {"nonsense", "1:1: expected 'type', 'func', 'static' or 'graph', found "
                 "'nonsense'"},
    {"\n\n  func work",
     "3:8: expected a function, as in '@work', found 'work'"},
    {"func @", "1:7: expected the function's name after '@', found the end of "
               "the line"},
    {"func @f\nfunc @f\n", "2:6: function 'f' is already declared"},
    {"type T\ntype T\n", "2:6: type 'T' is already declared"},
    {"static ::x\nstatic ::x\n", "2:8: static 'x' is already declared"},
    {"static x\n", "1:8: expected a static, as in '::counter', found 'x'"},
    {"func @f quick\n",
     "1:9: expected a property of a function, found 'quick'"},
    {"func @f not quick\n",
     "1:13: expected a property of a function after 'not', found 'quick'"},
    {"func @f (int\n", "1:13: expected ',' or ')', found the end of the line"},
    {"func @f (,)\n", "1:10: expected a parameter: 'name:', a type, or how it "
                      "is passed, found ','"},
    {"func @f usr x\n", "1:13: expected the USR in quotes, found 'x'"},
    {"type T tiny\n", "1:8: expected a property of a type, found 'tiny'"},
    {"type T not to\n", "1:12: expected 'const' or 'union' after 'not', found "
                        "'to'"},
    {"type 7\n", "1:6: expected a type, found '7'"},
    {"static ::x: T big\n", "1:15: expected a property of a static, found "
                            "'big'"},
    {"func @f #\n",
     "1:10: expected the number of an anchor, found the end of the line"},
    {"func @f #4294967295\n", "1:10: expected the number of an anchor"},
    {"func @f/0\n", "1:9: expected which of the equal names, from 1"},
    {"func @f \"abc\n",
     "1:9: expected a property of a function, found a string without its "
     "closing quote"},
    {"func @f ;\n", "1:9: expected a property of a function, found a character "
                    "that has no meaning here"},
    {"graph @f\n", "1:9: expected '{', found the end of the line"},
    {"graph @f {\n", "2:1: expected '}', found the end of the file"},
    {"graph @f {}\ngraph @f {}\n", "2:7: the function has a graph already"},
    {"graph @f(a, a) {}\n", "1:7: two parameters have the same name"},
    {"graph @f {\n  call work()\n}",
     "2:8: expected a function, as in '@work', found 'work'"},
    {"graph @f {\n  x = call @g(\n}", "3:1: expected an operand, found '}'"},
    {"graph @f {\n  x = call @g(1 2)\n}",
     "2:17: expected ',' or ')', found '2'"},
    {"graph @f {\n  x\n}", "2:4: expected '=', found the end of the line"},
    {"graph @f {\n  x = \n}", "2:7: expected an operand, found the end of the "
                              "line"},
    {"graph @f {\n  x = 1 2\n}", "2:9: expected the end of the line, found "
                                 "'2'"},
    {"graph @f {\n  x = y & z\n}",
     "2:11: expected the bits of a mask, found 'z'"},
    {"graph @f {\n  x = 99999999999999999999\n}",
     "2:7: expected an integer of 64 bits, found '99999999999999999999'"},
    {"graph @f {\n  x. = 1\n}", "2:6: expected the name of a field, found '='"},
    {"graph @f {\n  x[1] = 1\n}", "2:5: expected ']', found '1'"},
    {"graph @f {\n  (x = 1\n}", "2:6: expected ')', found '='"},
    {"graph @f {\n  , = 1\n}",
     "2:3: expected an instruction, a terminator or a label, found ','"},
    {"graph @f {\n  a::b = 1\n}", "2:3: expected a variable, found 'a::b'"},
    {"graph @f {\n  live jump\n}", "2:8: expected a variable, found 'jump'"},
    {"graph @f {\n  dead x for fun\n}",
     "2:14: expected a reason, as in 'for ScopeEnd', found 'fun'"},
    {"graph @f {\n  jump nowhere\n  \n}", "2:8: no block has this label"},
    {"graph @f {\n  branch x ? z : a\n}", "2:14: no block has this label"},
    {"graph @f {\n  jump a\n  x = 1\na:\n}",
     "3:3: expected a label, because the block above has ended, found 'x'"},
    {"graph @f {\na:\n  x = 1\na:\n}", "4:1: label 'a' is already used"},
    {"graph @f {\n  branch x a : b\n}", "2:12: expected '?', found 'a'"},
    {"graph @f {\n  branch x ? a, b\n}", "2:15: expected ':', found ','"},
    {"graph @f {\n  switch x (a: b) else c\n}",
     "2:13: expected a case's value, found 'a'"},
    {"graph @f {\n  switch x (1: b)\n}",
     "2:18: expected 'else' and the default's label, found the end of the "
     "line"},
    {"graph @f {\n  var x\n  var x\n}",
     "3:7: a variable of this name is already declared"},
    {"graph @f {\n  var x: T index y\n}",
     "2:18: expected the parameter's number, found 'y'"},
    {"graph @f {\n  x = \"a\" | y\n}", "2:13: expected a text in quotes, found "
                                       "'y'"},
};

INSTANTIATE_TEST_SUITE_P(All, ParserError, testing::ValuesIn(Wrongs));

TEST(ParserLimits, DeepPlacesEndInAnError) {
  std::string Text = "graph @f {\n  " + std::string(100000, '(') + "\n}\n";
  EXPECT_NE(parseError(Text).find("expected fewer parentheses"),
            std::string::npos);
  Text = "graph @f {\n  " + std::string(100000, '*') + "x = 1\n}\n";
  EXPECT_EQ(parseError(Text), "");
}

TEST(ParserLimits, ATypeOfManyStars) {
  std::string Text = "type T " + std::string(100000, '*') + "\n";
  Program P = parsed(Text);
  EXPECT_EQ(P.Symbols.Types.size(), 1u);
  expectRoundTrip(P);
}

} // namespace
