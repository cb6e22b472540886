//===- SharedUnit.h - One analysis for all checks of a unit ----*- C++ -*-===//
//
// Keeps the analysis of an ASTContext until that context dies, so that each of
// our checks finds it ready. Checks whose options change the meaning of the
// program get an analysis of their own. Safe to use from several threads, each
// with its own ASTContext (clangd).
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FRONTENDS_TIDY_SHAREDUNIT_H
#define SESSION_TIDY_FRONTENDS_TIDY_SHAREDUNIT_H

#include "pipeline/Unit.h"

namespace session::tidy {

struct AnalyzedUnit {
  pipeline::Configuration Config;
  ContractStore Contracts;
  pipeline::UnitResult Result;
};

/// The analysis of Context under Config; made now if nobody asked before. Its
/// problems are handed out with the first answer only. Errors are the
/// compiler's, the same for every check. Valid as long as
/// Context lives.
const AnalyzedUnit &sharedUnit(clang::ASTContext &Context,
                               const pipeline::Configuration &Config,
                               llvm::ArrayRef<pipeline::ErrorPlace> Errors,
                               std::vector<std::string> &NewProblems);

} // namespace session::tidy

#endif
