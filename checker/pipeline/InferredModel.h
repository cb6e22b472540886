//===- InferredModel.h - What bodies do, for files without them -*- C++ -*-===//
//
// Picks of one file's functions those that other files can call and that say
// something of sessions (or of exceptions, which decide what a caller must
// clean up), and writes them as a project file.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PIPELINE_INFERREDMODEL_H
#define SESSION_TIDY_PIPELINE_INFERREDMODEL_H

#include "pipeline/Unit.h"

namespace session::pipeline {

struct InferredModel {
  std::string Yaml; ///< empty: nothing to say
  /// Functions that a model cannot tell apart by name and number of
  /// parameters, and that do different things.
  std::vector<std::string> Ambiguous;
};

/// Of the functions whose bodies are in File.
InferredModel inferredModel(const UnitResult &Result,
                            const ContractStore &Contracts,
                            const Configuration &Config, llvm::StringRef File);

} // namespace session::pipeline

#endif
