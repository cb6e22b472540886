// session-use-after-failure: after a failure that spoils the session until a
// rollback, it is used, committed or given back all the same.
#include "checks/ViolationFinding.h"

using namespace session;
using namespace session::checks;
using solver::Violation;

void checks::checkUseAfterFailure(const CheckInput &Input,
                                  std::vector<Finding> &Out) {
  for (const Violation &V : Input.Result.Violations) {
    bool Commits = V.Broken == Breach::CommitRollsBack;
    if (!Commits && V.Broken != Breach::UsedAfterFailure)
      continue;
    Finding F = findingOf(V, Input);
    F.Text = Commits ? Message::CommitRollsBack : Message::UsedAfterFailure;
    Out.push_back(std::move(F));
  }
}
