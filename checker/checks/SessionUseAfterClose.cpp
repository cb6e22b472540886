// session-use-after-close: a session, child or transaction object is used,
// or closed once more, after its end.
#include "checks/ViolationFinding.h"

using namespace session;
using namespace session::checks;
using solver::Violation;

static std::optional<Message> messageOf(const Violation &V) {
  if (V.Broken == Breach::UsedAfterClose && V.TransactionOver)
    return Message::UsedAfterEnd;
  if (V.Broken == Breach::UsedAfterClose)
    return V.MovedFrom ? Message::UsedAfterMove : Message::UsedAfterClose;
  if (V.Broken == Breach::ClosedTwice)
    return V.AfterCopy ? Message::ClosedTwiceByCopy : Message::ClosedTwice;
  return std::nullopt;
}

void checks::checkUseAfterClose(const CheckInput &Input,
                                std::vector<Finding> &Out) {
  for (const Violation &V : Input.Result.Violations) {
    std::optional<Message> Text = messageOf(V);
    if (!Text)
      continue;
    Finding F = findingOf(V, Input);
    F.Text = *Text;
    Out.push_back(std::move(F));
  }
}
