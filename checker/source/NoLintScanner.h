//===- NoLintScanner.h - Comments that switch checks off -------*- C++ -*-===//
//
// Reads the NOLINT, NOLINTNEXTLINE and NOLINTBEGIN/NOLINTEND comments of one
// file's text, with clang-tidy's meaning. Whether a finding is on such a line
// is AnchorTable's to say.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOURCE_NOLINTSCANNER_H
#define SESSION_TIDY_SOURCE_NOLINTSCANNER_H

#include "source/AnchorTable.h"

namespace session::source {

/// The ranges in Text, in the order of their first lines.
std::vector<NoLintRange> scanNoLint(llvm::StringRef Text, FileId File);

} // namespace session::source

#endif
