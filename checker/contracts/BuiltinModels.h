//===- BuiltinModels.h - The models inside the binary ----------*- C++ -*-===//
//
// The YAML files of checker/models/, embedded at build time. They are parsed
// then, too: to read one costs no more than building its contracts.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_BUILTINMODELS_H
#define SESSION_TIDY_CONTRACTS_BUILTINMODELS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace session {

struct BuiltinModel {
  llvm::StringRef FileName; ///< "sqlite3.yaml"
  llvm::StringRef Text;
  llvm::StringRef Packed; ///< the same as a tree (packYaml)
  /// See ModelNames.h: what namesIn, libraryOf, markerOf and
  /// tellsOfSessions say of it.
  llvm::ArrayRef<llvm::StringLiteral> Names;
  llvm::StringRef Library;
  llvm::StringRef Marker;
  bool TellsOfSessions = false;
};

/// In the order of their file names.
llvm::ArrayRef<BuiltinModel> builtinModels();

} // namespace session

#endif
