//===- AnchorTableText.cpp - The written form of an AnchorTable -----------===//
//
// One line an item: a keyword, numbers, quoted strings. `~` is an absent id.
//
//===----------------------------------------------------------------------===//

#include "source/AnchorTable.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace session::source {

namespace {

void writeText(raw_ostream &Out, StringRef Text) {
  Out << " \"";
  printEscapedString(Text, Out); // escapes quotes and control characters
  Out << '"';
}

template <typename Tag> void writeId(raw_ostream &Out, Id<Tag> I) {
  if (I)
    Out << ' ' << I.index();
  else
    Out << " ~";
}

void writePosition(raw_ostream &Out, const Position &P) {
  Out << ' ' << P.Offset << ' ' << P.Line << ' ' << P.Column;
}

/// Reads one line word by word; remembers whether anything was wrong.
class LineReader {
public:
  explicit LineReader(StringRef Line) : Rest(Line) {}

  StringRef word() {
    Rest = Rest.ltrim(' ');
    size_t End = std::min(Rest.find(' '), Rest.size());
    StringRef Word = Rest.take_front(End);
    Rest = Rest.drop_front(End);
    return Word;
  }
  unsigned number() {
    unsigned N = 0;
    Bad |= word().getAsInteger(10, N);
    return N;
  }
  Position position() {
    Position P;
    P.Offset = number();
    P.Line = number();
    P.Column = number();
    return P;
  }
  template <typename IdType> IdType id(size_t Limit) {
    StringRef Word = word();
    if (Word == "~")
      return IdType();
    unsigned N = 0;
    Bad |= Word.getAsInteger(10, N) || N >= Limit;
    return IdType(N);
  }
  std::string text() {
    Rest = Rest.ltrim(' ');
    std::string Result;
    if (!Rest.consume_front("\"")) {
      Bad = true;
      return Result;
    }
    while (!Rest.empty() && Rest.front() != '"')
      Result += character();
    Bad |= !Rest.consume_front("\"");
    return Result;
  }
  bool atEnd() const { return Rest.trim(' ').empty(); }
  bool isBad() const { return Bad; }

private:
  char character() {
    char C = Rest.front();
    Rest = Rest.drop_front();
    if (C != '\\')
      return C;
    if (Rest.consume_front("\\"))
      return '\\';
    unsigned Code = 0;
    Bad |= Rest.size() < 2 || Rest.take_front(2).getAsInteger(16, Code);
    Rest = Rest.drop_front(std::min<size_t>(2, Rest.size()));
    return char(Code);
  }

  StringRef Rest;
  bool Bad = false;
};

} // namespace

void AnchorTable::write(raw_ostream &Out) const {
  Out << "anchors 1\n";
  for (NameId F : Files) {
    Out << "file";
    writeText(Out, Names.text(F));
    Out << '\n';
  }
  for (const Anchor &A : Anchors) {
    Out << "at";
    writeId(Out, A.File);
    writePosition(Out, A.Begin);
    writePosition(Out, A.End);
    Out << ' ' << A.InMacro << ' ' << A.InSystemHeader;
    writeText(Out, Names.text(A.Spelling));
    writeText(Out, Names.text(A.Macro));
    Out << '\n';
  }
  for (const EditSite &S : Sites) {
    Out << "site";
    writeId(Out, S.Statement);
    writeId(Out, S.Enclosing);
    writeId(Out, S.Declaration);
    Out << ' ' << S.NeedsBraces;
    writeText(Out, Names.text(S.DeclaredName));
    writeText(Out, Names.text(S.DeclaredType));
    for (AnchorId Use : S.Uses)
      writeId(Out, Use);
    Out << '\n';
  }
  for (const NoLintRange &R : NoLints) {
    Out << "nolint";
    writeId(Out, R.File);
    Out << ' ' << R.FirstLine << ' ' << R.LastLine;
    for (const std::string &Check : R.Checks)
      writeText(Out, Check);
    Out << '\n';
  }
}

static NameId internUnlessEmpty(Interner &Names, StringRef Text) {
  return Text.empty() ? NameId() : Names.intern(Text);
}

static Anchor readAnchor(LineReader &Line, AnchorTable &Table, size_t Files) {
  Anchor A;
  A.File = Line.id<FileId>(Files);
  A.Begin = Line.position();
  A.End = Line.position();
  A.InMacro = Line.number();
  A.InSystemHeader = Line.number();
  A.Spelling = internUnlessEmpty(Table.Names, Line.text());
  A.Macro = internUnlessEmpty(Table.Names, Line.text());
  return A;
}

static EditSite readSite(LineReader &Line, AnchorTable &Table) {
  EditSite S;
  S.Statement = Line.id<AnchorId>(Table.size());
  S.Enclosing = Line.id<AnchorId>(Table.size());
  S.Declaration = Line.id<AnchorId>(Table.size());
  S.NeedsBraces = Line.number();
  S.DeclaredName = internUnlessEmpty(Table.Names, Line.text());
  S.DeclaredType = internUnlessEmpty(Table.Names, Line.text());
  while (!Line.atEnd() && !Line.isBad())
    S.Uses.push_back(Line.id<AnchorId>(Table.size()));
  return S;
}

static NoLintRange readNoLint(LineReader &Line, size_t Files) {
  NoLintRange R;
  R.File = Line.id<FileId>(Files);
  R.FirstLine = Line.number();
  R.LastLine = Line.number();
  while (!Line.atEnd() && !Line.isBad())
    R.Checks.push_back(Line.text());
  return R;
}

Expected<AnchorTable> AnchorTable::read(StringRef Text) {
  AnchorTable Table;
  unsigned Number = 0;
  while (!Text.empty()) {
    auto [First, Rest] = Text.split('\n');
    Text = Rest;
    ++Number;
    LineReader Line(First);
    StringRef Keyword = Line.word();
    bool Known = true;
    if (Keyword == "anchors")
      Known = Line.number() == 1;
    else if (Keyword == "file")
      Table.addFile(Line.text());
    else if (Keyword == "at")
      Table.add(readAnchor(Line, Table, Table.Files.size()));
    else if (Keyword == "site")
      Table.add(readSite(Line, Table));
    else if (Keyword == "nolint")
      Table.add(readNoLint(Line, Table.Files.size()));
    else
      Known = Keyword.empty();
    if (!Known || Line.isBad() || !Line.atEnd())
      return createStringError(inconvertibleErrorCode(),
                               "anchors:%u:1: cannot read '%s'", Number,
                               First.str().c_str());
  }
  return std::move(Table);
}

} // namespace session::source
