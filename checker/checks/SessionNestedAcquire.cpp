// session-nested-acquire: what there is only so many of is taken once more by
// somebody who holds one already.
#include "checks/ViolationFinding.h"

using namespace session;
using namespace session::checks;

static Message messageOf(const Finding &F) {
  if (F.Rules.IsLease)
    return F.At == F.Session.OpenedAt ? Message::TakenInLoop
                                      : Message::TakenAgain;
  bool IsPart = F.Rules.IsChild || F.Rules.IsTransaction;
  return IsPart ? Message::HeldTwice : Message::FileOpenedTwice;
}

void checks::checkNestedAcquire(const CheckInput &Input,
                                std::vector<Finding> &Out) {
  for (const solver::Violation &V : Input.Result.Violations) {
    if (V.Broken != Breach::TakenAgain)
      continue;
    Finding F = findingOf(V, Input);
    F.Text = messageOf(F);
    Out.push_back(std::move(F));
  }
}
