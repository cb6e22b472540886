//===- Check.h - A check is a value ----------------------------*- C++ -*-===//
//
// A check turns what the solver found into findings. It is a row of a table
// (AllChecks.def), not a subclass: a name and a function. It sees no Clang and
// makes no text.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CHECKS_CHECK_H
#define SESSION_TIDY_CHECKS_CHECK_H

#include "checks/Finding.h"
#include "contracts/ContractStore.h"
#include "flow/FlowGraph.h"
#include "sharing/ProgramResult.h"

namespace session::checks {

/// What the user may set; names as in .clang-tidy (docs/checks/*.md).
struct Options {
  bool ReportLikely = true;  ///< Confidence: likely (else definite only)
  bool ReportInMain = false; ///< leaks on return from main
  bool ForeignMayThrow = false;
  bool AnyException = false;
};

struct CheckInput {
  const flow::Program &Program;
  const ContractStore &Contracts;
  const solver::FunctionResult &Result;
  const Options &Wanted;
};

struct ProgramCheckInput {
  const flow::Program &Program;
  const ContractStore &Contracts;
  const sharing::ProgramResult &Result;
  const Options &Wanted;
};

struct Check {
  llvm::StringRef Name;
  llvm::StringRef Page; ///< docs/checks/<page>.md
  /// On what one function does, or nullptr.
  void (*Run)(const CheckInput &, std::vector<Finding> &);
  /// On what functions do together, or nullptr.
  void (*RunOnProgram)(const ProgramCheckInput &, std::vector<Finding> &);
};

/// Every check, in the order of AllChecks.def.
llvm::ArrayRef<Check> allChecks();
/// Runs Enabled checks on one result and applies SEMANTICS 3.16: one finding
/// per session, check and cause.
std::vector<Finding> runChecks(const CheckInput &Input,
                               llvm::ArrayRef<llvm::StringRef> Enabled);
/// The same for the checks of the whole program.
std::vector<Finding> runProgramChecks(const ProgramCheckInput &Input,
                                      llvm::ArrayRef<llvm::StringRef> Enabled);

} // namespace session::checks

#endif
