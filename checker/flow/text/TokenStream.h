//===- TokenStream.h - Reading tokens one by one ---------------*- C++ -*-===//
//
// What every rule of the parser stands on: look, accept, expect. Remembers
// the first error only.
//
// Invariant: after an error the reader sees nothing but the end of the text,
// so no rule needs to ask whether an earlier one failed in order to stop.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_TOKENSTREAM_H
#define SESSION_TIDY_FLOW_TEXT_TOKENSTREAM_H

#include "flow/text/Lexer.h"
#include "support/Id.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include <optional>

namespace session::flow {

class TokenStream {
public:
  TokenStream(llvm::StringRef Source, llvm::StringRef FileName)
      : Source(Source), FileName(FileName), Tokens(lex(Source)) {}

  const Token &peek(size_t Ahead = 0) const;
  Token next();
  bool atEnd() const { return peek().Kind == Token::End; }
  bool atLineEnd() const {
    return atEnd() || peek().Kind == Token::Newline || peek().is("}");
  }

  bool accept(llvm::StringRef Sign);
  bool acceptWord(llvm::StringRef Word);
  void expect(llvm::StringRef Sign);
  void expectLineEnd();
  void skipNewlines();
  /// Any word, or an error that says "expected What".
  llvm::StringRef word(llvm::StringRef What);
  std::string string(llvm::StringRef What);
  template <typename Int> Int number(llvm::StringRef What) {
    Int Value = 0;
    if (peek().Kind != Token::Number || peek().Text.getAsInteger(0, Value)) {
      fail("expected " + What);
      return 0;
    }
    next();
    return Value;
  }
  /// `/2` after a label; 1 without one.
  unsigned ordinal();
  /// `#4`, or an invalid anchor.
  AnchorId anchor();
  /// `( item, item )`, over as many lines as it likes.
  void list(llvm::function_ref<void()> Item);

  /// Ends the reading: "Expected, found <the next token>".
  void fail(const llvm::Twine &Expected);
  /// Ends the reading, with no word on what stands at Position.
  void failAt(size_t Position, const llvm::Twine &What);
  bool failed() const { return !Problem.empty(); }
  llvm::Error takeError() const;

  size_t position() const { return At; }
  /// Back (or forward) to a position; no effect after an error.
  void moveTo(size_t Position);

private:
  std::string describe(const Token &T) const;

  llvm::StringRef Source, FileName;
  std::vector<Token> Tokens;
  size_t At = 0;
  std::string Problem; ///< with file:line:column
};

} // namespace session::flow

#endif
