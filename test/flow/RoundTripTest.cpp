//===- RoundTripTest.cpp - The text form loses nothing --------------------===//

#include "EveryField.h"
#include "RandomProgram.h"
#include "flow/Parser.h"
#include "flow/Printer.h"
#include "flow/Verifier.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace session;
using namespace session::flow;

static std::string everything() {
  auto File =
      llvm::MemoryBuffer::getFile(SESSION_FLOW_TESTS "/everything.flow");
  EXPECT_TRUE(bool(File));
  return File ? (*File)->getBuffer().str() : "";
}

TEST(RoundTrip, EverythingIsCanonical) {
  std::string Text = everything();
  Program P = parsed(Text);
  EXPECT_EQ(Text, printed(P));
  expectRoundTrip(P);
}

TEST(RoundTrip, EverythingHasEveryOpAndTerminator) {
  Program P = parsed(everything());
  for (const FlowGraph &G : P.Graphs)
    EXPECT_EQ(verify(G, P.Symbols), std::vector<std::string>());
  std::vector<bool> Ops(std::variant_size_v<Op>);
  std::vector<bool> Ends(std::variant_size_v<TerminatorOp>);
  for (const FlowGraph &G : P.Graphs)
    for (const Block &B : G.Blocks) {
      for (const Instruction &I : B.Body)
        Ops[I.What.index()] = true;
      Ends[B.End.What.index()] = true;
    }
  for (size_t I = 0; I != Ops.size(); ++I)
    EXPECT_TRUE(Ops[I]) << "op " << I;
  for (size_t I = 0; I != Ends.size(); ++I)
    EXPECT_TRUE(Ends[I]) << "terminator " << I;
}

// One flag at a time, on and off, on functions whose names give it different
// defaults.
TEST(RoundTrip, EveryFunctionFlag) {
  static bool Function::*const Flags[] = {
      &Function::IsMember,   &Function::IsImplicit,     &Function::IsNoExcept,
      &Function::IsC,        &Function::InSystemHeader, &Function::IsNoReturn,
      &Function::IsVariadic, &Function::IsVirtual,      &Function::IsMain,
      &Function::IsPublic,   &Function::IsInternal,     &Function::IsLambda,
      &Function::BodyUnknown};
  for (const char *Name : {"f", "main", "A::A", "A::~A", "n::f"})
    for (bool Function::*Flag : Flags)
      for (bool Is : {false, true}) {
        Program P;
        Function F;
        F.Name = P.Symbols.Names.intern(Name);
        F.*Flag = Is;
        P.Symbols.add(F);
        P.index();
        expectRoundTrip(P);
      }
}

TEST(RoundTrip, EverySpecialMemberAndPassing) {
  for (unsigned S = 0; S <= unsigned(SpecialMember::Destructor); ++S)
    for (const char *Name : {"f", "A::A", "A::~A"}) {
      Program P;
      Function F;
      F.Name = P.Symbols.Names.intern(Name);
      F.Special = SpecialMember(S);
      P.Symbols.add(F);
      expectRoundTrip(P);
    }
  for (unsigned H = 0; H <= unsigned(Passing::ConstHandleRef); ++H)
    for (const char *Spelling :
         {"T", "T *", "const T *", "T &", "T &&", "int"}) {
      Program P = parsed("func @f (x: " + std::string(Spelling) + ")\n");
      P.Symbols.Functions[0].Parameters[0].How = Passing(H);
      expectRoundTrip(P);
    }
}

TEST(RoundTrip, EveryTypeKindWithEverySpelling) {
  for (unsigned K = 0; K <= unsigned(TypeKind::Other); ++K)
    for (const char *Spelling : {"T",
                                 "T *",
                                 "const T *",
                                 "T **",
                                 "const T *const *",
                                 "T &",
                                 "T &&",
                                 "T *&",
                                 "T *const &",
                                 "int",
                                 "unsigned long",
                                 "void",
                                 "a<b>::c<d>",
                                 "",
                                 "const T",
                                 "*",
                                 "&",
                                 "const",
                                 "none",
                                 "Pointer"})
      for (bool HasPointee : {false, true})
        for (bool IsConst : {false, true}) {
          Program P;
          Type T;
          T.Spelling = P.Symbols.Names.intern(Spelling);
          T.Kind = TypeKind(K);
          T.PointeeIsConst = IsConst;
          P.Symbols.add(T);
          if (HasPointee) {
            Type Inner;
            Inner.Spelling = P.Symbols.Names.intern("T");
            TypeId Id = P.Symbols.add(Inner);
            P.Symbols.Types[0].Pointee = Id;
          }
          expectRoundTrip(P);
        }
}

/// A random graph makes no sense in where it throws, only in its parts.
static bool isAboutFlight(llvm::StringRef Problem) {
  return Problem.contains("in flight") || Problem.contains("noexcept");
}

TEST(RoundTrip, RandomPrograms) {
  for (unsigned Seed = 1; Seed <= 400; ++Seed) {
    Program P = randomProgram(Seed);
    std::string Before = everyField(P);
    expectRoundTrip(P);
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << Seed;
    // What the generator makes must be what the form promises to keep: names,
    // ids and operands as the verifier wants them.
    for (const FlowGraph &G : P.Graphs)
      for (const std::string &Problem : verify(G, P.Symbols))
        ASSERT_TRUE(isAboutFlight(Problem)) << "seed " << Seed << Problem;
  }
}

TEST(RoundTrip, EveryByteInAText) {
  Program P = parsed("graph @f { x = \"a\" }");
  std::string Bytes;
  for (int C = 0; C != 256; ++C)
    Bytes += char(C);
  Bytes += "0"; // behind a byte that is written as digits
  auto &Write = std::get<Assign>(P.Graphs[0].Blocks[0].Body[0].What);
  Write.From.Texts = {P.Symbols.Names.intern(Bytes),
                      P.Symbols.Names.intern(llvm::StringRef("\0"
                                                             "0",
                                                             2))};
  expectRoundTrip(P);
}

/// The first indented block of docs/flow.md, without the indent.
static std::string pagesExample() {
  auto File = llvm::MemoryBuffer::getFile(SESSION_FLOW_PAGE);
  if (!File)
    return "";
  std::string Example;
  llvm::StringRef Rest = (*File)->getBuffer();
  Rest = Rest.drop_front(std::min(Rest.find("\n    "), Rest.size()) + 1);
  while (Rest.starts_with("    ") || Rest.starts_with("\n")) {
    auto [Line, Below] = Rest.split('\n');
    Line.consume_front("    ");
    Example += Line.str() + "\n";
    Rest = Below;
  }
  return Example;
}

TEST(RoundTrip, ThePagesExample) {
  Program P = parsed(pagesExample());
  ASSERT_EQ(P.Graphs.size(), 1u);
  EXPECT_EQ(verify(P.Graphs[0], P.Symbols), std::vector<std::string>());
  expectRoundTrip(P);
}

TEST(RoundTrip, OneGraphAlone) {
  Program P = parsed("graph @f(p: T *) {\n  *p = null #2\n}\n");
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  print(P.Graphs[0], P.Symbols, Out);
  EXPECT_EQ(Out.str(), "graph @f {\n"
                       "  param p: T *\n"
                       "b0:\n"
                       "  *p = null #2\n"
                       "  return\n"
                       "}\n");
}

TEST(Render, PlacesOperandsAndOps) {
  Program P = parsed("graph @f {\n"
                     "  (*this).conn_ = &(*(*p).next).x[]\n"
                     "  r = call @work(c Pointer, \"a\" | \"b\")\n"
                     "}\n");
  const FlowGraph &G = P.Graphs[0];
  const auto &A = std::get<Assign>(G.Blocks[0].Body[0].What);
  EXPECT_EQ(renderPlace(A.To, G, P.Symbols), "(*this).conn_");
  EXPECT_EQ(renderOperand(A.From, G, P.Symbols), "&(*(*p).next).x[]");
  EXPECT_EQ(renderOp(G.Blocks[0].Body[1].What, G, P.Symbols),
            "r = call @work(c Pointer, \"a\" | \"b\")");
}

// A dump of a graph that the verifier rejects must not crash.
TEST(Render, BrokenIds) {
  Program P = parsed("graph @f {\n}\n");
  FlowGraph G = P.Graphs[0];
  Place Nowhere;
  Call C;
  C.Callee = FunctionId(77);
  C.Arguments.push_back({Operand::load(Nowhere), Passing::Value});
  C.ResultType = TypeId(9);
  EXPECT_EQ(renderOp(C, G, P.Symbols), "call @none(%none) as none");
  Place Far;
  Far.Static = StaticId(3);
  EXPECT_EQ(renderPlace(Far, G, P.Symbols), "::none");
  EXPECT_EQ(renderOp(StorageLive{VariableId(5)}, G, P.Symbols), "live %none");
}
