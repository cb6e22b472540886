//===- Compile.h - A file to a unit, outside clang-tidy --------*- C++ -*-===//
//
// How programs of ours that are no plugin run the compiler: over a file with
// the flags of a compile database or of the command line, or over a text.
// What the analysis makes of the unit is the pipeline's matter.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FRONTENDS_COMPILE_COMPILE_H
#define SESSION_TIDY_FRONTENDS_COMPILE_COMPILE_H

#include "pipeline/Unit.h"
#include "clang/Frontend/ASTUnit.h"

namespace session {

struct CompileRequest {
  std::string File;
  std::string BuildFolder; ///< of a compile database, or empty
  std::vector<std::string> Flags;
};

/// Compiles and analyses. nullopt: it does not compile at all, which stderr
/// says, as well as what is wrong with models. Models are those of Config.
std::optional<pipeline::UnitResult>
analyzeFile(const CompileRequest &Wanted, const pipeline::Configuration &Config,
            ContractStore &Contracts);

/// Compiles a text as C++20, silently. Never null where anything can be seen;
/// errors are counted in it, and the first goes to FirstError where that is
/// wanted, with its place.
std::unique_ptr<clang::ASTUnit> compileText(const std::string &Code,
                                            llvm::ArrayRef<std::string> Flags,
                                            std::string *FirstError = nullptr);

/// One line each on stderr.
void tellProblems(llvm::ArrayRef<std::string> Problems);

} // namespace session

#endif
