//===- ErrorLog.h - Where the compiler found errors ------------*- C++ -*-===//
//
// Clang repairs what does not compile, often without leaving a trace in the
// tree; only its diagnostics tell which functions are not as written. Stands
// before the consumer that the host installed, hands everything on to it and
// keeps the places of errors. Changes nothing that a user sees.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PIPELINE_ERRORLOG_H
#define SESSION_TIDY_PIPELINE_ERRORLOG_H

#include "clang/Basic/Diagnostic.h"
#include <memory>
#include <string>
#include <vector>

namespace session::pipeline {

struct ErrorPlace {
  std::string File; ///< as the source manager calls it
  unsigned Offset = 0;
};

using ErrorPlaces = std::vector<ErrorPlace>;

class ErrorLog : public clang::DiagnosticConsumer {
public:
  /// Next must live until the last call; Places grows meanwhile.
  ErrorLog(clang::DiagnosticConsumer &Next, std::shared_ptr<ErrorPlaces> Places)
      : Next(Next), Places(std::move(Places)) {}

  /// Puts a log before Engine's consumer. The places are there for longer than
  /// the engine.
  static std::shared_ptr<const ErrorPlaces>
  attach(clang::DiagnosticsEngine &Engine);

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;
  void BeginSourceFile(const clang::LangOptions &Language,
                       const clang::Preprocessor *PP) override {
    Next.BeginSourceFile(Language, PP);
  }
  void EndSourceFile() override;
  void finish() override;
  void clear() override;
  bool IncludeInDiagnosticCounts() const override {
    return Next.IncludeInDiagnosticCounts();
  }

private:
  void note(const clang::Diagnostic &Info);
  /// The numbers are what "2 warnings generated" says; they are Next's.
  void takeCounts();

  clang::DiagnosticConsumer &Next;
  std::unique_ptr<clang::DiagnosticConsumer> OwnedNext;
  std::shared_ptr<ErrorPlaces> Places;
  bool InSystemError = false; ///< the last one was in a system header
};

} // namespace session::pipeline

#endif
