//===- SessionCheck.h - A check as clang-tidy wants it ---------*- C++ -*-===//
//
// One object of this class for each row of AllChecks.def: takes its findings
// out of the shared analysis and hands them to clang-tidy, which treats NOLINT
// and header filters itself. Decides nothing about sessions.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FRONTENDS_TIDY_SESSIONCHECK_H
#define SESSION_TIDY_FRONTENDS_TIDY_SESSIONCHECK_H

#include "tidy/OptionReader.h"

namespace session::tidy {

class SessionCheck : public clang::tidy::ClangTidyCheck {
public:
  SessionCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context)
      : ClangTidyCheck(Name, Context), Name(Name.str()),
        Wanted(Name, *Context) {}

  void registerPPCallbacks(const clang::SourceManager &Sources,
                           clang::Preprocessor *PP,
                           clang::Preprocessor *Expander) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Match) override;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override {
    Wanted.store(Options, Map);
  }

private:
  void tell(const checks::Finding &F, const lowering::LoweredUnit &Unit,
            const clang::SourceManager &Sources);

  std::string Name;
  OptionReader Wanted;
  std::shared_ptr<const pipeline::ErrorPlaces> Errors;
};

} // namespace session::tidy

#endif
