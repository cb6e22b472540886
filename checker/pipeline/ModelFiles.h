//===- ModelFiles.h - Where models are -------------------------*- C++ -*-===//
//
// How the paths of models that users give are meant, for whoever reads them.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PIPELINE_MODELFILES_H
#define SESSION_TIDY_PIPELINE_MODELFILES_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <system_error>
#include <vector>

namespace session::pipeline {

/// The .yaml files of a folder in the order of their names; those found until
/// an error.
std::vector<std::string> modelsIn(llvm::StringRef Folder,
                                  std::error_code &Error);
/// A path as a project file writes it: relative to the file.
std::string besideProject(llvm::StringRef ProjectFile, llvm::StringRef Wanted);

} // namespace session::pipeline

#endif
