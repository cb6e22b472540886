#include "report/Names.h"

using namespace session;
using namespace session::report;
using flow::Leave;
using flow::WitnessEvent;

/// What an event does to the session, to stand after its name: "is closed".
static llvm::StringRef eventWords(EventKind Event) {
  switch (Event) {
  case EventKind::Use:
    return "is used";
  case EventKind::Connect:
    return "is connected";
  case EventKind::ConnectFail:
    return "fails to connect";
  case EventKind::Close:
    return "is closed";
  case EventKind::CloseRefused:
    return "is still open: the close is refused";
  case EventKind::FreeMemory:
    return "loses its memory";
  case EventKind::Begin:
    return "begins a transaction";
  case EventKind::Commit:
    return "commits";
  case EventKind::CommitFail:
    return "fails to commit";
  case EventKind::Rollback:
    return "rolls back";
  case EventKind::Savepoint:
    return "sets a savepoint";
  case EventKind::ReleaseSavepoint:
    return "releases a savepoint";
  case EventKind::RollbackTo:
    return "rolls back to a savepoint";
  case EventKind::AutocommitOff:
    return "leaves autocommit";
  case EventKind::AutocommitOn:
    return "goes back to autocommit";
  case EventKind::Exec:
    return "runs a statement";
  case EventKind::ExecFail:
    return "fails to run a statement";
  case EventKind::ChildOpened:
    return "gets a statement or the like";
  case EventKind::ChildClosed:
    return "loses a statement or the like";
  case EventKind::Reset:
    return "is reset";
  }
  return "";
}

static std::string eventSentence(const Subject &About, const WitnessEvent &E) {
  llvm::StringRef Words = eventWords(E.Event);
  std::string Ended = "is " + endedWord(About).str();
  if (E.Event == EventKind::Close)
    Words = Ended;
  std::string By = E.Callee ? " by " + calleeName(About, E.Callee) : "";
  return sessionName(About) + " " + Words.str() + " here" + By;
}

static std::string mayThrow(const Subject &About, const WitnessEvent &E) {
  std::string May = calleeName(About, E.Callee) + " may throw: ";
  switch (E.Why) {
  case WitnessEvent::ShownByBody:
    return May + "its body reaches a throw";
  case WitnessEvent::SaidByModel:
    return May + "its documentation says so";
  case WitnessEvent::UnseenProject:
    return May + "it is not noexcept and its body is not seen here";
  case WitnessEvent::ForeignCode:
    return May + "it is library code that is not noexcept";
  case WitnessEvent::None:
    break;
  }
  return calleeName(About, E.Callee) + " may throw";
}

static std::string leftSentence(const Subject &About, Leave How) {
  std::string Self = calleeName(About, About.Finding.In);
  switch (How) {
  case Leave::Unwind:
    return "the exception leaves " + Self + " here";
  case Leave::Return:
    return Self + " returns here";
  case Leave::FunctionEnd:
    return Self + " ends here";
  case Leave::Break:
    return "'break' leaves the scope here";
  case Leave::Continue:
    return "'continue' leaves the scope here";
  case Leave::Goto:
    return "'goto' leaves the scope here";
  case Leave::None:
  case Leave::ScopeEnd:
  case Leave::FullExpr:
    return "the scope ends here";
  }
  return "";
}

static std::string branchSentence(const Subject &About, const WitnessEvent &E) {
  std::string Source = quotedSource(About, E.At);
  std::string What = Source.empty() ? "the condition" : Source;
  return "assuming " + What + " is " + (E.Truth ? "true" : "false");
}

static std::string caseSentence(const Subject &About, const WitnessEvent &E) {
  std::string Source = quotedSource(About, E.At);
  std::string What = Source.empty() ? "the value" : Source;
  if (!E.HasNumber)
    return "assuming " + What + " fits no case";
  return "assuming " + What + " is " + std::to_string(E.Number);
}

static std::string openedSentence(const Subject &About, const WitnessEvent &E) {
  llvm::StringRef Opened =
      About.Finding.Rules.IsLease ? "is taken from its pool" : "is opened";
  std::string By = E.Callee ? " by " + calleeName(About, E.Callee) : "";
  return sessionName(About) + " " + Opened.str() + " here" + By;
}

std::string report::sentence(const Subject &About, const WitnessEvent &E) {
  std::string Name = About.Symbols.text(E.Name).str();
  switch (E.What) {
  case WitnessEvent::Opened:
    return openedSentence(About, E);
  case WitnessEvent::OpenFailed:
    return "assuming " + calleeName(About, E.Callee) + " fails; " +
           sessionName(About) + " must be closed all the same";
  case WitnessEvent::Stored:
    return "the session is kept in '" + Name + "' from here on";
  case WitnessEvent::BranchTaken:
    return branchSentence(About, E);
  case WitnessEvent::CaseTaken:
    return caseSentence(About, E);
  case WitnessEvent::LoopEntered:
    return "the loop is entered here";
  case WitnessEvent::EventHappened:
    return eventSentence(About, E);
  case WitnessEvent::MayThrow:
    return mayThrow(About, E);
  case WitnessEvent::Thrown:
    return "the exception is thrown here";
  case WitnessEvent::Caught:
    return "the exception is caught here";
  case WitnessEvent::Copied:
    return "the copy made here holds the same session";
  case WitnessEvent::Moved:
    return "the session moves out of '" + Name + "' here";
  case WitnessEvent::Cleanup:
    return calleeName(About, E.Callee) + " runs here";
  case WitnessEvent::Overwritten:
    return sessionName(About) + " is overwritten here";
  case WitnessEvent::Left:
    return leftSentence(About, E.Leaving);
  }
  return "";
}

std::string report::moreThrowers(unsigned Count) {
  if (Count == 1)
    return "and 1 more call may throw while it is open";
  return "and " + std::to_string(Count) +
         " more calls may throw while it is open";
}

std::string report::thrownInside(const Subject &About, const WitnessEvent &E) {
  return calleeName(About, E.Callee) + " can throw here";
}

std::string report::instantiated(llvm::StringRef Display) {
  return ("seen in the instantiation '" + Display + "'").str();
}
