#include "tidy/SessionCheck.h"
#include "report/Diagnose.h"
#include "tidy/SharedUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Lex/Preprocessor.h"

using namespace session;
using namespace session::tidy;

void SessionCheck::registerPPCallbacks(const clang::SourceManager &,
                                       clang::Preprocessor *PP,
                                       clang::Preprocessor *) {
  // Each check keeps a log of its own: few diagnostics, no common state.
  Errors = pipeline::ErrorLog::attach(PP->getDiagnostics());
}

void SessionCheck::registerMatchers(clang::ast_matchers::MatchFinder *Finder) {
  Finder->addMatcher(clang::ast_matchers::translationUnitDecl(), this);
}

void SessionCheck::check(
    const clang::ast_matchers::MatchFinder::MatchResult &Match) {
  std::vector<std::string> Problems;
  pipeline::Configuration Config = Wanted.read(getCurrentMainFile(), Problems);
  const AnalyzedUnit &Unit =
      sharedUnit(*Match.Context, Config, *Errors, Problems);
  for (const std::string &Problem : Problems)
    configurationDiag("%0") << Problem;
  for (const checks::Finding &F : Unit.Result.Findings) {
    bool LeftOut =
        Wanted.onlyDefinite() && F.Sure != solver::Confidence::Definite;
    if (F.Check == Name && !LeftOut && Wanted.wants(F.Tag))
      tell(F, Unit.Result.Unit, *Match.SourceManager);
  }
}

void SessionCheck::tell(const checks::Finding &F,
                        const lowering::LoweredUnit &Unit,
                        const clang::SourceManager &Sources) {
  report::Subject About{F, Unit.Program.Symbols, Unit.Anchors};
  report::diagnose(About, Sources,
                   [&](clang::SourceLocation Where, llvm::StringRef Text,
                       report::Severity How) {
                     diag(Where, "%0",
                          How == report::Severity::Note
                              ? clang::DiagnosticIDs::Note
                              : clang::DiagnosticIDs::Warning)
                         << Text;
                   });
}
