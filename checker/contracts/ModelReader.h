//===- ModelReader.h - YAML to contracts -----------------------*- C++ -*-===//
//
// Reads one model file. Everything that is wrong with it is an error with
// file:line:column, what was found, and the nearest right word; nothing is
// guessed and nothing is skipped in silence.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_MODELREADER_H
#define SESSION_TIDY_CONTRACTS_MODELREADER_H

#include "contracts/BuiltinModels.h"
#include "contracts/Model.h"
#include "llvm/Support/Error.h"

namespace session {

/// Parses Text. FileName is only for messages. On failure the error's message
/// has one line per problem, each `file:line:column: what; remedy`.
llvm::Expected<Model> readModel(llvm::StringRef Text, llvm::StringRef FileName);

/// The same of a model that was parsed at build time.
llvm::Expected<Model> readModel(const BuiltinModel &Builtin);

/// What a project says of itself, in `.session-tidy.yaml`.
struct ProjectFile {
  Model Own;                        ///< library "project" unless it says else
  std::vector<std::string> Models;  ///< as written: relative to the file
  std::vector<std::string> NoThrow; ///< qualified names
};

/// Parses a project file: a model, all of it optional, with `models` and
/// `no-throw` beside. Errors as for readModel.
llvm::Expected<ProjectFile> readProjectFile(llvm::StringRef Text,
                                            llvm::StringRef FileName);

/// The YAML form of one contract, as a person would keep it.
std::string renderContract(const FunctionContract &Contract);

/// A project file that says what was inferred of functions whose bodies other
/// files do not see, and which functions never throw.
std::string renderProjectFile(llvm::ArrayRef<FunctionContract> Functions,
                              llvm::ArrayRef<std::string> NoThrow);

} // namespace session

#endif
