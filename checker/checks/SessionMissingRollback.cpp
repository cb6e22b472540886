// session-missing-rollback: a transaction that was begun here is still open, or
// ends the wrong way, where something failed or control leaves.
#include "checks/ViolationFinding.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::checks;
using solver::Cause;
using solver::Violation;

/// The last thing that happened to the transaction is a commit that failed.
static bool isCommitFailed(const Violation &V) {
  for (const flow::WitnessEvent &E : llvm::reverse(V.Path))
    if (E.What == flow::WitnessEvent::EventHappened)
      return E.Event == EventKind::CommitFail;
  return false;
}

static std::optional<Message> messageOf(const Violation &V) {
  switch (V.Broken) {
  case Breach::LeftInside:
    if (V.Why == Cause::Unwinding)
      return Message::RollbackOnThrow;
    return isCommitFailed(V) ? Message::RollbackAfterCommit
                             : Message::RollbackOnReturn;
  case Breach::BegunInside:
    if (V.InCallee)
      return std::nullopt; // a function that meddles with its caller's
    return Message::BegunInside;
  case Breach::EndedOutside:
    return Message::EndedOutside;
  case Breach::GivenBackInside:
    return Message::GivenBackInside;
  case Breach::EndCommits:
    return Message::EndCommits;
  case Breach::CommitUnlooked:
    return Message::CommitUnlooked;
  default:
    return std::nullopt;
  }
}

void checks::checkMissingRollback(const CheckInput &Input,
                                  std::vector<Finding> &Out) {
  for (const Violation &V : Input.Result.Violations) {
    std::optional<Message> Text = messageOf(V);
    if (!Text)
      continue;
    Finding F = findingOf(V, Input);
    F.Text = *Text;
    if (*Text == Message::CommitUnlooked)
      F.Tag = "unchecked-commit";
    Out.push_back(std::move(F));
  }
  // A transaction with a handle of its own is lost as a session is.
  size_t First = Out.size();
  checkLost(Input, Lost::Transaction, Out);
  for (size_t I = First; I != Out.size(); ++I)
    if (Out[I].Text == Message::LeakOnReturn)
      Out[I].Text = Message::RollbackOnReturn;
    else if (Out[I].Text == Message::LeakOnThrow)
      Out[I].Text = Message::RollbackOnThrow;
}
