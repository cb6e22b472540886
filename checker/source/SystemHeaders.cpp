//===- SystemHeaders.cpp --------------------------------------------------===//

#include "source/SystemHeaders.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using llvm::StringRef;

/// Where packages put headers, and nobody works.
static bool isInstalled(StringRef Path) {
  for (StringRef Folder : {"/usr/include/", "/usr/lib/", "/usr/local/include/"})
    if (Path.starts_with(Folder))
      return true;
  return false;
}

bool session::source::inSystemHeader(const SourceManager &Sources,
                                     SourceLocation Where) {
  if (Where.isInvalid())
    return false;
  SourceLocation Expansion = Sources.getExpansionLoc(Where);
  return Sources.isInSystemHeader(Expansion) ||
         (!Sources.isInMainFile(Expansion) &&
          isInstalled(Sources.getFilename(Expansion)));
}
