//===- FuzzTest.cpp - Garbage in, an error or a program out ---------------===//
//
// Mutations of good text with a fixed seed. The parser must end, name a place
// when it refuses, and keep its promise of a lossless form when it does not.
//
//===----------------------------------------------------------------------===//

#include "EveryField.h"
#include "RandomProgram.h"
#include "flow/Parser.h"
#include "flow/Verifier.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"
#include <random>

using namespace session::flow;

namespace {

class Mutator {
public:
  explicit Mutator(unsigned Seed) : Random(Seed) {}

  std::string mutate(std::string Text) {
    for (unsigned N = 1 + below(2); N && !Text.empty(); --N)
      once(Text);
    return Text;
  }
  unsigned below(size_t N) { return unsigned(Random() % N); }

private:
  void once(std::string &Text) {
    static const char *const Bits[] = {
        "(",           ")",     "\"",     "#",           "\n",        "{",
        "}",           "@",     "%",      "::",          "/2",        "&",
        "*",           "...",   " jump ", "b0",          ":",         "->",
        "[]",          "?",     "\\",     "99999999999", " none ",    "this",
        "not",         "type ", "\xff",   " unwind b1",  "call @f()", "return",
        "graph @g {\n"};
    size_t At = below(Text.size());
    size_t Length = std::min<size_t>(1 + below(12), Text.size() - At);
    switch (below(5)) {
    case 0:
      Text.erase(At, Length);
      break;
    case 1:
      Text.insert(At, Bits[below(std::size(Bits))]);
      break;
    case 2:
      Text[At] = char(below(256));
      break;
    case 3:
      Text.insert(below(Text.size()), Text.substr(At, Length));
      break;
    default:
      moveLine(Text, At);
    }
  }
  void moveLine(std::string &Text, size_t At) {
    size_t Start = Text.rfind('\n', At), End = Text.find('\n', At);
    Start = Start == std::string::npos ? 0 : Start;
    End = End == std::string::npos ? Text.size() : End;
    std::string Line = Text.substr(Start, End - Start);
    Text.erase(Start, End - Start);
    Text.insert(below(Text.size() + 1), Line);
  }

  std::mt19937 Random;
};

/// True when the text was accepted.
bool survives(const std::string &Text) {
  llvm::Expected<Program> P = parse(Text, "fuzz.flow");
  if (!P) {
    std::string Error = llvm::toString(P.takeError());
    EXPECT_EQ(Error.rfind("fuzz.flow:", 0), 0u) << Error;
    return false;
  }
  for (const FlowGraph &G : P->Graphs)
    verify(G, P->Symbols);
  expectRoundTrip(*P);
  return true;
}

TEST(Fuzz, MutatedText) {
  auto File =
      llvm::MemoryBuffer::getFile(SESSION_FLOW_TESTS "/everything.flow");
  ASSERT_TRUE(bool(File));
  std::string Big = (*File)->getBuffer().str();
  Mutator M(20250101);
  unsigned Accepted = 0, Refused = 0;
  for (unsigned Round = 0; Round != 5000; ++Round) {
    std::string Text =
        Round % 4 ? printed(randomProgram(1000 + Round % 97)) : Big;
    ++(survives(M.mutate(Text)) ? Accepted : Refused);
    ASSERT_FALSE(testing::Test::HasFailure()) << "round " << Round;
  }
  // Neither half may be small, else the test tests nothing.
  EXPECT_GT(Accepted, 400u);
  EXPECT_GT(Refused, 500u);
}

TEST(Fuzz, Bytes) {
  Mutator M(7);
  for (unsigned Round = 0; Round != 2000; ++Round) {
    std::string Text;
    for (unsigned N = M.below(60); N; --N)
      Text += char(M.below(256));
    survives(Text);
    survives("graph @f {\n" + Text + "\n}\n");
    ASSERT_FALSE(testing::Test::HasFailure()) << "round " << Round;
  }
}

} // namespace
