#include "report/Names.h"

using namespace session;
using namespace session::report;
using checks::Message;
using flow::Leave;

/// "when 'work' throws": which exception it is that finds the session open.
static std::string throwingWords(const Subject &About) {
  if (About.Finding.Culprit)
    return "when " + calleeName(About, About.Finding.Culprit) + " throws";
  return "when the exception at " + lineName(About, About.Finding.At) +
         " is thrown";
}

/// "on the return at line 42": where the path leaves with the session open.
static std::string leavingWords(const Subject &About) {
  std::string Line = lineName(About, About.Finding.At);
  switch (About.Finding.Leaving) {
  case Leave::Return:
    return "on the return at " + Line;
  case Leave::FunctionEnd:
    return "when " + calleeName(About, About.Finding.In) + " ends";
  case Leave::Break:
    return "on the 'break' at " + Line;
  case Leave::Continue:
    return "on the 'continue' at " + Line;
  case Leave::Goto:
    return "on the 'goto' at " + Line;
  case Leave::Unwind:
    return throwingWords(About);
  case Leave::ScopeEnd:
    return "when its scope ends";
  case Leave::FullExpr:
    return "when the statement at " + Line + " ends";
  case Leave::None:
    return "when it is overwritten";
  }
  return "";
}

/// The connecting call that failed, where it is another than the opener.
static std::string failedName(const Subject &About) {
  for (const flow::WitnessEvent &E : About.Finding.Path)
    if (E.What == flow::WitnessEvent::EventHappened &&
        E.Event == EventKind::ConnectFail && E.Callee)
      return calleeName(About, E.Callee);
  return calleeName(About, About.Finding.Session.Opener);
}

static std::string leakDiscarded(const Subject &About) {
  const Policy &Rules = About.Finding.Rules;
  std::string What =
      Rules.IsChild && !Rules.Noun.empty() ? Rules.Noun : "session";
  return "the " + What + " that " +
         calleeName(About, About.Finding.Session.Opener) +
         " opens is discarded; keep it and end it with " + closerName(About);
}

static std::string leak(const Subject &About) {
  std::string Name = sessionName(About), Closer = closerName(About);
  std::string NotEnded = " is not " + endedWord(About).str() + " ";
  llvm::StringRef Busy = About.Symbols.text(About.Finding.Session.Parent);
  const Policy &Rules = About.Finding.Rules;
  bool KeepsBusy = Rules.IsChild && !Busy.empty() &&
                   Rules.ChildRule != ChildAtClose::Survives;
  std::string OnThatPath = KeepsBusy ? " is needed on that path, or '" +
                                           Busy.str() + "' stays busy with it"
                                     : " is needed on that path";
  std::string Culprit = calleeName(About, About.Finding.Culprit);
  switch (About.Finding.Text) {
  case Message::LeakOnThrow:
    return Name + NotEnded + throwingWords(About) + "; " + Closer + OnThatPath;
  case Message::LeakFailedOpen:
    return Name + NotEnded + leavingWords(About) + " after " +
           failedName(About) + " failed; " + Closer + " is needed even then";
  case Message::LeakOverwritten:
    // The end of a loop's turn overwrites nothing: it leaves the scope.
    if (About.Finding.Leaving != Leave::None)
      break;
    return Name + " is overwritten while it is still open; " + Closer +
           " is needed before that";
  case Message::LeakWrongRelease:
    return Name + " is released with " + Culprit +
           ", which does not close it; " + Closer + " is needed instead";
  case Message::LeakRefusedClose:
    return Name + " stays open: " + Culprit +
           " refuses while a statement or the like is open on it; end that "
           "first";
  case Message::LeakMember:
    return "member " + Name +
           " is opened here, but its class does not close "
           "it in every case; " +
           Closer + " is needed in the destructor";
  default:
    break;
  }
  return Name + NotEnded + leavingWords(About) + "; " + Closer + OnThatPath;
}

/// What closed it on this path, where that is a function of the program.
static std::string closedBy(const Subject &About) {
  for (const flow::WitnessEvent &E : About.Finding.Path)
    if (E.What == flow::WitnessEvent::EventHappened &&
        E.Event == EventKind::Close && E.Callee) {
      const flow::Function &By = About.Symbols[E.Callee];
      bool Own =
          !By.InSystemHeader && By.Special != flow::SpecialMember::Destructor;
      return Own ? calleeName(About, E.Callee) : closerName(About);
    }
  return closerName(About);
}

static std::string useAfter(const Subject &About) {
  std::string Name = sessionName(About), Ended = endedWord(About).str();
  std::string Place = About.Finding.InCallee ? "inside " : "by ";
  std::string Culprit = calleeName(About, About.Finding.Culprit);
  bool Named = About.Finding.Culprit.isValid();
  std::string By = Named ? " " + Place + Culprit : "";
  switch (About.Finding.Text) {
  case Message::UsedAfterClose:
    return Name + " is used" + By + " after it was " + Ended +
           "; do this before " + closedBy(About);
  case Message::UsedAfterMove:
    return Name + " is used" + By +
           " after it was moved from; use the object that holds it now";
  case Message::UsedAfterEnd:
    return Name + " is used" + By +
           " through a transaction object whose transaction has ended; use it "
           "before that, or begin another";
  case Message::ClosedTwiceByCopy:
    return "two objects now hold " + Name + " and each will end it with " +
           closerName(About) + "; forbid the copy or share one owner";
  default:
    return Name + " is " + Ended + " a second time" + By +
           "; do this only once on each path";
  }
}

static std::string transaction(const Subject &About) {
  std::string Name = sessionName(About);
  std::string Culprit = calleeName(About, About.Finding.Culprit);
  bool IsItself = About.Finding.Rules.IsTransaction;
  switch (About.Finding.Text) {
  case Message::BegunInside:
    return Culprit + " begins a transaction on " + Name +
           " while one is open; commit or roll back the first one before";
  case Message::EndedOutside:
    return Culprit + " ends a transaction on " + Name +
           " that has been ended before; do this only once on each path";
  case Message::GivenBackInside:
    return Name + " goes back to its pool with a transaction open; commit or "
                  "roll back before that";
  case Message::EndCommits:
    return Culprit + " commits what was half done on " + Name +
           " when it failed; roll back before that";
  case Message::CommitUnlooked:
    return "nobody looks at whether the commit on " + Name + " by " + Culprit +
           " works; test its result and roll back where it fails";
  case Message::UsedAfterFailure:
    return Name + " is used by " + Culprit +
           " although its transaction has failed; roll back before that";
  case Message::CommitRollsBack:
    return "the commit on " + Name + " by " + Culprit +
           " only rolls back, because a statement before it failed; test for "
           "the failure and roll back";
  case Message::RollbackAfterCommit:
    return "the transaction on " + Name + " stays open " + leavingWords(About) +
           " after its commit failed; a rollback is needed on that path";
  default:
    return "the transaction " + (IsItself ? Name : "on " + Name) +
           " stays open " + leavingWords(About) + "; " +
           (IsItself ? closerName(About) : "a rollback") +
           " is needed on that path";
  }
}

std::string report::headline(const Subject &About) {
  switch (About.Finding.Text) {
  case Message::LeakDiscarded:
    return leakDiscarded(About);
  case Message::UsedAfterClose:
  case Message::ClosedTwice:
  case Message::ClosedTwiceByCopy:
  case Message::UsedAfterMove:
  case Message::UsedAfterEnd:
    return useAfter(About);
  case Message::RollbackOnReturn:
  case Message::RollbackOnThrow:
  case Message::RollbackAfterCommit:
  case Message::BegunInside:
  case Message::EndedOutside:
  case Message::GivenBackInside:
  case Message::EndCommits:
  case Message::CommitUnlooked:
  case Message::UsedAfterFailure:
  case Message::CommitRollsBack:
    return transaction(About);
  case Message::SessionWaits:
  case Message::TransactionWaits:
  case Message::ConfiguredTooLate:
  case Message::AskedInVain:
  case Message::NotRemoved:
  case Message::AllClosedInside:
  case Message::BegunByCallee:
  case Message::EndedByCallee:
  case Message::TakenAgain:
  case Message::TakenInLoop:
  case Message::HeldTwice:
  case Message::FileOpenedTwice:
  case Message::SharedByFunctions:
  case Message::OpenedAndClosedApart:
  case Message::SharedByThreads:
  case Message::SharedBetweenThreads:
    return sharingHeadline(About);
  default:
    return leak(About);
  }
}
