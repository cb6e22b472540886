//===- SqlScanner.h - The words of an SQL text -----------------*- C++ -*-===//
//
// Cuts a text into words, quoted things and signs, and leaves comments out, as
// its dialect writes them. Linear in the text's length, keeps nothing of it,
// and takes any bytes. Decides nothing about statements: that is SqlText.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PROTOCOL_SQLSCANNER_H
#define SESSION_TIDY_PROTOCOL_SQLSCANNER_H

#include "protocol/SqlText.h"

namespace session {

struct SqlToken {
  enum Kind : uint8_t { End, Word, Quoted, Sign } What = End;
  llvm::StringRef Text; ///< as written
  bool AtEnd = false;   ///< the text ends right behind it

  bool is(llvm::StringRef Other) const {
    return What == Word && Text.equals_insensitive(Other);
  }
  bool isSign(char C) const { return What == Sign && Text.front() == C; }
};

class SqlScanner {
public:
  SqlScanner(llvm::StringRef Text, SqlDialect Dialect)
      : Text(Text), Dialect(Dialect) {}

  SqlToken next();

private:
  bool at(llvm::StringRef Head) const {
    return Text.substr(Here).starts_with(Head);
  }
  void skipBlanks();
  bool skipComment();
  void skipBlockComment();
  size_t endOfQuote(char Close, bool Backslash) const;
  size_t endOfDollarQuote() const;
  SqlToken token(SqlToken::Kind What, size_t End);
  SqlToken quoted();

  llvm::StringRef Text;
  SqlDialect Dialect;
  size_t Here = 0;
};

} // namespace session

#endif
