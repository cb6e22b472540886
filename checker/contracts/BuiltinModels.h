//===- BuiltinModels.h - The models inside the binary ----------*- C++ -*-===//
//
// The YAML files of checker/models/, embedded at build time.
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
};

/// In the order of their file names.
llvm::ArrayRef<BuiltinModel> builtinModels();

} // namespace session

#endif
