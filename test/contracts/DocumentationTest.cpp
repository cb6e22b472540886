//===- DocumentationTest.cpp - The page on models tells the truth ---------===//
#include "contracts/ModelReader.h"
#include "contracts/ModelWords.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace session;

namespace {

std::string page() {
  auto Buffer = llvm::MemoryBuffer::getFile(SESSION_MODELS_PAGE);
  return Buffer ? (*Buffer)->getBuffer().str() : std::string();
}

TEST(ModelsPage, ExamplesAreModels) {
  std::string Page = page();
  llvm::StringRef Rest = Page;
  unsigned Examples = 0;
  for (;;) {
    size_t Start = Rest.find("```yaml\n");
    if (Start == llvm::StringRef::npos)
      break;
    Rest = Rest.drop_front(Start + 8);
    size_t End = Rest.find("```");
    ASSERT_NE(End, llvm::StringRef::npos);
    llvm::StringRef Example = Rest.take_front(End);
    if (Example.contains("no-throw:")) {
      auto File = readProjectFile(Example, ".session-tidy.yaml");
      EXPECT_TRUE(bool(File)) << llvm::toString(File.takeError());
    } else {
      auto M = readModel(Example, "example.yaml");
      EXPECT_TRUE(bool(M)) << llvm::toString(M.takeError()) << Example.str();
    }
    Rest = Rest.drop_front(End + 3);
    ++Examples;
  }
  EXPECT_GE(Examples, 5u);
}

/// Whatever can be written in a model is on the page.
TEST(ModelsPage, NamesEveryWord) {
  std::string Page = page();
  auto ExpectAll = [&](llvm::ArrayRef<llvm::StringRef> Words) {
    for (llvm::StringRef Word : Words)
      EXPECT_TRUE(llvm::StringRef(Page).contains(Word)) << Word.str();
  };
  ExpectAll(eventNames());
  ExpectAll(lifeNames());
  ExpectAll(transactionNames());
  ExpectAll(words::EffectKinds);
  ExpectAll(words::TextRuns);
  ExpectAll(words::InvokeWhens);
  ExpectAll(words::OnThrows);
  ExpectAll(words::ThrowRanks);
  ExpectAll(words::TransactionsAtClose);
  ExpectAll(words::ChildrenAtClose);
  ExpectAll(words::PoolsWhenDry);
  ExpectAll(words::ThreadRules);
  ExpectAll(words::Holdings);
  ExpectAll(words::CopyRules);
  ExpectAll(words::MovedFroms);
  ExpectAll(words::Deleters);
  ExpectAll(words::MemberRoles);
}

} // namespace
