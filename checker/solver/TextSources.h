//===- TextSources.h - Texts from outside that a body runs -----*- C++ -*-===//
//
// What a walk notes of SQL that it does not know, for the function's contract:
// the caller may know it. Which contract it becomes is Inference's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_TEXTSOURCES_H
#define SESSION_TIDY_SOLVER_TEXTSOURCES_H

#include "contracts/ContractPath.h"
#include "llvm/ADT/STLExtras.h"
#include <string>
#include <vector>

namespace session::solver {

/// Texts that a function was handed and runs on the session it was handed.
struct TextSources {
  std::vector<std::pair<ContractPath, std::string>> Named; ///< and dialect
  bool Others = false; ///< it runs texts that nobody outside can name

  void add(const TextSources &More) {
    Named.insert(Named.end(), More.Named.begin(), More.Named.end());
    llvm::sort(Named);
    Named.erase(std::unique(Named.begin(), Named.end()), Named.end());
    Others |= More.Others;
  }
};

} // namespace session::solver

#endif
