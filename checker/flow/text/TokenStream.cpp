//===- TokenStream.cpp ----------------------------------------------------===//

#include "flow/text/TokenStream.h"
#include "flow/text/Words.h"

using namespace session::flow;
using llvm::StringRef;

const Token &TokenStream::peek(size_t Ahead) const {
  return Tokens[std::min(At + Ahead, Tokens.size() - 1)];
}

Token TokenStream::next() {
  Token Taken = peek();
  if (At + 1 < Tokens.size())
    ++At;
  return Taken;
}

void TokenStream::moveTo(size_t Position) {
  if (!failed())
    At = Position;
}

bool TokenStream::accept(StringRef Sign) {
  bool Here = peek().is(Sign);
  if (Here)
    next();
  return Here;
}

bool TokenStream::acceptWord(StringRef Word) {
  bool Here = peek().isWord(Word);
  if (Here)
    next();
  return Here;
}

void TokenStream::expect(StringRef Sign) {
  if (!accept(Sign))
    fail("expected '" + Sign + "'");
}

void TokenStream::expectLineEnd() {
  if (!atLineEnd())
    fail("expected the end of the line");
  skipNewlines();
}

void TokenStream::skipNewlines() {
  while (peek().Kind == Token::Newline)
    next();
}

StringRef TokenStream::word(StringRef What) {
  if (peek().Kind != Token::Word) {
    fail("expected " + What);
    return {};
  }
  return next().Text;
}

std::string TokenStream::string(StringRef What) {
  if (peek().Kind != Token::String) {
    fail("expected " + What);
    return {};
  }
  return next().Value;
}

unsigned TokenStream::ordinal() {
  if (!accept("/"))
    return 1;
  size_t Where = At;
  unsigned Value = number<unsigned>("which of the equal names, from 1");
  // The bound keeps `x/4000000000` from being taken for a request.
  if (!failed() && (Value == 0 || Value > 1000000))
    failAt(Where, "expected which of the equal names, from 1");
  return Value;
}

session::AnchorId TokenStream::anchor() {
  if (!accept("#"))
    return {};
  size_t Where = At;
  uint32_t Value = number<uint32_t>("the number of an anchor");
  AnchorId Id(Value);
  if (!failed() && !Id)
    failAt(Where, "expected the number of an anchor");
  return Id;
}

void TokenStream::list(llvm::function_ref<void()> Item) {
  expect("(");
  skipNewlines();
  if (accept(")"))
    return;
  while (!failed()) {
    Item();
    size_t Behind = At;
    skipNewlines();
    if (!peek().is(",") && !peek().is(")"))
      moveTo(Behind); // the error stands here, not on some line below
    if (!accept(","))
      break;
    skipNewlines();
  }
  if (!accept(")"))
    fail("expected ',' or ')'");
}

std::string TokenStream::describe(const Token &T) const {
  switch (T.Kind) {
  case Token::Newline:
    return "the end of the line";
  case Token::End:
    return "the end of the file";
  case Token::Bad:
    return T.Value;
  default:
    return (T.Kind == Token::String ? "" : "'") + T.Text.str() +
           (T.Kind == Token::String ? "" : "'");
  }
}

void TokenStream::fail(const llvm::Twine &Expected) {
  failAt(At, Expected + ", found " + describe(peek()));
}

void TokenStream::failAt(size_t Position, const llvm::Twine &What) {
  if (failed())
    return;
  const Token &T = Tokens[std::min(Position, Tokens.size() - 1)];
  StringRef Before = Source.take_front(T.Text.data() - Source.data());
  size_t Line = Before.count('\n') + 1;
  size_t Column = Before.size() - (Before.rfind('\n') + 1) + 1;
  Problem = (FileName + ":" + llvm::Twine(Line) + ":" + llvm::Twine(Column) +
             ": " + What)
                .str();
  At = Tokens.size() - 1;
}

llvm::Error TokenStream::takeError() const {
  if (!failed())
    return llvm::Error::success();
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s",
                                 Problem.c_str());
}
