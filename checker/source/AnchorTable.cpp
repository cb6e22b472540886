//===- AnchorTable.cpp ----------------------------------------------------===//

#include "source/AnchorTable.h"

using namespace llvm;

namespace session::source {

FileId AnchorTable::addFile(StringRef Path) {
  NameId Name = Names.intern(Path);
  for (unsigned I = 0; I != Files.size(); ++I)
    if (Files[I] == Name)
      return FileId(I);
  Files.push_back(Name);
  return FileId(unsigned(Files.size() - 1));
}

AnchorId AnchorTable::add(Anchor A) {
  Anchors.push_back(A);
  return AnchorId(unsigned(Anchors.size() - 1));
}

StringRef AnchorTable::spelling(AnchorId I) const {
  return I ? Names.text(Anchors[I.index()].Spelling) : StringRef();
}

const EditSite *AnchorTable::editSite(AnchorId I) const {
  if (!I)
    return nullptr;
  const Anchor &Wanted = Anchors[I.index()];
  const EditSite *Best = nullptr;
  unsigned BestLength = ~0u;
  for (const EditSite &S : Sites) {
    const Anchor &A = Anchors[S.Statement.index()];
    if (A.File != Wanted.File || A.Begin.Offset > Wanted.Begin.Offset ||
        A.End.Offset < Wanted.End.Offset)
      continue;
    unsigned Length = A.End.Offset - A.Begin.Offset;
    if (Length < BestLength) {
      Best = &S;
      BestLength = Length;
    }
  }
  return Best;
}

/// `*` stands for any number of characters, as in clang-tidy's globs.
static bool matchesGlob(StringRef Glob, StringRef Text) {
  size_t Star = Glob.find('*');
  if (Star == StringRef::npos)
    return Glob == Text;
  if (!Text.consume_front(Glob.take_front(Star)))
    return false;
  StringRef Rest = Glob.drop_front(Star + 1);
  for (size_t Skip = 0; Skip <= Text.size(); ++Skip)
    if (matchesGlob(Rest, Text.drop_front(Skip)))
      return true;
  return false;
}

/// The last glob that matches decides; a leading '-' takes away.
static bool covers(const NoLintRange &R, StringRef Check) {
  if (R.Checks.empty())
    return true;
  bool Covered = false;
  for (StringRef Glob : R.Checks) {
    bool Positive = !Glob.consume_front("-");
    if (matchesGlob(Glob, Check))
      Covered = Positive;
  }
  return Covered;
}

bool AnchorTable::isSuppressed(AnchorId I, StringRef Check) const {
  if (!I)
    return false;
  const Anchor &A = Anchors[I.index()];
  for (const NoLintRange &R : NoLints)
    if (R.File == A.File && R.FirstLine <= A.Begin.Line &&
        A.Begin.Line <= R.LastLine && covers(R, Check))
      return true;
  return false;
}

} // namespace session::source
