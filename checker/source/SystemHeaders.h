//===- SystemHeaders.h - Whose file a declaration is in --------*- C++ -*-===//
//
// A header is the system's when the compiler was told so (-isystem), or when it
// is installed where packages are: build files often name a library's folder
// under /usr by -I, and its functions are no less a library's for it.
// Folders: Filesystem Hierarchy Standard 3.0, section 4.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOURCE_SYSTEMHEADERS_H
#define SESSION_TIDY_SOURCE_SYSTEMHEADERS_H

#include "clang/Basic/SourceLocation.h"

namespace clang {
class SourceManager;
} // namespace clang

namespace session::source {

/// Of a macro, where it is expanded. The main file never is one.
bool inSystemHeader(const clang::SourceManager &Sources,
                    clang::SourceLocation Where);

} // namespace session::source

#endif
