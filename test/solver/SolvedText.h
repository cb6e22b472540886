//===- SolvedText.h - A program written as text, and its solution -*- C++ -*-=//
//
// What the tests of this folder have in common: parses, verifies, infers
// contracts with the built-in models and solves every function, as the
// pipeline does. Says findings in the words that the .flow files use.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_TEST_SOLVER_SOLVEDTEXT_H
#define SESSION_TIDY_TEST_SOLVER_SOLVEDTEXT_H

#include "solver/Solver.h"
#include <set>

/// A store with every built-in model; complaints are test failures.
session::ContractStore builtinContracts();

/// Parses and verifies; complaints are test failures.
session::flow::Program parsedText(llvm::StringRef Text,
                                  llvm::StringRef FileName);

/// The .flow files of this folder, sorted.
std::vector<std::string> flowFiles();

/// A file's text.
std::string textOf(llvm::StringRef Path);

class SolvedProgram {
public:
  explicit SolvedProgram(session::flow::Program Program,
                         session::solver::SolverOptions Options = {},
                         session::Budget Limits = {});
  SolvedProgram(const SolvedProgram &) = delete;

  /// By function, in the program's order.
  std::vector<session::solver::FunctionResult> Results;

  const session::solver::FunctionResult &of(llvm::StringRef Function) const;
  /// "function: leak return #20"
  std::set<std::string> findings() const;
  /// Everything that was found out, with witnesses.
  std::string details() const;
  /// The inferred contracts in the program's order.
  std::string contracts() const;
  /// The inferred contract of one function, or "".
  std::string contractOf(llvm::StringRef Function) const;

private:
  std::string nameOf(session::flow::FunctionId F) const;

  session::flow::Program Program;
  session::ContractStore Store;
};

#endif
