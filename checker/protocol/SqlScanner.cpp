//===- SqlScanner.cpp - The words of an SQL text --------------------------===//
//
// Sources, by the name of the page in each vendor's manual:
//   SQLite "SQL Comment Syntax" (lang_comment), "SQLite Keywords"
//   (lang_keywords:
//     the four ways to quote)
//   PostgreSQL "Lexical Structure" (sql-syntax-lexical: nested comments, dollar
//     quotes, E'...')
//   MySQL "Comments" (comments: `#`, `-- ` with a blank, `/*!`), "String
//     Literals" (string-literals: backslash)
//   SQL Server "Comment (Transact-SQL)", "Database Identifiers" ([...])
//   Oracle "Literals" (q'[...]')
//
//===----------------------------------------------------------------------===//
#include "protocol/SqlScanner.h"
#include "llvm/ADT/StringExtras.h"

using namespace session;

static bool isBlank(char C) {
  return C == ' ' || C == '\t' || C == '\n' || C == '\r' || C == '\f' ||
         C == '\v' || C == '\0';
}

static bool isWordHead(char C) {
  // Bytes of other alphabets, whole or broken, are letters.
  return (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') || C == '_' ||
         C == '@' || (C & 0x80);
}

static bool isWordTail(char C) {
  return isWordHead(C) || (C >= '0' && C <= '9') || C == '$' || C == '#';
}

void SqlScanner::skipBlockComment() {
  bool Nests = Dialect == SqlDialect::Postgres || Dialect == SqlDialect::TSql;
  unsigned Depth = 1;
  Here += 2;
  while (Here < Text.size() && Depth) {
    if (at("*/")) {
      --Depth;
      Here += 2;
    } else if (Nests && at("/*")) {
      ++Depth;
      Here += 2;
    } else {
      ++Here;
    }
  }
}

bool SqlScanner::skipComment() {
  bool IsMySql = Dialect == SqlDialect::MySql;
  if (IsMySql && (at("/*!") || at("/*M!"))) {
    // Its contents run, on servers that are not older than the number.
    Here = Text.find('!', Here) + 1;
    while (Here < Text.size() && llvm::isDigit(Text[Here]))
      ++Here;
    return true;
  }
  if (IsMySql && at("*/")) { // the end of such a one
    Here += 2;
    return true;
  }
  if (at("/*")) {
    skipBlockComment();
    return true;
  }
  bool Dashes = at("--") && (!IsMySql || Here + 2 >= Text.size() ||
                             isBlank(Text[Here + 2]));
  if (!Dashes && !(IsMySql && at("#")))
    return false;
  Here = std::min(Text.find('\n', Here), Text.size());
  return true;
}

void SqlScanner::skipBlanks() {
  while (Here < Text.size())
    if (isBlank(Text[Here]))
      ++Here;
    else if (!skipComment())
      return;
}

/// Behind the quote that closes what begins here; the text's end if none does.
size_t SqlScanner::endOfQuote(char Close, bool Backslash) const {
  for (size_t I = Here + 1; I < Text.size(); ++I) {
    if (Backslash && Text[I] == '\\')
      ++I;
    else if (Text[I] == Close && I + 1 < Text.size() && Text[I + 1] == Close)
      ++I; // a doubled quote stands for one
    else if (Text[I] == Close)
      return I + 1;
  }
  return Text.size();
}

/// $$...$$ or $tag$...$tag$; Here if it is neither.
size_t SqlScanner::endOfDollarQuote() const {
  size_t I = Here + 1;
  if (I < Text.size() && llvm::isDigit(Text[I]))
    return Here; // a parameter
  while (I < Text.size() && isWordTail(Text[I]) && Text[I] != '$' &&
         I - Here < 64)
    ++I;
  if (I >= Text.size() || Text[I] != '$')
    return Here;
  llvm::StringRef Tag = Text.slice(Here, I + 1);
  size_t Close = Text.find(Tag, I + 1);
  return Close == llvm::StringRef::npos ? Text.size() : Close + Tag.size();
}

SqlToken SqlScanner::token(SqlToken::Kind What, size_t End) {
  SqlToken T;
  T.What = What;
  T.Text = Text.slice(Here, End);
  T.AtEnd = End >= Text.size();
  Here = End;
  return T;
}

SqlToken SqlScanner::quoted() {
  char C = Text[Here];
  bool IsMySql = Dialect == SqlDialect::MySql;
  if (C == '\'' || C == '"')
    return token(SqlToken::Quoted, endOfQuote(C, IsMySql));
  if (C == '`')
    return token(SqlToken::Quoted, endOfQuote(C, false));
  bool Brackets = Dialect == SqlDialect::TSql || Dialect == SqlDialect::Sqlite;
  if (C == '[' && Brackets)
    return token(SqlToken::Quoted, endOfQuote(']', false));
  if (C == '$' && Dialect == SqlDialect::Postgres) {
    size_t End = endOfDollarQuote();
    if (End != Here)
      return token(SqlToken::Quoted, End);
  }
  return {};
}

SqlToken SqlScanner::next() {
  skipBlanks();
  if (Here >= Text.size())
    return {};
  SqlToken Quote = quoted();
  if (Quote.What != SqlToken::End)
    return Quote;
  if (!isWordHead(Text[Here]))
    return token(SqlToken::Sign, Here + 1);
  size_t End = Here + 1;
  while (End < Text.size() && isWordTail(Text[End]))
    ++End;
  SqlToken Word = token(SqlToken::Word, End);
  bool QuoteFollows = Here < Text.size() && Text[Here] == '\'';
  if (!QuoteFollows)
    return Word;
  if (Dialect == SqlDialect::Postgres && Word.is("E"))
    return token(SqlToken::Quoted, endOfQuote('\'', true));
  bool Alternative = Dialect == SqlDialect::Oracle &&
                     (Word.is("Q") || Word.is("NQ")) && Here + 1 < Text.size();
  if (!Alternative)
    return Word;
  static constexpr llvm::StringLiteral Open = "[{(<", Close = "]})>";
  char C = Text[Here + 1];
  size_t Pair = Open.find(C);
  char Ends[] = {Pair == llvm::StringRef::npos ? C : Close[Pair], '\''};
  size_t End2 = Text.find(llvm::StringRef(Ends, 2), Here + 2);
  return token(SqlToken::Quoted,
               End2 == llvm::StringRef::npos ? Text.size() : End2 + 2);
}
