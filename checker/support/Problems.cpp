//===- Problems.cpp -------------------------------------------------------===//
#include "support/Problems.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

using namespace session;

static constexpr size_t MostProblems = 20;

/// A problem is one line, however long or many-lined a word of the file is.
static std::string oneLine(const llvm::Twine &Text) {
  constexpr size_t Longest = 300;
  std::string Line = Text.str();
  std::replace_if(
      Line.begin(), Line.end(), [](char C) { return C == '\n' || C == '\r'; },
      ' ');
  if (Line.size() > Longest) {
    Line.resize(Longest);
    Line += "...";
  }
  return Line;
}

void Problems::add(Position At, const llvm::Twine &What,
                   const llvm::Twine &Remedy) {
  if (Lines.size() == MostProblems) {
    ++Dropped;
    return;
  }
  Lines.emplace_back(At, (llvm::Twine(File) + ":" + llvm::Twine(At.Line) + ":" +
                          llvm::Twine(At.Column) + ": " + oneLine(What) + "; " +
                          oneLine(Remedy))
                             .str());
}

llvm::Error Problems::take() {
  if (Lines.empty())
    return llvm::Error::success();
  llvm::sort(Lines, [](const auto &A, const auto &B) {
    return std::tie(A.first.Line, A.first.Column, A.second) <
           std::tie(B.first.Line, B.first.Column, B.second);
  });
  std::string Text;
  for (const auto &[At, Line] : Lines)
    Text += (Text.empty() ? "" : "\n") + Line;
  if (Dropped)
    Text += "\n" + File + ": " + std::to_string(Dropped) +
            " more problems; mend these first";
  Lines.clear();
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s",
                                 Text.c_str());
}

std::string session::nearestWord(llvm::StringRef Wrong,
                                 llvm::ArrayRef<llvm::StringRef> Right) {
  llvm::StringRef Best;
  // A word of n letters may differ in a third of them.
  unsigned Limit = std::max<unsigned>(1, unsigned(Wrong.size()) / 3) + 1;
  for (llvm::StringRef Word : Right) {
    unsigned Distance = Wrong.edit_distance(Word, true, Limit);
    if (Distance >= Limit)
      continue;
    Best = Word;
    Limit = Distance;
  }
  if (!Best.empty())
    return ("did you mean '" + Best + "'?").str();
  if (Right.empty())
    return "nothing is known here";
  constexpr size_t MostWords = 12;
  return "known: " + llvm::join(Right.take_front(MostWords), ", ") +
         (Right.size() > MostWords ? ", ..." : "");
}
