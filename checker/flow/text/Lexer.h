//===- Lexer.h - Text into tokens ------------------------------*- C++ -*-===//
//
// Cuts the text form into tokens. Decides nothing about the grammar but that
// a line break is a token and that `//` starts a comment. What cannot be a
// token becomes one of kind Bad, which no rule accepts.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_LEXER_H
#define SESSION_TIDY_FLOW_TEXT_LEXER_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace session::flow {

struct Token {
  enum KindOf : uint8_t {
    Word,    ///< identifiers joined by `::`, perhaps with `~`
    Number,  ///< decimal or 0x, perhaps with `-` in front
    String,  ///< Value: without quotes and escapes
    Sign,    ///< punctuation
    Newline, ///< any number of line breaks and comments
    End,     ///< of the text; there is always one, the last
    Bad,     ///< Value: what is wrong with it
  } Kind = End;
  llvm::StringRef Text; ///< as written; points into the source
  std::string Value;
  bool is(llvm::StringRef SignText) const {
    return Kind == Sign && Text == SignText;
  }
  bool isWord(llvm::StringRef Spelling) const {
    return Kind == Word && Text == Spelling;
  }
};

/// The tokens point into Source.
std::vector<Token> lex(llvm::StringRef Source);

} // namespace session::flow

#endif
