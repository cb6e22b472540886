//===- Arguments.h - The command line as data ------------------*- C++ -*-===//
//
// What was asked of session-tidy: a sub-command with its words. The only file
// that sees the parser, which throws: neither it nor its types go further.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FRONTENDS_CLI_ARGUMENTS_H
#define SESSION_TIDY_FRONTENDS_CLI_ARGUMENTS_H

#include <optional>
#include <string>
#include <vector>

namespace session::cli {

/// With which the program ends; two of them together: the first that is named
/// here.
enum Status { Usage = 2, Incomplete = 3, Findings = 1, Clean = 0 };

struct Arguments {
  enum Command { VerifyModels, InferModel } What = VerifyModels;
  std::vector<std::string> Files;
  std::string BuildFolder;
  std::vector<std::string> Models; ///< files and folders
  std::vector<std::string> Flags;  ///< the compiler's, behind `--`
};

/// nullopt: the parser has answered (help, or what is wrong), ExitWith says
/// how.
std::optional<Arguments> readArguments(int Count, const char *const *Words,
                                       int &ExitWith);

} // namespace session::cli

#endif
