//===- AnchorBuilder.cpp --------------------------------------------------===//

#include "source/AnchorBuilder.h"
#include "source/NoLintScanner.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using llvm::StringRef;

namespace session::source {

static constexpr size_t LongestSpelling = 80;

FileId AnchorBuilder::file(FileID Id, SourceLocation Where, bool System) {
  auto [It, Fresh] = Files.try_emplace(Id);
  if (!Fresh)
    return It->second;
  // One file may be entered several times by #include; its path is one.
  size_t Before = Table.fileCount();
  It->second = Table.addFile(Sources.getFilename(Where));
  bool IsNew = Table.fileCount() != Before;
  if (IsNew && !System)
    for (NoLintRange &R : scanNoLint(Sources.getBufferData(Id), It->second))
      Table.add(std::move(R));
  return It->second;
}

Position AnchorBuilder::position(FileID File, unsigned Offset) const {
  Position P;
  P.Offset = Offset;
  P.Line = Sources.getLineNumber(File, Offset);
  P.Column = Sources.getColumnNumber(File, Offset);
  return P;
}

/// Each run of spaces is one.
NameId AnchorBuilder::spelling(StringRef Text) {
  llvm::SmallString<LongestSpelling> Short;
  while (!Text.empty() && Short.size() < LongestSpelling) {
    if (!Short.empty())
      Short += ' ';
    StringRef Word = Text.take_until(isWhitespace);
    Short += Word.take_front(LongestSpelling - Short.size());
    Text = Text.drop_front(Word.size()).drop_while(isWhitespace);
  }
  return Table.Names.intern(Short);
}

NameId AnchorBuilder::outermostMacro(SourceLocation Where) {
  SourceLocation Expansion = Sources.getExpansionLoc(Where);
  return Table.Names.intern(Lexer::getSourceText(
      CharSourceRange::getTokenRange(Expansion), Sources, Language));
}

unsigned AnchorBuilder::endOffset(FileID File, SourceLocation Begin,
                                  CharSourceRange Range) const {
  SourceLocation End = Range.getEnd();
  auto [EndFile, Offset] = Sources.getDecomposedLoc(End);
  unsigned Start = Sources.getFileOffset(Begin);
  // A range that ends in another file (an #include inside a function) is cut
  // to its first token.
  if (EndFile != File || Offset < Start)
    return Start + Lexer::MeasureTokenLength(Begin, Sources, Language);
  if (Range.isTokenRange())
    Offset += Lexer::MeasureTokenLength(End, Sources, Language);
  return Offset;
}

AnchorId AnchorBuilder::anchor(SourceRange Range) {
  if (Range.isInvalid())
    return AnchorId();
  auto Key = std::make_pair(Range.getBegin().getRawEncoding(),
                            Range.getEnd().getRawEncoding());
  auto [It, Fresh] = Known.try_emplace(Key);
  if (!Fresh)
    return It->second;
  CharSourceRange Expanded = Sources.getExpansionRange(Range);
  SourceLocation Begin = Expanded.getBegin();
  auto [File, Offset] = Sources.getDecomposedLoc(Begin);
  Anchor A;
  A.InSystemHeader = inSystemHeader(Begin);
  A.File = file(File, Begin, A.InSystemHeader);
  A.Begin = position(File, Offset);
  unsigned End = endOffset(File, Begin, Expanded);
  StringRef Text = Sources.getBufferData(File).slice(Offset, End);
  if (Text.contains('\n')) {
    A.End = position(File, End);
  } else {
    A.End = A.Begin;
    A.End.Offset += unsigned(Text.size());
    A.End.Column += unsigned(Text.size());
  }
  A.Spelling = spelling(Text);
  A.InMacro = Range.getBegin().isMacroID();
  if (A.InMacro)
    A.Macro = outermostMacro(Range.getBegin());
  AnchorId Made = Table.add(A);
  Known[Key] = Made;
  return Made;
}

} // namespace session::source
