//===- Lexer.cpp ----------------------------------------------------------===//

#include "flow/text/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace session::flow;
using llvm::StringRef;

namespace {

bool startsWord(char C) { return llvm::isAlpha(C) || C == '_' || C == '$'; }
bool continuesWord(char C) { return startsWord(C) || llvm::isDigit(C); }

class Lexer {
public:
  explicit Lexer(StringRef Source) : Source(Source), Rest(Source) {}

  std::vector<Token> run() {
    while (skipBlanks())
      one();
    // The last line ends even where the file does not say so.
    push(Token::Newline, 0);
    push(Token::End, 0);
    return std::move(Tokens);
  }

private:
  /// False at the end of the text.
  bool skipBlanks() {
    Rest = Rest.ltrim(" \t\r\f\v");
    if (Rest.starts_with("//"))
      Rest = Rest.drop_until([](char C) { return C == '\n'; });
    return !Rest.empty();
  }
  void push(Token::KindOf Kind, size_t Length, std::string Value = {}) {
    bool Repeats = Kind == Token::Newline && !Tokens.empty() &&
                   Tokens.back().Kind == Token::Newline;
    if (!Repeats)
      Tokens.push_back({Kind, Rest.take_front(Length), std::move(Value)});
    Rest = Rest.drop_front(Length);
  }
  void one();
  size_t wordLength() const;
  void string();
  void escape(size_t &At, std::string &Value);
  void sign();

  StringRef Source, Rest;
  std::vector<Token> Tokens;
};

void Lexer::one() {
  char C = Rest[0];
  if (C == '\n')
    return push(Token::Newline, 1);
  if (startsWord(C) || C == '~')
    if (size_t Length = wordLength())
      return push(Token::Word, Length);
  if (llvm::isDigit(C) ||
      (C == '-' && Rest.size() > 1 && llvm::isDigit(Rest[1]))) {
    size_t Length = 1;
    while (Length < Rest.size() && llvm::isAlnum(Rest[Length]))
      ++Length;
    return push(Token::Number, Length);
  }
  if (C == '"')
    return string();
  sign();
}

size_t Lexer::wordLength() const {
  size_t At = 0;
  while (true) {
    size_t Start = At;
    if (Start < Rest.size() && Rest[Start] == '~')
      ++Start;
    if (Start >= Rest.size() || !startsWord(Rest[Start]))
      return At >= 2 ? At - 2 : 0; // the `::` before belongs to what follows
    At = Start;
    while (At < Rest.size() && continuesWord(Rest[At]))
      ++At;
    if (!Rest.substr(At).starts_with("::"))
      return At;
    At += 2;
  }
}

void Lexer::escape(size_t &At, std::string &Value) {
  char C = Rest[At++];
  if (C == 'n')
    Value += '\n';
  else if (C == 't')
    Value += '\t';
  else if (C == 'x' && At + 1 < Rest.size() && llvm::isHexDigit(Rest[At]) &&
           llvm::isHexDigit(Rest[At + 1])) {
    Value += char(llvm::hexDigitValue(Rest[At]) * 16 +
                  llvm::hexDigitValue(Rest[At + 1]));
    At += 2;
  } else {
    Value += C;
  }
}

void Lexer::string() {
  std::string Value;
  size_t At = 1;
  while (At < Rest.size() && Rest[At] != '"' && Rest[At] != '\n') {
    char C = Rest[At++];
    if (C != '\\')
      Value += C;
    else if (At < Rest.size() && Rest[At] != '\n')
      escape(At, Value);
  }
  if (At >= Rest.size() || Rest[At] != '"')
    return push(Token::Bad, At, "a string without its closing quote");
  push(Token::String, At + 1, std::move(Value));
}

void Lexer::sign() {
  static const StringRef Signs[] = {
      "...", "..", "->", "==", "!=", "<=", ">=", "&&", "::", "=", "<",
      ">",   "!",  "&",  "|",  "?",  ":",  ",",  "(",  ")",  "[", "]",
      "{",   "}",  "*",  ".",  "@",  "%",  "#",  "/",  "+"};
  for (StringRef S : Signs)
    if (Rest.starts_with(S))
      return push(Token::Sign, S.size());
  push(Token::Bad, 1, "a character that has no meaning here");
}

} // namespace

std::vector<Token> session::flow::lex(StringRef Source) {
  return Lexer(Source).run();
}
