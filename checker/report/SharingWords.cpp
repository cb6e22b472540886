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
      F.AllRead      ? ", under a shared lock, which lets them run at once; "
      : F.SomeLocked ? ", not all of them under one lock; "
                     : " without a lock; ";
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
  std::string Cure =
      F.AllRead ? ", under a shared lock, which lets both run at once" : "";
  Cure += "; give each thread its own session, or hold one mutex around every "
          "use";
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

static std::string byCallee(const Subject &About) {
  std::string Name = sessionName(About);
  std::string Helper = doer(About, About.Finding.Culprit);
  std::string Self = doer(About, About.Finding.In);
  if (About.Finding.Text == Message::BegunByCallee)
    return Helper + " begins a transaction on " + Name + " inside the one of " +
           Self + "; begin and end it in one function, or use a savepoint here";
  return Helper + " ends the transaction on " + Name + " that " + Self +
         " began, and " + Self +
         " goes on as if it were open; leave the end to who began it";
}

static llvm::StringRef whenDry(PoolWhenDry What) {
  switch (What) {
  case PoolWhenDry::Blocks:
    return "; when the pool is empty the call waits for what its own thread "
           "holds";
  case PoolWhenDry::Throws:
    return "; when the pool is empty the call throws";
  case PoolWhenDry::ReturnsNull:
    return "; when the pool is empty the call returns null";
  case PoolWhenDry::Unknown:
  case PoolWhenDry::Grows:
    return "; when all who hold one want another, the pool is empty for all";
  }
  return "";
}

static std::string takenAgain(const Subject &About) {
  const checks::Finding &F = About.Finding;
  std::string Name = sessionName(About), Culprit = doer(About, F.Culprit);
  std::string Takes = F.InCallee ? Culprit + " takes another one inside"
                                 : Culprit + " takes another one";
  switch (F.Text) {
  case Message::TakenInLoop:
    return "each turn of the loop takes " + Name +
           " from its pool and keeps it" + whenDry(F.Rules.WhenDry).str() +
           "; give it back in the same turn";
  case Message::HeldTwice:
    return Name + " is still open where " + Culprit +
           " wants a second one on the same thread, which waits for the first "
           "for ever; end the first one before";
  case Message::FileOpenedTwice:
    return Name + " is inside a transaction where " + Culprit +
           " opens the same database again, and what that writes waits for " +
           Name + "; use one connection, or commit before";
  default:
    return Name + " is still taken from its pool where " + Takes +
           whenDry(F.Rules.WhenDry).str() +
           "; give it back before, or pass it on";
  }
}

static std::string registry(const Subject &About) {
  const checks::Finding &F = About.Finding;
  std::string Name = sessionName(About), Culprit = doer(About, F.Culprit);
  switch (F.Text) {
  case Message::ConfiguredTooLate:
    return Culprit + " sets up what " + Name +
           " is opened with, but it is open already and stays as it is; do "
           "this before the first use, or remove the session first";
  case Message::AskedInVain:
    return Culprit + " is given arguments, but " + Name +
           " is open already and they are not read; remove the session first, "
           "or ask without arguments";
  case Message::NotRemoved:
    return doer(About, F.In) + " uses " + Name +
           " of a thread that goes on to other work, and does not remove it; "
           "the next one finds it as it is left, call " +
           Culprit + " at the end";
  default:
    return Culprit + " closes the sessions of all threads, " + Name +
           " among them, which " + doer(About, F.In) +
           " still uses; remove only the own one here";
  }
}

static std::string waiting(const Subject &About) {
  std::string Name = sessionName(About);
  std::string Culprit = doer(About, About.Finding.Culprit);
  if (About.Finding.Text == Message::TransactionWaits)
    return "the transaction on " + Name + " stays open while " + Culprit +
           " waits for something else; end it before, or begin it after";
  bool IsLease = About.Finding.Rules.IsLease;
  return Name +
         (IsLease ? " is kept from its pool while " : " stays open while ") +
         Culprit + " waits for something else; " +
         (IsLease ? "give it back before, or take it after"
                  : "close it before, or open it after");
}

std::string report::sharingHeadline(const Subject &About) {
  switch (About.Finding.Text) {
  case Message::SessionWaits:
  case Message::TransactionWaits:
    return waiting(About);
  case Message::ConfiguredTooLate:
  case Message::AskedInVain:
  case Message::NotRemoved:
  case Message::AllClosedInside:
    return registry(About);
  case Message::BegunByCallee:
  case Message::EndedByCallee:
    return byCallee(About);
  case Message::TakenAgain:
  case Message::TakenInLoop:
  case Message::HeldTwice:
  case Message::FileOpenedTwice:
    return takenAgain(About);
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
