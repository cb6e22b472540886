//===- VerifierTest.cpp - Each rule, kept and broken ----------------------===//

#include "flow/Verifier.h"
#include "EveryField.h"
#include "gtest/gtest.h"

using namespace session;
using namespace session::flow;

namespace {

std::string problemsOf(const FlowGraph &G, const SymbolTable &S) {
  std::string All;
  for (const std::string &One : verify(G, S))
    All += One + "\n";
  return All;
}

/// The problems of the first graph of this text, one a line.
std::string problemsIn(llvm::StringRef Text) {
  Program P = parsed(Text);
  return problemsOf(P.Graphs.at(0), P.Symbols);
}

/// A graph with one variable `x`, broken by hand, because the parser makes no
/// such graph.
class Broken : public testing::Test {
protected:
  void SetUp() override {
    P = parsed("graph @f {\n  var x: T\n  x = 1\n  return\n}\n");
    X.Variable = VariableId(0);
  }
  FlowGraph &graph() { return P.Graphs[0]; }
  std::string with(Op What) {
    graph().Blocks[0].Body[0].What = std::move(What);
    return problemsOf(graph(), P.Symbols);
  }
  std::string withEnd(TerminatorOp What) {
    graph().Blocks[0].End.What = std::move(What);
    return problemsOf(graph(), P.Symbols);
  }

  Program P;
  Place X;
};

TEST_F(Broken, IsFineBefore) { EXPECT_EQ(problemsOf(graph(), P.Symbols), ""); }

TEST_F(Broken, Head) {
  graph().Self = FunctionId(9);
  EXPECT_EQ(problemsOf(graph(), P.Symbols),
            "head: the graph is of no function\n");
  graph().Self = FunctionId(0);
  graph().Blocks.clear();
  EXPECT_EQ(problemsOf(graph(), P.Symbols), "head: no entry block\n");
}

TEST_F(Broken, Variables) {
  graph().Variables[0].Type = TypeId(99);
  EXPECT_EQ(problemsOf(graph(), P.Symbols), "head: no such type\n");
  graph().Variables[0].Type = TypeId();
  for (VariableKind Kind :
       {VariableKind::Parameter, VariableKind::This, VariableKind::Result}) {
    graph().Variables[0].Kind = Kind;
    graph().Variables.resize(1);
    graph().Variables.push_back(graph().Variables[0]);
    EXPECT_EQ(problemsOf(graph(), P.Symbols),
              "head: variable 1 repeats a parameter, this or result\n");
  }
  graph().Variables[0].Kind = VariableKind::Parameter;
  graph().Variables[1] = graph().Variables[0];
  graph().Variables[1].Index = 1;
  EXPECT_EQ(problemsOf(graph(), P.Symbols), "");
}

TEST_F(Broken, Places) {
  const char *One = "block 0: a place needs a variable or a static, not both\n";
  EXPECT_EQ(with(Assign{Place(), Operand::null()}), One);
  Place Both = X;
  Both.Static = StaticId(0);
  EXPECT_EQ(with(Assign{Both, Operand::null()}), One);
  Place Far;
  Far.Variable = VariableId(7);
  EXPECT_EQ(with(Not{Far, Operand::null()}), "block 0: no such variable\n");
  Far = Place();
  Far.Static = StaticId(7);
  EXPECT_EQ(with(Mask{Far, Operand::null(), 1}), "block 0: no such static\n");
  EXPECT_EQ(with(Add{Far, Operand::null(), 1}), "block 0: no such static\n");
  const char *Named =
      "block 0: a field needs a name, and nothing else has one\n";
  EXPECT_EQ(with(Assign{X.field(NameId()), Operand::null()}), Named);
  Place NamedDeref = X.deref();
  NamedDeref.Path[0].Name = P.Symbols.Names.intern("f");
  EXPECT_EQ(with(Assign{NamedDeref, Operand::null()}), Named);
}

TEST_F(Broken, Operands) {
  Operand Text;
  Text.What = Operand::Text;
  EXPECT_EQ(with(Assign{X, Text}), "block 0: a text operand without a text\n");
  Text.What = Operand::Prefix;
  EXPECT_EQ(with(Release{Text}), "block 0: a text operand without a text\n");
  EXPECT_EQ(with(Assign{X, Operand::function(FunctionId(5))}),
            "block 0: no such function\n");
  EXPECT_EQ(with(Compare{X, Predicate::Equal, Operand::load(Place()),
                         Operand::address(Place())}),
            "block 0: a place needs a variable or a static, not both\n"
            "block 0: a place needs a variable or a static, not both\n");
}

TEST_F(Broken, Calls) {
  Call C;
  EXPECT_EQ(with(C), "block 0: no such function\n");
  C.Callee = FunctionId(0);
  EXPECT_EQ(with(C), "");
  C.Target = Operand::null();
  EXPECT_EQ(with(C), "block 0: only an indirect call has a target\n");
  C.Kind = CallKind::Indirect;
  EXPECT_EQ(with(C), "block 0: an indirect call names its callee\n");
  C.Target = Operand::unknown();
  for (CallKind Kind :
       {CallKind::Virtual, CallKind::Constructor, CallKind::Destructor}) {
    C.Kind = Kind;
    C.Receiver.reset();
    EXPECT_EQ(with(C), "block 0: this kind of call needs a receiver\n");
    C.Receiver = Operand::address(X);
    EXPECT_EQ(with(C), "");
  }
  C.Why = Leave::Return;
  EXPECT_EQ(with(C), "");
  C.Kind = CallKind::Direct;
  EXPECT_EQ(with(C), "block 0: only a destructor call is a cleanup\n");
  C.Why = Leave::None;
  C.Receiver = Operand::load(Place());
  C.Arguments.push_back({Operand::load(Place()), Passing::Value});
  C.Result = Place();
  C.ObjectType = C.ResultType = TypeId(99);
  EXPECT_EQ(verify(graph(), P.Symbols).size(), 1u);
  EXPECT_EQ(llvm::StringRef(with(C)).count('\n'), 5u);
}

TEST_F(Broken, OtherOps) {
  EXPECT_EQ(with(Closure{X, FunctionId()}), "block 0: no such function\n");
  EXPECT_EQ(with(StorageLive{VariableId()}), "block 0: no such variable\n");
  EXPECT_EQ(with(StorageDead{VariableId(8)}), "block 0: no such variable\n");
  EXPECT_EQ(with(StorageDead{VariableId(0), Leave::None}),
            "block 0: storage ends for no reason\n");
  EXPECT_EQ(with(Allocate{X, TypeId(99)}), "block 0: no such type\n");
  EXPECT_EQ(with(Allocate{X, TypeId()}), "");
  EXPECT_EQ(with(Opaque{{Place()}, NameId()}),
            "block 0: a place needs a variable or a static, not both\n");
  EXPECT_EQ(with(Catch{TypeId(99), VariableId(8)}),
            "block 0: no such type\nblock 0: no such variable\n");
}

TEST_F(Broken, Edges) {
  const char *Edge = "block 0: an edge to no block\n";
  BlockId Here(0), Far(4);
  EXPECT_EQ(withEnd(Jump{Far}), Edge);
  EXPECT_EQ(withEnd(Jump{}), Edge);
  EXPECT_EQ(withEnd(Branch{Operand::null(), Far, Here}), Edge);
  EXPECT_EQ(withEnd(Branch{Operand::null(), Here, Far}), Edge);
  EXPECT_EQ(withEnd(Switch{Operand::null(), {}, Far}), Edge);
  EXPECT_EQ(withEnd(Switch{Operand::null(), {{1, 1, Far}}, Here}), Edge);
  EXPECT_EQ(withEnd(Throw{TypeId(), Far}), Edge);
  EXPECT_EQ(withEnd(Throw{TypeId(), BlockId()}), Edge);
  EXPECT_EQ(withEnd(Rethrow{Far}), Edge);
  EXPECT_EQ(withEnd(Dispatch{{{TypeId(), Far}}, {}}), Edge);
  EXPECT_EQ(withEnd(Dispatch{{{TypeId(0), Here}}, {}}), Edge);
  EXPECT_EQ(withEnd(Throw{TypeId(99), Here}), "block 0: no such type\n");
}

TEST_F(Broken, InvokeWithoutCall) {
  EXPECT_EQ(withEnd(Invoke{BlockId(0), BlockId(0)}),
            "block 0: invoke does not follow a call\n");
  graph().Blocks[0].Body.clear();
  EXPECT_EQ(withEnd(Invoke{BlockId(0), BlockId(0)}),
            "block 0: invoke does not follow a call\n");
}

TEST(Verifier, SwitchCases) {
  EXPECT_EQ(problemsIn("graph @f {\n switch x (1 .. 3: a, 4: a) else a\n"
                       "a:\n return\n}\n"),
            "");
  EXPECT_EQ(problemsIn("graph @f {\n switch x (3 .. 1: a) else a\n"
                       "a:\n return\n}\n"),
            "block 0: a case with an empty range\n");
  EXPECT_EQ(problemsIn("graph @f {\n switch x (1 .. 3: a, 3: a) else a\n"
                       "a:\n return\n}\n"),
            "block 0: two cases for one value\n");
}

TEST(Verifier, HandlersAfterCatchAll) {
  EXPECT_EQ(problemsIn("graph @f {\n call @g() unwind d\n return\n"
                       "d: dispatch (...: h, E: h)\n"
                       "h: catch ...\n endcatch\n}\n"),
            "block 2: a handler after the one for all types\n");
}

TEST(Verifier, FlightFromThrowToHandler) {
  EXPECT_EQ(problemsIn("graph @f {\n"
                       "  call @g() unwind pad\n"
                       "  throw E unwind pad\n"
                       "pad: dispatch (E: h) else out\n"
                       "h: catch E into e\n"
                       "  call @g() unwind rethrown\n"
                       "  endcatch\n"
                       "  return\n"
                       "rethrown: endcatch\n"
                       "  jump out\n"
                       "out: resume\n"
                       "}\n"),
            "");
}

TEST(Verifier, ThrowingAndReturningPathsMustNotMeet) {
  EXPECT_EQ(problemsIn("graph @f {\n call @g() unwind both\n"
                       "both: dead x\n return\n}\n"),
            "block 1: reached both with and without an exception in flight\n");
  // A chain of cleanups while unwinding may be entered by a call's normal edge.
  EXPECT_EQ(problemsIn("graph @f {\n call @g() unwind one\n"
                       " call @h() unwind two\n return\n"
                       "one: destroy @A::~A on &a for Unwind unwind terminate\n"
                       "two: dead b for Unwind\n resume\n}\n"),
            "");
}

TEST(Verifier, WhatNeverLeavesMayBeShared) {
  EXPECT_EQ(problemsIn("graph @f {\n call @g() unwind end\n jump end\n"
                       "end: terminate\n}\n"),
            "");
  EXPECT_EQ(problemsIn("graph @f {\n call @g() unwind end\n jump end\n"
                       "end: dead x\n unreachable\n}\n"),
            "block 2: reached both with and without an exception in flight\n");
}

TEST(Verifier, ExitsFitTheFlight) {
  EXPECT_EQ(problemsIn("graph @f {\n throw E unwind out\nout: return\n}\n"),
            "block 1: return with an exception in flight\n");
  EXPECT_EQ(problemsIn("graph @f {\n resume\n}\n"),
            "block 0: resume with no exception in flight\n");
  EXPECT_EQ(problemsIn("graph @f {\n dispatch (...: h)\nh: return\n}\n"),
            "block 0: dispatch with no exception in flight\n");
  EXPECT_EQ(problemsIn("graph @f {\n catch ...\n return\n}\n"),
            "block 0: catch with no exception in flight\n");
  EXPECT_EQ(problemsIn("graph @f {\n throw unwind h\n"
                       "h: catch ...\n catch ...\n return\n}\n"),
            "block 1: catch with no exception in flight\n");
}

TEST(Verifier, NoExceptNeverResumes) {
  EXPECT_EQ(problemsIn("func @f noexcept\n"
                       "graph @f {\n call @g() unwind resume\n return\n}\n"),
            "block 2: resume in a noexcept function\n");
  EXPECT_EQ(problemsIn("func @f noexcept\n"
                       "graph @f {\n call @g() unwind terminate\n return\n}\n"),
            "");
}

TEST(Verifier, UnreachedBlocksAreLeftAlone) {
  EXPECT_EQ(problemsIn("graph @f {\n return\ndead_end: resume\n}\n"), "");
}

} // namespace
