//===- OptionReader.h - .clang-tidy to a Configuration ---------*- C++ -*-===//
//
// Reads a check's options: under the check's own name, else under the name
// `session-*` that stands for all of them. Says what is wrong with a value and
// takes the default then. Finds files of models from the source file upwards,
// because a check is not told where its .clang-tidy is.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FRONTENDS_TIDY_OPTIONREADER_H
#define SESSION_TIDY_FRONTENDS_TIDY_OPTIONREADER_H

#include "clang-tidy/ClangTidyCheck.h"
#include "pipeline/Unit.h"

namespace session::tidy {

/// The options as written; empty where nothing was.
struct WrittenOptions {
  std::string Confidence, Models, ForeignMayThrow, AnyException, NoThrow,
      ReportInMain;
};

/// An option of one check that switches a kind of its findings off.
struct WrittenKind {
  const char *Name;
  llvm::StringRef Tag;
  std::string Value;
};

class OptionReader {
public:
  OptionReader(llvm::StringRef CheckName,
               clang::tidy::ClangTidyContext &Context);

  /// For --dump-config: every option with its value.
  void store(const clang::tidy::ClangTidyCheck::OptionsView &View,
             clang::tidy::ClangTidyOptions::OptionMap &Options) const;
  /// The meaning, for a file at MainFile. Problems: one line each.
  pipeline::Configuration read(llvm::StringRef MainFile,
                               std::vector<std::string> &Problems) const;
  /// What is left out is only this check's matter, so it is no part of the
  /// configuration that checks share.
  bool onlyDefinite() const { return Written.Confidence == "definite"; }
  /// The same for the kinds of findings inside a check, by their tags.
  bool wants(llvm::StringRef Tag) const;

private:
  WrittenOptions Written;
  std::vector<WrittenKind> Kinds;
};

} // namespace session::tidy

#endif
