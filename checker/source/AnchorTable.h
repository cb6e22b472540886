//===- AnchorTable.h - From numbers back to the source ---------*- C++ -*-===//
//
// The only source-typed data that rooms share: what stands behind an AnchorId.
// Keeps files, offsets, spellings and flags by value, so that it can be
// written, read back and used without the compiler that made it.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOURCE_ANCHORTABLE_H
#define SESSION_TIDY_SOURCE_ANCHORTABLE_H

#include "support/Interner.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <vector>

namespace session::source {

using FileId = Id<struct FileTag>;

struct Position {
  unsigned Offset = 0; ///< bytes from the start of the file
  unsigned Line = 0;   ///< 1-based
  unsigned Column = 0; ///< 1-based, in bytes
};

/// A range of one file, end exclusive. In a macro: of the expansion.
struct Anchor {
  FileId File;
  Position Begin, End;
  NameId Spelling; ///< source text, at most 80 characters
  NameId Macro;    ///< the outermost macro, if it comes from one
  bool InMacro = false;
  bool InSystemHeader = false;
};

/// What a fix-it needs to know of the source around one statement.
struct EditSite {
  AnchorId Statement;       ///< whole statement with its semicolon
  AnchorId Enclosing;       ///< the compound statement around it, if any
  bool NeedsBraces = false; ///< stands alone as the body of an if or loop
  AnchorId Declaration;     ///< the declaration that it is, if it is one
  NameId DeclaredName;
  NameId DeclaredType;        ///< spelling of the type
  std::vector<AnchorId> Uses; ///< of the declared variable
};

/// Lines of one file on which NOLINT applies; an empty list of checks: all.
struct NoLintRange {
  FileId File;
  unsigned FirstLine = 0, LastLine = 0;
  std::vector<std::string> Checks; ///< globs as written
};

class AnchorTable {
public:
  Interner Names;

  FileId addFile(llvm::StringRef Path);
  AnchorId add(Anchor A);
  void add(EditSite S) { Sites.push_back(std::move(S)); }
  void add(NoLintRange R) { NoLints.push_back(std::move(R)); }

  const Anchor &operator[](AnchorId I) const { return Anchors[I.index()]; }
  llvm::StringRef path(FileId F) const { return Names.text(Files[F.index()]); }
  llvm::StringRef spelling(AnchorId I) const;
  /// The edit site of the statement at I, or nullptr.
  const EditSite *editSite(AnchorId I) const;
  /// Is a finding of Check at this anchor suppressed by a comment?
  bool isSuppressed(AnchorId I, llvm::StringRef Check) const;
  size_t size() const { return Anchors.size(); }
  size_t fileCount() const { return Files.size(); }

  void write(llvm::raw_ostream &Out) const;
  static llvm::Expected<AnchorTable> read(llvm::StringRef Text);

private:
  std::vector<NameId> Files;
  std::vector<Anchor> Anchors;
  std::vector<EditSite> Sites;
  std::vector<NoLintRange> NoLints;
};

} // namespace session::source

#endif
