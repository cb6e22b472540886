// session-held-too-long: a session or transaction stays open while a call waits
// for something else.
#include "checks/ViolationFinding.h"

using namespace session;
using namespace session::checks;

/// A transaction is open where the path ends.
static bool isInside(const flow::Witness &Path) {
  bool Inside = false;
  for (const flow::WitnessEvent &E : Path)
    if (E.What == flow::WitnessEvent::EventHappened)
      Inside = E.Event == EventKind::Begin ||
               E.Event == EventKind::AutocommitOff ||
               (Inside && E.Event != EventKind::Commit &&
                E.Event != EventKind::Rollback);
  return Inside;
}

void checks::checkHeldTooLong(const CheckInput &Input,
                              std::vector<Finding> &Out) {
  for (const solver::Violation &V : Input.Result.Violations) {
    if (V.Broken != Breach::HeldWaiting)
      continue;
    Finding F = findingOf(V, Input);
    F.Tag = "waiting";
    F.Text =
        isInside(V.Path) ? Message::TransactionWaits : Message::SessionWaits;
    Out.push_back(std::move(F));
  }
}
