//===- ContractStoreTest.cpp - Models together ----------------------------===//
#include "contracts/ContractStore.h"
#include "contracts/BuiltinModels.h"
#include "contracts/ModelNames.h"
#include "contracts/ModelReader.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

using namespace session;

namespace {

Model read(llvm::StringRef Text, llvm::StringRef File) {
  auto M = readModel(Text, File);
  if (!M) {
    ADD_FAILURE() << llvm::toString(M.takeError());
    return Model();
  }
  return std::move(*M);
}

const char First[] = "library: one\n"
                     "exception-root: one::error\n"
                     "kinds: {c: {noun: session, closer: bye}}\n"
                     "functions:\n"
                     "  - name: ns::open/1\n"
                     "    produce: {at: return, kind: c, life: open}\n"
                     "  - name: close\n"
                     "    close: arg0\n"
                     "  - name: close/2\n"
                     "    use: arg0\n"
                     "types:\n"
                     "  - name: ns::Session\n"
                     "    holds: session\n"
                     "    kind: c\n"
                     "  - name: ns::ptr\n"
                     "    holds: pointer\n";

TEST(ContractStore, FindsByNameAndArity) {
  ContractStore Store;
  ASSERT_FALSE(bool(Store.add(read(First, "one.yaml"))));
  ASSERT_NE(Store.declared("ns::open", 1), nullptr);
  EXPECT_EQ(Store.declared("ns::open", 2), nullptr);
  EXPECT_EQ(Store.declared("open", 1), nullptr);
  // The exact number wins over "any".
  EXPECT_EQ(Store.declared("close", 2)->Arity, 2u);
  EXPECT_EQ(Store.declared("close", 1)->Arity, std::nullopt);
  EXPECT_NE(Store.type("ns::ptr"), nullptr);
  EXPECT_EQ(Store.type("ptr"), nullptr);
  EXPECT_EQ(Store.kind("one.c")->Noun, "session");
  EXPECT_EQ(Store.kind("c"), nullptr);
  EXPECT_EQ(Store.exceptionRoot(), "one::error");
}

TEST(ContractStore, FindsByTheClassesOfParameters) {
  ContractStore Store;
  ASSERT_FALSE(bool(Store.add(read("library: one\n"
                                   "kinds: {c: {noun: n, closer: bye}}\n"
                                   "functions:\n"
                                   "  - {name: take, parameters: [ns::Pool], "
                                   "close: arg0}\n"
                                   "  - {name: take/1, use: arg0}\n"
                                   "  - {name: take, parameters: [any, ns::P], "
                                   "use: arg1}\n",
                                   "one.yaml"))));
  auto Line = [&](llvm::ArrayRef<llvm::StringRef> Classes) {
    const FunctionContract *Known = Store.declared("take", Classes);
    return Known ? Known->Line : 0;
  };
  EXPECT_EQ(Line({"ns::Pool"}), 4u);
  EXPECT_EQ(Line({"ns::Other"}), 5u);
  EXPECT_EQ(Line({""}), 5u);
  EXPECT_EQ(Line({"ns::Pool", "ns::P"}), 6u);
  EXPECT_EQ(Line({"", "ns::P"}), 6u);
  EXPECT_EQ(Line({"ns::P", "ns::Other"}), 0u);
  // Where the classes are not known none is taken for that of a class.
  EXPECT_EQ(Store.declared("take", 1)->Line, 5u);
  EXPECT_EQ(Store.declared("take", 2), nullptr);
}

TEST(ContractStore, ProducerNames) {
  ContractStore Store;
  Model Builtin = read(First, "one.yaml");
  Builtin.IsBuiltin = true;
  ASSERT_FALSE(bool(Store.add(std::move(Builtin))));
  EXPECT_EQ(Store.producerNames(),
            (std::vector<std::string>{"ns::Session", "ns::open"}));
  // What others open a program's own model may end.
  ContractStore Own;
  ASSERT_FALSE(bool(Own.add(read(First, "one.yaml"))));
  EXPECT_EQ(Own.producerNames(),
            (std::vector<std::string>{"close", "ns::Session", "ns::open"}));
}

TEST(ContractStore, Contradictions) {
  ContractStore Store;
  ASSERT_FALSE(bool(Store.add(read(First, "one.yaml"))));
  std::string Text = llvm::toString(Store.add(read("library: two\n"
                                                   "functions:\n"
                                                   "  - name: close\n"
                                                   "    use: arg0\n"
                                                   "  - name: more\n"
                                                   "    use: arg0\n"
                                                   "types:\n"
                                                   "  - name: ns::ptr\n"
                                                   "    holds: value\n",
                                                   "two.yaml")));
  EXPECT_TRUE(llvm::StringRef(Text).contains(
      "two.yaml:3: function 'close' is already declared at one.yaml:7; remove "
      "one of the two"))
      << Text;
  EXPECT_TRUE(llvm::StringRef(Text).contains(
      "two.yaml:8: type 'ns::ptr' is already declared at one.yaml:15; remove "
      "one of the two"))
      << Text;
  // The first one stays, and what did not clash is there.
  EXPECT_EQ(Store.declared("close", 1)->Source, "one.yaml");
  EXPECT_EQ(Store.type("ns::ptr")->Holds, Holding::Pointer);
  EXPECT_NE(Store.declared("more", 1), nullptr);
}

TEST(ContractStore, SameLibraryTwice) {
  ContractStore Store;
  ASSERT_FALSE(bool(Store.add(read(First, "one.yaml"))));
  std::string Text =
      llvm::toString(Store.add(read("library: one\n"
                                    "kinds: {c: {noun: other, closer: bye}}\n",
                                    "again.yaml")));
  EXPECT_EQ(Text, "again.yaml: kind 'one.c' is already declared at one.yaml; "
                  "remove one of the two");
  EXPECT_EQ(Store.kind("one.c")->Noun, "session");
}

TEST(ContractStore, KindOfAnotherLibrary) {
  const char Wrapper[] = "library: mine\n"
                         "functions:\n"
                         "  - name: my_open/0\n"
                         "    produce: {at: return, kind: one.c, life: open}\n"
                         "  - name: my_other/0\n"
                         "    produce: {at: return, kind: one.d, life: open}\n";
  ContractStore Store;
  ASSERT_FALSE(bool(Store.add(read(First, "one.yaml"))));
  EXPECT_EQ(llvm::toString(Store.add(read(Wrapper, "mine.yaml"))),
            "mine.yaml:6: kind 'one.d' is not declared by any model; did you "
            "mean 'one.c'?");
}

TEST(ContractStore, InferredIsReplaced) {
  ContractStore Store;
  EXPECT_EQ(Store.inferred("c:@F@f"), nullptr);
  FunctionContract F;
  F.NeverReturns = true;
  Store.infer("c:@F@f", F);
  EXPECT_TRUE(Store.inferred("c:@F@f")->NeverReturns);
  Store.infer("c:@F@f", FunctionContract());
  EXPECT_FALSE(Store.inferred("c:@F@f")->NeverReturns);
}

TEST(ContractStore, NoThrow) {
  ContractStore Store;
  Store.addNoThrow("ns::log");
  EXPECT_TRUE(Store.neverThrows("ns::log"));
  EXPECT_FALSE(Store.neverThrows("log"));
}

TEST(BuiltinModels, AreRightAndAgree) {
  ContractStore Store;
  for (const BuiltinModel &B : builtinModels()) {
    std::vector<llvm::StringRef> Found = namesIn(B.Text);
    Model M = read(B.Text, B.FileName);
    EXPECT_EQ(libraryOf(B.Text), M.Library);
    for (const FunctionContract &F : M.Functions)
      EXPECT_TRUE(llvm::is_contained(Found, llvm::StringRef(F.Name)))
          << B.FileName.str() << ": " << F.Name;
    for (const TypeContract &T : M.Types)
      EXPECT_TRUE(llvm::is_contained(Found, llvm::StringRef(T.Name)))
          << B.FileName.str() << ": " << T.Name;
    M.IsBuiltin = true;
    llvm::Error E = Store.add(std::move(M));
    EXPECT_FALSE(bool(E)) << llvm::toString(std::move(E));
  }
  ASSERT_GE(Store.models().size(), 4u);
  EXPECT_NE(Store.declared("sqlite3_open", 2), nullptr);
  EXPECT_NE(Store.declared("PQfinish", 1), nullptr);
  EXPECT_NE(Store.type("std::unique_ptr"), nullptr);
  EXPECT_EQ(Store.exceptionRoot(), "std::exception");
  EXPECT_TRUE(Store.kind("sqlite3.statement")->IsChild);
  auto Names = Store.producerNames();
  EXPECT_TRUE(llvm::is_sorted(Names));
  EXPECT_TRUE(llvm::is_contained(Names, "PQconnectdb"));
  EXPECT_FALSE(llvm::is_contained(Names, "sqlite3_prepare_v2"));
}

} // namespace
