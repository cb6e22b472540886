#include "report/Names.h"

using namespace session;
using namespace session::report;
using flow::Leave;
using flow::WitnessEvent;

/// What Event does, with %c for the callee and %s for the session.
static llvm::StringRef eventPattern(EventKind Event) {
  switch (Event) {
  case EventKind::Use:
    return "%c uses %s here";
  case EventKind::Connect:
    return "%c connects %s here";
  case EventKind::ConnectFail:
    return "assuming %c fails to connect %s";
  case EventKind::Close:
    return "%s is closed here by %c";
  case EventKind::CloseRefused:
    return "%c refuses to close %s here, so it stays open";
  case EventKind::FreeMemory:
    return "%c releases the memory of %s here, without a close";
  case EventKind::Begin:
    return "%c begins a transaction on %s here";
  case EventKind::Commit:
    return "%c commits on %s here";
  case EventKind::CommitFail:
    return "assuming the commit on %s by %c fails";
  case EventKind::Rollback:
    return "%c rolls %s back here";
  case EventKind::Savepoint:
    return "%c sets a savepoint on %s here";
  case EventKind::ReleaseSavepoint:
    return "%c releases a savepoint on %s here";
  case EventKind::RollbackTo:
    return "%c rolls %s back to a savepoint here";
  case EventKind::AutocommitOff:
    return "%c switches autocommit of %s off here";
  case EventKind::AutocommitOn:
    return "%c switches autocommit of %s on here";
  case EventKind::TransactionUnknown:
    return "%c may begin or end a transaction on %s here";
  case EventKind::Exec:
  case EventKind::ExecUnknown:
    return "%c runs a statement on %s here";
  case EventKind::ExecFail:
    return "assuming the statement that %c runs on %s fails";
  case EventKind::ChildOpened:
    return "%c opens a statement or the like on %s here";
  case EventKind::ChildClosed:
    return "%c ends a statement or the like on %s here";
  case EventKind::Reset:
    return "%c resets %s here";
  }
  return "";
}

/// Pattern with the names filled in.
static std::string filled(llvm::StringRef Pattern, const Subject &About,
                          flow::FunctionId Callee) {
  auto [Text, Rest] = Pattern.split('%');
  if (Rest.empty())
    return Text.str();
  std::string Name =
      Rest.front() == 'c' ? calleeName(About, Callee) : sessionName(About);
  return Text.str() + Name + filled(Rest.drop_front(), About, Callee);
}

static std::string eventSentence(const Subject &About, const WitnessEvent &E) {
  if (E.Event == EventKind::Close) // a lease and a child have other words
    return sessionName(About) + " is " + endedWord(About).str() + " here by " +
           calleeName(About, E.Callee);
  return filled(eventPattern(E.Event), About, E.Callee);
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
  case WitnessEvent::CallsUnseen:
    return May + "it calls code that is not noexcept and not seen here";
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
  if (Source == "':'") // the test of a loop over a range is not written down
    return E.Truth ? "assuming there is another element"
                   : "assuming there is no other element";
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
  case WitnessEvent::DeclaredHere:
  case WitnessEvent::UsedIn:
  case WitnessEvent::OpenedIn:
  case WitnessEvent::ClosedIn:
  case WitnessEvent::ThreadBegun:
  case WitnessEvent::Registered:
    return sharingSentence(About, E);
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
