//===- Diagnose.h - Findings as clang diagnostics --------------*- C++ -*-===//
//
// Turns a story into one warning and its notes, with source locations of the
// compiler that runs. How a diagnostic is made is the front end's, which gives
// a function for it; suppression by comment is the front end's too.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_REPORT_DIAGNOSE_H
#define SESSION_TIDY_REPORT_DIAGNOSE_H

#include "report/Story.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang {
class SourceManager;
} // namespace clang

namespace session::report {

enum class Severity : uint8_t { Warning, Note };

/// Emits one diagnostic. Text is plain: nothing in it is a format.
using Emit =
    llvm::function_ref<void(clang::SourceLocation, llvm::StringRef, Severity)>;

/// The place of an anchor in this compiler's files; invalid when the file is
/// none of them. In a macro it is the place of the expansion.
clang::SourceLocation locate(const source::AnchorTable &Anchors, AnchorId At,
                             const clang::SourceManager &Sources);

void diagnose(const Subject &About, const clang::SourceManager &Sources,
              Emit Out);

} // namespace session::report

#endif
