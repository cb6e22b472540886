//===- ErrorLog.cpp -------------------------------------------------------===//

#include "pipeline/ErrorLog.h"
#include "clang/Basic/SourceManager.h"

using namespace session::pipeline;
using clang::Diagnostic;
using clang::DiagnosticsEngine;

/// A warning that -Werror turned into an error leaves the code as it is.
static bool isCompileError(DiagnosticsEngine::Level Level,
                           const Diagnostic &Info) {
  return Level >= DiagnosticsEngine::Error &&
         Info.getDiags()->getDiagnosticIDs()->isDefaultMappingAsError(
             Info.getID());
}

std::shared_ptr<const ErrorPlaces> ErrorLog::attach(DiagnosticsEngine &Engine) {
  auto Places = std::make_shared<ErrorPlaces>();
  std::unique_ptr<clang::DiagnosticConsumer> Owned;
  if (Engine.ownsClient())
    Owned = Engine.takeClient(); // getClient() still answers
  auto Log = std::make_unique<ErrorLog>(*Engine.getClient(), Places);
  Log->OwnedNext = std::move(Owned);
  Log->takeCounts();
  Engine.setClient(Log.release(), /*ShouldOwnClient=*/true);
  return Places;
}

void ErrorLog::HandleDiagnostic(DiagnosticsEngine::Level Level,
                                const Diagnostic &Info) {
  bool IsNote = Level == DiagnosticsEngine::Note;
  if (!IsNote)
    InSystemError = false;
  // Sound: what an instantiation in a system header broke on is the fault of
  // the code that asked for it, and only the notes tell which that is.
  if (isCompileError(Level, Info) || (IsNote && InSystemError))
    note(Info);
  Next.HandleDiagnostic(Level, Info);
  takeCounts();
}

void ErrorLog::note(const Diagnostic &Info) {
  if (!Info.hasSourceManager() || Info.getLocation().isInvalid())
    return;
  const clang::SourceManager &Sources = Info.getSourceManager();
  clang::SourceLocation Where = Sources.getExpansionLoc(Info.getLocation());
  InSystemError |= Sources.isInSystemHeader(Where);
  // A function may include a part of its body: the error is there as well.
  for (; Where.isValid();
       Where = Sources.getIncludeLoc(Sources.getFileID(Where)))
    Places->push_back(
        {Sources.getFilename(Where).str(), Sources.getFileOffset(Where)});
}

void ErrorLog::takeCounts() {
  NumWarnings = Next.getNumWarnings();
  NumErrors = Next.getNumErrors();
}

void ErrorLog::EndSourceFile() {
  Next.EndSourceFile();
  takeCounts();
}

void ErrorLog::finish() {
  Next.finish();
  takeCounts();
}

void ErrorLog::clear() {
  Next.clear();
  takeCounts();
}
