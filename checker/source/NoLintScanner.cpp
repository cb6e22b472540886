//===- NoLintScanner.cpp --------------------------------------------------===//

#include "source/NoLintScanner.h"
#include "llvm/ADT/SmallVector.h"
#include <algorithm>
#include <tuple>

using namespace llvm;

namespace session::source {

/// Reads "(a, b)" from the start of Text, if it is there.
static std::vector<std::string> readChecks(StringRef Text) {
  std::vector<std::string> Checks;
  if (!Text.consume_front("("))
    return Checks;
  size_t Close = Text.find_first_of(")\n");
  if (Close == StringRef::npos || Text[Close] != ')')
    return Checks;
  SmallVector<StringRef, 4> Parts;
  Text.take_front(Close).split(Parts, ',');
  for (StringRef Part : Parts)
    if (!Part.trim().empty() && Part.trim() != "*")
      Checks.push_back(Part.trim().str());
  return Checks;
}

/// Closes the innermost open range with the same checks.
static void closeRange(SmallVectorImpl<NoLintRange> &Open,
                       const NoLintRange &End,
                       std::vector<NoLintRange> &Result) {
  for (size_t I = Open.size(); I-- != 0;) {
    if (Open[I].Checks != End.Checks)
      continue;
    Open[I].LastLine = End.FirstLine;
    Result.push_back(Open[I]);
    Open.erase(Open.begin() + I);
    return;
  }
}

std::vector<NoLintRange> scanNoLint(StringRef Text, FileId File) {
  std::vector<NoLintRange> Result;
  SmallVector<NoLintRange, 2> Open;
  unsigned Line = 1;
  size_t Counted = 0;
  for (size_t At = Text.find("NOLINT"); At != StringRef::npos;
       At = Text.find("NOLINT", At + 1)) {
    Line += Text.slice(Counted, At).count('\n');
    Counted = At;
    StringRef Rest = Text.drop_front(At + strlen("NOLINT"));
    NoLintRange R;
    R.File = File;
    R.FirstLine = R.LastLine = Line;
    bool Begins = Rest.consume_front("BEGIN");
    bool Ends = !Begins && Rest.consume_front("END");
    if (!Begins && !Ends && Rest.consume_front("NEXTLINE"))
      R.FirstLine = R.LastLine = Line + 1;
    R.Checks = readChecks(Rest);
    if (Begins)
      Open.push_back(R);
    else if (Ends)
      closeRange(Open, R, Result);
    else
      Result.push_back(R);
  }
  std::sort(Result.begin(), Result.end(),
            [](const NoLintRange &A, const NoLintRange &B) {
              return std::tie(A.FirstLine, A.LastLine, A.Checks) <
                     std::tie(B.FirstLine, B.LastLine, B.Checks);
            });
  return Result;
}

} // namespace session::source
