//===- Unit.h - The recipe for one translation unit ------------*- C++ -*-===//
//
// Gate, lower, infer, solve, check: one page that every front end calls. The
// result is computed once for an ASTContext and shared by all checks.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PIPELINE_UNIT_H
#define SESSION_TIDY_PIPELINE_UNIT_H

#include "checks/Check.h"
#include "lowering/Lowering.h"
#include "pipeline/ErrorLog.h"
#include "solver/Solver.h"

namespace session::pipeline {

/// What a front end's user configured; the same names in .clang-tidy.
struct Configuration {
  checks::Options Checks;
  std::vector<std::string> ModelPaths; ///< files or directories, resolved
  std::vector<std::string> NoThrow;    ///< functions that never throw
  std::string ProjectFile;             ///< .session-tidy.yaml, or empty
  Budget Limits;
  bool AllContracts = true; ///< also where nobody in the unit asks for them

  /// Do both give the same findings? (Limits are the same for all.)
  friend bool operator==(const Configuration &A, const Configuration &B) {
    auto Key = [](const Configuration &C) {
      return std::tie(C.Checks.ReportLikely, C.Checks.ReportInMain,
                      C.Checks.ForeignMayThrow, C.Checks.AnyException,
                      C.ModelPaths, C.NoThrow, C.ProjectFile);
    };
    return Key(A) == Key(B);
  }
};

/// The built-in models and those of the configuration. Problems are returned
/// as text, one line each; the rest still holds.
ContractStore loadContracts(const Configuration &Config,
                            std::vector<std::string> &Problems);
/// The same for one translation unit: of the built-in models only those of
/// which it names something, or on which the configuration's models build.
ContractStore loadContracts(clang::ASTContext &Context,
                            const Configuration &Config,
                            std::vector<std::string> &Problems);

struct UnitResult {
  lowering::LoweredUnit Unit;
  std::vector<solver::FunctionResult> Functions;
  std::vector<sharing::FunctionFacts> Facts; ///< by FunctionId
  sharing::ProgramResult Shared;
  std::vector<checks::Finding> Findings; ///< of all checks, in source order
  bool Gated = false; ///< names nothing that can produce a session
};

/// Errors: what the compiler said of this unit. Nothing is reported inside a
/// function with errors.
UnitResult analyze(clang::ASTContext &Context, ContractStore &Contracts,
                   const Configuration &Config,
                   llvm::ArrayRef<ErrorPlace> Errors);

/// The same without Clang, for a unit that was lowered before.
UnitResult solveUnit(lowering::LoweredUnit Unit, ContractStore &Contracts,
                     const Configuration &Config);

} // namespace session::pipeline

#endif
