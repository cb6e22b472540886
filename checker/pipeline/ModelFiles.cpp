//===- ModelFiles.cpp -----------------------------------------------------===//

#include "pipeline/ModelFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace session;

std::vector<std::string> pipeline::modelsIn(llvm::StringRef Folder,
                                            std::error_code &Error) {
  std::vector<std::string> Files;
  llvm::sys::fs::directory_iterator It(Folder, Error), End;
  for (; !Error && It != End; It.increment(Error))
    if (llvm::sys::path::extension(It->path()) == ".yaml")
      Files.push_back(It->path());
  llvm::sort(Files);
  return Files;
}

std::string pipeline::besideProject(llvm::StringRef ProjectFile,
                                    llvm::StringRef Wanted) {
  if (llvm::sys::path::is_absolute(Wanted))
    return Wanted.str();
  llvm::SmallString<256> Full(llvm::sys::path::parent_path(ProjectFile));
  llvm::sys::path::append(Full, Wanted);
  return std::string(Full);
}
