// The words of findings about what functions and threads do together.
#include "report/Names.h"

using namespace session;
using namespace session::report;
using checks::Message;
using flow::WitnessEvent;

/// "'work'", or "the lambda at line 12", which has no name.
static std::string doer(const Subject &About, flow::FunctionId F) {
  if (!F || !About.Symbols[F].IsLambda)
    return calleeName(About, F);
  return "the lambda at " + lineName(About, About.Symbols[F].At);
}

static std::string byFunctions(const Subject &About) {
  const checks::Finding &F = About.Finding;
  std::string Many = std::to_string(F.Sharers);
  std::string Without =
      F.SomeLocked ? ", not all of them under one lock; " : " without a lock; ";
  return sessionName(About) + " is one session that " + Many +
         " functions use" + Without +
         "give each its own session, or hold one mutex around every use";
}

static std::string apart(const Subject &About) {
  const checks::Finding &F = About.Finding;
  std::string Opener = doer(About, F.In), Closer = doer(About, F.Culprit);
  return sessionName(About) + " is opened in " + Opener +
         " but closed only in " + Closer + ", and nothing makes sure that " +
         Closer + " runs before " + Opener +
         " runs again; keep it in an object that closes it, or open and close "
         "it in one function";
}

static std::string byThreads(const Subject &About) {
  const checks::Finding &F = About.Finding;
  std::string Name = sessionName(About);
  std::string Cure = "; give each thread its own session, or hold one mutex "
                     "around every use";
  // A function that is run on a thread of its own has no start to show.
  if (F.In && About.Symbols[F.In].At == F.At)
    return doer(About, F.In) + " runs on another thread and uses " + Name +
           " while " + doer(About, F.Culprit) + " may use it too" + Cure;
  if (F.Text == Message::SharedBetweenThreads)
    return "the thread that starts here uses " + Name +
           " while another one does" + Cure;
  return "the thread that starts here uses " + Name + " while " +
         doer(About, F.Culprit) + " may use it too" + Cure;
}

std::string report::sharingHeadline(const Subject &About) {
  switch (About.Finding.Text) {
  case Message::SharedByFunctions:
    return byFunctions(About);
  case Message::OpenedAndClosedApart:
    return apart(About);
  default:
    return byThreads(About);
  }
}

/// "'g' is closed here by 'PQfinish' in 'stop'".
static std::string doneIn(const Subject &About, const WitnessEvent &E,
                          llvm::StringRef Verb) {
  std::string By = E.Callee ? " by " + calleeName(About, E.Callee) : "";
  std::string In = E.In ? " in " + doer(About, E.In) : "";
  return sessionName(About) + " is " + Verb.str() + " here" + By + In;
}

std::string report::sharingSentence(const Subject &About,
                                    const WitnessEvent &E) {
  switch (E.What) {
  case WitnessEvent::DeclaredHere:
    return sessionName(About) + " is declared here";
  case WitnessEvent::UsedIn:
    return doer(About, E.In) + " uses it here" +
           (About.Finding.SomeLocked
                ? E.Truth ? " under a lock" : " without a lock"
                : "");
  case WitnessEvent::OpenedIn:
    return doneIn(About, E, "opened");
  case WitnessEvent::ClosedIn:
    return doneIn(About, E, "closed");
  case WitnessEvent::ThreadBegun:
    return "a thread that runs " + doer(About, E.In) + " starts here";
  case WitnessEvent::Registered:
    return doer(About, E.In) + " is registered here as a callback";
  default:
    return "";
  }
}

std::string report::moreSharers(unsigned Count) {
  if (Count == 1)
    return "and 1 more function uses it";
  return "and " + std::to_string(Count) + " more functions use it";
}
